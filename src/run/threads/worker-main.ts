/** The program of a thread: keeps one model, runs one episode of it at a time. */
import { GroundstateError } from "../../errors.ts";
import { unpackModel } from "../../model/index.ts";
import { type EpisodeRun, type EpisodeSetting, runEpisode } from "./episode-run.ts";
import { parentPort } from "./host.ts";
import type { Failure, FromThread, Task, ToThread } from "./protocol.ts";

const port = parentPort<ToThread, FromThread>();
let setting: Omit<EpisodeSetting, "send"> | null = null;
let current: { readonly job: number; readonly run: EpisodeRun } | null = null;

port.listen((message) => {
  switch (message.kind) {
    case "model":
      setting = { model: unpackModel(message.packed), memoryLimit: message.memoryLimit, verify: message.verify };
      break;
    case "forget":
      setting = null;
      break;
    case "run":
      void perform(message.task);
      break;
    case "heard":
      if (current?.job === message.job) current.run.heard(message.floors);
      break;
    case "stop":
      if (current?.job === message.job) current.run.stop();
      break;
  }
});

async function perform(task: Task): Promise<void> {
  const { job } = task;
  try {
    if (setting === null) throw new GroundstateError("thread", "an episode came before its model");
    const run = runEpisode(task, { ...setting, send: (batch) => port.post({ kind: "batch", job, batch }) });
    current = { job, run };
    const report = await run.report;
    current = null;
    port.post({ kind: "ended", job, report });
  } catch (error) {
    current = null;
    port.post({ kind: "failed", job, failure: failureOf(error) });
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof GroundstateError) return { message: error.message, code: error.code, hint: error.hint };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), code: null, hint: null };
}

/**
 * Processes that make the runs of a comparison: what a run does to its process, a crash and an endless loop included, is that run's result and
 * nobody else's.
 */
import { fileURLToPath } from "node:url";
import { pool } from "workerpool";
import { failed } from "../compare/execute.ts";
import type { RunRecord } from "../compare/record.ts";
import type { RunRequest } from "../compare/study.ts";
import type { RunOrder } from "./compare-worker.ts";
import type { InputArguments } from "./input.ts";

export interface RunPool {
  /** Null when the pool was ended meanwhile. */
  execute(request: RunRequest): Promise<RunRecord | null>;
  /** Kills the processes, runs in flight included. */
  end(): Promise<void>;
}

export interface RunPoolOptions {
  readonly jobs: number;
  /** Of an instance's name. */
  readonly fileOf: (name: string) => string;
  readonly input: InputArguments;
  /** Bytes of a run. */
  readonly memoryLimit: number | undefined;
}

/** Seconds that reading, encoding and the last step may take beyond a run's own time before its process is killed. */
const PATIENCE = 120;

export function createRunPool({ jobs, fileOf, input, memoryLimit }: RunPoolOptions): RunPool {
  const script = fileURLToPath(new URL("compare-worker.js", import.meta.url));
  const workers = pool(script, { workerType: "process", maxWorkers: jobs, minWorkers: 0 });
  let ended = false;
  return {
    async execute(request) {
      const order = orderOf(request, fileOf(request.subject.name), input, memoryLimit);
      const call = workers.exec("make", [order]);
      const { kind, amount } = request.budget;
      try {
        const answer: unknown = await (kind === "time" ? call.timeout(1000 * (2 * amount + PATIENCE)) : call);
        return answer as RunRecord;
      } catch (error) {
        if (ended) return null;
        const late = error instanceof Error && error.name === "TimeoutError";
        return failed(request, late ? `killed: no end ${PATIENCE} s after its time` : `crashed: ${wordsOf(error)}`);
      }
    },
    async end() {
      ended = true;
      await workers.terminate(true);
    },
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message.split("\n")[0] : String(error));

function orderOf(request: RunRequest, file: string, input: InputArguments, memoryLimit: number | undefined): RunOrder {
  const { key, subject, solver, options, encoding, seed, budget, prove } = request;
  const stopAt = subject.stopAt ?? null;
  const { name } = subject;
  return {
    file,
    input,
    name,
    solver,
    options,
    encoding,
    seed,
    budget,
    prove,
    stopAt,
    memoryLimit: memoryLimit ?? null,
    key,
  };
}

/**
 * One episode inside a thread: drives the solver in slices, sends batches of steps, listens between slices. Sends every step that
 * the run's driver could take: lower than all it knows, or inside the structure of the model and lower than all valid states it
 * knows (a valid state obeys the structure of its model).
 */
import { startEpisode } from "../../episodes.ts";
import { loadKernels } from "../../kernels/load.ts";
import { copyState, obeysStructure } from "../../model/index.ts";
import type { EnergyModel, State } from "../../model/types.ts";
import { solverById } from "../../registry.ts";
import type { Step, Verdict } from "../../solver.ts";
import { pause } from "../drive.ts";
import { createMonitor } from "../monitor.ts";
import type { Batch, Floors, FoundStep, Task, ThreadReport } from "./protocol.ts";

/** Milliseconds between two looks at the messages. */
const SLICE = 8;
/** Batches that may be unanswered: more would pile up at a run that cannot judge them as fast. */
const UNANSWERED = 4;

export interface EpisodeRun {
  heard(floors: Floors): void;
  stop(): void;
  /** Rejects with what the solver throws. */
  readonly report: Promise<ThreadReport>;
}

export interface EpisodeSetting {
  readonly model: EnergyModel;
  readonly memoryLimit: number;
  readonly verify: boolean;
  readonly send: (batch: Batch) => void;
}

export function runEpisode(task: Task, setting: EpisodeSetting): EpisodeRun {
  const flag = task.flag === null ? null : new Int32Array(task.flag);
  let stopped = false;
  let unanswered = 0;
  let wake: (() => void) | null = null;
  const outbox = createOutbox(setting.model, task);
  const isStopped = () => stopped || (flag !== null && Atomics.load(flag, 0) !== 0);
  const send = (): void => {
    const batch = outbox.empty();
    if (batch === null) return;
    unanswered++;
    setting.send(batch);
  };
  async function breathe(): Promise<void> {
    send();
    await pause();
    while (unanswered >= UNANSWERED && !isStopped()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    heard(floors) {
      unanswered--;
      outbox.lower(floors);
      wake?.();
    },
    stop() {
      stopped = true;
      wake?.();
    },
    report: drive(task, setting, outbox, isStopped, breathe).finally(send),
  };
}

async function drive(
  { episode, budget }: Task,
  { model, memoryLimit, verify }: EpisodeSetting,
  outbox: Outbox,
  isStopped: () => boolean,
  breathe: () => Promise<void>,
): Promise<ThreadReport> {
  await pause(); // what this throws must find the caller listening
  const solver = solverById(episode.solver);
  const watch = verify ? createMonitor(model, solver.guarantees.has("descent"), isStopped) : null;
  const context = { kernels: loadKernels(), monitor: watch?.monitor ?? null, memoryLimit };
  const steps = startEpisode(solver, model, episode, context);
  let verdict: Verdict | null = null;
  let until = performance.now() + SLICE;
  try {
    while (!outbox.full && outbox.work < budget) {
      const next = steps.next();
      if (next.done === true) {
        verdict = next.value;
        outbox.close();
        break;
      }
      outbox.take(next.value);
      if (isStopped()) break;
      if (performance.now() < until) continue;
      await breathe();
      until = performance.now() + SLICE;
    }
  } finally {
    steps.return({ status: "exhausted" });
  }
  const { energy, state, work } = outbox;
  return { energy, state, work, verdict, verification: watch?.report() ?? null };
}

/** Steps on their way to the run, and the best of the episode. */
interface Outbox {
  take(step: Step): void;
  /** After the last step of a solver that ended by itself: shows the best once more, as the report would. */
  close(): void;
  lower(floors: Floors): void;
  /** What has gathered since the last time; null when that is nothing. */
  empty(): Batch | null;
  /** The episode's work is used up. */
  readonly full: boolean;
  readonly work: number;
  readonly energy: number;
  readonly state: State | null;
}

function createOutbox(model: EnergyModel, { episode, everyStep, floors }: Task): Outbox {
  let { lowest, valid } = floors;
  let works: number[] = [];
  let found: FoundStep[] = [];
  let work = 0;
  let energy = Number.POSITIVE_INFINITY;
  let state: State | null = null;
  const show = (at: number, shownEnergy: number, shown: State): void => {
    found.push({ at: works.length, energy: shownEnergy, state: shown });
    works.push(at);
  };
  return {
    take(step) {
      const before = work;
      work = step.work;
      const best = step.energy < energy || state === null;
      if (best) {
        energy = step.energy;
        state = copyState(step.state);
      }
      const last = this.full;
      // The run must know the best of an episode whose work is used up, and reads no further than its last step.
      if (last && !best) show(before, energy, state!);
      const lower = step.energy < lowest;
      if (lower) lowest = step.energy;
      if (lower || (last && best) || (step.energy < valid && obeysStructure(model, step.state))) {
        show(work, step.energy, best ? state! : copyState(step.state));
      } else if (everyStep || last) works.push(work);
    },
    close() {
      if (state !== null) show(work, energy, state);
    },
    lower(next) {
      lowest = Math.min(lowest, next.lowest);
      valid = Math.min(valid, next.valid);
    },
    empty() {
      if (works.length === 0) return null;
      const batch = { works: Float64Array.from(works), found };
      works = [];
      found = [];
      return batch;
    },
    get full() {
      return episode.work !== null && work >= episode.work;
    },
    get work() {
      return work;
    },
    get energy() {
      return energy;
    },
    get state() {
      return state;
    },
  };
}

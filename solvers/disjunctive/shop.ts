/** The jobs and machines of a schedule model as flat arrays, and the ways between starts and states. */
import { MemoryError } from "../../src/errors.ts";
import { type EnergyModel, energy, expandState, type State, structureOf } from "../../src/model/index.ts";

export interface Shop {
  readonly operations: number;
  readonly jobs: number;
  readonly machines: number;
  /** By operation. */
  readonly duration: Int32Array;
  readonly job: Int32Array;
  /** What comes before in the job. */
  readonly head: Int32Array;
  /** Neighbours in the job, -1 for none. */
  readonly jobBefore: Int32Array;
  readonly jobAfter: Int32Array;
  /** -1 for operations that take no time: they take no machine. */
  readonly machine: Int32Array;
  /** Length of the shortest job: what choice 0 of the end means. */
  readonly shortest: number;
  /** Choices of a group. */
  readonly choices: number;
}

/** Bytes an operation: neighbours, heads and tails, orders, the best ones, candidate moves, a population of schedules. */
const BYTES_PER_OPERATION = 250;

/** O(operations). The model has the structures `schedule` and `one-hot`. @throws {MemoryError} when a search needs more than `memoryLimit` bytes */
export function shopOf(model: EnergyModel, memoryLimit: number): Shop {
  const { jobStart, machine, duration } = structureOf(model, "schedule")!;
  const operations = duration.length;
  const jobs = jobStart.length - 1;
  const bytes = operations * (BYTES_PER_OPERATION + 4 * jobs);
  if (bytes > memoryLimit)
    throw new MemoryError(`orders of ${operations} operations`, bytes, memoryLimit, "Raise the memory limit.");
  const job = new Int32Array(operations);
  const head = new Int32Array(operations);
  const jobBefore = new Int32Array(operations).fill(-1);
  const jobAfter = new Int32Array(operations).fill(-1);
  let shortest = Number.POSITIVE_INFINITY;
  for (let j = 0; j < jobs; j++) {
    let length = 0;
    for (let o = jobStart[j]; o < jobStart[j + 1]; o++) {
      job[o] = j;
      head[o] = length;
      length += duration[o];
      if (o > jobStart[j]) jobBefore[o] = o - 1;
      if (o + 1 < jobStart[j + 1]) jobAfter[o] = o + 1;
    }
    shortest = Math.min(shortest, length);
  }
  const numbers = new Map<number, number>();
  const renumbered = machine.map((m, o) => {
    if (duration[o] === 0) return -1;
    if (!numbers.has(m)) numbers.set(m, numbers.size);
    return numbers.get(m)!;
  });
  const choices = structureOf(model, "one-hot")!.size;
  const machines = numbers.size;
  return {
    operations,
    jobs,
    machines,
    duration,
    job,
    head,
    jobBefore,
    jobAfter,
    machine: renumbered,
    shortest,
    choices,
  };
}

/** A schedule as a state, and its energy: its end where there is a choice for that, else the nearest choices and what they cost. */
export function viewOf(
  model: EnergyModel,
  { operations, head, shortest, choices }: Shop,
  start: ArrayLike<number>,
  makespan: number,
): { readonly state: State; readonly energy: number } {
  const label = new Int32Array(operations + 1);
  for (let o = 0; o < operations; o++) label[o] = Math.min(choices - 1, start[o] - head[o]);
  label[operations] = Math.min(choices - 1, makespan - shortest);
  const state: State = { kind: "labels", label };
  return { state, energy: makespan - shortest < choices ? makespan : energy(model, state) };
}

/** Starts as a state tells them, the first of several, later ones where the operation before in the job is not done; machines may do several at a time. */
export function startsFrom(model: EnergyModel, shop: Shop, state: State): Int32Array {
  const { operations, head, choices, jobBefore, duration } = shop;
  const values = state.kind === "labels" ? null : expandState(model, state);
  const choiceOf = (o: number): number => {
    if (state.kind === "labels") return state.label[o];
    return Math.max(0, values!.subarray(o * choices, (o + 1) * choices).indexOf(1));
  };
  const start = new Int32Array(operations);
  for (let o = 0; o < operations; o++) {
    const free = jobBefore[o] < 0 ? 0 : start[jobBefore[o]] + duration[jobBefore[o]];
    start[o] = Math.max(free, head[o] + choiceOf(o));
  }
  return start;
}

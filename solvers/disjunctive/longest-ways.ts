/** Longest ways in a disjunctive graph, from the beginning to each operation and from there to the end, along a topological order. O(operations). */
import type { Shop } from "./shop.ts";

export interface LongestWays {
  /** When an operation begins. */
  readonly head: Int32Array;
  /** What is left when it is done. */
  readonly tail: Int32Array;
  readonly makespan: number;
  /** Heads from one place of the order on, tails from another one back. */
  update(first: number, last: number): void;
}

/** The arrays stay the caller's. @param before neighbour on the machine, -1 for none; `after` likewise. @param order topological */
export function createLongestWays(
  { operations: n, duration, jobBefore, jobAfter }: Shop,
  before: Int32Array,
  after: Int32Array,
  order: Int32Array,
): LongestWays {
  const head = new Int32Array(n);
  const tail = new Int32Array(n);
  const lasts = Int32Array.from(duration.keys()).filter((o) => jobAfter[o] < 0);
  let makespan = 0;

  function heads(from: number): void {
    for (let k = from; k < n; k++) {
      const o = order[k];
      const j = jobBefore[o];
      const m = before[o];
      const byJob = j < 0 ? 0 : head[j] + duration[j];
      const byMachine = m < 0 ? 0 : head[m] + duration[m];
      head[o] = byJob > byMachine ? byJob : byMachine;
    }
  }
  function tails(from: number): void {
    for (let k = from; k >= 0; k--) {
      const o = order[k];
      const j = jobAfter[o];
      const m = after[o];
      const byJob = j < 0 ? 0 : tail[j] + duration[j];
      const byMachine = m < 0 ? 0 : tail[m] + duration[m];
      tail[o] = byJob > byMachine ? byJob : byMachine;
    }
  }
  function measure(): void {
    makespan = 0;
    for (let k = 0; k < lasts.length; k++) {
      const end = head[lasts[k]] + duration[lasts[k]];
      if (end > makespan) makespan = end;
    }
  }
  return {
    head,
    tail,
    get makespan() {
      return makespan;
    },
    update(first, last) {
      heads(first);
      tails(last);
      measure();
    },
  };
}

/** Slices of work of about a millisecond, and the count of it: flips tried, and for exchanges the spins looked at. */
import type { Replicas } from "../../src/kernels/replicas/types.ts";
import type { Step } from "../../src/solver.ts";
import type { Incumbent } from "./incumbent.ts";

/** Proposals between two steps. */
const SLICE = 2 ** 15;
/** Sweeps of a descent at most: on real-valued models rounding must not keep it going. */
const LONGEST_DESCENT = 1000;

export interface Pace {
  readonly work: number;
  /** Adds work done, and yields when a slice is full. */
  spend(amount: number): Generator<Step, void, void>;
  /** One sweep of a batch. Returns the number of flips. */
  sweep(batch: Replicas, beta: number): Generator<Step, number, void>;
  /** Strict descent of all replicas of a batch. */
  descend(batch: Replicas): Generator<Step, void, void>;
}

export function createPace(incumbent: Incumbent): Pace {
  let work = 0;
  let spent = 0;
  function* spend(amount: number): Generator<Step, void, void> {
    work += amount;
    spent += amount;
    if (spent < SLICE) return;
    spent = 0;
    yield incumbent.view(work);
  }
  function* sweep(batch: Replicas, beta: number): Generator<Step, number, void> {
    const { positions, width } = batch;
    const stride = Math.max(64, Math.floor(SLICE / width / 64) * 64);
    let flips = 0;
    for (let from = 0; from < positions; from += stride) {
      const to = Math.min(positions, from + stride);
      flips += batch.sweep(beta, from, to);
      yield* spend((to - from) * width);
    }
    return flips;
  }
  return {
    get work() {
      return work;
    },
    spend,
    sweep,
    *descend(batch) {
      for (let k = 0; k < LONGEST_DESCENT; k++) if ((yield* sweep(batch, Number.POSITIVE_INFINITY)) === 0) return;
    },
  };
}

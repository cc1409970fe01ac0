/**
 * Two states that have children again and again (HEAD: Moalic & Gondran 2018): both are replaced by what tabu search makes of their children;
 * the best of each ten generations comes back ten generations later, beside a new one, and when the two have become alike one begins anew.
 */
import type { LabelSystem } from "../../src/kernels/labels/system.ts";
import type { Random } from "../../src/random.ts";
import type { Step } from "../../src/solver.ts";
import { cross, difference } from "./crossover.ts";

interface Individual {
  readonly choices: Int32Array;
  readonly energy: number;
}

/** What the strategies share. Both searches give null when there are to be no more. */
export interface Campaign {
  readonly system: LabelSystem;
  readonly random: Random;
  /** A search from a new state. */
  fresh(): Generator<Step, Individual | null, void>;
  /** A search from these choices. */
  from(choices: Int32Array): Generator<Step, Individual | null, void>;
}

/** Generations after which the best of them are put aside, as in the paper. */
const CYCLE = 10;
/** States that differ in a smaller share of the units are alike. */
const ALIKE = 0.02;

export function* evolve({ system, random, fresh, from }: Campaign): Generator<Step, void, void> {
  let first = yield* fresh();
  let second = first === null ? null : yield* fresh();
  let best = first;
  let before: Individual | null = null;
  for (let generation = 1; first !== null && second !== null; generation++) {
    const one = yield* from(cross(system, first.choices, second.choices, random));
    const two: Individual | null =
      one === null ? null : yield* from(cross(system, second.choices, first.choices, random));
    if (one === null || two === null) return;
    [first, second] = [one, two];
    for (const child of [one, two]) if (best === null || child.energy < best.energy) best = child;
    if (generation % CYCLE === 0) {
      if (before !== null) first = before;
      before = best;
      best = null;
      second = yield* fresh();
      if (second === null) return;
    }
    if (difference(system, first.choices, second.choices) <= ALIKE * system.units) first = yield* fresh();
  }
}

export function* restart({ fresh }: Campaign): Generator<Step, void, void> {
  while ((yield* fresh()) !== null);
}

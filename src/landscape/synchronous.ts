/**
 * Where synchronous dynamics ends: all variables take the sign of their local field at once, a zero field keeps. With symmetric
 * couplings every orbit ends in a fixed point or a 2-cycle (Goles, Fogelman & Pellegrin 1985). The map is a functional graph: each state
 * is followed until it meets a known one or closes a cycle. O(1) a state; 8 bytes a state.
 */
import { type Columns, createColumns } from "./columns.ts";
import { LOWERING, type Ranks } from "./ranks.ts";

/** `state`: the lowest index on the cycle. `length`: 1 for fixed points. `reach`: states that end there. */
export type Cycles = Columns<"state" | "length" | "reach">;

export interface Orbits {
  readonly cycles: Cycles;
  /** The row of the cycle in which a state ends. */
  cycleOf(state: number): number;
  /** Steps until a state is on its cycle. */
  stepsOf(state: number): number;
  /** Mean over all states. */
  readonly meanSteps: number;
}

const SLICE = 2 ** 12;
const UNKNOWN = -1;
const ON_PATH = -2;

/** Yields the states done. */
export function* followOrbits(ranks: Ranks): Generator<number, Orbits, void> {
  const states = 2 ** ranks.n;
  const goal = new Int32Array(states).fill(UNKNOWN);
  const steps = new Uint32Array(states);
  const cycles: Cycles = createColumns(["state", "length", "reach"]);
  let total = 0;
  for (let from = 0; from < states; from += SLICE) {
    for (let x = from; x < Math.min(states, from + SLICE); x++) {
      if (goal[x] === UNKNOWN) follow(ranks, x, goal, steps, cycles);
      cycles.columns.reach[goal[x]]++;
      total += steps[x];
    }
    yield from;
  }
  return { cycles, cycleOf: (x) => goal[x], stepsOf: (x) => steps[x], meanSteps: total / states };
}

/** The next state. A variable is stable exactly when its flip does not lower the energy: the diagonal is zero. */
export function synchronousStep({ flips }: Ranks, x: number): number {
  return x ^ (flips[x] & LOWERING);
}

function follow(ranks: Ranks, start: number, goal: Int32Array, steps: Uint32Array, cycles: Cycles): void {
  const path: number[] = [];
  let x = start;
  while (goal[x] === UNKNOWN) {
    goal[x] = ON_PATH;
    path.push(x);
    x = synchronousStep(ranks, x);
  }
  let cycle = goal[x];
  if (cycle === ON_PATH) {
    cycle = cycles.add();
    const members = path.splice(path.indexOf(x));
    cycles.columns.state[cycle] = members.reduce((least, member) => Math.min(least, member));
    cycles.columns.length[cycle] = members.length;
    for (const member of members) goal[member] = cycle;
  }
  let distance = steps[x];
  for (let k = path.length - 1; k >= 0; k--) {
    goal[path[k]] = cycle;
    steps[path[k]] = ++distance;
  }
}

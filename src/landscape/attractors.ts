/**
 * Where asynchronous dynamics ends (Hopfield 1982), exactly and without a matrix. A variable whose local field opposes it flips, a
 * zero field keeps; so every flip lowers the energy, and one pass over the states in falling energy moves all probability down to
 * the fixed points: what a state holds is handed to the states that follow it. What passes through a state is its expected number of
 * visits, so the expected number of flips comes with it.
 *
 * random: a uniformly drawn unstable variable flips. cyclic: all variables in index order, again and again. greedy: the flip to the lowest
 * energy, of equal ones the variable of lowest index. O(n) a state, 8 bytes a state.
 */
import { unreachable } from "../errors.ts";
import { bitCount } from "../kernels/bits.ts";
import { LOWERING, type Ranks } from "./ranks.ts";

export type Order = "random" | "cyclic" | "greedy";

export interface Flow {
  /** By state: the probability to end there, times the number of starts. 0 for all but fixed points. */
  readonly mass: Float64Array;
  /** Expected number of flips from start to end. */
  readonly flips: number;
}

const SLICE = 2 ** 13;

/** From one state, or from every state alike (null). Yields the states done. */
export function* flowDown(ranks: Ranks, order: Order, start: number | null): Generator<number, Flow, void> {
  const states = 2 ** ranks.n;
  const mass = new Float64Array(states);
  if (start === null) mass.fill(1);
  else mass[start] = 1;
  const pass = passOf(order);
  let flips = 0;
  for (let to = states; to > 0; to -= SLICE) {
    flips += pass(ranks, mass, Math.max(0, to - SLICE), to);
    yield states - to;
  }
  return { mass, flips: start === null ? flips / states : flips };
}

/** Moves what the states at places `from` to `to` - 1 of the order hold; returns the flips, by mass. */
type Pass = (ranks: Ranks, mass: Float64Array, from: number, to: number) => number;

function passOf(order: Order): Pass {
  switch (order) {
    case "random":
      return passRandom;
    case "cyclic":
      return passCyclic;
    case "greedy":
      return passGreedy;
    default:
      return unreachable(order);
  }
}

function passRandom({ order, flips: lowering }: Ranks, mass: Float64Array, from: number, to: number): number {
  let flips = 0;
  for (let k = to - 1; k >= from; k--) {
    const x = order[k];
    const held = mass[x];
    const unstable = lowering[x] & LOWERING;
    if (held === 0 || unstable === 0) continue;
    flips += held;
    const share = held / bitCount(unstable);
    mass[x] = 0;
    for (let rest = unstable; rest !== 0; rest &= rest - 1) mass[x ^ (rest & -rest)] += share;
  }
  return flips;
}

function passCyclic({ n, order, flips: lowering }: Ranks, mass: Float64Array, from: number, to: number): number {
  let flips = 0;
  for (let k = to - 1; k >= from; k--) {
    const x = order[k];
    const held = mass[x];
    if (held === 0) continue;
    const end = sweep(n, lowering, x);
    if (end === x) continue;
    flips += held * bitCount(x ^ end); // a sweep tries each variable once
    mass[x] = 0;
    mass[end] += held;
  }
  return flips;
}

function sweep(n: number, lowering: Uint32Array, x: number): number {
  let y = x;
  let unstable = lowering[x];
  for (let i = 0; i < n; i++) {
    if (((unstable >> i) & 1) === 0) continue;
    y ^= 1 << i;
    unstable = lowering[y];
  }
  return y;
}

function passGreedy({ order, rank, flips: lowering }: Ranks, mass: Float64Array, from: number, to: number): number {
  let flips = 0;
  for (let k = to - 1; k >= from; k--) {
    const x = order[k];
    const held = mass[x];
    if (held === 0) continue;
    let end = x;
    for (let rest = lowering[x] & LOWERING; rest !== 0; rest &= rest - 1) {
      const next = x ^ (rest & -rest);
      if (rank[next] < rank[end]) end = next;
    }
    if (end === x) continue;
    flips += held;
    mass[x] = 0;
    mass[end] += held;
  }
  return flips;
}

/** The states from which random order can end in several basins. */
const SEVERAL = -2;
/** Fixed points that lie on no basin: plateaus with a way down at another state. */
const ELSEWHERE = -1;

/**
 * By basin: how many states random order leads there and nowhere else, fixed points included. One pass in rising energy, 4 bytes a
 * state. Yields the states done.
 */
export function* surelyTo(
  { n, order, flips: lowering }: Ranks,
  basins: number,
  basinAt: (state: number) => number,
): Generator<number, Uint32Array, void> {
  const states = 2 ** n;
  const goal = new Int32Array(states);
  const counts = new Uint32Array(basins);
  for (let from = 0; from < states; from += SLICE) {
    for (let k = from; k < Math.min(states, from + SLICE); k++) {
      const x = order[k];
      const unstable = lowering[x] & LOWERING;
      let to = unstable === 0 ? basinAt(x) : goal[x ^ (unstable & -unstable)];
      for (let rest = unstable & (unstable - 1); rest !== 0 && to !== SEVERAL; rest &= rest - 1) {
        if (goal[x ^ (rest & -rest)] !== to) to = SEVERAL;
      }
      goal[x] = to;
      if (to > ELSEWHERE) counts[to]++;
    }
    yield from;
  }
  return counts;
}

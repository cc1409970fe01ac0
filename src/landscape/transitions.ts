/**
 * The state-transition graph of asynchronous dynamics: which single flips lower the energy, each as probable as the others of its
 * state, and to which attractor a state most probably falls. Over all states, the lowest ones (no flip leads out of them), or the
 * states downhill from one, of which those most probably visited are shown. Fixed points of one plateau basin are one attractor.
 */
import { GroundstateError } from "../errors.ts";
import { bitCount } from "../kernels/bits.ts";
import { LOWERING, type Ranks } from "./ranks.ts";
import type { TransitionGraph } from "./types.ts";

/** States whose fates are followed to find the most probable. */
const MOST_STATES = 2 ** 16;

export interface TransitionRequest {
  /** Show at most so many states. */
  readonly states: number;
  /** Only states downhill from this one; null: the lowest of all. */
  readonly from: number | null;
  readonly energyOf: (state: number) => number;
  readonly labelOf: (state: number) => string;
  readonly basinAt: (state: number) => number;
}

/** @throws {GroundstateError} "invalid-options" when more than 65,536 states are asked for, or lie downhill from `from` */
export function transitionGraph(ranks: Ranks, request: TransitionRequest): TransitionGraph {
  const { states, from } = request;
  if (states > MOST_STATES) refuse(`states is ${states}, expected at most ${MOST_STATES}`, "Show fewer states.");
  const closed = from === null ? ranks.order.subarray(0, Math.min(states, 2 ** ranks.n)) : downhill(ranks, from);
  const fates = likelyFates(ranks, closed, request.basinAt);
  const shown = from === null ? closed : mostVisited(ranks, closed, states);
  return graphOf(ranks, shown, fates, request);
}

function refuse(message: string, hint: string): never {
  throw new GroundstateError("invalid-options", message, { hint });
}

/** A state and all that random order can reach from it, in rising energy, by index among equals. */
function downhill({ rank, flips }: Ranks, from: number): Uint32Array {
  const seen = new Set([from]);
  for (const x of seen) {
    for (let rest = flips[x] & LOWERING; rest !== 0; rest &= rest - 1) seen.add(x ^ (rest & -rest));
    if (seen.size > MOST_STATES) {
      const hint = "Start lower, or leave out the start (for the lowest states) or the graph.";
      refuse(`more than ${MOST_STATES} states lie downhill from the start`, hint);
    }
  }
  return Uint32Array.from(seen).sort((a, b) => rank[a] - rank[b] || a - b);
}

/**
 * By state of a set that no flip leaves, in rising energy: its most probable attractor, the lower one among equals. Attractors are
 * numbered in rising energy.
 */
function likelyFates({ flips }: Ranks, closed: Uint32Array, basinAt: (state: number) => number): Map<number, number> {
  const attractors = new Map<number, number>();
  const chances = new Map<number, ReadonlyMap<number, number>>();
  const likely = new Map<number, number>();
  for (const x of closed) {
    const unstable = flips[x] & LOWERING;
    const mine = new Map<number, number>();
    if (unstable === 0) {
      const basin = basinAt(x);
      const plateau = basin < 0 ? ~x : basin;
      if (!attractors.has(plateau)) attractors.set(plateau, attractors.size);
      mine.set(attractors.get(plateau) as number, 1);
    }
    const share = 1 / bitCount(unstable);
    for (let rest = unstable; rest !== 0; rest &= rest - 1) {
      for (const [attractor, chance] of chances.get(x ^ (rest & -rest)) as ReadonlyMap<number, number>) {
        mine.set(attractor, (mine.get(attractor) ?? 0) + share * chance);
      }
    }
    chances.set(x, mine);
    likely.set(x, mostLikely(mine));
  }
  return likely;
}

/** Chances that differ by rounding only are equal. */
const ROUNDING = 1e-12;

function mostLikely(chances: ReadonlyMap<number, number>): number {
  let [best, most] = [-1, -1];
  for (const [attractor, chance] of chances) {
    const ahead = chance - most;
    if (ahead > ROUNDING || (ahead > -ROUNDING && attractor < best)) [best, most] = [attractor, chance];
  }
  return best;
}

/** Of the states downhill from the last one of `closed`, the `count` that are most probably visited on the way, in the same order. */
function mostVisited({ flips }: Ranks, closed: Uint32Array, count: number): Uint32Array {
  if (closed.length <= count) return closed;
  const visits = new Map<number, number>([[closed[closed.length - 1], 1]]);
  for (let k = closed.length - 1; k >= 0; k--) {
    const unstable = flips[closed[k]] & LOWERING;
    const share = (visits.get(closed[k]) as number) / bitCount(unstable);
    for (let rest = unstable; rest !== 0; rest &= rest - 1) {
      const y = closed[k] ^ (rest & -rest);
      visits.set(y, (visits.get(y) ?? 0) + share);
    }
  }
  const place = new Map(Array.from(closed, (x, k) => [x, k]));
  const byVisits = Array.from(closed).sort(
    (a, b) =>
      (visits.get(b) as number) - (visits.get(a) as number) || (place.get(b) as number) - (place.get(a) as number),
  );
  return Uint32Array.from(byVisits.slice(0, count)).sort((a, b) => (place.get(a) as number) - (place.get(b) as number));
}

function graphOf(
  { n, flips }: Ranks,
  shown: Uint32Array,
  fates: ReadonlyMap<number, number>,
  { energyOf, labelOf }: TransitionRequest,
): TransitionGraph {
  const place = new Map(Array.from(shown, (x, k) => [x, k]));
  const edges: TransitionGraph["edges"][number][] = [];
  const nodes = Array.from(shown, (x, from) => {
    const unstable = flips[x] & LOWERING;
    const probability = 1 / bitCount(unstable);
    for (let variable = 0; variable < n; variable++) {
      const to = (unstable >> variable) & 1 ? place.get(x ^ (1 << variable)) : undefined;
      if (to !== undefined) edges.push({ from, to, variable, probability });
    }
    return {
      state: x,
      energy: energyOf(x),
      attractor: unstable === 0,
      label: labelOf(x),
      basin: fates.get(x) as number,
    };
  });
  return { n, nodes, edges };
}

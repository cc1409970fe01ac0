/**
 * Bounds of Steiner trees: dual ascent from one terminal after the other; edges that no better tree than the best known one can have are left out, and the
 * ascents begun again; where few terminals or few vertices are left, the exact tree. Bounds of what is left hold up to the known
 * tree's cost: all that was left out costs as much.
 */

import { whileYielding } from "../../kernels/pauses.ts";
import { type LinkedNetwork, linked, type Network } from "../../networks/network.ts";
import type { Bound, BoundContext } from "../../problem.ts";
import { exactTree, exactTreeEffort } from "./dreyfus-wagner.ts";
import { type Ascended, dualAscent, usefulEdges } from "./dual-ascent.ts";
import { inUnits } from "./units.ts";

/** Roots that are tried on one network. */
const ROOTS = 12;
/** Steps of an exact tree: some seconds. At once where it takes no longer than the ascents. */
const MOST_STEPS = 2e9;
const FEW_STEPS = 2e7;

const ASCENT = "dual ascent on directed cuts";
const EXACT = "all trees over sets of terminals (Dreyfus & Wagner)";

/** @param required 1 for terminals */
export function* steinerBounds(
  whole: Network,
  required: ArrayLike<number>,
  { memoryLimit, incumbent }: BoundContext,
): Generator<Bound | null, void, void> {
  const units = inUnits(whole);
  const terminals = Array.from({ length: whole.n }, (_, v) => v).filter((v) => required[v] === 1);
  let best: Bound | null = null;
  /** What is left out has at least this cost; Infinity while nothing is. */
  let known = Number.POSITIVE_INFINITY;
  const prove = (value: number, proof: string) => {
    const cost = Math.min(known, value === Number.POSITIVE_INFINITY ? value : units.costOf(value));
    if (Number.isFinite(cost) && (best === null || cost > best.value)) best = { value: cost, proof };
  };
  function* exact(network: LinkedNetwork, mostSteps: number): Generator<Bound | null, boolean, void> {
    const small = occupied(network, terminals);
    const { steps, bytes } = exactTreeEffort(small.network, terminals.length);
    if (steps > mostSteps || bytes > memoryLimit) return false;
    prove(yield* whileYielding(exactTree(small.network, small.terminals), best), EXACT);
    yield best;
    return true;
  }

  let network = units.network;
  if (yield* exact(network, FEW_STEPS)) return;
  for (let turn = 0, idle = 0; idle < Math.min(ROOTS, terminals.length); turn++) {
    const root = terminals[turn % terminals.length];
    const ascended: Ascended = yield* whileYielding(dualAscent(network, required, root), best);
    prove(ascended.bound, ASCENT);
    yield best;
    const cost = incumbent();
    if (cost === null || ascended.bound === Number.POSITIVE_INFINITY) {
      idle++;
      continue;
    }
    const useful = usefulEdges(network, required, ascended, units.unitsNoBetter(cost));
    const less = withoutLoose(network, required, useful);
    idle = less.cost.length < network.cost.length ? 0 : idle + 1;
    if (less.cost.length < network.cost.length) known = Math.min(known, cost);
    network = less;
  }
  yield* exact(network, MOST_STEPS);
}

/** The useful edges but those at vertices that lead nowhere. O(m). */
function withoutLoose(network: LinkedNetwork, required: ArrayLike<number>, useful: Uint8Array): LinkedNetwork {
  const { n, from, to, cost, start, edge } = network;
  const degree = new Int32Array(n);
  useful.forEach((one, e) => {
    degree[from[e]] += one;
    degree[to[e]] += one;
  });
  const loose = Array.from({ length: n }, (_, v) => v).filter((v) => degree[v] === 1 && required[v] !== 1);
  for (const v of loose) {
    for (let k = start[v]; k < start[v + 1]; k++) {
      const e = edge[k];
      if (useful[e] === 0) continue;
      useful[e] = 0;
      degree[v]--;
      const other = from[e] ^ to[e] ^ v;
      if (--degree[other] === 1 && required[other] !== 1) loose.push(other);
    }
  }
  const left = Array.from(from, (_, e) => e).filter((e) => useful[e] === 1);
  const pick = <A extends Int32Array | Float64Array>(values: A) => values.filter((_, e) => useful[e] === 1) as A;
  return left.length === cost.length ? network : linked({ n, from: pick(from), to: pick(to), cost: pick(cost) });
}

/** The same network without vertices that have no edge, terminals apart. */
function occupied(network: LinkedNetwork, terminals: readonly number[]) {
  const { n, from, to, cost, start } = network;
  const number = new Int32Array(n).fill(-1);
  const kept = Array.from({ length: n }, (_, v) => v).filter((v) => start[v + 1] > start[v] || terminals.includes(v));
  kept.forEach((v, k) => {
    number[v] = k;
  });
  const renumbered = { n: kept.length, from: from.map((v) => number[v]), to: to.map((v) => number[v]), cost };
  return { network: linked(renumbered), terminals: terminals.map((v) => number[v]) };
}

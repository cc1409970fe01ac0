/**
 * Bounds of spanning trees of bounded degree: with multipliers p_v >= 0 for the bounds b_v every such tree costs at least
 *
 *     min over trees of sum_uv (c_uv + p_u + p_v)  -  sum_v p_v b_v
 *
 * (Volgenant 1989; the tree of Held & Karp 1971 without its cycle), raised by subgradient steps: a vertex with too many edges in the cheapest tree becomes
 * dearer. Whole multiples of a power of two throughout, so bounds are exact. O(m log m) a step.
 */
import { type LinkedNetwork, type Network, risingEdges } from "../../networks/network.ts";
import { spanningTree } from "../../networks/spanning-tree.ts";
import type { Bound, BoundContext } from "../../problem.ts";
import { inUnits } from "./units.ts";

const PROOF = "cheapest trees with multipliers for degrees";
const KRUSKAL = "minimum spanning tree (Kruskal)";
/** Steps in all, and those without a gain after which steps shrink. */
const STEPS = 3000;
const PATIENCE = 15;
const SHRINK = 0.7;
/** Of the gap that a first step would close. */
const FIRST = 1;
const SMALLEST = 1e-4;
/** Where no tree is known: a step aims at so much above the best bound. */
const GUESS = 1.05;
/** Shares of this and the last subgradient. */
const BLEND = [0.7, 0.3] as const;

interface Relaxed {
  readonly value: number;
  /** Edges at each vertex beyond its bound. */
  readonly beyond: Float64Array;
}

/** @param bounds most edges at each vertex, or null */
export function* spanningBounds(
  whole: Network,
  bounds: ArrayLike<number> | null,
  { incumbent }: BoundContext,
): Generator<Bound | null, void, void> {
  const units = inUnits(whole);
  const { network } = units;
  const prices = new Float64Array(network.n);
  const first = relaxed(network, bounds, prices);
  if (first === null) return;
  let best: Bound = { value: units.costOf(first.value), proof: bounds === null ? KRUSKAL : PROOF };
  yield best;
  if (bounds === null) return;
  for (const value of ascent(network, bounds, first, () => {
    const cost = incumbent();
    return cost === null ? null : units.unitsNoBetter(cost);
  })) {
    const cost = units.costOf(value);
    if (cost > best.value) best = { value: cost, proof: PROOF };
    yield best;
  }
}

/** The value of multipliers, and how the tree that has it breaks the bounds; null where there is no tree. */
function relaxed(network: LinkedNetwork, bounds: ArrayLike<number> | null, prices: Float64Array): Relaxed | null {
  const { n, from, to } = network;
  const cost = network.cost.map((own, e) => own + prices[from[e]] + prices[to[e]]);
  const tree = spanningTree(network, risingEdges({ ...network, cost }));
  if (tree.length < n - 1) return null;
  const beyond = Float64Array.from({ length: n }, (_, v) => (bounds === null ? 0 : -bounds[v]));
  let value = 0;
  for (const e of tree) {
    value += cost[e];
    beyond[from[e]]++;
    beyond[to[e]]++;
  }
  for (let v = 0; bounds !== null && v < n; v++) value -= prices[v] * bounds[v];
  return { value, beyond };
}

/** Values of better and better multipliers, one a step. @param known units that a known tree costs, or null */
function* ascent(
  network: LinkedNetwork,
  bounds: ArrayLike<number>,
  first: Relaxed,
  known: () => number | null,
): Generator<number, void, void> {
  const { n } = network;
  const largest = 4 * network.cost.reduce((most, cost) => Math.max(most, cost), 0);
  const prices = new Float64Array(n);
  const best = new Float64Array(n);
  const last = new Float64Array(n);
  let at: Relaxed = first;
  let value = first.value;
  let share = FIRST;
  for (let step = 0, idle = 0; step < STEPS && share > SMALLEST; step++) {
    let length = 0;
    for (let v = 0; v < n; v++) {
      // A price of 0 does not fall.
      const own = prices[v] === 0 ? Math.max(0, at.beyond[v]) : at.beyond[v];
      last[v] = BLEND[0] * own + BLEND[1] * last[v];
      length += last[v] ** 2;
    }
    if (length === 0) return; // the tree keeps all bounds, and no price is paid for nothing
    const aim = known() ?? GUESS * value + 1;
    const stride = (share * Math.max(1, aim - at.value)) / length;
    for (let v = 0; v < n; v++) {
      prices[v] = Math.max(0, Math.min(largest, Math.floor(prices[v] + stride * last[v])));
    }
    at = relaxed(network, bounds, prices)!;
    if (at.value > value) {
      value = at.value;
      best.set(prices);
      idle = 0;
    } else if (++idle >= PATIENCE) {
      idle = 0;
      share *= SHRINK;
      prices.set(best);
      last.fill(0);
      at = relaxed(network, bounds, prices)!;
    }
    yield value;
  }
}

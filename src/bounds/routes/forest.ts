/**
 * The cheapest relaxed routes: m routes use n - m ways between customers, which form a forest, and 2 m ways at the depot, of which a customer
 * has two at most. So a forest of n - m edges and the m customers nearest to the depot, twice each, cost no more than any m routes. The
 * first k edges of a minimum spanning tree are a cheapest forest of k edges (forests are a matroid), and both parts are convex in m:
 * the best m is where they no longer fall. O(n^2) by Prim.
 */
export interface RelaxedRoutes {
  readonly cost: number;
  /** Ends of the edges between customers: of edge e, from[e] and to[e], e < edges. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly edges: number;
  /** Whether a customer has both its ways at the depot. */
  readonly direct: Uint8Array;
}

/** Pairs of customers between yields: about a millisecond. */
const SLICE = 400_000;

/**
 * @param between row-major n x n, symmetric: costs of the ways between customers
 * @param depot costs of the ways between the depot and each customer
 * @yields after about a millisecond
 */
export function* relaxedRoutes(
  between: Float64Array,
  depot: Float64Array,
  least: number,
  most: number,
): Generator<void, RelaxedRoutes, void> {
  const n = depot.length;
  const { from, to, cost } = yield* spanningTree(between, n);
  const order = Float64Array.from(cost, (_, e) => e).sort((a, b) => cost[a] - cost[b] || a - b);
  const nearest = Float64Array.from(depot, (_, c) => c).sort((a, b) => depot[a] - depot[b] || a - b);
  let total = 0;
  for (let k = 0; k < least; k++) total += 2 * depot[nearest[k]];
  for (let k = 0; k < n - least; k++) total += cost[order[k]];
  let routes = least;
  for (; routes < most; routes++) {
    const change = 2 * depot[nearest[routes]] - cost[order[n - routes - 1]];
    if (change >= 0) break;
    total += change;
  }
  const direct = new Uint8Array(n);
  for (let k = 0; k < routes; k++) direct[nearest[k]] = 1;
  const edges = n - routes;
  const kept = order.subarray(0, edges);
  return {
    cost: total,
    from: Int32Array.from(kept, (e) => from[e]),
    to: Int32Array.from(kept, (e) => to[e]),
    edges,
    direct,
  };
}

interface Tree {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Float64Array;
}

/** A minimum spanning tree of n nodes: n - 1 edges (Prim 1957). */
function* spanningTree(between: Float64Array, n: number): Generator<void, Tree, void> {
  const from = new Int32Array(n - 1);
  const to = new Int32Array(n - 1);
  const cost = new Float64Array(n - 1);
  const open = Int32Array.from({ length: n - 1 }, (_, k) => k + 1);
  const near = new Int32Array(n);
  const reach = between.slice(0, n);
  const rows = Math.max(1, Math.floor(SLICE / n));
  for (let e = 0, left = n - 1; left > 0; e++) {
    let pick = 0;
    for (let k = 1; k < left; k++) if (reach[open[k]] < reach[open[pick]]) pick = k;
    const node = open[pick];
    from[e] = near[node];
    to[e] = node;
    cost[e] = reach[node];
    open[pick] = open[--left];
    const row = node * n;
    for (let k = 0; k < left; k++) {
      const other = open[k];
      if (between[row + other] >= reach[other]) continue;
      reach[other] = between[row + other];
      near[other] = node;
    }
    if (e % rows === rows - 1) yield;
  }
  return { from, to, cost };
}

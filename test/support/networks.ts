/** Small networks, and their best trees by trying all sets of edges: what the algorithms of src/networks and src/bounds are held against. */
import fc from "fast-check";
import type { Network } from "../../src/networks/network.ts";

/** Connected, 1 to `most` vertices, at most 12 edges; whole costs from 0, equal ones among them. */
export function networkOf(most: number, costs = fc.nat(9)): fc.Arbitrary<Network> {
  return fc.integer({ min: 1, max: most }).chain((n) => {
    const parents = fc.tuple(...Array.from({ length: n - 1 }, (_, v) => fc.nat(v)));
    const pair = fc.tuple(fc.nat(n - 1), fc.nat(n - 1)).filter(([a, b]) => a !== b);
    const others = fc.array(pair, { maxLength: n === 1 ? 0 : 13 - n });
    return fc.tuple(parents, n === 1 ? fc.constant([]) : others).chain(([tree, more]) => {
      const all = [...(tree as number[]).map((parent, k): [number, number] => [k + 1, parent]), ...more];
      const keyOf = ([a, b]: readonly number[]) => Math.min(a, b) * n + Math.max(a, b);
      const edges = all.filter((edge, k) => all.findIndex((other) => keyOf(other) === keyOf(edge)) === k);
      return fc.array(costs, { minLength: edges.length, maxLength: edges.length }).map((cost) => ({
        n,
        from: Int32Array.from(edges, ([a]) => a),
        to: Int32Array.from(edges, ([, b]) => b),
        cost: Float64Array.from(cost),
      }));
    });
  });
}

/** The parts that the edges of a set leave: a name for each vertex, and whether some edge closes a cycle. */
export function partsOf({ n, from, to }: Network, set: number): { readonly part: number[]; readonly cyclic: boolean } {
  const part = Array.from({ length: n }, (_, v) => v);
  let cyclic = false;
  for (let e = 0; e < from.length; e++) {
    if (((set >> e) & 1) === 0) continue;
    const [a, b] = [part[from[e]], part[to[e]]];
    if (a === b) cyclic = true;
    for (let v = 0; v < n; v++) if (part[v] === a) part[v] = b;
  }
  return { part, cyclic };
}

/** The least cost of a tree with these vertices in which no vertex has more edges than its bound; Infinity where there is none. */
export function bestTree(network: Network, required: readonly number[], bounds: readonly number[] | null): number {
  const { n, from, to, cost } = network;
  let best = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** from.length; set++) {
    const { part, cyclic } = partsOf(network, set);
    if (cyclic || required.some((v) => part[v] !== part[required[0]])) continue;
    const chosen = Array.from(from, (_, e) => e).filter((e) => (set >> e) & 1);
    const edgesAt = (v: number) => chosen.filter((e) => from[e] === v || to[e] === v).length;
    if (bounds !== null && Array.from({ length: n }, (_, v) => v).some((v) => edgesAt(v) > bounds[v])) continue;
    best = Math.min(
      best,
      chosen.reduce((sum, e) => sum + cost[e], 0),
    );
  }
  return best;
}

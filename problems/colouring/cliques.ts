/**
 * Large cliques: from every vertex a greedy one, largest degrees first; then branch and bound among the neighbours, cut by greedy colourings (Tomita & Seki 2003).
 */
import type { Neighbours } from "./neighbours.ts";

/** Pairs of vertices looked at between two yields: about a millisecond. */
const SLICE = 100_000;

/** Better and better cliques; ends when the largest is found. The count of looks keeps slices short. */
export function* largestClique(graph: Neighbours): Generator<readonly number[], void, void> {
  const { n, start, neighbour } = graph;
  const degree = (v: number) => start[v + 1] - start[v];
  const order = Int32Array.from({ length: n }, (_, v) => v).sort((a, b) => degree(b) - degree(a) || a - b);
  const rank = new Int32Array(n);
  for (let k = 0; k < n; k++) rank[order[k]] = k;
  const mark = new Int32Array(n).fill(-1);
  let best: number[] = n === 0 ? [] : [order[0]];
  let looked = 0;
  const joined = (v: number, candidates: readonly number[], stamp: number) => {
    for (let k = start[v]; k < start[v + 1]; k++) mark[neighbour[k]] = stamp;
    looked += degree(v) + candidates.length;
    return candidates.filter((u) => mark[u] === stamp);
  };
  let stamp = 0;
  const rows = (v: number) => Array.from(neighbour.subarray(start[v], start[v + 1])).sort((a, b) => rank[a] - rank[b]);
  yield best;
  for (const v of order) {
    if (degree(v) < best.length) continue;
    const clique = [v];
    let candidates = rows(v);
    while (candidates.length > 0) {
      const next = candidates[0];
      clique.push(next);
      candidates = joined(next, candidates, stamp++);
    }
    if (clique.length > best.length) best = clique;
    if (looked > SLICE || clique === best) yield best;
    if (looked > SLICE) looked = 0;
  }
  /** Adds to `clique` out of `candidates`; cliques of vertices ranked before are done. */
  function* branch(clique: readonly number[], candidates: readonly number[]): Generator<readonly number[], void, void> {
    const { sorted, bound } = colourClasses(candidates, (v, others) => joined(v, others, stamp++));
    for (let k = sorted.length - 1; k >= 0; k--) {
      if (clique.length + bound[k] <= best.length) return;
      const v = sorted[k];
      const larger = [...clique, v];
      if (larger.length > best.length) best = larger;
      const rest = joined(v, sorted.slice(0, k), stamp++);
      if (rest.length > 0) yield* branch(larger, rest);
      if (looked > SLICE) {
        looked = 0;
        yield best;
      }
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    const v = order[k];
    if (degree(v) < best.length) continue;
    yield* branch(
      [v],
      rows(v).filter((u) => rank[u] < k),
    );
    if (looked <= SLICE) continue;
    looked = 0;
    yield best;
  }
  yield best;
}

/** Vertices by greedy classes of which no two are joined, and the number of the class of each: no clique among the first k has more. */
function colourClasses(
  vertices: readonly number[],
  joinedOf: (v: number, others: readonly number[]) => number[],
): { sorted: number[]; bound: number[] } {
  const sorted: number[] = [];
  const bound: number[] = [];
  let left = [...vertices];
  for (let colour = 1; left.length > 0; colour++) {
    let open = left;
    const later: number[] = [];
    while (open.length > 0) {
      const [v, ...others] = open;
      const barred = new Set(joinedOf(v, others));
      sorted.push(v);
      bound.push(colour);
      later.push(...barred);
      open = others.filter((u) => !barred.has(u));
    }
    left = later;
  }
  return { sorted, bound };
}

/**
 * A triangulation of a graph: vertices are taken away one after the other, always one with the fewest neighbours left (Rose 1972), and those
 * neighbours become joined with each other. In the graph with these edges every longer cycle has a chord, so directions of its
 * edges without a directed triangle have no directed cycle at all: the first vertex taken of a shortest one lies between two that are joined.
 */

/** Orders of these pairs, none of the triangles directed round, are what trees below the root need. */
export interface Triangulation {
  /** Pairs of vertices that are in a triangle, the vertex taken first in front. */
  readonly pairs: readonly (readonly [a: number, b: number])[];
  /** Indices of the pairs (a, b), (b, c) and (a, c) of each triangle, a taken first, then b. */
  readonly triangles: readonly (readonly [ab: number, bc: number, ac: number])[];
  /** When each vertex is taken. */
  readonly turn: Int32Array;
}

/** The neighbours of each vertex when it is taken: the sets are used up. Null when there are too many triangles. O(n^2 + triangles). */
function eliminate(neighbours: readonly Set<number>[], most: number): { order: number[]; later: number[][] } | null {
  const left = new Set(neighbours.keys());
  let triangles = 0;
  const order: number[] = [];
  const later: number[][] = neighbours.map(() => []);
  while (left.size > 0) {
    let next = -1;
    for (const v of left) if (next < 0 || neighbours[v].size < neighbours[next].size) next = v;
    const around = [...neighbours[next]];
    triangles += (around.length * (around.length - 1)) / 2;
    if (triangles > most) return null;
    for (const a of around) {
      neighbours[a].delete(next);
      for (const b of around) if (a !== b) neighbours[a].add(b);
    }
    later[next] = around;
    order.push(next);
    left.delete(next);
  }
  return { order, later };
}

/** Null when it has more than `most` triangles. @param neighbours of each vertex, in both directions; used up */
export function triangulate(neighbours: readonly Set<number>[], most: number): Triangulation | null {
  const n = neighbours.length;
  const eliminated = eliminate(neighbours, most);
  if (eliminated === null) return null;
  const { order, later } = eliminated;
  const turn = new Int32Array(n);
  order.forEach((v, k) => {
    turn[v] = k;
  });
  const pairs: (readonly [number, number])[] = [];
  const indices = new Map<number, number>();
  const pairOf = (a: number, b: number): number => {
    const key = a * n + b;
    const known = indices.get(key);
    if (known !== undefined) return known;
    indices.set(key, pairs.length);
    return pairs.push([a, b]) - 1;
  };
  const triangles: (readonly [number, number, number])[] = [];
  for (const a of order) {
    const around = later[a].sort((b, c) => turn[b] - turn[c]);
    around.forEach((b, k) => {
      for (const c of around.slice(k + 1)) triangles.push([pairOf(a, b), pairOf(b, c), pairOf(a, c)]);
    });
  }
  return { pairs, triangles, turn };
}

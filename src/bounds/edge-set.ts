/** A growing set of edges of a graph, each with its cost, and the adjacency lists that 1-trees want. Memory: 24 bytes an edge. */
import type { EdgeLists } from "../kernels/one-trees/types.ts";

/** A session: edges only come, none twice. */
export interface EdgeSet {
  readonly size: number;
  /** Adds an edge unless it is there or the set is full. True when added. O(degree). */
  add(a: number, b: number): boolean;
  /** Entries are in the order in which edges came. O(n + edges). */
  lists(): EdgeLists;
}

/** @param most edges that there is room for */
export function createEdgeSet(n: number, most: number, cost: (a: number, b: number) => number): EdgeSet {
  /** Entry 2k lies in the list of the edge's first end and names the second, entry 2k + 1 the other way round. */
  const other = new Int32Array(2 * most);
  const next = new Int32Array(2 * most);
  const head = new Int32Array(n).fill(-1);
  const price = new Float64Array(most);
  let size = 0;

  function has(a: number, b: number): boolean {
    for (let e = head[a]; e >= 0; e = next[e]) if (other[e] === b) return true;
    return false;
  }

  return {
    get size() {
      return size;
    },
    add(a, b) {
      if (size === most || has(a, b)) return false;
      for (const [e, from, to] of [
        [2 * size, a, b],
        [2 * size + 1, b, a],
      ]) {
        other[e] = to;
        next[e] = head[from];
        head[from] = e;
      }
      price[size++] = cost(a, b);
      return true;
    },
    lists() {
      const rowStart = new Int32Array(n + 1);
      for (let e = 0; e < 2 * size; e++) rowStart[other[e] + 1]++;
      for (let v = 0; v < n; v++) rowStart[v + 1] += rowStart[v];
      const fill = rowStart.slice(0, n);
      const column = new Int32Array(2 * size);
      const costs = new Float64Array(2 * size);
      for (let e = 0; e < 2 * size; e++) {
        const at = fill[other[e ^ 1]]++;
        column[at] = other[e];
        costs[at] = price[e >> 1];
      }
      return { rowStart, column, cost: costs };
    },
  };
}

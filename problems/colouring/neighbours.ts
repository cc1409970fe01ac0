/** The neighbours of every vertex, in rows. O(n + m). */
import type { ColouringInstance } from "./schema.ts";

export interface Neighbours {
  readonly n: number;
  /** Row v is neighbour[start[v] .. start[v + 1]), ascending. */
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
}

export function neighboursOf({ vertices: n, edges }: Pick<ColouringInstance, "vertices" | "edges">): Neighbours {
  const start = new Int32Array(n + 1);
  for (const [i, j] of edges) {
    start[i + 1]++;
    start[j + 1]++;
  }
  for (let v = 0; v < n; v++) start[v + 1] += start[v];
  const next = start.slice(0, n);
  const neighbour = new Int32Array(start[n]);
  for (const [i, j] of edges) {
    neighbour[next[i]++] = j;
    neighbour[next[j]++] = i;
  }
  for (let v = 0; v < n; v++) neighbour.subarray(start[v], start[v + 1]).sort();
  return { n, start, neighbour };
}

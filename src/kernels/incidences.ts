/** The edges at every node of a graph, in compressed rows. */

export interface Incidences {
  /** edge[start[v] .. start[v + 1]) are the edges of v, ascending. */
  readonly start: Int32Array;
  readonly edge: Int32Array;
}

/** Edge e joins a[e] and b[e]. O(n + edges). */
export function incidencesOf(n: number, a: Int32Array, b: Int32Array): Incidences {
  const start = new Int32Array(n + 1);
  for (let e = 0; e < a.length; e++) {
    start[a[e] + 1]++;
    start[b[e] + 1]++;
  }
  for (let v = 0; v < n; v++) start[v + 1] += start[v];
  const next = start.slice();
  const edge = new Int32Array(2 * a.length);
  for (let e = 0; e < a.length; e++) {
    edge[next[a[e]]++] = e;
    edge[next[b[e]]++] = e;
  }
  return { start, edge };
}

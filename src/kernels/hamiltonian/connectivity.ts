/** Whether the edges that are left join all vertices, also without any one of them (Tarjan 1972). O(n + m). */

const GONE = 2;

/** @param status 2 for edges that are gone. Row v of `edge` holds the edges e = a[e] b[e] at v. */
export function createConnectivity(
  n: number,
  start: Int32Array,
  edge: Int32Array,
  a: Int32Array,
  b: Int32Array,
  status: Uint8Array,
): () => boolean {
  const order = new Int32Array(n);
  const low = new Int32Array(n);
  const parent = new Int32Array(n);
  const next = new Int32Array(n);
  return () => {
    order.fill(0);
    for (let v = 0; v < n; v++) next[v] = start[v];
    let seen = 1;
    let children = 0;
    let v = 0;
    order[0] = low[0] = 1;
    parent[0] = -1;
    while (v >= 0) {
      if (next[v] < start[v + 1]) {
        const e = edge[next[v]++];
        if (status[e] === GONE) continue;
        const w = a[e] + b[e] - v;
        if (order[w] > 0) {
          if (order[w] < low[v] && w !== parent[v]) low[v] = order[w];
          continue;
        }
        parent[w] = v;
        order[w] = low[w] = ++seen;
        v = w;
        continue;
      }
      const above = parent[v];
      if (above > 0 && low[v] >= order[above]) return false;
      if (above === 0 && ++children > 1) return false;
      if (above >= 0 && low[v] < low[above]) low[above] = low[v];
      v = above;
    }
    return seen === n;
  };
}

/** Whether a list of pairs names any twice. O(n + pairs): 4 bytes a pair and 8 a vertex. */

/** Pairs from[e], to[e], different vertices of 0..n-1, of which the first `count` are looked at; direction does not matter. */
export function areDistinct(n: number, from: Int32Array, to: Int32Array, count = from.length): boolean {
  // The larger ends of each smaller end, gathered by counting, are marked one by one.
  const end = new Int32Array(n + 1);
  for (let e = 0; e < count; e++) end[from[e] < to[e] ? from[e] : to[e]]++;
  for (let i = 1; i <= n; i++) end[i] += end[i - 1];
  const upper = new Int32Array(count);
  for (let e = 0; e < count; e++) {
    if (from[e] < to[e]) upper[--end[from[e]]] = to[e];
    else upper[--end[to[e]]] = from[e];
  }
  const seen = new Int32Array(n).fill(-1);
  for (let i = 0; i < n; i++) {
    for (let k = end[i]; k < end[i + 1]; k++) {
      if (seen[upper[k]] === i) return false;
      seen[upper[k]] = i;
    }
  }
  return true;
}

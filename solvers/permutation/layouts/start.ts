/**
 * First layouts: breadth first from a vertex at the rim, neighbours of few edges first (Cuthill & McKee 1969); the rim is found by
 * going to the last vertex of a search and searching from there, a few times (Gibbs, Poole & Stockmeyer 1976). O(n + m log degree).
 */
import type { LayoutForm } from "./form.ts";

/** Searches for the rim: the distance stops to grow after two or three. */
const SEARCHES = 4;

/** Writes the order of all components, one after the other. */
export function breadthFirstOrder({ size, graph }: LayoutForm, order: Int32Array): void {
  const { rowStart, column } = graph;
  const seen = new Int32Array(size).fill(-1);
  const degree = (v: number) => rowStart[v + 1] - rowStart[v];
  let mark = 0;

  /** Fills order from `first` on with what is reached from the root. Returns the end. */
  function search(root: number, first: number): number {
    mark++;
    seen[root] = mark;
    order[first] = root;
    let end = first + 1;
    for (let at = first; at < end; at++) {
      const before = end;
      for (let k = rowStart[order[at]]; k < rowStart[order[at] + 1]; k++) {
        if (seen[column[k]] === mark) continue;
        seen[column[k]] = mark;
        order[end++] = column[k];
      }
      if (end - before > 1) order.subarray(before, end).sort((a, b) => degree(a) - degree(b) || a - b);
    }
    return end;
  }
  const done = new Uint8Array(size);
  let first = 0;
  for (let root = 0; root < size; root++) {
    if (done[root] === 1) continue;
    let end = search(root, first);
    for (let k = 1; k < SEARCHES; k++) end = search(order[end - 1], first);
    for (let at = first; at < end; at++) done[order[at]] = 1;
    first = end;
  }
}

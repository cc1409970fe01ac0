/**
 * DSATUR (Brelaz 1979): always colours the vertex whose neighbours have most different colours so far, of equal ones the one of largest degree
 * among the uncoloured, with the first colour that is free. O(n^2 + m), 4 n K bytes for K colours used.
 */
import type { Neighbours } from "./neighbours.ts";

export function dsatur({ n, start, neighbour }: Neighbours): number[] {
  const colour = new Array<number>(n).fill(-1);
  /** By vertex: the colours of its neighbours, and how many there are. */
  const seen = Array.from({ length: n }, () => new Set<number>());
  const open = Int32Array.from({ length: n }, (_, v) => start[v + 1] - start[v]);
  for (let step = 0; step < n; step++) {
    const v = mostSaturated(colour, seen, open);
    let own = 0;
    while (seen[v].has(own)) own++;
    colour[v] = own;
    for (let k = start[v]; k < start[v + 1]; k++) {
      seen[neighbour[k]].add(own);
      open[neighbour[k]]--;
    }
  }
  return colour;
}

function mostSaturated(colour: readonly number[], seen: readonly Set<number>[], open: Int32Array): number {
  let best = -1;
  for (let v = 0; v < colour.length; v++) {
    if (colour[v] >= 0) continue;
    const more = best < 0 || seen[v].size > seen[best].size;
    if (more || (seen[v].size === seen[best].size && open[v] > open[best])) best = v;
  }
  return best;
}

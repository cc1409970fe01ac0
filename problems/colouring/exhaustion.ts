/**
 * Whether k colours are enough, by trying all ways: DSATUR with backtracking (Brelaz 1979), a clique coloured first, and of the colours that
 * nobody has yet only one tried. Exponential; slices are counted in vertices looked at.
 */
import type { Neighbours } from "./neighbours.ts";

/** Vertices looked at between two yields: about a millisecond. */
const SLICE = 200_000;

/** True when there is a colouring. `clique` has at most k vertices. Memory: n k counts. */
export function* isColourable(
  { n, start, neighbour }: Neighbours,
  k: number,
  clique: readonly number[],
): Generator<void, boolean, void> {
  const colour = new Int32Array(n).fill(-1);
  /** Neighbours of each vertex with each colour, and the number of colours among them. */
  const seen = new Int32Array(n * k);
  const saturation = new Int32Array(n);
  /** By depth: the vertex, and how many colours were in use before it. */
  const vertex = new Int32Array(n + 1);
  const used = new Int32Array(n + 1);
  let looked = 0;

  function paint(v: number, c: number): void {
    colour[v] = c;
    for (let e = start[v]; e < start[v + 1]; e++) if (seen[neighbour[e] * k + c]++ === 0) saturation[neighbour[e]]++;
  }
  function scrape(v: number): void {
    const c = colour[v];
    colour[v] = -1;
    for (let e = start[v]; e < start[v + 1]; e++) if (--seen[neighbour[e] * k + c] === 0) saturation[neighbour[e]]--;
  }
  function mostSaturated(): number {
    let best = -1;
    for (let v = 0; v < n; v++) {
      if (colour[v] >= 0) continue;
      const more = best < 0 || saturation[v] > saturation[best];
      const busier =
        !more && saturation[v] === saturation[best] && start[v + 1] - start[v] > start[best + 1] - start[best];
      if (more || busier) best = v;
    }
    looked += n;
    return best;
  }

  for (const [c, v] of clique.entries()) paint(v, c);
  let depth = clique.length;
  used[depth] = clique.length;
  let from = 0; // first colour to try at this depth
  if (depth < n) vertex[depth] = mostSaturated();
  while (depth < n) {
    const v = vertex[depth];
    const end = Math.min(used[depth] + 1, k);
    let c = from;
    while (c < end && seen[v * k + c] > 0) c++;
    if (c < end) {
      paint(v, c);
      depth++;
      used[depth] = Math.max(used[depth - 1], c + 1);
      from = 0;
      if (depth < n) vertex[depth] = mostSaturated();
    } else {
      depth--;
      if (depth < clique.length) return false;
      from = colour[vertex[depth]] + 1;
      scrape(vertex[depth]);
    }
    if (looked < SLICE) continue;
    looked = 0;
    yield;
  }
  return true;
}

/** A colouring with fewer colours and some conflicts: the smallest classes are given up, each of their vertices joins the class of fewest neighbours. */
import { neighboursOf } from "./neighbours.ts";
import type { ColouringInstance, ColouringSolution } from "./schema.ts";

/** The classes that stay are numbered from the largest. O(n + m). @param colours below the number in use */
export function dissolve(
  instance: ColouringInstance,
  { colour }: ColouringSolution,
  colours: number,
): ColouringSolution {
  const sizes = new Map<number, number>();
  for (const k of colour) sizes.set(k, (sizes.get(k) ?? 0) + 1);
  const bySize = [...sizes].sort(([a, x], [b, y]) => y - x || a - b).map(([k]) => k);
  const rank = new Map(bySize.map((k, place) => [k, place]));
  const next = colour.map((k) => rank.get(k)!);
  const { start, neighbour } = neighboursOf(instance);
  for (let v = 0; v < next.length; v++) {
    if (next[v] < colours) continue;
    const conflicts = new Int32Array(colours);
    for (let e = start[v]; e < start[v + 1]; e++) if (next[neighbour[e]] < colours) conflicts[next[neighbour[e]]]++;
    next[v] = conflicts.indexOf(conflicts.reduce((least, count) => Math.min(least, count), conflicts[0]));
  }
  return { colour: next };
}

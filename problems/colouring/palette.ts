/** How many colours a colouring may use, and does use. O(n + m). */
import type { ColouringInstance, ColouringSolution } from "./schema.ts";

/** The colours given; else one more than the largest degree, with which every greedy colouring gets by. */
export function paletteOf({ vertices, edges, colours }: ColouringInstance): number {
  if (colours !== undefined) return colours;
  const degree = new Int32Array(vertices);
  let largest = 0;
  for (const [i, j] of edges) largest = Math.max(largest, ++degree[i], ++degree[j]);
  return largest + 1;
}

export const coloursUsed = ({ colour }: ColouringSolution): number => new Set(colour).size;

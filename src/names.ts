/** Names that were meant: the nearest known one for a slip of the keyboard. */
import { distance } from "fastest-levenshtein";

/** "a", "b" or "c", with the nearest one first when the name looks like a slip of it. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const list = known.map((option) => JSON.stringify(option)).join(", ");
  return near === null ? `one of ${list}` : `${JSON.stringify(near)} perhaps (known: ${list})`;
}

/** The known name within a third of its length, or null. */
export function nearest(name: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const option of known) {
    const d = distance(name.toLowerCase(), option.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [option, d];
  }
  return best !== null && bestDistance <= Math.max(1, Math.ceil(best.length / 3)) ? best : null;
}

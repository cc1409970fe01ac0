/** Which pairs of a list are stated twice, in either direction: an open-addressed table of 8 to 16 bytes a pair. O(m). */

/**
 * Tells of pair e which earlier one has the same ends, or null; asked for rising e. A table with open addressing: a Map, whose
 * large keys are objects each, takes several times as long and as much memory on millions of pairs.
 */
export function createTwinFinder(
  pairs: readonly (readonly [i: number, j: number, ...unknown[]])[],
): (e: number) => number | null {
  const bits = Math.max(1, Math.ceil(Math.log2(2 * pairs.length + 2)));
  const table = new Int32Array(2 ** bits).fill(-1);
  const last = table.length - 1;
  return (e) => {
    const low = Math.min(pairs[e][0], pairs[e][1]);
    const high = Math.max(pairs[e][0], pairs[e][1]);
    const mixed = Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b);
    for (let at = (mixed ^ (mixed >>> 15)) & last; ; at = (at + 1) & last) {
      const other = table[at];
      if (other < 0) {
        table[at] = e;
        return null;
      }
      const [i, j] = pairs[other];
      if ((i === low && j === high) || (i === high && j === low)) return other;
    }
  };
}

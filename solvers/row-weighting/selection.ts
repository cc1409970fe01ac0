/** Which items a round of row-weighting search may flip, told by their reduced costs. */
import type { RowPrices } from "../../src/kernels/rows/prices.ts";
import type { RowSystem } from "../../src/kernels/rows/system.ts";

/** Items of each row that stay, those that it asks least for: rows can then be mended within the core. */
const PER_ROW = 5;

/**
 * Items whose reduced cost is within `reach`, where they are too many about the `most` nearest to 0 of them; those that the values have against the sign of
 * their reduced cost; and a few of each row. O(entries), and a sort of the items.
 */
export function selectItems(
  { items, rows, rowStart, column, coefficient }: RowSystem,
  { reduced }: RowPrices,
  values: ArrayLike<number>,
  reach: number,
  most: number,
): Uint8Array {
  const kept = new Uint8Array(items);
  const near: number[] = [];
  for (let j = 0; j < items; j++) {
    if (reduced[j] > 0 === (values[j] === 1)) kept[j] = 1;
    else if (Math.abs(reduced[j]) <= reach) near.push(j);
  }
  if (near.length > most) {
    const sizes = Float64Array.from(near, (j) => Math.abs(reduced[j])).sort();
    for (const j of near) if (Math.abs(reduced[j]) <= sizes[Math.floor(most)]) kept[j] = 1;
  } else for (const j of near) kept[j] = 1;
  const cheapest: number[] = [];
  for (let r = 0; r < rows; r++) {
    cheapest.length = 0;
    for (let k = rowStart[r]; k < rowStart[r + 1]; k++) {
      const j = column[k];
      // Only what leaving the row as it is would not bring about.
      if (reduced[j] > 0 !== coefficient[k] < 0 || reduced[j] > reach) continue;
      if (cheapest.length === PER_ROW && Math.abs(reduced[j]) >= Math.abs(reduced[cheapest[PER_ROW - 1]])) continue;
      let at = Math.min(cheapest.length, PER_ROW - 1);
      for (; at > 0 && Math.abs(reduced[cheapest[at - 1]]) > Math.abs(reduced[j]); at--)
        cheapest[at] = cheapest[at - 1];
      cheapest[at] = j;
    }
    for (const j of cheapest) kept[j] = 1;
  }
  return kept;
}

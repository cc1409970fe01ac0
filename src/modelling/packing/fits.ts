/**
 * Packings by one pass: items by falling size, each into the first bin that has room (first fit decreasing: Johnson 1973, at most 11/9 of the
 * fewest bins and 6/9 of a bin). A tree of the largest room makes it O(n log n).
 */

/** Items to be put into bins of one capacity. All sizes are whole, 0 or more, and none above the capacity. */
export interface Packing {
  readonly sizes: readonly number[];
  readonly capacity: number;
}

/** Indices by falling size, equal ones in order. */
export function fallingOrder(sizes: readonly number[]): number[] {
  return sizes.map((_, item) => item).sort((a, b) => sizes[b] - sizes[a] || a - b);
}

/** The bin of each item; bins are numbered as they are opened. */
export function firstFitDecreasing({ sizes, capacity }: Packing): number[] {
  const leaves = 2 ** Math.ceil(Math.log2(Math.max(1, sizes.length)));
  /** Room of bin b at leaves + b; the larger of two children above them. */
  const room = new Float64Array(2 * leaves).fill(capacity);
  const bin = new Array<number>(sizes.length).fill(0);
  for (const item of fallingOrder(sizes)) {
    let node = 1;
    while (node < leaves) node = room[2 * node] >= sizes[item] ? 2 * node : 2 * node + 1;
    bin[item] = node - leaves;
    room[node] -= sizes[item];
    for (node >>= 1; node > 0; node >>= 1) room[node] = Math.max(room[2 * node], room[2 * node + 1]);
  }
  return bin;
}

/** Bins numbered in the order of their first items: one form for all names of the same packing. */
export function inOrderOfItems(bin: readonly number[]): number[] {
  const number = new Map<number, number>();
  return bin.map((own) => {
    const known = number.get(own) ?? number.size;
    number.set(own, known);
    return known;
  });
}

export const binsUsed = (bin: readonly number[]): number => new Set(bin).size;

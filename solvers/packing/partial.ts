/**
 * Part of a packing: closed bins that keep their capacity, and the items that are in none of them, by falling size. An exchange takes up to two
 * items out of a bin and puts up to two homeless ones in.
 */
export interface Partial {
  readonly sizes: Float64Array;
  readonly capacity: number;
  /** Items of each closed bin. */
  readonly bins: number[][];
  /** What is left of each bin's capacity, 0 or more. */
  readonly room: Float64Array;
  /** By falling size, equal ones by falling index. */
  readonly homeless: number[];
  /** Sum of their sizes. */
  readonly left: () => number;
  takeOut(bin: number, item: number): void;
  /** The item is homeless and fits. */
  putIn(bin: number, item: number): void;
  /** Everything out. */
  clear(): void;
}

export function createPartial(sizes: Float64Array, capacity: number, closed: number): Partial {
  const bins: number[][] = Array.from({ length: closed }, () => []);
  const room = new Float64Array(closed);
  const homeless: number[] = [];
  let left = 0;

  /** Where an item stands, or would stand, among the homeless. */
  function placeOf(item: number): number {
    let low = 0;
    let high = homeless.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = homeless[middle];
      if (sizes[other] > sizes[item] || (sizes[other] === sizes[item] && other > item)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  function clear(): void {
    for (const bin of bins) bin.length = 0;
    room.fill(capacity);
    homeless.length = 0;
    for (let item = 0; item < sizes.length; item++) homeless.push(item);
    homeless.sort((a, b) => sizes[b] - sizes[a] || b - a);
    left = sizes.reduce((sum, size) => sum + size, 0);
  }
  clear();
  return {
    sizes,
    capacity,
    bins,
    room,
    homeless,
    left: () => left,
    takeOut(bin, item) {
      const members = bins[bin];
      members[members.indexOf(item)] = members[members.length - 1];
      members.pop();
      room[bin] += sizes[item];
      left += sizes[item];
      homeless.splice(placeOf(item), 0, item);
    },
    putIn(bin, item) {
      bins[bin].push(item);
      room[bin] -= sizes[item];
      left -= sizes[item];
      homeless.splice(placeOf(item), 1);
    },
    clear,
  };
}

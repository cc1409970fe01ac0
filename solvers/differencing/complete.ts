/**
 * Complete Karmarkar-Karp search (Korf 1998): the two largest numbers a >= b go to different lists, which leaves the problem with a - b in
 * their stead, or, looked at later, to the same list, which leaves a + b. Depth first; the first leaf is the differencing heuristic
 * (Karmarkar & Karp 1982). A node whose largest number outweighs the rest is a leaf; of four numbers or fewer only the difference is
 * tried, which is best there. One sorted list, changed and restored in place: O(n) memory, at most n numbers moved a node.
 */
import type { Split } from "./split.ts";

export interface CompleteSearch {
  /** Nodes looked at. */
  readonly nodes: number;
  /** Every node was looked at or cut: the best split is optimal. */
  readonly over: boolean;
  /** Goes on for about so many numbers moved. Returns true when the split improved. Stops early where it is as good as can be. */
  advance(moved: number): boolean;
}

/** What a node costs beside the numbers that it moves, in those. */
const NODE = 16;
const FEW = 4;

export function completeSearch(split: Split): CompleteSearch {
  const n = split.numbers.length;
  // Ascending, the largest last. Number k stands for the numbers that were joined to the one of index index[k], with its sign.
  const value = Float64Array.from(split.numbers).reverse();
  const index = Int32Array.from({ length: n }, (_, k) => n - 1 - k);
  let count = n;
  let total = split.total;
  // Of every node on the way: the two numbers taken, where the new one stands, and whether it is their sum.
  const larger = { value: new Float64Array(n), index: new Int32Array(n) };
  const smaller = { value: new Float64Array(n), index: new Int32Array(n) };
  const place = new Int32Array(n);
  const added = new Uint8Array(n);
  let depth = 0;
  let nodes = 0;
  let cost = 0;
  let over = n === 0;

  function join(sum: boolean): void {
    const [a, b] = [count - 1, count - 2];
    larger.value[depth] = value[a];
    larger.index[depth] = index[a];
    smaller.value[depth] = value[b];
    smaller.index[depth] = index[b];
    added[depth] = sum ? 1 : 0;
    count -= 2;
    const joined = sum ? larger.value[depth] + smaller.value[depth] : larger.value[depth] - smaller.value[depth];
    const at = sum ? count : placeOf(joined);
    value.copyWithin(at + 1, at, count);
    index.copyWithin(at + 1, at, count);
    cost += count - at;
    value[at] = joined;
    index[at] = larger.index[depth];
    place[depth] = at;
    count++;
    depth++;
    if (!sum) total -= 2 * smaller.value[depth - 1];
  }

  function part(): void {
    depth--;
    if (added[depth] === 0) total += 2 * smaller.value[depth];
    const at = place[depth];
    count--;
    value.copyWithin(at, at + 1, count + 1);
    index.copyWithin(at, at + 1, count + 1);
    cost += count - at;
    value[count] = smaller.value[depth];
    index[count] = smaller.index[depth];
    value[count + 1] = larger.value[depth];
    index[count + 1] = larger.index[depth];
    count += 2;
  }

  /** Where a value goes among those that are left. */
  function placeOf(wanted: number): number {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** To the next node that was not looked at: back to a difference, and to its sum instead. */
  function goBack(): void {
    while (depth > 0) {
      const difference = added[depth - 1] === 0;
      part();
      if (!difference || count <= FEW) continue;
      join(true);
      return;
    }
    over = true;
  }

  /** Signs of the numbers at a leaf: all others against the largest, then the joined ones, the latest first. */
  function signs(): Int8Array {
    const result = new Int8Array(n);
    for (let k = 0; k < count; k++) result[index[k]] = k === count - 1 ? 1 : -1;
    for (let d = depth - 1; d >= 0; d--) {
      const sign = result[larger.index[d]];
      result[smaller.index[d]] = added[d] === 1 ? sign : -sign;
    }
    return result;
  }

  return {
    get nodes() {
      return nodes;
    },
    get over() {
      return over;
    },
    advance(moved) {
      let improved = false;
      for (cost = 0; cost < moved && !over && split.best > split.least; cost += NODE) {
        nodes++;
        const excess = 2 * value[count - 1] - total; // of the largest number over the rest
        if (excess < 0) {
          join(false);
          continue;
        }
        if (excess < split.best) {
          split.keep(signs(), excess);
          improved = true;
        }
        goBack();
      }
      return improved;
    },
  };
}

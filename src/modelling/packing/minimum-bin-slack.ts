/**
 * Minimum bin slack (Gupta & Ho 1999, in the form MBS' of Fleszar & Hindi 2002): bins are filled one after the other, each with the largest item
 * left and those of the others that together leave least room, found by a search in order of falling size. The search of a bin is cut
 * off, so time is O(n K) and a constant a bin.
 */
import { fallingOrder, type Packing } from "./fits.ts";

/** Sets looked at for one bin: tens of microseconds; 20,000 saved no bin on 40 files. */
const LOOKS = 4000;

/** The bin of each item; bins are numbered as they are opened. */
export function minimumBinSlack({ sizes, capacity }: Packing): number[] {
  const bin = new Array<number>(sizes.length).fill(-1);
  let left = fallingOrder(sizes);
  for (let k = 0; left.length > 0; k++) {
    const [seed, ...others] = left;
    bin[seed] = k;
    for (const item of fullest(others, sizes, capacity - sizes[seed])) bin[item] = k;
    left = others.filter((item) => bin[item] < 0);
  }
  return bin;
}

/** Items that fit into `room` and leave least of it. @param items by falling size */
function fullest(items: readonly number[], sizes: readonly number[], room: number): readonly number[] {
  const chosen: number[] = [];
  let best: number[] = [];
  let least = room;
  let looks = 0;
  /** Tries items from `from` on; true when nothing better can come. */
  function extend(from: number, left: number): boolean {
    if (left < least) {
      least = left;
      best = chosen.slice();
    }
    if (least === 0 || ++looks > LOOKS) return true;
    let before = -1;
    for (let k = from; k < items.length; k++) {
      const size = sizes[items[k]];
      // An equal item in its place was tried before.
      if (size > left || size === before) continue;
      before = size;
      chosen.push(items[k]);
      if (extend(k + 1, left - size)) return true;
      chosen.pop();
    }
    return false;
  }
  extend(0, room);
  return best;
}

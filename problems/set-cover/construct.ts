/**
 * A cover to begin with: again and again the set that costs least for each element that it newly covers (Chvatal 1979, at most 1 + ln of the
 * largest set times the optimum), then without the sets that no element needs, the most costly first. Shares only fall, so a set is weighed
 * anew when it comes up. O(entries log sets).
 */
import type { SetChoice } from "../../src/modelling/set-system/schema.ts";
import { createHeap } from "../../src/networks/heap.ts";
import { costOf, type SetCoverInstance } from "./schema.ts";

export function greedyCover(instance: SetCoverInstance): SetChoice {
  const { elements, sets } = instance;
  const times = new Int32Array(elements);
  const choose = new Int8Array(sets.length);
  const gainOf = (set: readonly number[]) => set.reduce((gain, element) => gain + (times[element] === 0 ? 1 : 0), 0);
  const price = (s: number, gain: number) => costOf(instance, s) / gain;
  const heap = createHeap(sets.length);
  const gains = Int32Array.from(sets, gainOf);
  for (let s = 0; s < sets.length; s++) if (gains[s] > 0) heap.push(s, price(s, gains[s]));
  let left = elements;
  while (left > 0 && heap.size > 0) {
    const s = heap.pop();
    const gain = gainOf(sets[s]);
    if (gain === 0) continue;
    if (gain < gains[s]) {
      gains[s] = gain;
      heap.push(s, price(s, gain));
      continue;
    }
    choose[s] = 1;
    for (const element of sets[s]) if (times[element]++ === 0) left--;
  }
  leaveOut(instance, choose, times);
  return { choose: Array.from(choose) };
}

/** Sets whose elements are all covered twice. */
function leaveOut(instance: SetCoverInstance, choose: Int8Array, times: Int32Array): void {
  const taken = [...choose.keys()]
    .filter((s) => choose[s] === 1)
    .sort((a, b) => costOf(instance, b) - costOf(instance, a));
  for (const s of taken) {
    const set = instance.sets[s];
    if (!set.every((element) => times[element] > 1)) continue;
    choose[s] = 0;
    for (const element of set) times[element]--;
  }
}

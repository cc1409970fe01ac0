/** Packings to begin with: the better of first fit decreasing and minimum bin slack; and one with fewer bins, some of them overfull. */
import { binsUsed, firstFitDecreasing, inOrderOfItems } from "../../src/modelling/packing/fits.ts";
import { minimumBinSlack } from "../../src/modelling/packing/minimum-bin-slack.ts";
import { mostBins, packingOf } from "./bins.ts";
import type { BinPackingInstance, BinPackingSolution } from "./schema.ts";

/** Null when neither gets by with the bins that there are. */
export function quickPacking(instance: BinPackingInstance): BinPackingSolution | null {
  const packing = packingOf(instance);
  const most = mostBins(instance);
  const [fit, slack] = [firstFitDecreasing(packing), minimumBinSlack(packing)];
  const bin = binsUsed(slack) < binsUsed(fit) ? slack : fit;
  return binsUsed(bin) <= most ? { bin: inOrderOfItems(bin) } : null;
}

/** Empties the bins that hold least: each of their items goes to the bin with most room, the largest first. O(n K). */
export function dissolve(tightened: BinPackingInstance, { bin }: BinPackingSolution): BinPackingSolution {
  const { sizes, capacity } = packingOf(tightened);
  const bins = mostBins(tightened);
  const own = inOrderOfItems(bin);
  const loads = new Array<number>(binsUsed(own)).fill(0);
  for (const [item, b] of own.entries()) loads[b] += sizes[item];
  const kept = loads.map((_, b) => b).sort((a, b) => loads[b] - loads[a] || a - b);
  const number = new Map(kept.slice(0, bins).map((b, k) => [b, k]));
  const room = kept.slice(0, bins).map((b) => capacity - loads[b]);
  const homeless = own.flatMap((b, item) => (number.has(b) ? [] : [item])).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const next = own.map((b) => number.get(b) ?? 0);
  for (const item of homeless) {
    const widest = room.indexOf(room.reduce((most, left) => Math.max(most, left), room[0]));
    next[item] = widest;
    room[widest] -= sizes[item];
  }
  return { bin: next };
}

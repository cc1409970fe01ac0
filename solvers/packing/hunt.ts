/**
 * The state of a packing search: a partial packing that leaves two bins (one of two) to the homeless items, exchanges that pack more of them, and
 * the best complete labels so far. The search is over when the homeless fit into the bins left to them.
 */
import type { Random } from "../../src/random.ts";
import { bestExchange, newExchange } from "./exchange.ts";
import { createPartial } from "./partial.ts";
import { splitInTwo } from "./split.ts";
import type { PackingSystem } from "./system.ts";

/** Bins left to the homeless: two of them may hold what one and one cannot. */
const OPEN = 2;
/** An item stays where it is for 2 to 4 exchanges; 10 and 20 found fewer packings of triplets. */
const TENURE = 3;
/** Share of the bins that a kick empties, and how many at least. */
const KICK = 0.1;
const LEAST_KICK = 2;

export interface Hunt {
  /** The choice of each group in the best labels so far. */
  readonly best: Int32Array;
  /** Sum of the squares of what the bins of `best` hold above the capacity. 0: packed. */
  readonly excess: () => number;
  /** Sets of items looked at, and time in about the length of one look. */
  readonly looked: () => number;
  readonly spent: () => number;
  /** One exchange, or a kick when nothing more was packed for so many; true when `best` got better. */
  step(patience: number): boolean;
}

/** @param begin choices to begin with, or null for the solver's own */
export function createHunt({ sizes, bins, capacity }: PackingSystem, begin: Int32Array | null, random: Random): Hunt {
  const open = Math.min(OPEN, Math.max(1, bins - 1));
  const closed = bins - open;
  const partial = createPartial(sizes, capacity, closed);
  const { homeless, room } = partial;
  const freeAt = new Float64Array(sizes.length);
  const exchange = newExchange();
  const labels = new Int32Array(sizes.length);
  const best = begin?.slice() ?? new Int32Array(sizes.length);
  let excess = begin === null ? Number.POSITIVE_INFINITY : excessOf(best);
  let least = Number.POSITIVE_INFINITY;
  let [time, quiet, looked, spent] = [0, 0, 0, 0];

  function excessOf(choices: Int32Array): number {
    const loads = new Float64Array(bins);
    for (let item = 0; item < choices.length; item++) loads[choices[item]] += sizes[item];
    return loads.reduce((sum, load) => sum + Math.max(0, load - capacity) ** 2, 0);
  }
  /** The fullest bins of these choices, as far as they keep the capacity. */
  function take(choices: Int32Array): void {
    const loads = new Float64Array(bins);
    for (let item = 0; item < choices.length; item++) loads[choices[item]] += sizes[item];
    const order = Array.from(loads, (_, bin) => bin).sort((a, b) => loads[b] - loads[a] || a - b);
    const place = new Int32Array(bins);
    for (const [k, bin] of order.entries()) place[bin] = k;
    for (const item of [...homeless]) {
      const bin = place[choices[item]];
      if (bin < closed && sizes[item] <= room[bin]) partial.putIn(bin, item);
    }
  }
  /** First fit decreasing. */
  function fill(): void {
    for (const item of [...homeless]) {
      const bin = room.findIndex((left) => left >= sizes[item]);
      if (bin >= 0) partial.putIn(bin, item);
    }
  }
  function empty(): void {
    const count = Math.min(closed, Math.max(LEAST_KICK, Math.floor(KICK * closed)));
    for (let k = 0; k < count; k++) {
      const bin = random.below(closed);
      for (const item of [...partial.bins[bin]]) partial.takeOut(bin, item);
    }
  }
  /** Homeless items into the open bins: all of them where that works, else each into the emptier one. */
  function complete(): boolean {
    const split = open === 2 && partial.left() <= 2 * capacity ? splitInTwo(homeless, sizes, capacity) : null;
    for (const [bin, members] of partial.bins.entries()) for (const item of members) labels[item] = bin;
    const loads = [0, 0];
    const first = new Set(split);
    for (const item of homeless) {
      const to = split !== null ? (first.has(item) ? 0 : 1) : open === 2 && loads[1] < loads[0] ? 1 : 0;
      loads[to] += sizes[item];
      labels[item] = closed + to;
    }
    const now = excessOf(labels);
    if (now >= excess) return false;
    excess = now;
    best.set(labels);
    return true;
  }
  if (begin !== null) take(begin);
  fill();
  complete();
  return {
    best,
    excess: () => excess,
    looked: () => looked,
    spent: () => spent,
    step(patience) {
      const sets = bestExchange(partial, freeAt, time++, random, exchange);
      looked += sets;
      spent += sets * (homeless.length + 4);
      const { bin, out, into } = exchange;
      for (const item of bin < 0 ? [] : out) if (item >= 0) partial.takeOut(bin, item);
      for (const item of bin < 0 ? [] : into) if (item >= 0) partial.putIn(bin, item);
      for (const item of [...out, ...into]) if (bin >= 0 && item >= 0) freeAt[item] = time + 1 + random.below(TENURE);
      const fits = partial.left() <= open * capacity;
      const more = partial.left() < least;
      const better = (fits || more) && complete();
      quiet = more ? 0 : quiet + 1;
      least = Math.min(least, partial.left());
      if (quiet > patience) {
        quiet = 0;
        least = Number.POSITIVE_INFINITY;
        empty();
      }
      return better;
    },
  };
}

/**
 * Which item flips next. Where all rows hold: what lowers the objective most for what it takes of the rows, at the rows' prices.
 * Where some row does not: what repairs most, weights counted, for what it costs, among the items of one broken row, as long as the
 * objective stays below the best known. An item rests for a few flips after its own; ties go to the item that has waited longest.
 */
import type { Random } from "../../src/random.ts";
import type { RowSystem } from "./rows.ts";
import type { Walk } from "./walk.ts";

/** Share of the price of rows that still hold, beside the violation of those that would not. */
const FORESIGHT = 0.05;
/** Of more items than this a sample stands for all (best from multiple selections: Cai 2015). */
const SAMPLED = 512;
const SAMPLE = 100; // 50 of 128 was worse on unit-cost covers of 2,300 and 5,100 sets, all of them slower on the larger one
const SMALLEST = 1e-9; // stands for a cost of 0 or less: such repairs come first
/** Flips that an item rests: 2 or 3. Up to 25 was no better on knapsacks and covers. */
const REST = 2;
const SPREAD = 2;

export interface Choice {
  /** An item that lowers the objective, or where there are pairs raises it least and breaks nothing; -1: none that does not rest. */
  descending(): number;
  /** An item of `row` whose flip lowers its load, with the objective below `below` after it, or -1. */
  repairing(row: number, below: number): number;
  /** Takes note that an item has been flipped. */
  flipped(item: number): void;
  /** Takes note that the walk has begun anew. */
  restarted(): void;
  /** True when no flip lowers the objective, which is the sum of what single items cost: it is the lowest of all. */
  ideal(): boolean;
  /** Items looked at so far. */
  readonly looked: () => number;
}

export function createChoice(system: RowSystem, walk: Walk, random: Random): Choice {
  const { items, rowStart, column, coefficient, pairs } = system;
  const { value, score, delta, price } = walk;
  const restsUntil = new Float64Array(items);
  const flippedAt = new Float64Array(items);
  // Items to choose from when descending: all where the objective has pairs, else those that lower it.
  const open = Int32Array.from({ length: items }, (_, j) => j);
  const place = open.slice();
  let count = items;
  let now = 0;
  let looked = 0;

  function exchange(from: number, to: number): void {
    const [a, b] = [open[from], open[to]];
    open[from] = b;
    open[to] = a;
    place[a] = to;
    place[b] = from;
  }

  function settle(item: number): void {
    if (pairs !== null) return;
    const inside = place[item] < count;
    if (delta[item] < 0 && !inside) exchange(place[item], count++);
    else if (!(delta[item] < 0) && inside) exchange(place[item], --count);
  }

  function descending(): number {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    const sampled = count > SAMPLED;
    const most = sampled ? SAMPLE : count;
    for (let k = 0; k < most; k++) {
      const j = open[sampled ? random.below(count) : k];
      const gain = -delta[j];
      if (!(gain > 0) || restsUntil[j] > now) continue;
      const taken = score[j] + FORESIGHT * (value[j] === 1 ? -price[j] : price[j]);
      const ratio = taken / gain;
      if (ratio > least || (ratio === least && best >= 0 && flippedAt[j] >= flippedAt[best])) continue;
      least = ratio;
      best = j;
    }
    looked += most;
    return best < 0 && pairs !== null ? leastUphill() : best;
  }

  function leastUphill(): number {
    let best = -1;
    for (let j = 0; j < items; j++) {
      if (restsUntil[j] > now || score[j] > 0) continue;
      if (best < 0 || delta[j] < delta[best]) best = j;
    }
    looked += items;
    return best;
  }

  function repairing(row: number, below: number): number {
    const most = below - walk.objective();
    let best = -1;
    let highest = 0;
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
      const j = column[k];
      const cost = delta[j];
      const lowers = (value[j] === 1) === coefficient[k] > 0;
      if (!lowers || restsUntil[j] > now || !(cost < most)) continue;
      const ratio = -score[j] / (cost > SMALLEST ? cost : SMALLEST);
      if (ratio < highest || (ratio === highest && best >= 0 && flippedAt[j] >= flippedAt[best])) continue;
      highest = ratio;
      best = j;
    }
    looked += rowStart[row + 1] - rowStart[row];
    return best;
  }

  return {
    descending,
    repairing,
    flipped(item) {
      now++;
      flippedAt[item] = now;
      restsUntil[item] = now + REST + random.below(SPREAD);
      settle(item);
    },
    restarted() {
      for (let item = 0; item < items; item++) settle(item);
    },
    ideal: () => pairs === null && count === 0,
    looked: () => looked,
  };
}

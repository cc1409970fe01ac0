/** Row search in plain TypeScript: the oracle and the fallback. @see types.ts for the law */
import { MemoryError } from "../../errors.ts";
import { createWords } from "../tabu/words.ts";
import { FORESIGHT, PATIENT, REST, SAMPLE, SAMPLED, SMALLEST, SPREAD } from "./constants.ts";
import { type RowSystem, weightsOfItems } from "./system.ts";
import type { RowRequest, RowSession } from "./types.ts";
import { createWalk } from "./walk.ts";

const ITEM_BYTES = 60;

/** @throws {MemoryError} above the request's memory limit */
export function createReferenceRows(system: RowSystem, { random, memoryLimit, rowPrices }: RowRequest): RowSession {
  const { items, rows, rowStart, column, coefficient, pairs } = system;
  const bytes = ITEM_BYTES * (items + rows);
  if (memoryLimit !== undefined && bytes > memoryLimit) {
    throw new MemoryError(`search over ${items} items`, bytes, memoryLimit, "Raise the memory limit.");
  }
  const next = createWords(random);
  const below = (count: number) => Math.floor((next() / 2 ** 32) * count);
  const walk = createWalk(system);
  const { value, score, delta, violated } = walk;
  const price = weightsOfItems(system, rowPrices ?? null);
  const best = new Int8Array(items);
  let bestObjective = Number.POSITIVE_INFINITY;
  let improved = false;
  let quiet = 0;
  let looked = 0;
  let now = 0;
  const restsUntil = new Float64Array(items);
  const flippedAt = new Float64Array(items);
  /** Items to choose from when lowering: all where the objective has pairs, else those whose flip lowers it. */
  const open = Int32Array.from({ length: items }, (_, j) => j);
  const place = open.slice();
  let count = items;

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
  /** The item that lowers the objective for the least, or -1. */
  function lowering(): number {
    let chosen = -1;
    let least = Number.POSITIVE_INFINITY;
    const sampled = count > SAMPLED;
    const most = sampled ? SAMPLE : count;
    for (let k = 0; k < most; k++) {
      const j = open[sampled ? below(count) : k];
      const gain = -delta[j];
      if (!(gain > 0) || restsUntil[j] > now) continue;
      const ratio = (score[j] + FORESIGHT * (value[j] === 1 ? -price[j] : price[j])) / gain;
      if (ratio > least || (ratio === least && chosen >= 0 && flippedAt[j] >= flippedAt[chosen])) continue;
      least = ratio;
      chosen = j;
    }
    looked += most;
    return chosen < 0 && pairs !== null ? leastUphill() : chosen;
  }
  /** The item that breaks nothing more and raises the objective least, or -1. */
  function leastUphill(): number {
    let chosen = -1;
    for (let j = 0; j < items; j++) {
      if (restsUntil[j] > now || score[j] > 0) continue;
      if (chosen < 0 || delta[j] < delta[chosen]) chosen = j;
    }
    looked += items;
    return chosen;
  }
  /** The item of a broken row that repairs most for its cost, with the objective below the best after it, or -1. */
  function repairing(row: number): number {
    const most = bestObjective - walk.objective();
    let chosen = -1;
    let highest = 0;
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
      const j = column[k];
      const cost = delta[j];
      const lowers = (value[j] === 1) === coefficient[k] > 0;
      if (!lowers || restsUntil[j] > now || !(cost < most)) continue;
      const relief = FORESIGHT * (value[j] === 1 ? price[j] : -price[j]) - score[j];
      const ratio = relief / (cost > SMALLEST ? cost : SMALLEST);
      if (ratio < highest || (ratio === highest && chosen >= 0 && flippedAt[j] >= flippedAt[chosen])) continue;
      highest = ratio;
      chosen = j;
    }
    looked += rowStart[row + 1] - rowStart[row];
    return chosen;
  }
  function choose(): number {
    const broken = walk.violations();
    const repair = broken === 0 ? -1 : repairing(violated[below(broken)]);
    if (repair >= 0) return repair;
    const item = lowering();
    return item >= 0 ? item : below(items);
  }
  function keep(): void {
    quiet++;
    if (walk.violations() > 0 || !(walk.objective() < bestObjective)) return;
    bestObjective = walk.objective();
    best.set(value);
    improved = true;
    quiet = 0;
  }
  function step(): void {
    const broken = walk.violations();
    const item = choose();
    walk.flip(item);
    now++;
    flippedAt[item] = now;
    restsUntil[item] = now + REST + below(SPREAD);
    settle(item);
    // On the short way to a first state weights would tell nothing; once one is known they tell what is hard to keep below it.
    if (broken > 0 && (bestObjective < Number.POSITIVE_INFINITY || quiet > PATIENT * (rows + items))) walk.bump();
    keep();
  }
  const isIdeal = () => pairs === null && count === 0 && walk.violations() === 0;
  return {
    system,
    value,
    get violations() {
      return walk.violations();
    },
    get objective() {
      return walk.objective();
    },
    get bestObjective() {
      return bestObjective;
    },
    get improved() {
      return improved;
    },
    get looked() {
      return looked + walk.touched();
    },
    get quiet() {
      return quiet;
    },
    get ideal() {
      return isIdeal();
    },
    restart(values) {
      walk.restart(values);
      for (let item = 0; item < items; item++) settle(item);
      keep();
      quiet = 0;
    },
    aim(objective) {
      bestObjective = objective;
      improved = false;
    },
    search(flips, looks, patience) {
      const until = looked + walk.touched() + looks;
      let done = 0;
      while (done < flips && looked + walk.touched() < until && quiet < patience && items > 0 && !isIdeal()) {
        step();
        done++;
      }
      return done;
    },
    readBest: (into) => into.set(best),
  };
}

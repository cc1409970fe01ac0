/**
 * Genetic search over packings (Chu & Beasley 1998): children of two parents are mended by dropping items of least value per priced weight
 * until all rows hold, and filled with those of most. For systems in which every item is wanted and every row only limits, as in
 * multidimensional knapsacks: there flips of single items seldom lead from one good packing to another. Runs beside the walk.
 * A child costs O(entries of its items); memory 100 bytes an item.
 */
import { createPrices } from "../../src/kernels/rows/prices.ts";
import type { RowSystem } from "../../src/kernels/rows/system.ts";
import type { Random } from "../../src/random.ts";
import type { Incumbent } from "./incumbent.ts";

// As in the paper.
const POPULATION = 100;
const MUTATIONS = 2;
const STEPS = 400; // of prices: within 0.01 % of the relaxation on 30 rows
const MOST_LOOKS = 2e7; // of prices

/** Whether every item is wanted, and rows, at least two, only limit: none is a plain exclusion. */
export function isPacking({ pairs, rows, cost, coefficient, bound, clause }: RowSystem): boolean {
  if (pairs !== null || rows < 2 || clause.includes(1)) return false;
  return cost.every((c) => c <= 0) && coefficient.every((a) => a >= 0) && bound.every((b) => b >= 0);
}

/** Goes on for ever; yields the numbers looked at so far, after about `slice` more of them. */
export function* breed(
  system: RowSystem,
  incumbent: Incumbent,
  random: Random,
  slice: number,
): Generator<number, never, void> {
  const { items, rows, cost, bound, columnStart, rowOf, rowValue } = system;
  const order = yield* byUtility(system, incumbent, slice);
  const load = new Float64Array(rows);
  const child = new Int8Array(items);
  const members: Int8Array[] = [];
  const worth: number[] = [];
  let looked = 0;

  function shift(item: number, sign: 1 | -1): void {
    child[item] = sign === 1 ? 1 : 0;
    for (let k = columnStart[item]; k < columnStart[item + 1]; k++) load[rowOf[k]] += sign * rowValue[k];
    looked += columnStart[item + 1] - columnStart[item];
  }
  function fits(item: number): boolean {
    for (let k = columnStart[item]; k < columnStart[item + 1]; k++) {
      if (load[rowOf[k]] + rowValue[k] > bound[rowOf[k]]) return false;
    }
    return true;
  }
  const isOver = () => load.some((value, r) => value > bound[r]);

  /** Makes a packing of the child to which nothing can be added; returns its objective. */
  function mend(): number {
    load.fill(0);
    for (let j = 0; j < items; j++) if (child[j] === 1) shift(j, 1);
    for (let k = items - 1; k >= 0 && isOver(); k--) if (child[order[k]] === 1) shift(order[k], -1);
    let objective = 0;
    for (const j of order) {
      if (child[j] === 0 && cost[j] < 0 && fits(j)) shift(j, 1);
      if (child[j] === 1) objective += cost[j];
    }
    looked += 3 * items;
    return objective;
  }
  const pick = () => {
    const [a, b] = [random.below(POPULATION), random.below(POPULATION)];
    return members[worth[a] <= worth[b] ? a : b];
  };
  function cross(mother: Int8Array, father: Int8Array): void {
    let bits = 0;
    for (let j = 0; j < items; j++) {
      if ((j & 31) === 0) bits = random.uint32();
      child[j] = (bits >>> (j & 31)) & 1 ? mother[j] : father[j];
    }
    for (let k = 0; k < MUTATIONS; k++) {
      const j = random.below(items);
      child[j] = 1 - child[j];
    }
  }
  const isKnown = (objective: number) =>
    worth.some((value, m) => value === objective && members[m].every((bit, j) => bit === child[j]));

  let until = slice;
  for (;;) {
    if (members.length < POPULATION) for (let j = 0; j < items; j++) child[j] = random.below(2);
    else cross(pick(), pick());
    const objective = mend();
    incumbent.offer(child, objective);
    if (members.length < POPULATION) {
      members.push(child.slice());
      worth.push(objective);
    } else {
      const worst = worth.reduce((at, value, m) => (value > worth[at] ? m : at), 0);
      if (objective < worth[worst] && !isKnown(objective)) {
        members[worst].set(child);
        worth[worst] = objective;
      }
    }
    looked += POPULATION;
    if (looked < until) continue;
    until = looked + slice;
    yield looked;
  }
}

/** Items by falling value per weight at the prices of the relaxation (Pirkul 1987). */
function* byUtility(system: RowSystem, incumbent: Incumbent, slice: number): Generator<number, Int32Array, void> {
  const { items, cost, columnStart, rowOf, rowValue } = system;
  const prices = createPrices(system);
  const steps = Math.min(STEPS, Math.ceil(MOST_LOOKS / rowOf.length));
  for (let k = 0; k < steps && !prices.converged; k++) {
    prices.step(incumbent.objective());
    if ((k + 1) % Math.ceil(slice / (rowOf.length + items)) === 0) yield 0;
  }
  const utility = new Float64Array(items);
  for (let j = 0; j < items; j++) {
    let weight = Number.MIN_VALUE; // what weighs nothing comes first
    for (let k = columnStart[j]; k < columnStart[j + 1]; k++) weight += prices.prices[rowOf[k]] * rowValue[k];
    utility[j] = -cost[j] / weight;
  }
  return Int32Array.from({ length: items }, (_, j) => j).sort((a, b) => utility[b] - utility[a] || a - b);
}

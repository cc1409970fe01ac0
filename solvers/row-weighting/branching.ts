/**
 * Branch and bound for one row and a linear objective (Horowitz & Sahni 1974): items by value per size, taken greedily; the linear
 * relaxation of the rest bounds each node (Dantzig 1957). Proves the best known state, or betters it. Exponential at worst, so it goes
 * in slices beside the walk. Memory O(items).
 */

import type { RowSystem } from "../../src/kernels/rows/system.ts";
import type { Incumbent } from "./incumbent.ts";

/** Bound and value of sums in doubles: raised by this share, the bound stays one. */
const ROUNDING = 1e-9;
const SEARCH = 8; // a relaxation counts as so many items

/** The knapsack that one row is: take[j] = 1 is the value of j that the objective prefers and the row pays for. */
interface Sack {
  /** Items by falling profit / size. */
  readonly order: Int32Array;
  /** In that order, all above 0. */
  readonly profit: Float64Array;
  readonly size: Float64Array;
  /** Sums of the first k profits and sizes, length items + 1. */
  readonly profits: Float64Array;
  readonly sizes: Float64Array;
  readonly capacity: number;
  /** Values of all items when nothing is taken. */
  readonly value: Int8Array;
  readonly objective: number;
  readonly whole: boolean;
}

/** Null when even the emptiest state is too heavy. The system has one row and no pairs. */
function sackOf({ items, rowStart, column, coefficient, bound, cost }: RowSystem): Sack | null {
  const size = new Float64Array(items);
  for (let k = rowStart[0]; k < rowStart[1]; k++) size[column[k]] = coefficient[k];
  const value = new Int8Array(items);
  let capacity = bound[0];
  let objective = 0;
  const open: number[] = [];
  for (let j = 0; j < items; j++) {
    const wanted = cost[j] < 0;
    const paid = wanted ? size[j] > 0 : cost[j] > 0 && size[j] < 0;
    const lightest = size[j] < 0;
    const one = paid ? lightest : cost[j] === 0 ? lightest : wanted;
    value[j] = one ? 1 : 0;
    if (one) capacity -= size[j];
    if (one) objective += cost[j];
    if (paid) open.push(j);
  }
  if (capacity < 0) return null;
  open.sort((a, b) => Math.abs(cost[b] * size[a]) - Math.abs(cost[a] * size[b]) || a - b);
  const profit = Float64Array.from(open, (j) => Math.abs(cost[j]));
  const sizeOf = Float64Array.from(open, (j) => Math.abs(size[j]));
  const sums = { profits: sumsOf(profit), sizes: sumsOf(sizeOf), whole: cost.every(Number.isInteger) };
  return { order: Int32Array.from(open), profit, size: sizeOf, capacity, value, objective, ...sums };
}

function sumsOf(numbers: Float64Array): Float64Array {
  const sums = new Float64Array(numbers.length + 1);
  for (let k = 0; k < numbers.length; k++) sums[k + 1] = sums[k] + numbers[k];
  return sums;
}

/** Yields after about `slice` items looked at; returns when the incumbent is proved to be the best. One row, no pairs. */
export function* branchAndBound(system: RowSystem, incumbent: Incumbent, slice: number): Generator<void, void, void> {
  const sack = sackOf(system);
  if (sack === null) return;
  const { order, profit, size, capacity } = sack;
  const n = order.length;
  const taken = new Int8Array(n);
  let room = capacity;
  let gained = 0;
  let at = 0;
  let until = slice;
  let looked = 0;
  for (;;) {
    // Forward: take what fits while the relaxation promises more than is known.
    let promising = relaxed(sack, at, room, gained) > sack.objective - incumbent.objective();
    while (promising && at < n) {
      looked++;
      if (size[at] <= room) {
        room -= size[at];
        gained += profit[at];
        taken[at++] = 1;
      } else {
        taken[at++] = 0;
        promising = relaxed(sack, at, room, gained) > sack.objective - incumbent.objective();
        looked += SEARCH;
      }
    }
    if (promising) incumbent.offer(completed(sack, taken), sack.objective - gained);
    // Backward: the last item taken is left out.
    while (--at >= 0 && taken[at] === 0) looked++;
    if (at < 0) return;
    taken[at] = 0;
    room += size[at];
    gained -= profit[at++];
    if (looked < until) continue;
    until = looked + slice;
    yield;
  }
}

/** Most that can be gained with items from `at` on: whole items, and the first that does not fit in part. O(log items). */
function relaxed({ profit, size, profits, sizes, whole }: Sack, at: number, room: number, gained: number): number {
  let low = at; // items before fit
  let high = size.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sizes[middle] - sizes[at] <= room) low = middle;
    else high = middle - 1;
  }
  let total = gained + profits[low] - profits[at];
  if (low < size.length) total += (profit[low] * (room - (sizes[low] - sizes[at]))) / size[low];
  const raised = total + ROUNDING * Math.max(1, total, profits[low]);
  return whole ? Math.floor(raised) : raised;
}

function completed({ order, value }: Sack, taken: Int8Array): Int8Array {
  const result = value.slice();
  for (let k = 0; k < order.length; k++) if (taken[k] === 1) result[order[k]] = 1 - result[order[k]];
  return result;
}

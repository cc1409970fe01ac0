/**
 * Search over items under inequalities, one flip at a time. The law is in src/kernels/rows/types.ts, the plain form in
 * src/kernels/rows/reference.ts, the record in shared/row-state.ts.
 */
import {
  RowState,
  addScores,
  bump,
  flip,
  prepareRow,
  real,
  setReal,
  setWord,
  valueOf,
  word,
} from "./shared/row-state";
import { nextWord } from "./shared/tabu-state";

// As in src/kernels/rows/constants.ts.
const FORESIGHT: f64 = 0.05;
const SAMPLED: i32 = 512;
const SAMPLE: i32 = 100;
const SMALLEST: f64 = 1e-9;
const REST: f64 = 2;
const SPREAD: i32 = 2;
const PATIENT: f64 = 1;

@inline
function below(t: RowState, count: i32): i32 {
  return <i32>((<u64>nextWord(t.words) * <u64>count) >> 32);
}

@inline
function exchange(t: RowState, from: i32, to: i32): void {
  const a = word(t.open, from);
  const b = word(t.open, to);
  setWord(t.open, from, b);
  setWord(t.open, to, a);
  setWord(t.place, a, to);
  setWord(t.place, b, from);
}

@inline
function settle(t: RowState, item: i32): void {
  if (t.hasPairs != 0) return;
  const place = word(t.place, item);
  const lowers = real(t.delta, item) < 0;
  if (lowers == place < t.count) return;
  if (lowers) exchange(t, place, t.count++);
  else exchange(t, place, --t.count);
}

/** The item that breaks nothing more and raises the objective least, or -1. */
function leastUphill(t: RowState): i32 {
  let chosen: i32 = -1;
  let least: f64 = 0;
  for (let j = 0; j < t.items; j++) {
    if (real(t.restsUntil, j) > t.now || real(t.score, j) > 0) continue;
    const delta = real(t.delta, j);
    if (chosen >= 0 && !(delta < least)) continue;
    chosen = j;
    least = delta;
  }
  t.looked += t.items;
  return chosen;
}

/** The item that lowers the objective for the least, or -1. */
function lowering(t: RowState): i32 {
  let chosen: i32 = -1;
  let least: f64 = Infinity;
  const count = t.count;
  const sampled = count > SAMPLED;
  const most = sampled ? SAMPLE : count;
  for (let k = 0; k < most; k++) {
    const j = word(t.open, sampled ? below(t, count) : k);
    const gain = -real(t.delta, j);
    if (!(gain > 0) || real(t.restsUntil, j) > t.now) continue;
    const price = real(t.price, j);
    const ratio = (real(t.score, j) + FORESIGHT * (valueOf(t, j) == 1 ? -price : price)) / gain;
    if (ratio > least) continue;
    if (ratio == least && chosen >= 0 && real(t.flippedAt, j) >= real(t.flippedAt, chosen)) continue;
    least = ratio;
    chosen = j;
  }
  t.looked += most;
  return chosen < 0 && t.hasPairs != 0 ? leastUphill(t) : chosen;
}

/** The item of a broken row that repairs most for its cost, with the objective below the best after it, or -1. */
function repairing(t: RowState, row: i32): i32 {
  const most = t.bestObjective - t.objective;
  let chosen: i32 = -1;
  let highest: f64 = 0;
  const begin = word(t.rowStart, row);
  const end = word(t.rowStart, row + 1);
  for (let k = begin; k < end; k++) {
    const j = word(t.column, k);
    if ((valueOf(t, j) == 1) != real(t.coefficient, k) > 0) continue;
    const cost = real(t.delta, j);
    if (real(t.restsUntil, j) > t.now || !(cost < most)) continue;
    const price = real(t.price, j);
    const relief = FORESIGHT * (valueOf(t, j) == 1 ? price : -price) - real(t.score, j);
    const ratio = relief / (cost > SMALLEST ? cost : SMALLEST);
    if (ratio < highest) continue;
    if (ratio == highest && chosen >= 0 && real(t.flippedAt, j) >= real(t.flippedAt, chosen)) continue;
    highest = ratio;
    chosen = j;
  }
  t.looked += end - begin;
  return chosen;
}

@inline
function choose(t: RowState): i32 {
  const broken = t.violations;
  const repair = broken == 0 ? -1 : repairing(t, word(t.violated, below(t, broken)));
  if (repair >= 0) return repair;
  const item = lowering(t);
  return item >= 0 ? item : below(t, t.items);
}

@inline
function keep(t: RowState): void {
  t.quiet++;
  if (t.violations > 0 || !(t.objective < t.bestObjective)) return;
  t.bestObjective = t.objective;
  memory.copy(t.best, t.value, <usize>t.items);
  t.improved = 1;
  t.quiet = 0;
}

@inline
function isIdeal(t: RowState): bool {
  return t.hasPairs == 0 && t.count == 0 && t.violations == 0;
}

/** Flips made: fewer when patience ends or nothing can be better. */
export function search(t: RowState, flips: i32, looks: f64, patience: f64): i32 {
  const until = t.looked + looks;
  let done = 0;
  for (; done < flips && t.looked < until && t.quiet < patience && t.items > 0 && !isIdeal(t); done++) {
    const broken = t.violations;
    const item = choose(t);
    flip(t, item);
    t.now++;
    setReal(t.flippedAt, item, t.now);
    setReal(t.restsUntil, item, t.now + REST + <f64>below(t, SPREAD));
    settle(t, item);
    if (broken > 0 && (t.bestObjective < Infinity || t.quiet > PATIENT * <f64>(t.rows + t.items))) bump(t);
    keep(t);
  }
  return done;
}

/** Scores, prices and broken rows of rows `from` to `to` - 1 while all values are 0. */
export function prepare(t: RowState, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    addScores(t, row);
    prepareRow(t, row);
  }
}

/** Flips the items of a list of 1s (u8 by item), from `from` to `to` - 1, and brings the list of items to choose from up to date. */
export function assign(t: RowState, values: usize, from: i32, to: i32): void {
  for (let item = from; item < to; item++) {
    if (load<u8>(values + <usize>item) == 1) flip(t, item);
  }
}

export function begin(t: RowState): void {
  for (let item = 0; item < t.items; item++) settle(t, item);
  keep(t);
  t.quiet = 0;
}

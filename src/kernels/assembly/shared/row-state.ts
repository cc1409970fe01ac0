/**
 * Row search: the session's record in memory and its flips. The law is in src/kernels/rows/types.ts, the plain form in
 * src/kernels/rows/walk.ts. Rows that are clauses (one true literal is enough) need no look at their items until the last one goes or the
 * first one comes: the exclusive or of the items that hold them names the only one (`holder`).
 */

/** Laid out by src/kernels/rows/wasm.ts: the order of the fields is the interface. Addresses of f64 arrays unless said otherwise. */
@unmanaged
export class RowState {
  objective: f64;
  bestObjective: f64;
  looked: f64;
  quiet: f64;
  now: f64;
  items: i32;
  rows: i32;
  /** By row: i32 starts, then items (i32) and coefficients of entries. */
  rowStart: usize;
  column: usize;
  coefficient: usize;
  bound: usize;
  reach: usize;
  unit: usize;
  /** u8 by row. */
  clause: usize;
  /** i32 by row: of clauses. */
  holder: usize;
  load: usize;
  weight: usize;
  /** By item: i32 starts, then rows (i32) and coefficients. */
  columnStart: usize;
  rowOf: usize;
  rowValue: usize;
  /** Pairs of the objective: i32 starts, i32 columns, values. */
  hasPairs: i32;
  pairStart: usize;
  pairColumn: usize;
  pairValue: usize;
  /** By item; values are i8. */
  value: usize;
  best: usize;
  score: usize;
  delta: usize;
  price: usize;
  restsUntil: usize;
  flippedAt: usize;
  /** i32 lists with the place of each member: items to lower the objective with, and broken rows (-1: not broken). */
  open: usize;
  place: usize;
  count: i32;
  violated: usize;
  violatedPlace: usize;
  violations: i32;
  words: usize;
  improved: i32;
}

@inline
export function word(base: usize, i: i32): i32 {
  return load<i32>(base + (<usize>i << 2));
}

@inline
export function setWord(base: usize, i: i32, value: i32): void {
  store<i32>(base + (<usize>i << 2), value);
}

@inline
export function real(base: usize, i: i32): f64 {
  return load<f64>(base + (<usize>i << 3));
}

@inline
export function setReal(base: usize, i: i32, value: f64): void {
  store<f64>(base + (<usize>i << 3), value);
}

@inline
export function valueOf(t: RowState, item: i32): i32 {
  return load<i8>(t.value + <usize>item);
}

@inline
function addScore(t: RowState, item: i32, amount: f64): void {
  setReal(t.score, item, real(t.score, item) + amount);
}

/** Brings the list of broken rows up to date. */
@inline
function mark(t: RowState, row: i32, broken: bool): void {
  const place = word(t.violatedPlace, row);
  if (broken == place >= 0) return;
  if (broken) {
    setWord(t.violatedPlace, row, t.violations);
    setWord(t.violated, t.violations++, row);
    return;
  }
  const last = word(t.violated, --t.violations);
  setWord(t.violated, place, last);
  setWord(t.violatedPlace, last, place);
  setWord(t.violatedPlace, row, -1);
}

/** The same amount to the scores of all items of a row. */
@inline
function addToAll(t: RowState, row: i32, amount: f64): void {
  const begin = word(t.rowStart, row);
  const length = word(t.rowStart, row + 1) - begin;
  const from = t.column + (<usize>begin << 2);
  const to = from + (<usize>length << 2);
  for (let p = from; p < to; p += 4) addScore(t, load<i32>(p), amount);
  t.looked += length;
}

/** Scores of a clause whose load has changed; the flipped item's own score is settled by the caller. */
@inline
function shiftClause(t: RowState, row: i32, item: i32, before: f64, after: f64): void {
  const others = word(t.holder, row) ^ item;
  setWord(t.holder, row, others);
  const factor = real(t.weight, row) * real(t.unit, row);
  if (after > before) {
    // `item` holds the row now; alone, it frees the others from having to; as the second, it frees the first.
    if (after == 0) addToAll(t, row, factor);
    else if (after == 1) addScore(t, others ^ item, -factor);
  } else if (after < 0) addToAll(t, row, -factor);
  else if (after == 0) addScore(t, others, factor);
}

@inline
function excess(room: f64): f64 {
  return room < 0 ? -room : 0;
}

/** Scores of any row whose room goes from `before` to `after`. */
@inline
function shiftScores(t: RowState, row: i32, before: f64, after: f64): void {
  const reach = real(t.reach, row);
  if (before >= reach && after >= reach) return;
  const factor = real(t.weight, row) * real(t.unit, row);
  const change = excess(before) - excess(after);
  const begin = word(t.rowStart, row);
  const end = word(t.rowStart, row + 1);
  t.looked += end - begin;
  for (let k = begin; k < end; k++) {
    const j = word(t.column, k);
    const c = real(t.coefficient, k);
    const a = valueOf(t, j) == 1 ? c : -c;
    addScore(t, j, factor * (excess(after + a) - excess(before + a) + change));
  }
}

@inline
function shiftDeltas(t: RowState, item: i32, change: f64): void {
  const end = word(t.pairStart, item + 1);
  for (let k = word(t.pairStart, item); k < end; k++) {
    const j = word(t.pairColumn, k);
    const amount = change * real(t.pairValue, k);
    setReal(t.delta, j, real(t.delta, j) + (valueOf(t, j) == 1 ? amount : -amount));
  }
}

export function flip(t: RowState, item: i32): void {
  const up = valueOf(t, item) == 0;
  // Rows add to the score of the item itself too: what counts is that flipping back undoes what flipping does.
  const own = real(t.score, item);
  const end = word(t.columnStart, item + 1);
  for (let k = word(t.columnStart, item); k < end; k++) {
    const row = word(t.rowOf, k);
    const a = real(t.rowValue, k);
    const change = up ? a : -a;
    const bound = real(t.bound, row);
    const loaded = real(t.load, row) + change;
    const before = bound - real(t.load, row);
    const after = bound - loaded;
    setReal(t.load, row, loaded);
    if (load<u8>(t.clause + <usize>row) != 0) shiftClause(t, row, item, before, after);
    else shiftScores(t, row, before, after);
    mark(t, row, after < 0);
  }
  t.objective += real(t.delta, item);
  if (t.hasPairs != 0) shiftDeltas(t, item, up ? 1 : -1);
  store<i8>(t.value + <usize>item, up ? 1 : 0);
  setReal(t.delta, item, -real(t.delta, item));
  setReal(t.score, item, -own);
}

/** Adds factor * (excess after each item's flip - excess now) to the scores of a row. */
export function addScores(t: RowState, row: i32): void {
  const factor = real(t.unit, row);
  const room = real(t.bound, row) - real(t.load, row);
  const now = excess(room);
  const end = word(t.rowStart, row + 1);
  for (let k = word(t.rowStart, row); k < end; k++) {
    const j = word(t.column, k);
    const c = real(t.coefficient, k);
    const left = valueOf(t, j) == 1 ? room + c : room - c;
    addScore(t, j, factor * (excess(left) - now));
  }
}

/** Marks a row as broken or not, and finds what holds it; after loads were written. */
export function prepareRow(t: RowState, row: i32): void {
  mark(t, row, real(t.load, row) > real(t.bound, row));
  let holder = 0;
  const end = word(t.rowStart, row + 1);
  for (let k = word(t.rowStart, row); k < end; k++) {
    const j = word(t.column, k);
    if (valueOf(t, j) == 1 != real(t.coefficient, k) > 0) holder ^= j;
  }
  setWord(t.holder, row, holder);
}

/** Raises the weight of every broken row by 1. */
@inline
export function bump(t: RowState): void {
  for (let v = 0; v < t.violations; v++) {
    const row = word(t.violated, v);
    setReal(t.weight, row, real(t.weight, row) + 1);
    addScores(t, row);
    t.looked += word(t.rowStart, row + 1) - word(t.rowStart, row);
  }
}

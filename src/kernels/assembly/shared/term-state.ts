/**
 * Search over a polynomial: the session's record in memory and flips. The law is in src/kernels/polynomials/types.ts, what is kept of a state
 * in src/kernels/polynomials/state.ts.
 */

/** Laid out by src/kernels/polynomials/wasm.ts: the order of the fields is the interface. Addresses of i32 arrays unless said otherwise. */
@unmanaged
export class TermState {
  energy: f64;
  bestEnergy: f64;
  /** Of Metropolis proposals. */
  temperature: f64;
  /** Entries of the table of chances a unit of `up`. */
  scale: f64;
  items: i32;
  /** Terms are products of signs. */
  signs: i32;
  termStart: usize;
  literal: usize;
  /** f64 a term. */
  coefficient: usize;
  occurrenceStart: usize;
  occurrence: usize;
  /** i8 an item, now and in the best state. */
  values: usize;
  best: usize;
  /** f64 an item. */
  change: usize;
  up: usize;
  missing: usize;
  sum: usize;
  list: usize;
  place: usize;
  /** f64 a term. */
  product: usize;
  freeAt: usize;
  words: usize;
  /** 4096 doubles: -ln of a word by its upper bits. */
  variates: usize;
  /** 64 doubles. */
  chances: usize;
  active: i32;
  time: i32;
  quiet: i32;
  patience: i32;
  tenure: u32;
  spread: u32;
  proposed: i32;
  /** The best state is the current one and not yet copied. */
  pending: i32;
  flips: u32;
}

@inline
export function word(base: usize, i: i32): i32 {
  return load<i32>(base + (<usize>i << 2));
}

@inline
export function double(base: usize, i: i32): f64 {
  return load<f64>(base + (<usize>i << 3));
}

@inline
function add(base: usize, i: i32, value: f64): void {
  const at = base + (<usize>i << 3);
  store<f64>(at, load<f64>(at) + value);
}

@inline
export function keepBest(t: TermState): void {
  if (t.pending == 0) return;
  memory.copy(t.best, t.values, <usize>t.items);
  t.pending = 0;
}

@inline
function flipSign(t: TermState, i: i32): void {
  const change = t.change;
  const literal = t.literal;
  const starts = t.termStart;
  const product = t.product;
  const end = t.occurrence + (<usize>word(t.occurrenceStart, i + 1) << 2);
  for (let o = t.occurrence + (<usize>word(t.occurrenceStart, i) << 2); o < end; o += 4) {
    const term = load<i32>(o) >>> 1;
    const at = product + (<usize>term << 3);
    const old = load<f64>(at);
    store<f64>(at, -old);
    const more = 4.0 * old;
    const last = literal + (<usize>word(starts, term + 1) << 2);
    for (let k = literal + (<usize>word(starts, term) << 2); k < last; k += 4) add(change, load<i32>(k) >>> 1, more);
  }
}

/** Puts an active term out, or lights one; all but the flipped item's own literal are true. */
function turn(t: TermState, i: i32, term: i32, by: f64, wasTrue: bool): void {
  add(t.up, i, by);
  add(t.change, i, by);
  const last = t.literal + (<usize>word(t.termStart, term + 1) << 2);
  for (let k = t.literal + (<usize>word(t.termStart, term) << 2); k < last; k += 4) {
    add(t.change, load<i32>(k) >>> 1, by);
  }
  if (wasTrue) {
    t.active--;
    const moved = word(t.list, t.active);
    const place = word(t.place, term);
    store<i32>(t.list + (<usize>place << 2), moved);
    store<i32>(t.place + (<usize>moved << 2), place);
  } else {
    store<i32>(t.place + (<usize>term << 2), t.active);
    store<i32>(t.list + (<usize>t.active << 2), term);
    t.active++;
  }
}

@inline
function flipBit(t: TermState, i: i32, value: i32): void {
  const end = t.occurrence + (<usize>word(t.occurrenceStart, i + 1) << 2);
  for (let o = t.occurrence + (<usize>word(t.occurrenceStart, i) << 2); o < end; o += 4) {
    const literal = load<i32>(o);
    const term = literal >>> 1;
    const wasTrue = value != (literal & 1);
    const missing = t.missing + (<usize>term << 2);
    const sum = t.sum + (<usize>term << 2);
    const before = load<i32>(missing);
    const named = load<i32>(sum);
    const others = wasTrue ? before : before - 1;
    store<i32>(missing, wasTrue ? before + 1 : before - 1);
    store<i32>(sum, wasTrue ? named + i : named - i);
    if (others > 1) continue;
    const weight = double(t.coefficient, term);
    if (others == 1) {
      // Only its flip would activate the term while that of i is true.
      const only = wasTrue ? named : named - i;
      const by = wasTrue ? -weight : weight;
      add(t.up, only, by);
      add(t.change, only, by);
    } else turn(t, i, term, wasTrue ? weight : -weight, wasTrue);
  }
}

/** Flips item i, and takes note of a best state, which is copied when it is left. */
export function take(t: TermState, i: i32): void {
  const change = double(t.change, i);
  if (t.energy + change >= t.bestEnergy) keepBest(t);
  t.energy += change;
  const at = t.values + <usize>i;
  const value = <i32>load<i8>(at);
  store<i8>(at, <i8>(1 - value));
  if (t.signs != 0) flipSign(t, i);
  else flipBit(t, i, value);
  t.flips++;
  if (t.energy >= t.bestEnergy) return;
  t.bestEnergy = t.energy;
  t.pending = 1;
  t.quiet = -1; // 0 when the iteration ends
}

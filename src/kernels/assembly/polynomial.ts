/**
 * Search over a polynomial of any degree in WebAssembly: tabu iterations, walks among clauses that do not hold, Metropolis proposals. The
 * law is in src/kernels/polynomials/types.ts, the record and flips in shared/term-state.ts.
 */
import { nextWord } from "./shared/tabu-state";
import { TermState, double, keepBest, take, word } from "./shared/term-state";

const WORDS: f64 = 4294967296.0;
const LAST_CHANCE: i32 = 63;

/** The item of least change that may be flipped among from .. end - 1, if below that of `chosen`. */
@inline
function scan(t: TermState, from: i32, end: i32, given: i32): i32 {
  let chosen = given;
  let least = chosen < 0 ? Infinity : double(t.change, chosen);
  const room = t.bestEnergy - t.energy;
  for (let i = from; i < end; i++) {
    const change = double(t.change, i);
    if (change >= least || (word(t.freeAt, i) > t.time && change >= room)) continue;
    least = change;
    chosen = i;
  }
  return chosen;
}

/** Iterations made: fewer when patience ends. */
export function search(t: TermState, iterations: i32): i32 {
  let done = 0;
  for (; done < iterations && t.quiet < t.patience; done++) {
    const drawn = nextWord(t.words);
    const from = <i32>((<f64>drawn * <f64>t.items) / WORDS);
    const i = scan(t, 0, from, scan(t, from, t.items, -1));
    if (i >= 0) {
      take(t, i);
      const random = (((drawn >>> 6) & 1023) * t.spread) >>> 10;
      store<i32>(t.freeAt + (<usize>i << 2), t.time + 1 + <i32>(t.tenure + random));
    }
    t.time++;
    t.quiet++;
  }
  keepBest(t);
  return done;
}

@inline
function chanceOf(t: TermState, item: i32): f64 {
  const index = <i32>min<f64>(<f64>LAST_CHANCE, floor(double(t.up, item) * t.scale + 0.5));
  return double(t.chances, index);
}

/** An item of an active term. */
@inline
function draw(t: TermState): i32 {
  const term = word(t.list, <i32>((<f64>nextWord(t.words) * <f64>t.active) / WORDS));
  const from = word(t.termStart, term);
  const last = word(t.termStart, term + 1) - 1;
  let total: f64 = 0.0;
  for (let k = from; k <= last; k++) total += chanceOf(t, word(t.literal, k) >>> 1);
  let rest = (<f64>nextWord(t.words) / WORDS) * total;
  for (let k = from; k < last; k++) {
    const item = word(t.literal, k) >>> 1;
    rest -= chanceOf(t, item);
    if (rest < 0.0) return item;
  }
  return word(t.literal, last) >>> 1;
}

/** Flips made: fewer when patience ends or no term is active. */
export function walk(t: TermState, flips: i32): i32 {
  let done = 0;
  for (; done < flips && t.quiet < t.patience && t.active > 0; done++) {
    take(t, draw(t));
    t.quiet++;
  }
  keepBest(t);
  return done;
}

@inline
function accepts(t: TermState, i: i32): bool {
  const change = double(t.change, i);
  if (change < 0.0) return true;
  const drawn = nextWord(t.words);
  if (change == 0.0) return (drawn & 15) != 0;
  return change < t.temperature * double(t.variates, drawn >>> 20);
}

/** Metropolis proposals; returns how many flipped. */
export function anneal(t: TermState, proposals: i32): i32 {
  let flipped = 0;
  let i = t.proposed;
  for (let k = 0; k < proposals; k++) {
    if (accepts(t, i)) {
      take(t, i);
      flipped++;
    }
    if (++i == t.items) i = 0;
  }
  t.proposed = i;
  keepBest(t);
  return flipped;
}

/**
 * Tabu search in WebAssembly: whole stretches of iterations over one record in memory. The law is in src/kernels/tabu/types.ts, the
 * layout in shared/tabu-state.ts, the passes in shared/tabu-dense.ts and shared/tabu-sparse.ts.
 * Forms of gains x weights: 0 dense i16 x i8, 1 dense i16 x i16, 2 dense i32 x i8, 3 dense i32 x i16, 4 dense i32 x i32,
 * 5 sparse i16 x packed, 6 sparse i32 x packed, 7 sparse i32 x plain entries.
 */
import { updateDense } from "./shared/tabu-dense";
import { markBlock, rescan, updateSparse } from "./shared/tabu-sparse";
import {
  TabuState,
  address,
  bar,
  beginSearch,
  choose,
  flipSelf,
  keepBest,
  leavesRange,
  nextWord,
  releaseOne,
  restrictTo,
  scan,
  settle,
} from "./shared/tabu-state";

/** Weights of dense rows are signed types, entries of compressed rows unsigned ones. */
@inline
function isDense<W>(): bool {
  return isSigned<W>();
}

/** Frees what is due, after the choice of i (or -1), and brings gains, minima and the least up to date. */
@inline
function releaseAndUpdate<D, W>(t: TabuState, i: i32): void {
  let marked = 0;
  t.stamp++;
  if (!t.walking) {
    let freed = releaseOne<D>(t);
    while (freed >= 0) {
      if (!isDense<W>()) marked = markBlock(t, freed, marked);
      freed = releaseOne<D>(t);
    }
  }
  if (isDense<W>()) {
    if (i >= 0) updateDense<D, W>(t, i);
    else scan<D>(t);
  } else {
    if (i >= 0) updateSparse<D, W>(t, i, marked);
    else rescan<D>(t, marked);
  }
}

function searchAs<D, W>(t: TabuState, iterations: i32): i32 {
  scan<D>(t);
  let done = 0;
  for (; done < iterations && t.quiet < t.patience; done++) {
    if (leavesRange<D>(t, done)) {
      t.beyond = 1;
      break;
    }
    const word = nextWord(t.words);
    const i = choose<D>(t, word);
    if (i < 0 && t.walking) break;
    if (i >= 0) {
      flipSelf<D>(t, i);
      bar<D>(t, i, word);
    }
    releaseAndUpdate<D, W>(t, i);
    settle(t);
  }
  keepBest(t);
  return done;
}

function moveAs<D, W>(t: TabuState, target: usize, n: i32, limit: i32): i32 {
  keepBest(t);
  let moved = 0;
  for (let i = 0; i < n && moved < limit; i++) {
    const spin = <i32>load<i16>(address<i16>(t.plus, i));
    if (spin == 2 * <i32>load<i8>(target + <usize>i)) continue;
    if (leavesRange<D>(t, moved)) {
      t.beyond = 1;
      break;
    }
    flipSelf<D>(t, i);
    t.stamp++;
    if (isDense<W>()) updateDense<D, W>(t, i);
    else updateSparse<D, W>(t, i, 0);
    moved++;
  }
  return moved;
}

/**
 * Iterations made: fewer when patience ends, when a walk has nowhere to go, or when gains leave their range (`beyond` is set; the
 * caller widens them and goes on).
 */
export function search(t: TabuState, iterations: i32): i32 {
  switch (t.form) {
    case 0: return searchAs<i16, i8>(t, iterations);
    case 1: return searchAs<i16, i16>(t, iterations);
    case 2: return searchAs<i32, i8>(t, iterations);
    case 3: return searchAs<i32, i16>(t, iterations);
    case 4: return searchAs<i32, i32>(t, iterations);
    case 5: return searchAs<i16, u32>(t, iterations);
    case 6: return searchAs<i32, u32>(t, iterations);
    default: return searchAs<i32, u64>(t, iterations);
  }
}

/** Flips, in order, at most `limit` variables that differ from `target` (i8 each, -1 or +1); returns how many. May set `beyond`. */
export function moveTo(t: TabuState, target: usize, n: i32, limit: i32): i32 {
  switch (t.form) {
    case 0: return moveAs<i16, i8>(t, target, n, limit);
    case 1: return moveAs<i16, i16>(t, target, n, limit);
    case 2: return moveAs<i32, i8>(t, target, n, limit);
    case 3: return moveAs<i32, i16>(t, target, n, limit);
    case 4: return moveAs<i32, i32>(t, target, n, limit);
    case 5: return moveAs<i16, u32>(t, target, n, limit);
    case 6: return moveAs<i32, u32>(t, target, n, limit);
    default: return moveAs<i32, u64>(t, target, n, limit);
  }
}

@inline
function isNarrow(t: TabuState): bool {
  return t.form == 0 || t.form == 1 || t.form == 5;
}

export function begin(t: TabuState, n: i32): void {
  if (isNarrow(t)) beginSearch<i16>(t, n);
  else beginSearch<i32>(t, n);
}

export function restrict(t: TabuState, allowed: usize, n: i32): void {
  if (isNarrow(t)) restrictTo<i16>(t, allowed, n);
  else restrictTo<i32>(t, allowed, n);
}

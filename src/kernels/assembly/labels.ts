/**
 * Search over labels in WebAssembly: tabu iterations scan the cells of discontent units four at a time, Metropolis proposals look at one
 * cell each. The law is in src/kernels/labels/types.ts, the record in shared/label-state.ts.
 */
import { LabelState, at, judge, mix, moveUnit } from "./shared/label-state";
import { nextWord } from "./shared/tabu-state";

const FOR_EVER: i32 = i32.MAX_VALUE;

@inline
function least4(a: v128): i32 {
  const pairs = i32x4.min_s(a, i8x16.shuffle(a, a, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return min<i32>(i32x4.extract_lane(pairs, 0), i32x4.extract_lane(pairs, 1));
}

/** Costs of four cells, the largest number where they may not be chosen. `cell` is a multiple of 4. */
@inline
function allowed(t: LabelState, cell: i32, time: v128, aspired: v128): v128 {
  const cost = v128.load(at(t.cost, cell));
  const free = i32x4.le_s(v128.load(at(t.freeAt, cell)), time);
  return v128.bitselect(cost, i32x4.splat(FOR_EVER), v128.or(free, i32x4.lt_s(cost, aspired)));
}

/** The cell of least change that may be chosen, or -1. */
@inline
function choose(t: LabelState, word: u32): i32 {
  const time = i32x4.splat(t.time);
  const room = <i32>max<f64>(t.bestEnergy - t.energy, -1073741824.0);
  let chosen: i32 = -1;
  let least: i32 = FOR_EVER;
  let order: u32 = 0;
  for (let p = 0, count = t.count; p < count; p++) {
    const u = load<i32>(at(t.list, p));
    const begin = load<i32>(at(t.first, u));
    const end = load<i32>(at(t.first, u + 1));
    const own = load<i32>(at(t.cost, load<i32>(at(t.current, u))));
    const aspired = i32x4.splat(own + room);
    let lowest = i32x4.splat(FOR_EVER);
    for (let cell = begin; cell < end; cell += 4) lowest = i32x4.min_s(lowest, allowed(t, cell, time, aspired));
    const low = least4(lowest);
    if (low == FOR_EVER || low - own > least) continue;
    if (low - own < least) chosen = -1;
    least = low - own;
    for (let cell = begin; cell < end; cell += 4) {
      let lanes = i32x4.bitmask(i32x4.eq(allowed(t, cell, time, aspired), i32x4.splat(low)));
      for (; lanes != 0; lanes &= lanes - 1) {
        const candidate = cell + ctz(lanes);
        const mixed = mix(candidate, word);
        if (chosen >= 0 && mixed >= order) continue;
        chosen = candidate;
        order = mixed;
      }
    }
  }
  return chosen;
}

@inline
function keepBest(t: LabelState): void {
  if (t.pending == 0) return;
  memory.copy(t.best, t.current, <usize>t.units << 2);
  t.pending = 0;
}

/** Iterations made: fewer when patience ends or no unit is discontent. */
export function search(t: LabelState, iterations: i32): i32 {
  let done = 0;
  for (; done < iterations && t.quiet < t.patience && t.count > 0; done++) {
    const word = nextWord(t.words);
    const to = choose(t, word);
    if (to >= 0) {
      const u = load<i32>(at(t.unitOf, to));
      const left = load<i32>(at(t.current, u));
      const before = t.energy;
      const change = load<i32>(at(t.cost, to)) - load<i32>(at(t.cost, left));
      // The best state is copied when it is left, not whenever there is a new one.
      if (before + <f64>change >= t.bestEnergy) keepBest(t);
      moveUnit(t, u, to);
      store<i32>(at(t.freeAt, to), FOR_EVER);
      const random = (((word >>> 6) & 1023) * t.spread) >>> 10;
      const share = (t.share * min<u32>(t.count, t.cap)) >>> 10;
      store<i32>(at(t.freeAt, left), t.time + 1 + <i32>(random + share));
    }
    t.time++;
    t.quiet++;
    if (t.energy >= t.bestEnergy) continue;
    t.bestEnergy = t.energy;
    t.pending = 1;
    t.quiet = 0;
  }
  keepBest(t);
  return done;
}

/** Metropolis proposals; returns how many moved a unit. Tabu marks do not follow. */
export function anneal(t: LabelState, proposals: i32): i32 {
  let moved = 0;
  const units = t.units;
  let u = t.proposed;
  for (let k = 0; k < proposals; k++) {
    const others = load<i32>(at(t.choices, u)) - 1;
    const word = nextWord(t.words);
    if (others > 0) {
      const current = load<i32>(at(t.current, u));
      let to = load<i32>(at(t.first, u)) + <i32>(((word >>> 16) * <u32>others) >>> 16);
      if (to >= current) to++;
      const change = load<i32>(at(t.cost, to)) - load<i32>(at(t.cost, current));
      let take = change <= 0;
      if (!take) {
        const variate = load<f64>(t.variates + (<usize>(nextWord(t.words) >>> 20) << 3));
        take = <f64>change < t.temperature * variate;
      }
      if (take) {
        moveUnit(t, u, to);
        moved++;
      }
    }
    if (++u == units) u = 0;
  }
  t.proposed = u;
  return moved;
}

/** Makes the list anew, after costs and choices were written. */
export function relist(t: LabelState): void {
  t.count = 0;
  for (let u = 0; u < t.units; u++) store<i32>(at(t.place, u), -1);
  for (let u = 0; u < t.units; u++) judge(t, u, load<i32>(at(t.current, u)));
}

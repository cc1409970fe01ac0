/**
 * Metropolis sweeps of one state whose variables are ordered by colour, so that 16 consecutive ones share no coupling and may be
 * decided together: whole weights whose local fields fit a byte (reach <= 127). Spins are masks (0: +1, -1: -1); acceptance as in
 * sparse-bytes.ts, one draw for 16 variables. Flips are few, so they are carried out one by one. `live` is 0 at the positions that only
 * fill a colour up. O(1) a block, O(neighbours) a flip.
 *
 * A row of couplings is a list of words: position << 8 | weight & 255.
 */
import { laterBelow, look } from "./shared/acceptance";
import { nextA, nextB, nextC, nextCounter, saveGenerator, wordOf } from "./shared/generator";

/** Only the low byte of the product counts, and that is the one of weight times change, whatever the position above it. */
@inline
function add(fields: usize, word: u32, change: i32): void {
  const field = fields + <usize>(word >>> 8);
  store<u8>(field, <u8>(<u32>load<u8>(field) + <u32>change * word));
}

/** Proposes positions `from` to `to` - 1, multiples of 16. Without `rows` only downhill, and without draws. Returns flips. */
export function sweep(
  spins: usize, fields: usize, live: usize, starts: usize, couplings: usize,
  table: usize, rows: i32, generator: usize, from: i32, to: i32,
): i32 {
  const zero = i8x16.splat(0);
  let a = v128.load(generator);
  let b = v128.load(generator, 16);
  let c = v128.load(generator, 32);
  let counter = v128.load(generator, 48);
  let flips = 0;
  for (let at = <usize>from; at < <usize>to; at += 16) {
    const s = v128.load(spins + at);
    const x = i8x16.sub(v128.xor(v128.load(fields + at), s), s);
    const downhill = i8x16.lt_s(x, zero);
    let flip = downhill;
    if (rows != 0) {
      const word = wordOf(a, b, counter);
      counter = nextCounter(counter);
      a = nextA(b);
      b = nextB(c);
      c = nextC(c, word);
      const chance = rows == 1 ? i8x16.swizzle(v128.load(table), x) : look(table, x, rows);
      flip = v128.or(i8x16.eq(i8x16.sub_sat_u(word, chance), zero), downhill);
      const tie = v128.andnot(i8x16.eq(word, chance), downhill);
      if (v128.any_true(tie)) {
        const middle = wordOf(a, b, counter);
        counter = nextCounter(counter);
        a = nextA(b);
        b = nextB(c);
        c = nextC(c, middle);
        const last = wordOf(a, b, counter);
        counter = nextCounter(counter);
        a = nextA(b);
        b = nextB(c);
        c = nextC(c, last);
        const below = laterBelow(middle, last, table, x, rows);
        flip = v128.andnot(flip, v128.andnot(tie, below));
      }
    }
    flip = v128.and(flip, v128.load(live + at));
    let chosen = i8x16.bitmask(flip);
    if (chosen == 0) continue;
    v128.store(spins + at, v128.xor(s, flip));
    flips += popcnt(chosen);
    for (; chosen != 0; chosen &= chosen - 1) {
      const position = at + <usize>ctz(chosen);
      // The new spin, twice: s' - s.
      const change = 2 + 4 * <i32>load<i8>(spins + position);
      const end = couplings + <usize>load<u32>(starts + (position << 2), 4);
      let entry = couplings + <usize>load<u32>(starts + (position << 2));
      for (; entry + 16 <= end; entry += 16) {
        add(fields, load<u32>(entry), change);
        add(fields, load<u32>(entry, 4), change);
        add(fields, load<u32>(entry, 8), change);
        add(fields, load<u32>(entry, 12), change);
      }
      for (; entry < end; entry += 4) add(fields, load<u32>(entry), change);
    }
  }
  saveGenerator(generator, a, b, c, counter);
  return flips;
}

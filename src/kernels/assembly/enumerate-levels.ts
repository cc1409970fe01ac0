/**
 * The spectrum by enumeration: the 32 energies T[l] of the five lowest variables stand in memory, the others ("high") run through a Gray
 * code (Gray 1953): a flip of j adds a row to the block and one to the fields of the high variables. A counter a whole energy.
 */

// Session, bytes from `at`.
const INDEX: usize = 128; // u64: the next block. Before it, i32[32]: T
const BASE: usize = 136; // i32: energy of the high variables, less the lowest possible energy
const HIGH: usize = 140; // u32: high variables
// Addresses, u32. Entry `high` of CROSS and ROWS is a variable that changes nothing: "flipped" before the first block.
const CROSS: usize = 144; // i32[32] for +1 and for -1, for each high variable: what it adds to T
const ROWS: usize = 148; // i32[stride / 4] for +1 and for -1, for each high variable: couplings to the high ones
const FIELDS: usize = 152; // i32[stride / 4]: -(change of energy) when a high variable is set, the low ones 0
const STRIDE: usize = 156; // bytes, a multiple of 16, above 4 `high`
const COUNTERS: usize = 160; // u64[]: states of each energy, from the lowest possible one on

/** Counts the states of `blocks` blocks. */
export function levels(at: usize, blocks: u32): void {
  const fields = <usize>load<u32>(at, FIELDS);
  const stride = <usize>load<u32>(at, STRIDE);
  const high = load<u32>(at, HIGH);
  let index = load<u64>(at, INDEX);
  let base = load<i32>(at, BASE);
  for (let done: u32 = 0; done < blocks; done++, index++) {
    const j = index == 0 ? high : <u32>ctz(index);
    const on = (((index ^ (index >> 1)) >> j) & 1) != 0;
    const side: usize = on ? 0 : 1;
    const field = load<i32>(fields + (j << 2));
    base += on ? -field : field;
    const row = <usize>load<u32>(at, ROWS) + (2 * j + side) * stride;
    for (let k: usize = 0; k < stride; k += 16) {
      v128.store(fields + k, i32x4.add(v128.load(fields + k), v128.load(row + k)));
    }
    const cross = <usize>load<u32>(at, CROSS) + (j << 8) + (side << 7);
    const counters = <usize>load<u32>(at, COUNTERS) + (base << 3);
    for (let v: usize = 0; v < 128; v += 16) {
      const block = i32x4.add(v128.load(at + v), v128.load(cross + v));
      v128.store(at + v, block);
      count(counters + (i32x4.extract_lane(block, 0) << 3));
      count(counters + (i32x4.extract_lane(block, 1) << 3));
      count(counters + (i32x4.extract_lane(block, 2) << 3));
      count(counters + (i32x4.extract_lane(block, 3) << 3));
    }
  }
  store<u64>(at, index, INDEX);
  store<i32>(at, base, BASE);
}

@inline
function count(counter: usize): void {
  store<u64>(counter, load<u64>(counter) + 1);
}

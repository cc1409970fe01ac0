/**
 * Ground states by enumeration. The `low` lowest variables span a block: T[l], the energy of low state l with its couplings to the
 * others, stands in eight vectors (64 states of 16 bits, or 32 of 32). The next `mid` = 10 - low variables run through a Gray code
 * (Gray 1953) inside a group of 1024 states, the outer ones from group to group. A flip of variable j adds a row of `cross` to the
 * block, so a state costs one lane of one addition and one minimum, whatever n; energies of the mid states and fields of the outer
 * variables are kept once a group. Groups without a state to report cost nothing more; others are gone through again.
 *
 * All numbers are in units, |energies| <= 2^29, and T fits its lanes: the caller has checked.
 */

// Session, bytes from `at`.
const BLOCK: usize = 0; // v128[8]: T at the end of the last group
const MIDS: usize = 128; // i32[2^mid]: energy of the mid states in Gray order, without `base`
const LIMITS: usize = 256; // T[2^mid]: the highest T of interest in each block of this group
const ORDER: usize = 384; // u32[2^mid]: addresses of the rows to add
const GROUP: usize = 512; // u64: the next group
const CEILING: usize = 520; // f64: states of the lowest level with this code or above are counted, not reported
const COUNT: usize = 528; // f64: states of the lowest level
const BASE: usize = 536; // i32: energy of the outer variables
const LOWEST: usize = 540; // i32: lowest energy so far
const SLACK: usize = 544; // i32: report states up to so much above
const REPORTED: usize = 548; // u32: entries in `reports`
const COUNTING: usize = 552; // i32: 1 when energies are exact and equal only if the same
// Addresses, u32.
const CROSS: usize = 556; // v128[8] for +1 and v128[8] for -1, for each mid and outer variable; T by T
const MID_CROSS: usize = 560; // i32[32] for +1 and i32[32] for -1, for each outer variable: what MIDS gains
const ROWS: usize = 564; // i32[stride / 4] for +1 and for -1, for each outer variable: what FIELDS gain
const FIELDS: usize = 568; // i32[stride / 4]: -(change of energy) when an outer variable is set
const STRIDE: usize = 572; // bytes, a multiple of 16
const REPORTS: usize = 576; // {f64 code, i32 energy, i32 unused}[CAPACITY]

const CAPACITY: u32 = 4096;
const GROUP_SIZE: u32 = 1024;

/** Goes through at most `groups` groups; stops before when `reports` might overflow. Returns how many it did. */
export function ground16(at: usize, groups: u32): u32 {
  return advance<i16>(at, groups);
}

/** The same with blocks of 32 states and 32-bit lanes. */
export function ground32(at: usize, groups: u32): u32 {
  return advance<i32>(at, groups);
}

function advance<T>(at: usize, groups: u32): u32 {
  const steps: u32 = sizeof<T>() == 2 ? 16 : 32;
  let t0 = v128.load(at, 0);
  let t1 = v128.load(at, 16);
  let t2 = v128.load(at, 32);
  let t3 = v128.load(at, 48);
  let t4 = v128.load(at, 64);
  let t5 = v128.load(at, 80);
  let t6 = v128.load(at, 96);
  let t7 = v128.load(at, 112);
  for (let done: u32 = 0; done < groups; done++) {
    if (load<u32>(at, REPORTED) > CAPACITY - GROUP_SIZE) return done;
    const odd = beginGroup<T>(at);
    let limit = at + LIMITS + (odd ? (steps - 1) * <u32>sizeof<T>() : 0);
    const step: usize = odd ? -sizeof<T>() : sizeof<T>();
    let clear = i8x16.splat(-1);
    for (let k: u32 = 0; k < steps; k++) {
      const row = <usize>load<u32>(at + (k << 2), ORDER);
      t0 = v128.add<T>(t0, v128.load(row, 0));
      t1 = v128.add<T>(t1, v128.load(row, 16));
      t2 = v128.add<T>(t2, v128.load(row, 32));
      t3 = v128.add<T>(t3, v128.load(row, 48));
      t4 = v128.add<T>(t4, v128.load(row, 64));
      t5 = v128.add<T>(t5, v128.load(row, 80));
      t6 = v128.add<T>(t6, v128.load(row, 96));
      t7 = v128.add<T>(t7, v128.load(row, 112));
      const left = v128.min<T>(v128.min<T>(t0, t1), v128.min<T>(t2, t3));
      const right = v128.min<T>(v128.min<T>(t4, t5), v128.min<T>(t6, t7));
      clear = v128.and(clear, v128.gt<T>(v128.min<T>(left, right), v128.load_splat<T>(limit)));
      limit += step;
    }
    if (!i8x16.all_true(clear)) inspect<T>(at, odd);
    v128.store(at, t0, 0);
    v128.store(at, t1, 16);
    v128.store(at, t2, 32);
    v128.store(at, t3, 48);
    v128.store(at, t4, 64);
    v128.store(at, t5, 80);
    v128.store(at, t6, 96);
    v128.store(at, t7, 112);
    store<u64>(at, load<u64>(at, GROUP) + 1, GROUP);
  }
  return groups;
}

/** Flips the outer variable that begins this group and prepares ORDER and LIMITS. True when its mid states run backwards. */
function beginGroup<T>(at: usize): bool {
  const mid: u32 = sizeof<T>() == 2 ? 4 : 5;
  const cross = <usize>load<u32>(at, CROSS);
  const group = load<u64>(at, GROUP);
  const odd = (group & 1) != 0;
  if (group > 0) {
    const j = <u32>ctz(group);
    const on = (((group ^ (group >> 1)) >> j) & 1) != 0;
    const side: usize = on ? 0 : 1;
    store<u32>(at, cross + ((mid + j) << 8) + (side << 7), ORDER);
    const fields = <usize>load<u32>(at, FIELDS);
    const field = load<i32>(fields + (j << 2));
    store<i32>(at, load<i32>(at, BASE) + (on ? -field : field), BASE);
    const stride = <usize>load<u32>(at, STRIDE);
    addTo(fields, load<u32>(at, ROWS) + (2 * j + side) * stride, stride);
    addTo(at + MIDS, load<u32>(at, MID_CROSS) + (j << 8) + (side << 7), 4 << mid);
  }
  // Mid variables below the last are back at 0 when a group ends; the last one is set in odd groups, and cleared in their middle.
  store<u32>(at + (2 << mid), cross + ((mid - 1) << 8) + (odd ? 128 : 0), ORDER);
  setLimits<T>(at);
  return odd;
}

@inline
function addTo(target: usize, row: usize, bytes: usize): void {
  for (let k: usize = 0; k < bytes; k += 16) {
    v128.store(target + k, i32x4.add(v128.load(target + k), v128.load(row + k)));
  }
}

/** LIMITS = LOWEST + SLACK - BASE - MIDS, clamped to the lanes: T never takes the lowest value of 16 bits. */
@inline
function setLimits<T>(at: usize): void {
  const reach = i32x4.splat(load<i32>(at, LOWEST) + load<i32>(at, SLACK) - load<i32>(at, BASE));
  if (sizeof<T>() == 2) {
    for (let k: usize = 0; k < 2; k++) {
      const from = at + (k << 5);
      const first = i32x4.sub(reach, v128.load(from, MIDS));
      const second = i32x4.sub(reach, v128.load(from, MIDS + 16));
      v128.store(at + (k << 4), i16x8.narrow_i32x4_s(first, second), LIMITS);
    }
  } else {
    for (let k: usize = 0; k < 128; k += 16) {
      v128.store(at + k, i32x4.sub(reach, v128.load(at + k, MIDS)), LIMITS);
    }
  }
}

/** Goes through a group again, from BLOCK as it was before it, and reports what is low enough. */
function inspect<T>(at: usize, odd: bool): void {
  const steps: u32 = sizeof<T>() == 2 ? 16 : 32;
  const low: u32 = sizeof<T>() == 2 ? 6 : 5;
  const group = load<u64>(at, GROUP);
  const first = (group ^ (group >> 1)) << 10;
  for (let k: u32 = 0; k < steps; k++) {
    const row = <usize>load<u32>(at + (k << 2), ORDER);
    for (let v: usize = 0; v < 128; v += 16) {
      v128.store(at + v, v128.add<T>(v128.load(at + v), v128.load(row + v)));
    }
    const position = odd ? steps - 1 - k : k;
    const origin = load<i32>(at, BASE) + load<i32>(at + (position << 2), MIDS);
    inspectBlock<T>(at, origin, first | ((position ^ (position >> 1)) << low));
  }
}

/** The block with energies T + origin and codes from `first` on. */
function inspectBlock<T>(at: usize, origin: i32, first: u64): void {
  const lanes: u32 = sizeof<T>() == 2 ? 8 : 4;
  const reach = load<i32>(at, LOWEST) + load<i32>(at, SLACK) - origin;
  if (sizeof<T>() == 2 && reach < -32767) return;
  const limit = sizeof<T>() == 2 ? i16x8.splat(<i16>min(reach, 32767)) : i32x4.splat(reach);
  let within: u64 = 0;
  let below: u64 = 0;
  for (let v: u32 = 0; v < 8; v++) {
    const levels = v128.load(at + (v << 4));
    within |= (<u64>v128.bitmask<T>(v128.le<T>(levels, limit))) << (v * lanes);
    below |= (<u64>v128.bitmask<T>(v128.lt<T>(levels, limit))) << (v * lanes);
  }
  const exact = sizeof<T>() == 4 || reach <= 32767;
  if (load<i32>(at, COUNTING) != 0 && exact && below == 0 && <f64>first >= load<f64>(at, CEILING)) {
    // A flat landscape: more states of the lowest level, none of them to be listed.
    store<f64>(at, load<f64>(at, COUNT) + <f64>popcnt(within), COUNT);
    return;
  }
  while (within != 0) {
    const l = <u32>ctz(within);
    within &= within - 1;
    report(at, origin + <i32>load<T>(at + l * <u32>sizeof<T>()), <f64>(first + l));
  }
}

function report(at: usize, energy: i32, code: f64): void {
  const lowest = load<i32>(at, LOWEST);
  const counting = load<i32>(at, COUNTING) != 0;
  if (energy < lowest) {
    store<i32>(at, energy, LOWEST);
    store<f64>(at, 0, COUNT);
    store<f64>(at, Infinity, CEILING);
  } else if (counting && energy > lowest) return;
  else if (energy - lowest > load<i32>(at, SLACK)) return;
  store<f64>(at, load<f64>(at, COUNT) + 1, COUNT);
  if (counting && code >= load<f64>(at, CEILING)) return;
  const reported = load<u32>(at, REPORTED);
  const entry = <usize>load<u32>(at, REPORTS) + (reported << 4);
  store<f64>(entry, code);
  store<i32>(entry, energy, 8);
  store<u32>(at, reported + 1, REPORTED);
}

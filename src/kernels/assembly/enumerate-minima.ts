/**
 * Local minima by enumeration of all states, less those that cannot be any. The variables above the five lowest ("high") are decided
 * from the last one down, along a Gray code; `fields` of all variables are kept a level of decisions. A decided variable that gains
 * by a flip whatever the undecided ones do ends its branch. Where all high variables are decided and none of them is refuted, the 32
 * states of the low ones are tested as vectors: low flips compare energies inside the block, a high flip of j compares its field
 * with the row of j, D_j[l]. O(n / 4) vectors a branch; on dense models of 30 variables one state in hundreds is looked at.
 *
 * All numbers are in units, |energies| <= 2^29: the caller has checked.
 */

// Session, bytes from `at`.
const BLOCK: usize = 0; // i32[32]: T, energies of the low states with their couplings to the high ones
const LOOSE: usize = 128; // i32[32]: masks of local minima
const STRICT: usize = 256; // i32[32]: masks of strict ones
const OWN: usize = 384; // i32[32]: energies of the low states by themselves
const INDEX: usize = 512; // u64: the next block
const COUNT: usize = 520; // f64: local minima
const STRICT_COUNT: usize = 528; // f64
const GROUND_COUNT: usize = 536; // f64: local minima of energy LOWEST
const CEILING_CODE: usize = 544; // f64: local minima at CEILING with this code or above are counted, not reported
const GROUND_CODE: usize = 552; // f64: but those at LOWEST below this code are
const CEILING: usize = 560; // i32: local minima above this energy are counted, not reported
const LOWEST: usize = 564; // i32: lowest energy so far
const SLACK: usize = 568; // i32: gains above -SLACK count as none
const REPORTED: usize = 572; // u32: entries in `reports`
const COUNTING: usize = 576; // i32: 1 when energies are exact and equal only if the same
const HIGH: usize = 580; // u32: high variables, the one that never flips included
const FREE: usize = 584; // u32: those that flip
// Addresses, u32. Rows of `stride` bytes hold the five low variables, three zeros, then the high variables.
const CROSS: usize = 588; // i32[32] for each high variable: D_j, what it adds to the low states when set
const ROWS: usize = 592; // rows for each variable that flips: couplings; then a row of zeros
const FIELDS: usize = 596; // rows for each level: fields with the variables from this one on decided, without low biases
const SIGNS: usize = 600; // row: -1 where a decided variable is set, else 0
const BOUNDS: usize = 604; // two rows for each level: a larger field (~field) of a variable not set (set) gains for certain
const STRIDE: usize = 608; // bytes, a multiple of 16
const REPORTS: usize = 612; // {f64 code, i32 energy, i32 strict}[CAPACITY]
const LANES: usize = 624; // v128[4]: -1 in lane k, else 0

const CAPACITY: u32 = 4096;
const BLOCK_SIZE: u32 = 32;
/** Where the high variables begin in a row. */
const FIRST_HIGH: usize = 32;

/** Goes on to block `end` at least, unless `reports` might overflow. Returns the next block. */
export function minima(at: usize, end: f64): f64 {
  const free = load<u32>(at, FREE);
  const stride = <usize>load<u32>(at, STRIDE);
  const signs = <usize>load<u32>(at, SIGNS) + FIRST_HIGH;
  const allFields = <usize>load<u32>(at, FIELDS);
  const rows = <usize>load<u32>(at, ROWS);
  const allBounds = <usize>load<u32>(at, BOUNDS);
  let index = load<u64>(at, INDEX);
  const goal = <u64>end;
  while (index < goal && load<u32>(at, REPORTED) <= CAPACITY - BLOCK_SIZE) {
    const code = index ^ (index >> 1);
    // Levels above the last flip are as they were.
    let level = index == 0 ? free : <u32>ctz(index) + 1;
    let refuted = false;
    while (level > 0 && !refuted) {
      level--;
      const on = ((code >> level) & 1) != 0;
      // As a vector: it is read as vectors at once.
      const part = signs + ((level & ~3) << 2);
      const lane = v128.load(at + ((level & 3) << 4), LANES);
      v128.store(part, v128.bitselect(i32x4.splat(on ? -1 : 0), v128.load(part), lane));
      const row = rows + (on ? level : free) * stride;
      refuted = decide(allFields + level * stride, row, signs - FIRST_HIGH, allBounds + 2 * level * stride, stride);
    }
    if (refuted) index += 1 << <u64>level;
    else inspect(at, allFields, index++);
  }
  store<u64>(at, index, INDEX);
  return <f64>index;
}

/** Fields of a level from those of the level above. True when some decided variable gains by a flip for certain. */
@inline
function decide(fields: usize, row: usize, signs: usize, bounds: usize, stride: usize): bool {
  let gains = i32x4.splat(0);
  for (let k: usize = 0; k < stride; k += 16) {
    const field = i32x4.add(v128.load(fields + stride + k), v128.load(row + k));
    v128.store(fields + k, field);
    const sign = v128.load(signs + k);
    const bound = v128.bitselect(v128.load(bounds + stride + k), v128.load(bounds + k), sign);
    gains = v128.or(gains, i32x4.gt_s(v128.xor(field, sign), bound));
  }
  return v128.any_true(gains);
}

/** The local minima of one block. */
function inspect(at: usize, fields: usize, index: u64): void {
  const slack = load<i32>(at, SLACK);
  fillBlock(at, fields);
  if (!lowFlips(at, slack)) return;
  if (!highFlips(at, fields, LOOSE, slack)) return;
  const loose = bits(at, LOOSE);
  let strict: u32 = 0;
  if (load<i32>(at, COUNTING) != 0) {
    store<f64>(at, load<f64>(at, COUNT) + <f64>popcnt(loose), COUNT);
    // To raise the energy is to lower it by no more than -1.
    if (highFlips(at, fields, STRICT, -1)) strict = bits(at, STRICT) & loose;
    store<f64>(at, load<f64>(at, STRICT_COUNT) + <f64>popcnt(strict), STRICT_COUNT);
  }
  report(at, energyOfHigh(at, fields), (index ^ (index >> 1)) << 5, loose, strict);
}

/** BLOCK = OWN less the fields of the low variables that are set. */
@inline
function fillBlock(at: usize, fields: usize): void {
  const f0 = load<i32>(fields);
  const f1 = load<i32>(fields, 4);
  let inside = i32x4.splat(0);
  inside = i32x4.replace_lane(inside, 1, f0);
  inside = i32x4.replace_lane(inside, 2, f1);
  inside = i32x4.replace_lane(inside, 3, f0 + f1);
  for (let v: u32 = 0; v < 8; v++) {
    let across: i32 = v & 1 ? load<i32>(fields, 8) : 0;
    if (v & 2) across += load<i32>(fields, 12);
    if (v & 4) across += load<i32>(fields, 16);
    const taken = i32x4.add(inside, i32x4.splat(across));
    v128.store(at + (v << 4), i32x4.sub(v128.load(at + (v << 4), OWN), taken));
  }
}

/** LOOSE and STRICT: no low flip lowers T by more than `slack`; every low flip raises it. False when LOOSE is empty. */
function lowFlips(at: usize, slack: i32): bool {
  const reach = i32x4.splat(slack);
  let any = i32x4.splat(0);
  for (let v: usize = 0; v < 128; v += 16) {
    const here = v128.load(at + v);
    const third = i32x4.min_s(v128.load(at + (v ^ 16)), v128.load(at + (v ^ 32)));
    const across = i32x4.min_s(third, v128.load(at + (v ^ 64)));
    const first = v128.shuffle<i32>(here, here, 1, 0, 3, 2);
    const inside = i32x4.min_s(first, v128.shuffle<i32>(here, here, 2, 3, 0, 1));
    const near = i32x4.min_s(across, inside);
    const loose = i32x4.ge_s(i32x4.add(near, reach), here);
    v128.store(at + v, loose, LOOSE);
    v128.store(at + v, i32x4.gt_s(near, here), STRICT);
    any = v128.or(any, loose);
  }
  return v128.any_true(any);
}

/** Takes from the masks the states in which some high flip lowers the energy by more than `slack`. False when none is left. */
function highFlips(at: usize, fields: usize, masks: usize, slack: i32): bool {
  const high = load<u32>(at, HIGH);
  const cross = <usize>load<u32>(at, CROSS);
  const signs = <usize>load<u32>(at, SIGNS) + FIRST_HIGH;
  const target = at + masks;
  for (let j: u32 = 0; j < high; j++) {
    const row = cross + (j << 7);
    // Change of energy: D_j[l] - field when j is not set, else the negative of that; ~x = -x - 1 turns the order round.
    const sign = v128.load32_splat(signs + (j << 2));
    const field = load<i32>(fields + FIRST_HIGH + (j << 2));
    const limit = v128.xor(i32x4.splat(load<i32>(signs + (j << 2)) != 0 ? field + slack : field - slack), sign);
    let any = i32x4.splat(0);
    for (let v: usize = 0; v < 128; v += 16) {
      const stays = i32x4.ge_s(v128.xor(v128.load(row + v), sign), limit);
      const mask = v128.and(v128.load(target + v), stays);
      v128.store(target + v, mask);
      any = v128.or(any, mask);
    }
    if (!v128.any_true(any)) return false;
  }
  return true;
}

/** The masks, one bit a state. */
@inline
function bits(at: usize, masks: usize): u32 {
  let found: u32 = 0;
  for (let v: u32 = 0; v < 8; v++) {
    found |= (<u32>i32x4.bitmask(v128.load(at + masks + (v << 4)))) << (v << 2);
  }
  return found;
}

/** Energy of the high variables: -1/2 of the sum of bias and field over those that are set. The top level holds the biases. */
function energyOfHigh(at: usize, fields: usize): i32 {
  const high = load<u32>(at, HIGH);
  const signs = <usize>load<u32>(at, SIGNS) + FIRST_HIGH;
  const biases = fields + load<u32>(at, FREE) * <usize>load<u32>(at, STRIDE);
  let twice: i32 = 0;
  for (let j: u32 = 0; j < high; j++) {
    const lane = FIRST_HIGH + (j << 2);
    if (load<i32>(signs + (j << 2)) != 0) twice += load<i32>(biases + lane) + load<i32>(fields + lane);
  }
  return -(twice >> 1);
}

function report(at: usize, base: i32, first: u64, loose: u32, strict: u32): void {
  const counting = load<i32>(at, COUNTING) != 0;
  const ceiling = load<i32>(at, CEILING);
  while (loose != 0) {
    const l = ctz(loose);
    loose &= loose - 1;
    const energy = base + load<i32>(at + (l << 2));
    const code = <f64>(first + l);
    let wanted = !counting || energy < ceiling || (energy == ceiling && code < load<f64>(at, CEILING_CODE));
    if (energy < load<i32>(at, LOWEST)) {
      store<i32>(at, energy, LOWEST);
      store<f64>(at, 0, GROUND_COUNT);
      store<f64>(at, Infinity, GROUND_CODE);
    }
    if (energy == load<i32>(at, LOWEST)) {
      store<f64>(at, load<f64>(at, GROUND_COUNT) + 1, GROUND_COUNT);
      wanted = wanted || code < load<f64>(at, GROUND_CODE);
    }
    if (!wanted) continue;
    const reported = load<u32>(at, REPORTED);
    const entry = <usize>load<u32>(at, REPORTS) + (reported << 4);
    store<f64>(entry, code);
    store<i32>(entry, energy, 8);
    store<i32>(entry, (strict >> l) & 1, 12);
    store<u32>(at, reported + 1, REPORTED);
  }
}

/**
 * Simulated bifurcation (Goto et al. 2021), the steps of both dynamics. Position x, momentum y: f32; padding has rows, k, x and y of zero
 * and never moves.
 *
 * Discrete, one agent at a time, with fields that are kept up to date: a step changes few signs, and only those cost a row. With bits p_j = 1
 * where x_j >= 0, the field is h_i = 2 F_i + k_i, F = Wp, k = b - W1; F and k: i16 (rows of i8 or bits), i32 (rows of i16, sparse rows of
 * i32) or f32 (rows of f32), one array each. `length` is a multiple of 16. Dense rows lie `stride` bytes apart, the row
 * numbered `length` is all zero. One step costs O(n) and one row for each changed sign.
 *
 * Ballistic, all agents at once: fields by products (shared/bifurcation-products.ts, sign-products.ts), then all positions.
 */
import { moveFour } from "./shared/bifurcation-move";
import { addRows, scatter } from "./shared/bifurcation-rows";

export { denseInteger, denseReal, sparseReal } from "./shared/bifurcation-products";
export { signFields, tabulate } from "./shared/sign-products";

/**
 * One step of all positions. Writes the indices whose signs changed to `risen` and `fallen`, i32, and returns how many of each:
 * risen in the low half, fallen in the high half.
 */
@inline
function move<F>(
  position: usize,
  momentum: usize,
  field: usize,
  constant: usize,
  length: i32,
  risen: usize,
  fallen: usize,
  leak: f32,
  push: f32,
  step: f32,
  heat: f32,
): i64 {
  const leaks = f32x4.splat(leak);
  const pushes = f32x4.splat(push);
  const steps = f32x4.splat(step);
  const heats = f32x4.splat(heat);
  let up = risen;
  let down = fallen;
  for (let i = 0; i < length; i += 8) {
    const at = (<usize>i) << 2;
    let low: v128;
    let high: v128;
    if (sizeof<F>() == 2) {
      const place = (<usize>i) << 1;
      const h = i16x8.add(i16x8.shl(v128.load(field + place), 1), v128.load(constant + place));
      low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(h));
      high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(h));
    } else if (isInteger<F>()) {
      low = f32x4.convert_i32x4_s(i32x4.add(i32x4.shl(v128.load(field + at), 1), v128.load(constant + at)));
      high = f32x4.convert_i32x4_s(i32x4.add(i32x4.shl(v128.load(field + at, 16), 1), v128.load(constant + at, 16)));
    } else {
      const f = v128.load(field + at);
      const g = v128.load(field + at, 16);
      low = f32x4.add(f32x4.add(f, f), v128.load(constant + at));
      high = f32x4.add(f32x4.add(g, g), v128.load(constant + at, 16));
    }
    const x = v128.load(position + at);
    const y = v128.load(position + at, 16);
    const first = moveFour(position + at, momentum + at, low, leaks, pushes, steps, heats);
    const second = moveFour(position + at + 16, momentum + at + 16, high, leaks, pushes, steps, heats);
    let changed = i32x4.bitmask(v128.xor(x, first)) | (i32x4.bitmask(v128.xor(y, second)) << 4);
    while (changed != 0) {
      const j = i + ctz(changed);
      changed &= changed - 1;
      if (load<i32>(position + ((<usize>j) << 2)) >= 0) {
        store<i32>(up, j);
        up += 4;
      } else {
        store<i32>(down, j);
        down += 4;
      }
    }
  }
  return <i64>((up - risen) >> 2) | ((<i64>((down - fallen) >> 2)) << 32);
}

/** -(1 - t / steps) dt: the pump rises linearly from 0 to 1 over the run. */
@inline
function leakAt(t: i32, steps: i32, step: f64): f32 {
  return <f32>(-(1.0 - <f64>t / <f64>steps) * step);
}

/** Steps `from` to `to` - 1 of a run of `steps` over dense rows. `push` = step * coupling strength, `heat` = step * heating rate. */
export function denseSteps(
  kind: i32,
  position: usize,
  momentum: usize,
  field: usize,
  constant: usize,
  rows: usize,
  stride: usize,
  length: i32,
  n: i32,
  risen: usize,
  fallen: usize,
  from: i32,
  to: i32,
  steps: i32,
  step: f64,
  push: f32,
  heat: f32,
): i32 {
  let flips = 0;
  for (let t = from; t < to; t++) {
    const leak = leakAt(t, steps, step);
    let moved: i64;
    if (kind <= 1 || kind == 4)
      moved = move<i16>(position, momentum, field, constant, length, risen, fallen, leak, push, <f32>step, heat);
    else if (kind == 2)
      moved = move<i32>(position, momentum, field, constant, length, risen, fallen, leak, push, <f32>step, heat);
    else moved = move<f32>(position, momentum, field, constant, length, risen, fallen, leak, push, <f32>step, heat);
    if (moved == 0) continue;
    const up = <i32>moved;
    const down = <i32>(moved >> 32);
    addRows(kind, field, rows, stride, length, n, risen, fallen, up, down);
    flips += up + down;
  }
  return flips;
}

/** The same over sparse rows: real = 0 for weights and fields of i32, 1 for f32. */
export function sparseSteps(
  real: i32,
  position: usize,
  momentum: usize,
  field: usize,
  constant: usize,
  rowStart: usize,
  column: usize,
  weight: usize,
  length: i32,
  risen: usize,
  fallen: usize,
  from: i32,
  to: i32,
  steps: i32,
  step: f64,
  push: f32,
  heat: f32,
): i32 {
  let flips = 0;
  for (let t = from; t < to; t++) {
    const leak = leakAt(t, steps, step);
    const moved =
      real == 0
        ? move<i32>(position, momentum, field, constant, length, risen, fallen, leak, push, <f32>step, heat)
        : move<f32>(position, momentum, field, constant, length, risen, fallen, leak, push, <f32>step, heat);
    if (moved == 0) continue;
    const up = <i32>moved;
    const down = <i32>(moved >> 32);
    addSparse(real, field, rowStart, column, weight, risen, fallen, up, down);
    flips += up + down;
  }
  return flips;
}

export function addDense(
  kind: i32,
  field: usize,
  rows: usize,
  stride: usize,
  length: i32,
  n: i32,
  risen: usize,
  fallen: usize,
  up: i32,
  down: i32,
): void {
  addRows(kind, field, rows, stride, length, n, risen, fallen, up, down);
}

export function addSparse(
  real: i32,
  field: usize,
  rowStart: usize,
  column: usize,
  weight: usize,
  risen: usize,
  fallen: usize,
  up: i32,
  down: i32,
): void {
  if (real == 0) {
    scatter<i32>(field, rowStart, column, weight, risen, up, 1);
    scatter<i32>(field, rowStart, column, weight, fallen, down, -1);
  } else {
    scatter<f32>(field, rowStart, column, weight, risen, up, 1);
    scatter<f32>(field, rowStart, column, weight, fallen, down, -1);
  }
}

/**
 * The first i >= from whose flip lowers the energy: h_i and x_i of opposite signs; `length` when there is none.
 * type: 0 for F and k of i16, 1 of i32, 2 of f32, where only fields beyond `margin` count.
 */
export function opposed(
  type: i32,
  position: usize,
  field: usize,
  constant: usize,
  length: i32,
  from: i32,
  margin: f32,
): i32 {
  for (let i = from; i < length; i++) {
    const at = (<usize>i) << 2;
    const negative = load<i32>(position + at) < 0;
    if (type == 2) {
      const h = <f32>2 * load<f32>(field + at) + load<f32>(constant + at);
      if (negative ? h > margin : h < -margin) return i;
      continue;
    }
    let h: i32;
    if (type == 0) h = 2 * <i32>load<i16>(field + (at >> 1)) + <i32>load<i16>(constant + (at >> 1));
    else h = 2 * load<i32>(field + at) + load<i32>(constant + at);
    if (negative ? h > 0 : h < 0) return i;
  }
  return length;
}

/** One step of `count` positions (a multiple of 8) from their fields of i32; writes them times `scale` to `rounded`, i16. */
export function moveInteger(
  position: usize,
  momentum: usize,
  field: usize,
  rounded: usize,
  count: i32,
  leak: f32,
  push: f32,
  step: f32,
  heat: f32,
  scale: f32,
): void {
  const leaks = f32x4.splat(leak);
  const pushes = f32x4.splat(push);
  const steps = f32x4.splat(step);
  const heats = f32x4.splat(heat);
  const scales = f32x4.splat(scale);
  for (let k: usize = 0; k < (<usize>count) << 2; k += 32) {
    const low = f32x4.convert_i32x4_s(v128.load(field + k));
    const high = f32x4.convert_i32x4_s(v128.load(field + k, 16));
    const a = moveFour(position + k, momentum + k, low, leaks, pushes, steps, heats);
    const b = moveFour(position + k + 16, momentum + k + 16, high, leaks, pushes, steps, heats);
    const p = i32x4.trunc_sat_f32x4_s(f32x4.mul(a, scales));
    const q = i32x4.trunc_sat_f32x4_s(f32x4.mul(b, scales));
    v128.store(rounded + (k >> 1), i16x8.narrow_i32x4_s(p, q));
  }
}

/** One step of `count` positions (a multiple of 4) from their fields of f32. */
export function moveReal(
  position: usize,
  momentum: usize,
  field: usize,
  count: i32,
  leak: f32,
  push: f32,
  step: f32,
  heat: f32,
): void {
  const leaks = f32x4.splat(leak);
  const pushes = f32x4.splat(push);
  const steps = f32x4.splat(step);
  const heats = f32x4.splat(heat);
  for (let k: usize = 0; k < (<usize>count) << 2; k += 16) {
    moveFour(position + k, momentum + k, v128.load(field + k), leaks, pushes, steps, heats);
  }
}

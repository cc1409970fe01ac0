/**
 * The rank-two relaxation: twin of rank-two/reference.ts, the same sums in the same order. A vector is one 128-bit load. Arrays: rowStart and column
 * i32, weight and field f64, vectors f64 pairs, spins i8, sums f64 (fall, scale, level, lowest).
 */

export function mix(
  rowStart: usize,
  column: usize,
  weight: usize,
  vectors: usize,
  sums: usize,
  overshoot: f64,
  from: i32,
  to: i32,
): void {
  let fall = load<f64>(sums);
  let scale = load<f64>(sums, 8);
  const first = <usize>load<i32>(rowStart + (<usize>from << 2));
  let at = column + (first << 2);
  let value = weight + (first << 3);
  for (let i = from; i < to; i++) {
    const end = column + (<usize>load<i32>(rowStart + (<usize>i << 2), 4) << 2);
    let sum = f64x2.splat(0);
    while (at < end) {
      const vector = v128.load(vectors + (<usize>load<i32>(at) << 4));
      sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(value), vector));
      at += 4;
      value += 8;
    }
    const x = f64x2.extract_lane(sum, 0);
    const y = f64x2.extract_lane(sum, 1);
    const length = sqrt<f64>(x * x + y * y);
    if (length == 0) continue;
    const own = vectors + (<usize>i << 4);
    const p = load<f64>(own);
    const q = load<f64>(own, 8);
    const before = x * p + y * q;
    const back = overshoot * length;
    const ux = (1 + overshoot) * x - back * p;
    const uy = (1 + overshoot) * y - back * q;
    const inverse = 1 / sqrt<f64>(ux * ux + uy * uy);
    const nx = ux * inverse;
    const ny = uy * inverse;
    store<f64>(own, nx);
    store<f64>(own, ny, 8);
    fall += x * nx + y * ny - before;
    scale += length;
  }
  store<f64>(sums, fall);
  store<f64>(sums, scale, 8);
}

export function refresh(
  rowStart: usize,
  column: usize,
  weight: usize,
  spins: usize,
  field: usize,
  sums: usize,
  from: i32,
  to: i32,
): void {
  let twice: f64 = 0;
  let k = load<i32>(rowStart + (<usize>from << 2));
  for (let i = from; i < to; i++) {
    const end = load<i32>(rowStart + (<usize>i << 2), 4);
    let h: f64 = 0;
    for (; k < end; k++) {
      const spin = <f64>load<i8>(spins + <usize>load<i32>(column + (<usize>k << 2)));
      h += load<f64>(weight + (<usize>k << 3)) * spin;
    }
    store<f64>(field + (<usize>i << 3), h);
    twice += h * <f64>load<i8>(spins + <usize>i);
  }
  store<f64>(sums, load<f64>(sums, 16) - twice / 2, 16);
}

/** Flips spin i; returns by how much the level changes. */
@inline
function flip(rowStart: usize, column: usize, weight: usize, spins: usize, field: usize, i: i32): f64 {
  const own = spins + <usize>i;
  const spin = <i32>load<i8>(own);
  const step = <f64>(-2 * spin);
  store<i8>(own, <i8>-spin);
  const change = step * load<f64>(field + (<usize>i << 3));
  const end = load<i32>(rowStart + (<usize>i << 2), 4);
  for (let k = load<i32>(rowStart + (<usize>i << 2)); k < end; k++) {
    const place = field + (<usize>load<i32>(column + (<usize>k << 2)) << 3);
    store<f64>(place, load<f64>(place) + step * load<f64>(weight + (<usize>k << 3)));
  }
  return -change;
}

export function turn(
  rowStart: usize,
  column: usize,
  weight: usize,
  spins: usize,
  field: usize,
  sums: usize,
  order: usize,
  from: i32,
  to: i32,
): i32 {
  let level = load<f64>(sums, 16);
  let lowest = load<f64>(sums, 24);
  let turned = 0;
  for (let rank = from; rank < to; rank++) {
    level += flip(rowStart, column, weight, spins, field, load<i32>(order + (<usize>rank << 2)));
    if (level >= lowest) continue;
    lowest = level;
    turned = rank + 1;
  }
  store<f64>(sums, level, 16);
  store<f64>(sums, lowest, 24);
  return turned;
}

export function descendSpins(
  rowStart: usize,
  column: usize,
  weight: usize,
  spins: usize,
  field: usize,
  sums: usize,
  slack: f64,
  from: i32,
  to: i32,
): i32 {
  let level = load<f64>(sums, 16);
  let flips = 0;
  for (let i = from; i < to; i++) {
    if (2 * <f64>load<i8>(spins + <usize>i) * load<f64>(field + (<usize>i << 3)) >= -slack) continue;
    level += flip(rowStart, column, weight, spins, field, i);
    flips++;
  }
  store<f64>(sums, level, 16);
  return flips;
}

export function descendPairs(
  rowStart: usize,
  column: usize,
  weight: usize,
  spins: usize,
  field: usize,
  sums: usize,
  slack: f64,
  from: i32,
  to: i32,
): i32 {
  let level = load<f64>(sums, 16);
  let flips = 0;
  for (let i = from; i < to; i++) {
    const begin = load<i32>(rowStart + (<usize>i << 2));
    for (let k = load<i32>(rowStart + (<usize>i << 2), 4) - 1; k >= begin; k--) {
      const j = load<i32>(column + (<usize>k << 2));
      if (j <= i) break;
      const a = <f64>load<i8>(spins + <usize>i);
      const b = <f64>load<i8>(spins + <usize>j);
      const both = a * load<f64>(field + (<usize>i << 3)) + b * load<f64>(field + (<usize>j << 3));
      if (2 * both - 4 * load<f64>(weight + (<usize>k << 3)) * (a * b) >= -slack) continue;
      level += flip(rowStart, column, weight, spins, field, i);
      level += flip(rowStart, column, weight, spins, field, j);
      flips += 2;
    }
  }
  store<f64>(sums, level, 16);
  return flips;
}

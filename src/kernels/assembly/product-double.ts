/**
 * out += W (scaled x) in doubles, dense or sparse symmetric rows, weights of f64 or of f32 where those are exact. Every sum runs over
 * ascending columns from what `out` holds, one rounding a product and one a sum, as the reference adds columns: the same bits.
 */

@inline
function pair<W>(row: usize, j: usize): v128 {
  if (sizeof<W>() == 8) return v128.load(row + (j << 3));
  return f64x2.promote_low_f32x4(v128.load64_zero(row + (j << 2)));
}

/** Rows are columns: four of them at a time onto all of `out`. length even, count a multiple of 4 (x is padded with zeros). */
@inline
function dense<W>(rows: usize, x: usize, out: usize, length: i32, count: i32): void {
  const stride = <usize>length * sizeof<W>();
  for (let i = 0; i < count; i += 4) {
    const at = x + ((<usize>i) << 3);
    const a = v128.load_splat<f64>(at);
    const b = v128.load_splat<f64>(at, 8);
    const c = v128.load_splat<f64>(at, 16);
    const d = v128.load_splat<f64>(at, 24);
    const first = rows + stride * <usize>i;
    const second = first + stride;
    const third = second + stride;
    const fourth = third + stride;
    for (let j: usize = 0; j < <usize>length; j += 2) {
      let sum = v128.load(out + (j << 3));
      sum = f64x2.add(sum, f64x2.mul(a, pair<W>(first, j)));
      sum = f64x2.add(sum, f64x2.mul(b, pair<W>(second, j)));
      sum = f64x2.add(sum, f64x2.mul(c, pair<W>(third, j)));
      sum = f64x2.add(sum, f64x2.mul(d, pair<W>(fourth, j)));
      v128.store(out + (j << 3), sum);
    }
  }
}

@inline
function sparse<W>(rowStart: usize, column: usize, weight: usize, x: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const row = rowStart + ((<usize>i) << 2);
    const end = <usize>load<i32>(row, 4);
    const at = out + ((<usize>i) << 3);
    let sum = load<f64>(at);
    for (let k = <usize>load<i32>(row); k < end; k++) {
      const value = load<f64>(x + ((<usize>load<i32>(column + (k << 2))) << 3));
      sum += value * <f64>load<W>(weight + k * sizeof<W>());
    }
    store<f64>(at, sum);
  }
}

/** wide: weights of f64, else f32. */
export function addDense(wide: i32, rows: usize, x: usize, out: usize, length: i32, count: i32): void {
  if (wide != 0) dense<f64>(rows, x, out, length, count);
  else dense<f32>(rows, x, out, length, count);
}

export function addSparse(
  wide: i32,
  rowStart: usize,
  column: usize,
  weight: usize,
  x: usize,
  out: usize,
  n: i32,
): void {
  if (wide != 0) sparse<f64>(rowStart, column, weight, x, out, n);
  else sparse<f32>(rowStart, column, weight, x, out, n);
}

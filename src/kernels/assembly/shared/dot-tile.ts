/**
 * Dot products of doubles in tiles of 2 rows by 4 columns: as many sums as fit beside the operands in 16 registers, 8 products for 6 loads.
 * Products of even and of odd places are added apart.
 */

@inline
function both(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * Rows at `first` and `second`, columns at `column` and the next three, each of `bytes` (a multiple of 16); out[next * column + row], `next` in
 * bytes.
 */
@inline
export function dotTile(first: usize, second: usize, column: usize, bytes: usize, out: usize, next: usize): void {
  const q1 = column + bytes;
  const q2 = q1 + bytes;
  const q3 = q2 + bytes;
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let b0 = a0;
  let b1 = a0;
  let b2 = a0;
  let b3 = a0;
  for (let j: usize = 0; j < bytes; j += 16) {
    const a = v128.load(first + j);
    const b = v128.load(second + j);
    const p = v128.load(column + j);
    a0 = f64x2.add(a0, f64x2.mul(a, p));
    b0 = f64x2.add(b0, f64x2.mul(b, p));
    const q = v128.load(q1 + j);
    a1 = f64x2.add(a1, f64x2.mul(a, q));
    b1 = f64x2.add(b1, f64x2.mul(b, q));
    const r = v128.load(q2 + j);
    a2 = f64x2.add(a2, f64x2.mul(a, r));
    b2 = f64x2.add(b2, f64x2.mul(b, r));
    const s = v128.load(q3 + j);
    a3 = f64x2.add(a3, f64x2.mul(a, s));
    b3 = f64x2.add(b3, f64x2.mul(b, s));
  }
  store<f64>(out, both(a0));
  store<f64>(out, both(b0), 8);
  store<f64>(out + next, both(a1));
  store<f64>(out + next, both(b1), 8);
  store<f64>(out + 2 * next, both(a2));
  store<f64>(out + 2 * next, both(b2), 8);
  store<f64>(out + 3 * next, both(a3));
  store<f64>(out + 3 * next, both(b3), 8);
}

/**
 * Four rows of a matrix product in doubles. Panels of four: left[4 k + r] and right[4 k + c] of each panel, so both are read from
 * end to end. Sixteen sums in eight registers, each over ascending k, one rounding a product and one a sum, as in the reference.
 */

/** out is 4 x (4 panels), row-major; the panels of `right` follow each other, 4 inner doubles each. */
export function strip(left: usize, right: usize, out: usize, inner: i32, panels: i32): void {
  const length = <usize>inner << 5;
  const row = <usize>panels << 5;
  for (let p = 0; p < panels; p++) {
    let a0 = f64x2.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    let x = left;
    for (const end = right + length; right < end; right += 32, x += 32) {
      const y0 = v128.load(right);
      const y1 = v128.load(right, 16);
      const a = v128.load_splat<f64>(x);
      a0 = f64x2.add(a0, f64x2.mul(a, y0));
      a1 = f64x2.add(a1, f64x2.mul(a, y1));
      const b = v128.load_splat<f64>(x, 8);
      b0 = f64x2.add(b0, f64x2.mul(b, y0));
      b1 = f64x2.add(b1, f64x2.mul(b, y1));
      const c = v128.load_splat<f64>(x, 16);
      c0 = f64x2.add(c0, f64x2.mul(c, y0));
      c1 = f64x2.add(c1, f64x2.mul(c, y1));
      const d = v128.load_splat<f64>(x, 24);
      d0 = f64x2.add(d0, f64x2.mul(d, y0));
      d1 = f64x2.add(d1, f64x2.mul(d, y1));
    }
    let at = out + (<usize>p << 5);
    v128.store(at, a0);
    v128.store(at, a1, 16);
    at += row;
    v128.store(at, b0);
    v128.store(at, b1, 16);
    at += row;
    v128.store(at, c0);
    v128.store(at, c1, 16);
    at += row;
    v128.store(at, d0);
    v128.store(at, d1, 16);
  }
}

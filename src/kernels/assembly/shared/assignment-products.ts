/**
 * The products g_sr = sum_k a_rk b_sk behind the changes of swaps (see assignment-tabu.ts), and the differences of columns by which a
 * swap of u and v changes them: x_r = a_ru - a_rv, y_r = b_ru - b_rv, g_sr -= x_r y_s, then rows u and v of g change places. O(n^2).
 */
import { at, entry, itemOf, items, n, partners, put, stride } from "./assignment-memory";

@inline
function sumLanes<T>(v: v128): T {
  if (sizeof<T>() == 8) return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
  return <T>(i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3));
}

/** The row of a matrix over items that belongs to the item at s, by place. */
function arrange<T>(matrix: usize, s: i32, to: usize): void {
  const row = at<T>(matrix, itemOf(s), 0);
  for (let k = 0; k < n; k++) put<T>(to, k, entry<T>(row, itemOf(k)));
}

/** All g_sr by their definition, and their diagonal. O(n^3). */
export function multiply<T>(left: usize, right: usize, to: usize, vector: usize): void {
  const end = <usize>stride * sizeof<T>();
  for (let s: i32 = 0; s < n; s++) {
    arrange<T>(right, s, partners);
    for (let r: i32 = 0; r < n; r++) {
      const row = at<T>(left, r, 0);
      let sum = v128.splat<T>(<T>0);
      for (let k: usize = 0; k < end; k += 16) {
        sum = v128.add<T>(sum, v128.mul<T>(v128.load(row + k), v128.load(partners + k)));
      }
      store<T>(at<T>(to, s, r), sumLanes<T>(sum));
    }
    put<T>(vector, s, load<T>(at<T>(to, s, s)));
  }
}

/** Column r of g. */
export function takeColumn<T>(g: usize, r: i32, to: usize): void {
  for (let s = 0; s < n; s++) put<T>(to, s, load<T>(at<T>(g, s, r)));
}

/** Row u minus row v. */
export function subtractRows<T>(matrix: usize, u: i32, v: i32, to: usize): void {
  const p = at<T>(matrix, u, 0);
  const q = at<T>(matrix, v, 0);
  const end = <usize>stride * sizeof<T>();
  for (let k: usize = 0; k < end; k += 16) v128.store(to + k, v128.sub<T>(v128.load(p + k), v128.load(q + k)));
}

/** Row of the item at u minus that of the item at v, by place. */
export function subtractItems<T>(matrix: usize, u: i32, v: i32, to: usize): void {
  const p = at<T>(matrix, itemOf(u), 0);
  const q = at<T>(matrix, itemOf(v), 0);
  const size = n;
  const places = items;
  for (let k = 0; k < size; k++) {
    const item = load<i32>(places + (<usize>k << 2));
    put<T>(to, k, entry<T>(p, item) - entry<T>(q, item));
  }
}

/** Takes factor * x_r from g_sr for all r. */
@inline
function takeProduct<T>(row: usize, dx: usize, factor: v128, width: usize): void {
  for (let k: usize = 0; k < width; k += 16) {
    v128.store(row + k, v128.sub<T>(v128.load(row + k), v128.mul<T>(v128.load(dx + k), factor)));
  }
}

/** g after the swap of u and v, its diagonal and its columns u and v while they are at hand. */
export function updateProducts<T>(g: usize, dx: usize, dy: usize, vector: usize, u: i32, v: i32): void {
  const width = <usize>stride * sizeof<T>();
  const columnOfU = vector + width;
  const columnOfV = columnOfU + width;
  const rowU = at<T>(g, u, 0);
  const rowV = at<T>(g, v, 0);
  for (let k: usize = 0; k < width; k += 16) {
    const t = v128.load(rowU + k);
    v128.store(rowU + k, v128.load(rowV + k));
    v128.store(rowV + k, t);
  }
  const size = n;
  let row = g;
  for (let s: i32 = 0; s < size; s++, row += width) {
    takeProduct<T>(row, dx, v128.splat<T>(entry<T>(dy, s == u ? v : s == v ? u : s)), width);
    put<T>(vector, s, entry<T>(row, s));
    put<T>(columnOfU, s, entry<T>(row, u));
    put<T>(columnOfV, s, entry<T>(row, v));
  }
}

/** What one kind of products puts in for d_rs, with the diagonal and column r of g at hand, less what `pass` will add. */
@inline
export function productPart<T>(row: usize, vector: usize, column: usize, dx: usize, dy: usize, own: T, xr: T, yr: T, s: i32): T {
  const part = entry<T>(column, s) + entry<T>(row, s) - own - entry<T>(vector, s);
  return part - (xr - entry<T>(dx, s)) * (yr - entry<T>(dy, s));
}

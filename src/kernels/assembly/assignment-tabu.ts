/**
 * Tabu search over quadratic assignments (Taillard, Robust taboo search for the quadratic assignment problem, Parallel Computing
 * 17, 1991): the cost is sum a_kl b_kl + sum c_kk over places k, l, where a belongs to places, and b_kl = B[item at k][item at l] and
 * c_kl = C[item at k][place l] to the items there. Diagonals of a and b are zero.
 *
 * Swap changes d_rs are kept for all pairs r < s. After a swap of u and v those of other places change by products of differences,
 *   d_rs += (x_r - x_s)(y_r - y_s), x_r = a_ru - a_rv, y_r = b_ru - b_rv (before the swap).
 * Those of u and v follow in O(1) each from g_sr = sum_k a_rk b_sk, which the swap changes by a product as well:
 *   d_rs = g_rs + g_sr - g_rr - g_ss + 2 a_rs b_rs + linear part,   g_sr -= x_r y_s, then rows u and v of g change places.
 * All that for rows and columns both, unless a and b are symmetric: then a holds both ways together and rows are enough.
 * O(n^2) an iteration: two passes of a multiplication each, by SIMD, in i32 or f64 numbers; every other access is along rows.
 * Rows have `stride` numbers, a multiple of 4, zero beyond n.
 */
import {
  OF_PRODUCTS,
  NEVER,
  a,
  aTurned,
  at,
  b,
  bTurned,
  bestItems,
  byItem,
  byPlace,
  changes,
  changesOfU,
  changesOfV,
  columnU,
  diagonal,
  entry,
  free,
  freeOfU,
  freeOfV,
  itemOf,
  items,
  n,
  place,
  products,
  productsTurned,
  put,
  single,
  stride,
  twoWays,
  untilByItem,
  untilByPlace,
  x,
  xTurned,
  y,
  yTurned,
} from "./shared/assignment-memory";
import { multiply, productPart, subtractItems, subtractRows, takeColumn, updateProducts } from "./shared/assignment-products";
import { below, seed } from "./shared/tour-random";

export { place, seed };

let iteration: i32 = 0;
let current: f64 = 0;
let best: f64 = 0;
let bestIteration: i32 = 0;
/** The next swap: r * stride + s; -1 when all are tabu. */
let chosen: i32 = -1;

export function bestCost(): f64 {
  return best;
}

/** Iterations since the best. */
export function fruitless(): i32 {
  return iteration - bestIteration;
}

@inline
function leastLane<T>(v: v128): T {
  if (sizeof<T>() == 8) return <T>min(f64x2.extract_lane(v, 0), f64x2.extract_lane(v, 1));
  const low = min(i32x4.extract_lane(v, 0), i32x4.extract_lane(v, 1));
  return <T>min(low, min(i32x4.extract_lane(v, 2), i32x4.extract_lane(v, 3)));
}

/**
 * The changes of all swaps with place r anew, less what `pass` will add, and when they are free. `shift` is where columns of r lie
 * behind the diagonals of g. All addresses are held in locals: they are most of the work.
 */
@inline
function refreshOf<T>(both: bool, r: i32, shift: usize, newChanges: usize, newFree: usize): void {
  const g = diagonal;
  const h = diagonal + <usize>stride * sizeof<T>() * OF_PRODUCTS;
  const dx = x;
  const dy = y;
  const dxTurned = xTurned;
  const dyTurned = yTurned;
  const alone = single;
  const places = items;
  const size = n;
  const item = itemOf(r);
  const rowA = at<T>(a, r, 0);
  const columnA = at<T>(aTurned, r, 0);
  const rowB = at<T>(b, item, 0);
  const columnB = at<T>(bTurned, item, 0);
  const costsHere = at<T>(byPlace, r, 0);
  const costsOfItem = at<T>(byItem, item, 0);
  const untilHere = at<T>(untilByPlace, r, 0);
  const untilOfItem = at<T>(untilByItem, item, 0);
  const rowG = at<T>(products, r, 0);
  const rowH = at<T>(productsTurned, r, 0);
  const own = entry<T>(alone, r);
  const gr = entry<T>(g, r);
  const xr = entry<T>(dx, r);
  const yr = entry<T>(dy, r);
  const hr: T = both ? entry<T>(h, r) : <T>0;
  const xtr: T = both ? entry<T>(dxTurned, r) : <T>0;
  const ytr: T = both ? entry<T>(dyTurned, r) : <T>0;
  for (let s = 0; s < size; s++) {
    const other = load<i32>(places + (<usize>s << 2));
    const ars = entry<T>(rowA, s);
    const brs = entry<T>(rowB, other);
    let change = entry<T>(costsHere, other) + entry<T>(costsOfItem, s) - own - entry<T>(alone, s);
    change += productPart<T>(rowG, g, g + shift, dx, dy, gr, xr, yr, s);
    if (both) {
      const asr = entry<T>(columnA, s);
      const bsr = entry<T>(columnB, other);
      change += productPart<T>(rowH, h, h + shift, dxTurned, dyTurned, hr, xtr, ytr, s);
      change += <T>2 * (ars * brs + asr * bsr) + (ars - asr) * (bsr - brs);
    } else {
      change += <T>2 * ars * brs;
    }
    put<T>(newChanges, s, change);
    const one = entry<T>(untilHere, other);
    const two = entry<T>(untilOfItem, s);
    put<T>(newFree, s, one < two ? one : two);
  }
}

function refreshPlace<T>(r: i32, shift: usize, newChanges: usize, newFree: usize): void {
  if (twoWays) refreshOf<T>(true, r, shift, newChanges, newFree);
  else refreshOf<T>(false, r, shift, newChanges, newFree);
}

/** Numbers of row r beyond column r from a vector. */
@inline
function copyRow<T>(matrix: usize, r: i32, from: usize): void {
  const row = at<T>(matrix, r, 0);
  const size = n;
  for (let s = r + 1; s < size; s++) put<T>(row, s, entry<T>(from, s));
}

/**
 * Puts the new changes of u < v in, adds the products of differences to all changes, and chooses the least that is not tabu, or
 * would give a new best: of equals the first pair by rows.
 */
@inline
function passOf<T>(both: bool, u: i32, v: i32): void {
  const width = <usize>stride * sizeof<T>();
  const lanes: i32 = 16 / sizeof<T>();
  const now = v128.splat<T>(<T>(iteration + 1));
  const aspire = v128.splat<T>(<T>(best - current));
  const never = v128.splat<T>(<T>NEVER);
  const barred = v128.splat<T>(sizeof<T>() == 8 ? <T>Infinity : <T>NEVER);
  const x0 = x;
  const y0 = y;
  const x1 = xTurned;
  const y1 = yTurned;
  let least = barred;
  let row: i32 = -1;
  const last = n - 1;
  const newU = changesOfU;
  const newV = changesOfV;
  const timesU = freeOfU;
  const timesV = freeOfV;
  let d = changes;
  let f = free;
  for (let r: i32 = 0; r < last; r++, d += width, f += width) {
    if (r < v) {
      put<T>(d, v, entry<T>(newV, r));
      put<T>(f, v, entry<T>(timesV, r));
    }
    if (r < u) {
      put<T>(d, u, entry<T>(newU, r));
      put<T>(f, u, entry<T>(timesU, r));
    }
    const xr = v128.splat<T>(entry<T>(x0, r));
    const yr = v128.splat<T>(entry<T>(y0, r));
    const xtr = both ? v128.splat<T>(entry<T>(x1, r)) : xr;
    const ytr = both ? v128.splat<T>(entry<T>(y1, r)) : yr;
    let low = barred;
    for (let k = <usize>((r + 1) & ~(lanes - 1)) * sizeof<T>(); k < width; k += 16) {
      const p = v128.mul<T>(v128.sub<T>(xr, v128.load(x0 + k)), v128.sub<T>(yr, v128.load(y0 + k)));
      let change = v128.add<T>(v128.load(d + k), p);
      if (both) {
        const q = v128.mul<T>(v128.sub<T>(xtr, v128.load(x1 + k)), v128.sub<T>(ytr, v128.load(y1 + k)));
        change = v128.add<T>(change, q);
      }
      v128.store(d + k, change);
      const time = v128.load(f + k);
      // What is no pair is no change, however low.
      const aspired = v128.and(v128.lt<T>(change, aspire), v128.lt<T>(time, never));
      const allowed = v128.or(v128.le<T>(time, now), aspired);
      low = v128.min<T>(low, v128.bitselect(change, barred, allowed));
    }
    if (!v128.any_true(v128.lt<T>(low, least))) continue;
    least = v128.splat<T>(leastLane<T>(low));
    row = r;
  }
  chosen = row < 0 ? -1 : row * stride + columnOf<T>(row, least);
}

function pass<T>(u: i32, v: i32): void {
  if (twoWays) passOf<T>(true, u, v);
  else passOf<T>(false, u, v);
}

/** The first column of that row with the change `least` that may be made. */
function columnOf<T>(r: i32, least: v128): i32 {
  const value: T = sizeof<T>() == 8 ? <T>f64x2.extract_lane(least, 0) : <T>i32x4.extract_lane(least, 0);
  const aspire = <T>(best - current);
  for (let s = r + 1; s < n; s++) {
    if (load<T>(at<T>(changes, r, s)) != value) continue;
    if (load<T>(at<T>(free, r, s)) <= <T>(iteration + 1) || value < aspire) return s;
  }
  return r + 1;
}

/** Swaps two places u < v and keeps everything current but for the changes, which `pass` finishes. O(n^2). */
function swap<T>(u: i32, v: i32): void {
  const vectors = <usize>stride * sizeof<T>() * OF_PRODUCTS;
  current += <f64>load<T>(at<T>(changes, u, v));
  subtractRows<T>(aTurned, u, v, x);
  subtractItems<T>(bTurned, u, v, y);
  if (twoWays) {
    subtractRows<T>(a, u, v, xTurned);
    subtractItems<T>(b, u, v, yTurned);
    updateProducts<T>(productsTurned, xTurned, yTurned, diagonal + vectors, u, v);
  }
  updateProducts<T>(products, x, y, diagonal, u, v);
  const item = itemOf(u);
  const other = itemOf(v);
  store<i32>(items + (<usize>u << 2), other);
  store<i32>(items + (<usize>v << 2), item);
  put<T>(single, u, load<T>(at<T>(byItem, other, u)));
  put<T>(single, v, load<T>(at<T>(byItem, item, v)));
}

function forbid<T>(place: i32, item: i32): void {
  const time = <T>(iteration + tenure());
  store<T>(at<T>(untilByPlace, place, item), time);
  store<T>(at<T>(untilByItem, item, place), time);
}

/** Begins at the matrices and items as the caller has set them, of this cost: nothing is tabu. O(n^3). */
function begin<T>(cost: f64): void {
  const width = <usize>stride * sizeof<T>();
  current = best = cost;
  iteration = bestIteration = 0;
  memory.copy(bestItems, items, <usize>n << 2);
  memory.fill(x, 0, 4 * width);
  memory.fill(untilByPlace, 0, 2 * <usize>n * width);
  multiply<T>(a, b, products, diagonal);
  if (twoWays) multiply<T>(aTurned, bTurned, productsTurned, diagonal + OF_PRODUCTS * width);
  for (let r = 0; r < n; r++) put<T>(single, r, load<T>(at<T>(byPlace, r, itemOf(r))));
  for (let r = 0; r < n; r++) {
    for (let s = 0; s < stride; s++) store<T>(at<T>(free, r, s), <T>NEVER);
    takeColumn<T>(products, r, columnU);
    if (twoWays) takeColumn<T>(productsTurned, r, columnU + OF_PRODUCTS * width);
    refreshPlace<T>(r, width, changesOfU, freeOfU);
    copyRow<T>(changes, r, changesOfU);
    copyRow<T>(free, r, freeOfU);
  }
  pass<T>(0, 0);
}

function run<T>(iterations: i32): void {
  const width = <usize>stride * sizeof<T>();
  for (let k = 0; k < iterations; k++) {
    iteration++;
    if (chosen < 0) {
      memory.fill(x, 0, 4 * width);
      pass<T>(0, 0);
      continue;
    }
    const u = chosen / stride;
    const v = chosen % stride;
    swap<T>(u, v);
    // An item may not return for about n iterations, by a share of a tenth more or less (Taillard's robust list).
    forbid<T>(u, itemOf(v));
    forbid<T>(v, itemOf(u));
    refreshPlace<T>(u, width, changesOfU, freeOfU);
    refreshPlace<T>(v, 2 * width, changesOfV, freeOfV);
    copyRow<T>(changes, u, changesOfU);
    copyRow<T>(free, u, freeOfU);
    copyRow<T>(changes, v, changesOfV);
    copyRow<T>(free, v, freeOfV);
    if (current < best) {
      best = current;
      bestIteration = iteration;
      memory.copy(bestItems, items, <usize>n << 2);
    }
    pass<T>(u, v);
  }
}

function tenure(): i32 {
  const least = (9 * n) / 10;
  return least + below((11 * n) / 10 + 4 - least);
}

export function beginInteger(cost: f64): void {
  begin<i32>(cost);
}

export function beginReal(cost: f64): void {
  begin<f64>(cost);
}

export function runInteger(iterations: i32): void {
  run<i32>(iterations);
}

export function runReal(iterations: i32): void {
  run<f64>(iterations);
}

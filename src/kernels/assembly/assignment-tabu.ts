/**
 * Tabu search over quadratic assignments (Taillard, Robust taboo search for the quadratic assignment problem, Parallel Computing
 * 17, 1991): the cost is sum a_kl b_kl + sum c_kk over places k, l, where b (items) and c (linear costs) are kept with rows and
 * columns in the order of the places. Swap changes d_rs are kept for all pairs: after a swap of u and v those without u and v
 * change by products of differences, the others are summed anew. O(n^2) an iteration, all by SIMD, in i32 or f64 numbers.
 * Rows have `stride` numbers, a multiple of 4, zero beyond n.
 */
import { below, seed } from "./shared/tour-random";

export { seed };

let n: i32 = 0;
let stride: i32 = 0;
/** Matrices n x stride and their transposes; `b` and `c` in the order of the places: b_kl = B[item k][item l], c_kl = C[item k][place l]. */
let a: usize = 0;
let aTurned: usize = 0;
let b: usize = 0;
let bTurned: usize = 0;
let c: usize = 0;
/** d_rs for all r, s; symmetric, diagonal 0. */
let changes: usize = 0;
/** until_rs: iteration up to which the item now at s may not return to r, and its transpose. */
let until: usize = 0;
let untilTurned: usize = 0;
/** x, y and their twins for the transposes, `stride` numbers each; then a vector. */
let differences: usize = 0;
/** i32 n: item at each place, and the best. */
let items: usize = 0;
let bestItems: usize = 0;

let iteration: i32 = 0;
let current: f64 = 0;
let best: f64 = 0;
let bestIteration: i32 = 0;

/** Iteration that never comes: the tabu of the diagonal and of the padding. Exact in both number types. */
const NEVER: i32 = 0x7fffffff;

/** All matrices lie behind one another from `first` on, each n * stride numbers of `bytes`; then the differences. */
export function place(size: i32, columns: i32, bytes: i32, first: usize, itemsAt: usize, bestAt: usize): void {
  n = size;
  stride = columns;
  const whole = <usize>size * <usize>columns * <usize>bytes;
  a = first;
  aTurned = a + whole;
  b = aTurned + whole;
  bTurned = b + whole;
  c = bTurned + whole;
  changes = c + whole;
  until = changes + whole;
  untilTurned = until + whole;
  differences = untilTurned + whole;
  items = itemsAt;
  bestItems = bestAt;
}

export function currentCost(): f64 {
  return current;
}

export function bestCost(): f64 {
  return best;
}

/** Iterations since the best. */
export function fruitless(): i32 {
  return iteration - bestIteration;
}

@inline
function at<T>(matrix: usize, r: i32, s: i32): usize {
  return matrix + (<usize>r * <usize>stride + <usize>s) * sizeof<T>();
}

@inline
function sumLanes<T>(v: v128): T {
  if (sizeof<T>() == 8) return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
  return <T>(i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3));
}

/** Sum over all k of (a_rk - a_sk) (b_sk - b_rk), and of the transposes. */
@inline
function rowsChange<T>(r: i32, s: i32): T {
  let sum = v128.splat<T>(<T>0);
  let turned = v128.splat<T>(<T>0);
  const row = at<T>(0, r, 0);
  const other = at<T>(0, s, 0);
  const end = <usize>stride * sizeof<T>();
  for (let k: usize = 0; k < end; k += 16) {
    const x = v128.sub<T>(v128.load(a + row + k), v128.load(a + other + k));
    const y = v128.sub<T>(v128.load(b + other + k), v128.load(b + row + k));
    sum = v128.add<T>(sum, v128.mul<T>(x, y));
    const xTurned = v128.sub<T>(v128.load(aTurned + row + k), v128.load(aTurned + other + k));
    const yTurned = v128.sub<T>(v128.load(bTurned + other + k), v128.load(bTurned + row + k));
    turned = v128.add<T>(turned, v128.mul<T>(xTurned, yTurned));
  }
  return sumLanes<T>(v128.add<T>(sum, turned));
}

/** Change of cost by swapping r and s. O(n). */
function changeOf<T>(r: i32, s: i32): T {
  const arr = load<T>(at<T>(a, r, r));
  const ars = load<T>(at<T>(a, r, s));
  const asr = load<T>(at<T>(a, s, r));
  const ass = load<T>(at<T>(a, s, s));
  const brr = load<T>(at<T>(b, r, r));
  const brs = load<T>(at<T>(b, r, s));
  const bsr = load<T>(at<T>(b, s, r));
  const bss = load<T>(at<T>(b, s, s));
  // The sums count the pairs among r and s as if the rows stood still.
  const rows = (arr - asr) * (bsr - brr) + (ars - ass) * (bss - brs);
  const columns = (arr - ars) * (brs - brr) + (asr - ass) * (bss - bsr);
  const corner = arr * (bss - brr) + ass * (brr - bss) + ars * (bsr - brs) + asr * (brs - bsr);
  const crs = load<T>(at<T>(c, r, s));
  const csr = load<T>(at<T>(c, s, r));
  const linear = crs + csr - load<T>(at<T>(c, r, r)) - load<T>(at<T>(c, s, s));
  return rowsChange<T>(r, s) - rows - columns + corner + linear;
}

/** Sums the changes of all swaps with one place anew. */
function refreshPlace<T>(r: i32): void {
  for (let s = 0; s < n; s++) {
    const change = s == r ? <T>0 : changeOf<T>(r, s);
    store<T>(at<T>(changes, r, s), change);
    store<T>(at<T>(changes, s, r), change);
  }
}

@inline
function swapNumbers<T>(p: usize, q: usize): void {
  const t = load<T>(p);
  store<T>(p, load<T>(q));
  store<T>(q, t);
}

function swapRows<T>(matrix: usize, u: i32, v: i32): void {
  for (let k = 0; k < n; k++) swapNumbers<T>(at<T>(matrix, u, k), at<T>(matrix, v, k));
}

function swapColumns<T>(matrix: usize, u: i32, v: i32): void {
  for (let k = 0; k < n; k++) swapNumbers<T>(at<T>(matrix, k, u), at<T>(matrix, k, v));
}

/** Differences of columns u and v in the order of the places, before the swap. */
function noteDifferences<T>(u: i32, v: i32): void {
  const x = differences;
  const y = x + <usize>stride * sizeof<T>();
  const xTurned = y + <usize>stride * sizeof<T>();
  const yTurned = xTurned + <usize>stride * sizeof<T>();
  for (let k: i32 = 0; k < n; k++) {
    const to = <usize>k * sizeof<T>();
    store<T>(x + to, load<T>(at<T>(aTurned, u, k)) - load<T>(at<T>(aTurned, v, k)));
    store<T>(y + to, load<T>(at<T>(bTurned, u, k)) - load<T>(at<T>(bTurned, v, k)));
    store<T>(xTurned + to, load<T>(at<T>(a, u, k)) - load<T>(at<T>(a, v, k)));
    store<T>(yTurned + to, load<T>(at<T>(b, u, k)) - load<T>(at<T>(b, v, k)));
  }
}

/** d_rs += (x_r - x_s)(y_r - y_s) and the same of the transposes. */
function updateChanges<T>(): void {
  const width = <usize>stride * sizeof<T>();
  const x = differences;
  const y = x + width;
  const xTurned = y + width;
  const yTurned = xTurned + width;
  const lanes: i32 = 16 / sizeof<T>();
  for (let r: i32 = 0; r < n; r++) {
    const own = <usize>r * sizeof<T>();
    const xr = v128.splat<T>(load<T>(x + own));
    const yr = v128.splat<T>(load<T>(y + own));
    const xtr = v128.splat<T>(load<T>(xTurned + own));
    const ytr = v128.splat<T>(load<T>(yTurned + own));
    const row = at<T>(changes, r, 0);
    for (let k = <usize>((r + 1) & ~(lanes - 1)) * sizeof<T>(); k < width; k += 16) {
      const p = v128.mul<T>(v128.sub<T>(xr, v128.load(x + k)), v128.sub<T>(yr, v128.load(y + k)));
      const q = v128.mul<T>(v128.sub<T>(xtr, v128.load(xTurned + k)), v128.sub<T>(ytr, v128.load(yTurned + k)));
      v128.store(row + k, v128.add<T>(v128.load(row + k), v128.add<T>(p, q)));
    }
  }
}

/** The best swap that is not tabu, or would give a new best: r * stride + s. -1 when all are tabu. */
function choose<T>(): i32 {
  const width = <usize>stride * sizeof<T>();
  const lanes: i32 = 16 / sizeof<T>();
  const now = v128.splat<T>(<T>iteration);
  const aspire = v128.splat<T>(<T>(best - current));
  const never = v128.splat<T>(<T>NEVER);
  const none: T = sizeof<T>() == 8 ? <T>Infinity : <T>NEVER;
  let least = v128.splat<T>(none);
  let where = v128.splat<T>(<T>-1);
  const barred = v128.splat<T>(none);
  for (let r: i32 = 0; r + 1 < n; r++) {
    const first = (r + 1) & ~(lanes - 1);
    const row = at<T>(0, r, 0);
    const base = v128.splat<T>(<T>(r * stride));
    for (let k = <usize>first * sizeof<T>(); k < width; k += 16) {
      const d = v128.load(changes + row + k);
      const free = v128.min<T>(v128.load(until + row + k), v128.load(untilTurned + row + k));
      // What stands in the padding is no change, however low.
      const aspired = v128.and(v128.lt<T>(d, aspire), v128.lt<T>(free, never));
      const allowed = v128.or(v128.le<T>(free, now), aspired);
      const value = v128.bitselect(d, barred, allowed);
      const lower = v128.lt<T>(value, least);
      least = v128.bitselect(value, least, lower);
      where = v128.bitselect(v128.add<T>(base, v128.splat<T>(<T>(k / sizeof<T>()))), where, lower);
    }
  }
  // The lane gives the rest of the column. Of equals the first pair, whatever the number of lanes.
  const out = differences;
  v128.store(out, least);
  v128.store(out + 16, where);
  let low = none;
  let pick: i32 = -1;
  for (let lane: i32 = 0; lane < lanes; lane++) {
    const value = load<T>(out + <usize>lane * sizeof<T>());
    const pair = <i32>load<T>(out + 16 + <usize>lane * sizeof<T>()) + lane;
    if (value > low || value == none || (value == low && pair > pick)) continue;
    low = value;
    pick = pair;
  }
  return pick;
}

/** Swaps two places and keeps everything current. O(n^2). */
function swap<T>(u: i32, v: i32): void {
  current += <f64>load<T>(at<T>(changes, u, v));
  noteDifferences<T>(u, v);
  swapRows<T>(b, u, v);
  swapColumns<T>(b, u, v);
  swapRows<T>(bTurned, u, v);
  swapColumns<T>(bTurned, u, v);
  swapRows<T>(c, u, v);
  swapColumns<T>(until, u, v);
  swapRows<T>(untilTurned, u, v);
  swapNumbers<i32>(items + (<usize>u << 2), items + (<usize>v << 2));
  updateChanges<T>();
  refreshPlace<T>(u);
  refreshPlace<T>(v);
}

function setUntil<T>(r: i32, s: i32, time: i32): void {
  store<T>(at<T>(until, r, s), <T>time);
  store<T>(at<T>(untilTurned, s, r), <T>time);
}

/** Begins at the matrices and items as the caller has set them, of this cost: nothing is tabu. O(n^3). */
function begin<T>(cost: f64): void {
  current = best = cost;
  iteration = bestIteration = 0;
  memory.copy(bestItems, items, <usize>n << 2);
  for (let r = 0; r < n; r++) {
    refreshPlace<T>(r);
    for (let s = 0; s < stride; s++) {
      const time = r == s || s >= n ? NEVER : 0;
      store<T>(at<T>(until, r, s), <T>time);
      store<T>(at<T>(untilTurned, r, s), <T>time);
    }
  }
}

function run<T>(iterations: i32): void {
  for (let k = 0; k < iterations; k++) {
    iteration++;
    const pick = choose<T>();
    if (pick < 0) continue;
    const u = pick / stride;
    const v = pick % stride;
    swap<T>(u, v);
    // An item may not return for about n iterations, by a share of a tenth more or less (Taillard's robust list).
    setUntil<T>(u, u, NEVER);
    setUntil<T>(v, v, NEVER);
    setUntil<T>(u, v, iteration + tenure());
    setUntil<T>(v, u, iteration + tenure());
    if (current >= best) continue;
    best = current;
    bestIteration = iteration;
    memory.copy(bestItems, items, <usize>n << 2);
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

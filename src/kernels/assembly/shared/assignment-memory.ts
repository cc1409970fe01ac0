/**
 * Addresses of one tabu search over assignments, laid out by src/kernels/assignments/wasm.ts: the order is the interface. Numbers
 * are i32 or f64, type T of the functions that use them; rows have `stride` of them, a multiple of 4, zero beyond n.
 */

export let n: i32 = 0;
export let stride: i32 = 0;
/** Whether columns count apart from rows. */
export let twoWays: bool = false;
/** Matrices n x stride over places (a), items (B) and their transposes, which are the same ones when symmetric. */
export let a: usize = 0;
export let aTurned: usize = 0;
export let b: usize = 0;
export let bTurned: usize = 0;
/** C by place and item, and by item and place. */
export let byPlace: usize = 0;
export let byItem: usize = 0;
/** g_sr at row s, column r, and the same of the transposes. */
export let products: usize = 0;
export let productsTurned: usize = 0;
/** d_rs for r < s; the rest means nothing. */
export let changes: usize = 0;
/** Iteration up to which an item may not return to a place, by place and by item. */
export let untilByPlace: usize = 0;
export let untilByItem: usize = 0;
/** Iteration up to which a swap of r and s is tabu, r < s: the lesser of its items' times. NEVER elsewhere. */
export let free: usize = 0;
/** Vectors of `stride` numbers. x and y for rows and columns; new d and free of u, and of v. */
export let x: usize = 0;
export let y: usize = 0;
export let xTurned: usize = 0;
export let yTurned: usize = 0;
export let changesOfU: usize = 0;
export let freeOfU: usize = 0;
export let changesOfV: usize = 0;
export let freeOfV: usize = 0;
/** b by place, of the place at hand. */
export let partners: usize = 0;
/** g_ss, and columns u and v of g; twins of the transposes. */
export let diagonal: usize = 0;
export let columnU: usize = 0;
export let columnV: usize = 0;
/** c_ss. */
export let single: usize = 0;
/** i32 n: item at each place, and the best. */
export let items: usize = 0;
export let bestItems: usize = 0;

/** Iteration that never comes. Exact in both number types. */
export const NEVER: i32 = 0x7fffffff;

/** Vectors of g stand thrice, `stride` numbers each, and once more for the transposes. */
export const OF_PRODUCTS: usize = 3;

/** Sixteen vectors lie at `vectors`; behind them the matrices of n * stride numbers of `bytes` each, turned ones last. */
export function place(
  size: i32,
  columns: i32,
  bytes: i32,
  both: bool,
  vectors: usize,
  matrices: usize,
  itemsAt: usize,
  bestAt: usize,
): void {
  n = size;
  stride = columns;
  twoWays = both;
  const vector = <usize>columns * <usize>bytes;
  x = vectors;
  y = x + vector;
  xTurned = y + vector;
  yTurned = xTurned + vector;
  changesOfU = yTurned + vector;
  freeOfU = changesOfU + vector;
  changesOfV = freeOfU + vector;
  freeOfV = changesOfV + vector;
  partners = freeOfV + vector;
  single = partners + vector;
  diagonal = single + vector;
  columnU = diagonal + vector;
  columnV = columnU + vector;
  const whole = vector * <usize>size;
  a = matrices;
  b = a + whole;
  byPlace = b + whole;
  byItem = byPlace + whole;
  products = byItem + whole;
  changes = products + whole;
  untilByPlace = changes + whole;
  untilByItem = untilByPlace + whole;
  free = untilByItem + whole;
  aTurned = both ? free + whole : a;
  bTurned = both ? aTurned + whole : b;
  productsTurned = bTurned + whole;
  items = itemsAt;
  bestItems = bestAt;
}

@inline
export function at<T>(matrix: usize, r: i32, s: i32): usize {
  return matrix + (<usize>r * <usize>stride + <usize>s) * sizeof<T>();
}

/** Element s of a vector. */
@inline
export function entry<T>(vector: usize, s: i32): T {
  return load<T>(vector + <usize>s * sizeof<T>());
}

@inline
export function put<T>(vector: usize, s: i32, value: T): void {
  store<T>(vector + <usize>s * sizeof<T>(), value);
}

@inline
export function itemOf(place: i32): i32 {
  return load<i32>(items + (<usize>place << 2));
}

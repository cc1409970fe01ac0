/**
 * Prim's algorithm over the complete graph. The nodes outside the tree are packed in columns, two to a vector; one that joins is
 * replaced by the last. O(n) for each node that joins, n^2 / 2 distances in all.
 */
import {
  at,
  begin,
  chooseLeaf,
  close,
  join,
  joined,
  key,
  leaf,
  n,
  neighbourOf,
  number,
  parent,
  put,
  set,
  weight,
} from "./one-tree";

/** Distance rules by number, as the caller passes them. */
const ROUNDED: i32 = 0; // EUC_2D
const STRAIGHT: i32 = 1; // euclidean
const CEILED: i32 = 2;
const PSEUDO_EUCLIDEAN: i32 = 3; // ATT
const MANHATTAN_ROUNDED: i32 = 4;
const MANHATTAN: i32 = 5;
const MAXIMUM_ROUNDED: i32 = 6;
const MAXIMUM: i32 = 7;
const TABLE: i32 = 8;

let rule: i32 = 0;
let scale: f64 = 1;
/** f64 x, y of each node, or the table of costs, row-major n x n. */
let costs: usize = 0;
/** Over the nodes outside the tree, f64 n + 2 each but `name`: coordinates, weight, key, parent, and i32 number of the node. */
let xs: usize = 0;
let ys: usize = 0;
let weights: usize = 0;
let keys: usize = 0;
let parents: usize = 0;
let name: usize = 0;
let last: i32 = 0;

export function placeCosts(metric: i32, costsAt: usize, factor: f64): void {
  rule = metric;
  costs = costsAt;
  scale = factor;
}

export function placeColumns(x: usize, y: usize, w: usize, k: usize, p: usize, names: usize): void {
  xs = x;
  ys = y;
  weights = w;
  keys = k;
  parents = p;
  name = names;
}

export function beginDense(): void {
  begin();
  for (let v = 1; v < n; v++) {
    const k = v - 1;
    if (rule != TABLE) {
      set(xs, k, load<f64>(costs + (<usize>v << 4)));
      set(ys, k, load<f64>(costs + (<usize>v << 4), 8));
    }
    set(weights, k, number(weight, v));
    set(keys, k, Infinity);
    set(parents, k, 0);
    put(name, k, v);
  }
  // Lanes beyond the last node never become cheaper than Infinity.
  for (let k = n - 1; k < n + 1; k++) {
    set(xs, k, 0);
    set(ys, k, 0);
    set(weights, k, Infinity);
    set(keys, k, Infinity);
    put(name, k, 0);
  }
  join(0);
  last = 0;
}

/** Distances of two nodes by the rules of TSPLIB 95, operation by operation as in the model, times the scale, rounded downward. */
@inline
function distances(metric: i32, x: v128, y: v128): v128 {
  const half = f64x2.splat(0.5);
  let value: v128;
  if (metric == MANHATTAN_ROUNDED || metric == MANHATTAN) {
    value = f64x2.add(f64x2.abs(x), f64x2.abs(y));
    if (metric == MANHATTAN_ROUNDED) value = f64x2.floor(f64x2.add(value, half));
  } else if (metric == MAXIMUM_ROUNDED) {
    value = f64x2.max(f64x2.floor(f64x2.add(f64x2.abs(x), half)), f64x2.floor(f64x2.add(f64x2.abs(y), half)));
  } else if (metric == MAXIMUM) {
    value = f64x2.max(f64x2.abs(x), f64x2.abs(y));
  } else {
    value = f64x2.add(f64x2.mul(x, x), f64x2.mul(y, y));
    if (metric == PSEUDO_EUCLIDEAN) value = f64x2.div(value, f64x2.splat(10));
    value = f64x2.sqrt(value);
    if (metric == ROUNDED) value = f64x2.floor(f64x2.add(value, half));
    if (metric == CEILED) value = f64x2.ceil(value);
    if (metric == PSEUDO_EUCLIDEAN) {
      const rounded = f64x2.floor(f64x2.add(value, half));
      value = f64x2.add(rounded, v128.and(f64x2.lt(rounded, value), f64x2.splat(1)));
    }
  }
  value = f64x2.mul(value, f64x2.splat(scale));
  return metric == STRAIGHT || metric == MANHATTAN || metric == MAXIMUM ? f64x2.floor(value) : value;
}

/** Edges from the last joined node to all outside. Returns the column of the least key, the first of equals. */
@inline
function relax(metric: i32): i32 {
  const own = f64x2.splat(number(weight, last));
  const from = f64x2.splat(<f64>last);
  const row = costs + ((<usize>last * <usize>n) << 3);
  const x = metric == TABLE ? f64x2.splat(0) : v128.load64_splat(costs + (<usize>last << 4));
  const y = metric == TABLE ? f64x2.splat(0) : v128.load64_splat(costs + (<usize>last << 4), 8);
  let least = f64x2.splat(Infinity);
  let where = f64x2.splat(0);
  let index = f64x2(0, 1);
  const two = f64x2.splat(2);
  const end = <usize>(n - joined) << 3;
  for (let k: usize = 0; k < end; k += 16) {
    let value: v128;
    if (metric == TABLE) {
      const names = name + (k >> 1);
      value = v128.load64_zero(row + (<usize>load<i32>(names) << 3));
      value = v128.load_lane<f64>(row + (<usize>load<i32>(names, 4) << 3), value, 1);
    } else {
      value = distances(metric, f64x2.sub(x, v128.load(xs + k)), f64x2.sub(y, v128.load(ys + k)));
    }
    value = f64x2.add(value, f64x2.add(own, v128.load(weights + k)));
    const before = v128.load(keys + k);
    const cheaper = f64x2.lt(value, before);
    value = v128.bitselect(value, before, cheaper);
    v128.store(keys + k, value);
    v128.store(parents + k, v128.bitselect(from, v128.load(parents + k), cheaper));
    const nearer = f64x2.lt(value, least);
    least = v128.bitselect(value, least, nearer);
    where = v128.bitselect(index, where, nearer);
    index = f64x2.add(index, two);
  }
  const a = f64x2.extract_lane(least, 0);
  const b = f64x2.extract_lane(least, 1);
  const i = f64x2.extract_lane(where, 0);
  const j = f64x2.extract_lane(where, 1);
  return <i32>(b < a || (b == a && j < i) ? j : i);
}

function relaxBy(metric: i32): i32 {
  switch (metric) {
    case ROUNDED:
      return relax(ROUNDED);
    case STRAIGHT:
      return relax(STRAIGHT);
    case CEILED:
      return relax(CEILED);
    case PSEUDO_EUCLIDEAN:
      return relax(PSEUDO_EUCLIDEAN);
    case MANHATTAN_ROUNDED:
      return relax(MANHATTAN_ROUNDED);
    case MANHATTAN:
      return relax(MANHATTAN);
    case MAXIMUM_ROUNDED:
      return relax(MAXIMUM_ROUNDED);
    case MAXIMUM:
      return relax(MAXIMUM);
    default:
      return relax(TABLE);
  }
}

/** Joins at most so many nodes. Returns how many are in the tree. Nodes that no finite edge reaches join at Infinity. */
export function growDense(most: i32): i32 {
  for (let step = 0; step < most && joined < n; step++) {
    const k = relaxBy(rule);
    const v = at(name, k);
    set(key, v, number(keys, k));
    put(parent, v, <i32>number(parents, k));
    join(v);
    const end = n - joined;
    set(xs, k, number(xs, end));
    set(ys, k, number(ys, end));
    set(weights, k, number(weights, end));
    set(keys, k, number(keys, end));
    set(parents, k, number(parents, end));
    put(name, k, at(name, end));
    set(weights, end, Infinity);
    set(keys, end, Infinity);
    last = v;
  }
  return joined;
}

/** Whole cost of one edge. */
function costOf(a: i32, b: i32): f64 {
  if (rule == TABLE) return load<f64>(costs + ((<usize>a * <usize>n + <usize>b) << 3));
  const difference = f64x2.sub(v128.load(costs + (<usize>a << 4)), v128.load(costs + (<usize>b << 4)));
  const y = f64x2.splat(f64x2.extract_lane(difference, 1));
  return f64x2.extract_lane(distances(rule, difference, y), 0);
}

export function closeDense(): f64 {
  chooseLeaf();
  const neighbour = neighbourOf(leaf);
  let least = Infinity;
  let end = -1;
  for (let w = 0; w < n; w++) {
    if (w == leaf || w == neighbour) continue;
    const value = costOf(leaf, w) + number(weight, w);
    if (value < least) {
      least = value;
      end = w;
    }
  }
  return close(end, least + number(weight, leaf));
}

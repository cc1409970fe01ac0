/**
 * Addresses and sizes of one tour search, and the cost of an edge. Nodes are numbered along a space-filling curve by the
 * caller, so that near nodes share cache lines. Distances follow TSPLIB 95 (Reinelt 1995), operation by operation as in the
 * model, so both give the same bits.
 */

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
const DIRECTED: i32 = 9;

export let n: i32 = 0;
/** 1 when costs are directed, else -1: the edge between nodes a and b is fixed when (a ^ b) == pairing. */
export let pairing: i32 = -1;
/** log2 of the nodes of a city. */
export let doubled: i32 = 0;
export let width: i32 = 0;
let rule: i32 = 0;
/** f64 x, y of each node, or the table of costs, row-major n x n; n/2 x n/2 for arcs. */
let costs: usize = 0;
/** near: i32 n x width, nearest first; nearCost: f64 of the same shape. */
export let near: usize = 0;
export let nearCost: usize = 0;
/** order[position] = node and its inverse, i32 n. */
export let order: usize = 0;
export let position: usize = 0;

/** `metric` is one of the rules above; the caller has checked that it is. */
export function placeNodes(count: i32, metric: i32, costsAt: usize): void {
  n = count;
  rule = metric;
  costs = costsAt;
  pairing = metric == DIRECTED ? 1 : -1;
  doubled = metric == DIRECTED ? 1 : 0;
}

export function placeNeighbours(columns: i32, nodesAt: usize, costsAt: usize): void {
  width = columns;
  near = nodesAt;
  nearCost = costsAt;
}

export function placeTour(orderAt: usize, positionAt: usize): void {
  order = orderAt;
  position = positionAt;
}

/** Cost of the edge between two nodes; of opposite parity when costs are directed. */
@inline
export function cost(a: i32, b: i32): f64 {
  if (rule == TABLE) return load<f64>(costs + ((<usize>a * <usize>n + <usize>b) << 3));
  if (rule == DIRECTED) {
    const out = select<i32>(a, b, a & 1) >> 1;
    const into = select<i32>(b, a, a & 1) >> 1;
    return load<f64>(costs + ((<usize>out * <usize>(n >> 1) + <usize>into) << 3));
  }
  const p = costs + (<usize>a << 4);
  const q = costs + (<usize>b << 4);
  const x = load<f64>(p) - load<f64>(q);
  const y = load<f64>(p, 8) - load<f64>(q, 8);
  if (rule == ROUNDED) return floor(sqrt(x * x + y * y) + 0.5);
  return otherDistance(x, y);
}

function otherDistance(x: f64, y: f64): f64 {
  switch (rule) {
    case STRAIGHT:
      return sqrt(x * x + y * y);
    case CEILED:
      return ceil(sqrt(x * x + y * y));
    case PSEUDO_EUCLIDEAN: {
      const r = sqrt((x * x + y * y) / 10);
      const t = floor(r + 0.5);
      return t < r ? t + 1 : t;
    }
    case MANHATTAN_ROUNDED:
      return floor(abs(x) + abs(y) + 0.5);
    case MANHATTAN:
      return abs(x) + abs(y);
    case MAXIMUM_ROUNDED:
      return max(floor(abs(x) + 0.5), floor(abs(y) + 0.5));
    default:
      return max(abs(x), abs(y));
  }
}

@inline
export function nodeAt(p: i32): i32 {
  return load<i32>(order + (<usize>p << 2));
}

@inline
export function positionOf(node: i32): i32 {
  return load<i32>(position + (<usize>node << 2));
}

@inline
export function next(node: i32): i32 {
  return nodeAfter(positionOf(node));
}

@inline
export function previous(node: i32): i32 {
  return nodeBefore(positionOf(node));
}

@inline
export function nodeAfter(p: i32): i32 {
  return nodeAt(p + 1 < n ? p + 1 : 0);
}

@inline
export function nodeBefore(p: i32): i32 {
  return nodeAt(p > 0 ? p - 1 : n - 1);
}

@inline
export function setNode(p: i32, node: i32): void {
  store<i32>(order + (<usize>p << 2), node);
  store<i32>(position + (<usize>node << 2), p);
}

/** Length of the tour, summed along it: O(n). */
export function tourLength(): f64 {
  let sum: f64 = 0;
  for (let p = 0; p < n; p++) sum += cost(nodeAt(p), nodeAfter(p));
  return sum;
}

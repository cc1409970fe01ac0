/**
 * A child of a tour A: some of A's edges replaced, without touching the array that holds A. A side of a node is
 * 2 * node + 0 towards the next position, + 1 towards the previous; the child is a list of sides with new mates, and the
 * positions where A is cut as a set of bits, so that the pieces come in order without sorting.
 * Subtours are joined smallest first, each to the neighbour that costs least (Nagata & Kobayashi 2013).
 */
import { cost, n, near, nodeAfter, nodeAt, nodeBefore, pairing, positionOf, width } from "./tour-memory";

/** i32 by side: its mate in the child, valid where `stamp` holds the child's mark. */
let mate: usize = 0;
let stamp: usize = 0;
let mark: i32 = 0;
/** Sides with a mate. */
let touched: usize = 0;
export let touchedCount: i32 = 0;
/** Cuts after positions: bits, and ascending; the piece that ends or begins at a position; the subtour of each piece. */
let cutBits: usize = 0;
let cut: usize = 0;
let cuts: i32 = 0;
let pieceAt: usize = 0;
let subtour: usize = 0;
let smallest: i32 = 0;
/** Pairs of nodes tried since the start. */
export let tried: u64 = 0;

/** `work`: i32 10 n + 64, zero. */
export function placeChild(work: usize): void {
  const row = <usize>n << 2;
  cutBits = work;
  mate = cutBits + row + 64;
  stamp = mate + 2 * row;
  touched = stamp + 2 * row;
  cut = touched + 2 * row;
  pieceAt = cut + row;
  subtour = pieceAt + row;
}

@inline
function at(array: usize, k: i32): i32 {
  return load<i32>(array + (<usize>k << 2));
}

@inline
function put(array: usize, k: i32, value: i32): void {
  store<i32>(array + (<usize>k << 2), value);
}

@inline
export function touchedSide(k: i32): i32 {
  return at(touched, k);
}

/** The node that a touched side leads to in the child. */
@inline
export function mateOf(side: i32): i32 {
  return at(mate, side) >> 1;
}

/** The node that a side leads to in A. */
@inline
export function neighbourInParent(side: i32): i32 {
  const p = positionOf(side >> 1);
  return (side & 1) == 0 ? nodeAfter(p) : nodeBefore(p);
}

/** The side of v that leads to w in A. */
@inline
export function facing(v: i32, w: i32): i32 {
  return nodeAfter(positionOf(v)) == w ? 2 * v : 2 * v + 1;
}

/** The side at the other end of the child's edge from a side. */
@inline
function across(side: i32): i32 {
  if (at(stamp, side) == mark) return at(mate, side);
  return 2 * neighbourInParent(side) + ((side & 1) ^ 1);
}

export function startChild(): void {
  for (let k = 0; k < cuts; k++) store<u64>(cutBits + (<usize>(at(cut, k) >> 6) << 3), 0);
  cuts = 0;
  touchedCount = 0;
  mark++;
}

function touch(side: i32): void {
  if (at(stamp, side) == mark) return;
  put(stamp, side, mark);
  put(touched, touchedCount++, side);
  const p = positionOf(side >> 1);
  const c = (side & 1) == 0 ? p : p > 0 ? p - 1 : n - 1;
  const word = cutBits + (<usize>(c >> 6) << 3);
  store<u64>(word, load<u64>(word) | (<u64>1 << (c & 63)));
}

/** Joins two sides by an edge. Both ends of every edge taken out must get a mate before `countSubtours`. */
export function join(a: i32, b: i32): void {
  touch(a);
  touch(b);
  put(mate, a, b);
  put(mate, b, a);
}

function listCuts(): void {
  cuts = 0;
  const words = (n + 63) >> 6;
  for (let k = 0; k < words; k++) {
    let word = load<u64>(cutBits + (<usize>k << 3));
    while (word != 0) {
      put(cut, cuts++, (k << 6) + <i32>ctz(word));
      word &= word - 1;
    }
  }
  // Piece r lies after cut r - 1, up to cut r. A piece of one position gets the same number twice.
  for (let r = 0; r < cuts; r++) {
    const c = at(cut, r);
    put(pieceAt, c, r);
    put(pieceAt, c + 1 < n ? c + 1 : 0, r + 1 < cuts ? r + 1 : 0);
    put(subtour, r, -1);
  }
}

@inline
function cutBefore(r: i32): i32 {
  return at(cut, r > 0 ? r - 1 : cuts - 1);
}

@inline
function lengthOf(r: i32): i32 {
  const length = at(cut, r) - cutBefore(r);
  return length > 0 ? length : length + n;
}

/** Gives every piece its subtour and notes the smallest. O(n / 64 + pieces). */
export function countSubtours(): i32 {
  listCuts();
  let count = 0;
  let least = i32.MAX_VALUE;
  for (let start = 0; start < cuts; start++) {
    if (at(subtour, start) >= 0) continue;
    let size = 0;
    let r = start;
    let side = 2 * nodeAt(at(cut, start));
    do {
      put(subtour, r, count);
      size += lengthOf(r);
      const arrived = at(mate, side);
      r = at(pieceAt, positionOf(arrived >> 1));
      side = (arrived & 1) == 1 ? 2 * nodeAt(at(cut, r)) : 2 * nodeAfter(cutBefore(r)) + 1;
    } while (at(subtour, r) < 0);
    if (size < least) {
      least = size;
      smallest = count;
    }
    count++;
  }
  return count;
}

/** Whether a position lies in the smallest subtour. */
@inline
function isInside(p: i32): bool {
  let low = 0;
  let high = cuts;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(cut, middle) < p) low = middle + 1;
    else high = middle;
  }
  return at(subtour, low < cuts ? low : 0) == smallest;
}

let most: f64 = 0;
let sideA: i32 = 0;
let sideB: i32 = 0;

/** Tries to join the smallest subtour at node u to all its neighbours outside. */
function tryNode(u: i32): void {
  const ahead = across(2 * u) >> 1;
  const behind = across(2 * u + 1) >> 1;
  const costAhead = ahead == (u ^ pairing) ? -Infinity : cost(u, ahead);
  const costBehind = behind == (u ^ pairing) ? -Infinity : cost(u, behind);
  const row = <usize>u * <usize>width;
  for (let k = row; k < row + <usize>width; k++) {
    const v = load<i32>(near + (k << 2));
    if (isInside(positionOf(v))) continue;
    const bridge = cost(u, v);
    tried++;
    for (let side = 2 * v; side < 2 * v + 2; side++) {
      const w = across(side) >> 1;
      if (w == (v ^ pairing)) continue;
      const open = cost(v, w) - bridge;
      const byAhead = open + costAhead - cost(ahead, w);
      const byBehind = open + costBehind - cost(behind, w);
      if (max(byAhead, byBehind) <= most) continue;
      most = max(byAhead, byBehind);
      sideA = byAhead >= byBehind ? 2 * u : 2 * u + 1;
      sideB = side;
    }
  }
}

/** Joins the smallest subtour to another where that costs least. Returns the gain, or -Infinity when it has no neighbour outside. */
export function joinSmallest(): f64 {
  most = -Infinity;
  for (let r = 0; r < cuts; r++) {
    if (at(subtour, r) != smallest) continue;
    let p = cutBefore(r);
    for (let k = lengthOf(r); k > 0; k--) {
      p = p + 1 < n ? p + 1 : 0;
      tryNode(nodeAt(p));
    }
  }
  if (most == -Infinity) return most;
  const farA = across(sideA);
  const farB = across(sideB);
  join(sideA, sideB);
  join(farA, farB);
  return most;
}

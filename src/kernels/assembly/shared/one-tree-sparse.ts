/**
 * Prim's algorithm over adjacency lists, with a binary heap of the nodes reached (Prim 1957). O(entries + n log n).
 */
import {
  at,
  begin,
  chooseLeaf,
  close,
  column,
  join,
  joined,
  key,
  n,
  number,
  other,
  parent,
  price,
  put,
  rowStart,
  set,
  weight,
} from "./one-tree";

let heap: usize = 0;
/** Of each node: -1 not reached, -2 in the tree, else its position in the heap. */
let place: usize = 0;
let waiting: i32 = 0;

/** i32 n each. */
export function placeHeap(heapAt: usize, placeAt: usize): void {
  heap = heapAt;
  place = placeAt;
}

/** Moves a node with this key up from the hole at `k`. */
@inline
function rise(node: i32, own: f64, from: i32): void {
  let k = from;
  while (k > 0) {
    const up = (k - 1) >> 1;
    const above = at(heap, up);
    if (number(key, above) <= own) break;
    put(heap, k, above);
    put(place, above, k);
    k = up;
  }
  put(heap, k, node);
  put(place, node, k);
}

/** Takes out the least key: the last node sinks from the root. */
@inline
function pop(): i32 {
  const least = at(heap, 0);
  const node = at(heap, --waiting);
  const own = number(key, node);
  let k = 0;
  for (;;) {
    let down = 2 * k + 1;
    if (down >= waiting) break;
    let child = at(heap, down);
    let its = number(key, child);
    if (down + 1 < waiting) {
      const right = at(heap, down + 1);
      const its2 = number(key, right);
      if (its2 < its) {
        its = its2;
        child = right;
        down++;
      }
    }
    if (its >= own) break;
    put(heap, k, child);
    put(place, child, k);
    k = down;
  }
  put(heap, k, node);
  put(place, node, k);
  put(place, least, -2);
  return least;
}

export function beginSparse(): void {
  begin();
  for (let v = 1; v < n; v++) put(place, v, -1);
  put(heap, 0, 0);
  put(place, 0, 0);
  waiting = 1;
}

/** Joins at most so many nodes. Returns how many are in the tree; none is joined when none can be reached. */
export function growSparse(most: i32): i32 {
  for (let step = 0; step < most && waiting > 0; step++) {
    const v = pop();
    join(v);
    const own = number(weight, v);
    const end = at(rowStart, v + 1);
    for (let e = at(rowStart, v); e < end; e++) {
      const w = at(column, e);
      const where = at(place, w);
      if (where == -2) continue;
      const value = number(price, e) + own + number(weight, w);
      if (value >= number(key, w)) continue;
      set(key, w, value);
      put(parent, w, v);
      rise(w, value, where < 0 ? waiting++ : where);
    }
  }
  return joined;
}

export function closeSparse(): f64 {
  if (joined < n) return Infinity;
  const second = chooseLeaf();
  return close(other, second);
}

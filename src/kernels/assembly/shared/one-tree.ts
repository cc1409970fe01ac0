/**
 * The 1-tree that the two constructions of one-trees share: weights, keys, parents, degrees, and the edge that closes it. All
 * costs and weights are whole numbers in doubles, sums below 2^53, or Infinity.
 */
export let n: i32 = 0;
/** The lists: rowStart i32 n + 1, column i32 and price f64 of each entry. */
export let rowStart: usize = 0;
export let column: usize = 0;
export let price: usize = 0;
/** weight, key f64 n; parent, degree, order i32 n. */
export let weight: usize = 0;
export let key: usize = 0;
export let parent: usize = 0;
let degree: usize = 0;
let order: usize = 0;

export let joined: i32 = 0;
let total: f64 = 0;
/** The edge that closes the 1-tree: a leaf and its second neighbour. */
export let leaf: i32 = -1;
export let other: i32 = -1;

export function placeLists(count: i32, starts: usize, columns: usize, prices: usize): void {
  n = count;
  rowStart = starts;
  column = columns;
  price = prices;
}

export function placeTree(weightAt: usize, keyAt: usize, parentAt: usize, degreeAt: usize, orderAt: usize): void {
  weight = weightAt;
  key = keyAt;
  parent = parentAt;
  degree = degreeAt;
  order = orderAt;
}

@inline
export function at(array: usize, k: i32): i32 {
  return load<i32>(array + (<usize>k << 2));
}

@inline
export function put(array: usize, k: i32, value: i32): void {
  store<i32>(array + (<usize>k << 2), value);
}

@inline
export function number(array: usize, k: i32): f64 {
  return load<f64>(array + (<usize>k << 3));
}

@inline
export function set(array: usize, k: i32, value: f64): void {
  store<f64>(array + (<usize>k << 3), value);
}

export function begin(): void {
  for (let v = 0; v < n; v++) {
    set(key, v, Infinity);
    put(degree, v, 0);
  }
  set(key, 0, 0);
  put(parent, 0, -1);
  joined = 0;
  total = 0;
  leaf = -1;
  other = -1;
}

/** The node joins the tree by its parent and key. */
@inline
export function join(v: i32): void {
  total += number(key, v);
  put(order, joined++, v);
  if (v == 0) return;
  const up = at(parent, v);
  put(degree, v, at(degree, v) + 1);
  put(degree, up, at(degree, up) + 1);
}

/** The neighbour in the tree of a leaf. */
@inline
export function neighbourOf(v: i32): i32 {
  return v == 0 ? at(order, 1) : at(parent, v);
}

/** The leaf whose second edge in the lists costs most. Returns that cost; Infinity when the lists give a leaf no second edge. */
export function chooseLeaf(): f64 {
  let dearest = -Infinity;
  for (let v = 0; v < n; v++) {
    if (at(degree, v) != 1) continue;
    const neighbour = neighbourOf(v);
    let least = Infinity;
    let found = -1;
    const end = at(rowStart, v + 1);
    for (let e = at(rowStart, v); e < end; e++) {
      const w = at(column, e);
      if (w == neighbour) continue;
      const value = number(price, e) + number(weight, w);
      if (value < least) {
        least = value;
        found = w;
      }
    }
    least += number(weight, v);
    if (least > dearest) {
      dearest = least;
      leaf = v;
      other = found;
    }
  }
  return dearest;
}

/** Closes the tree at its leaf with an edge to `end` (-1: there is none) of that key. Returns the 1-tree's cost under the weights, less twice their sum. */
export function close(end: i32, second: f64): f64 {
  other = end;
  if (other < 0) return Infinity;
  put(degree, leaf, at(degree, leaf) + 1);
  put(degree, other, at(degree, other) + 1);
  let sum: f64 = 0;
  for (let v = 0; v < n; v++) sum += number(weight, v);
  return total + second - 2 * sum;
}

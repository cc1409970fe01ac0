/**
 * Routes as rings of links: route r is the ring of its depot, node n + 1 + r, and its customers. Every change is
 * journalled and can be taken back, the latest first. O(1) a change. The twin is src/kernels/routes/plan.ts.
 */

export let n: i32 = 0;
let vehicles: i32 = 0;
export let capacity: f64 = 0;
/** f64 rows of n + 1: rows[a][b] is the way from a to b, columns[b][a] the same. */
let rows: usize = 0;
let columns: usize = 0;
export let demands: usize = 0;
/** i32 by node, depots included. */
export let next: usize = 0;
export let previous: usize = 0;
/** f64 by node: cost of the way to the next. */
export let out: usize = 0;
/** i32 by customer, -1 when it is left out. */
export let route: usize = 0;
/** f64 and i32 by route. */
export let loads: usize = 0;
export let size: usize = 0;
/** i32: routes with customers, where each stands among them, and the others. */
export let used: usize = 0;
let seat: usize = 0;
let spares: usize = 0;
let spareCount: i32 = 0;
/** Pairs of i32: customer, the node before it or -1 for one that was put in. */
let journal: usize = 0;
let journalled: i32 = 0;

export let usedCount: i32 = 0;
export let cost: f64 = 0;

export function placeCosts(customers: i32, rowsAt: usize, columnsAt: usize, demandsAt: usize, room: f64): void {
  n = customers;
  rows = rowsAt;
  columns = columnsAt;
  demands = demandsAt;
  capacity = room;
}

export function placeLinks(nextAt: usize, previousAt: usize, outAt: usize, routeAt: usize, journalAt: usize): void {
  next = nextAt;
  previous = previousAt;
  out = outAt;
  route = routeAt;
  journal = journalAt;
  for (let c: i32 = 0; c <= n; c++) store<i32>(route + (<usize>c << 2), -1);
}

export function placeRoutes(
  most: i32,
  loadAt: usize,
  sizeAt: usize,
  usedAt: usize,
  seatAt: usize,
  sparesAt: usize,
): void {
  vehicles = most;
  loads = loadAt;
  size = sizeAt;
  used = usedAt;
  seat = seatAt;
  spares = sparesAt;
  spareCount = most;
  for (let k: i32 = 0; k < most; k++) store<i32>(spares + (<usize>k << 2), most - 1 - k);
  for (let k: i32 = 0; k <= n + most; k++) {
    store<i32>(next + (<usize>k << 2), k);
    store<i32>(previous + (<usize>k << 2), k);
  }
}

@inline
export function at(array: usize, index: i32): i32 {
  return load<i32>(array + (<usize>index << 2));
}

@inline
function set(array: usize, index: i32, value: i32): void {
  store<i32>(array + (<usize>index << 2), value);
}

@inline
export function number(array: usize, index: i32): f64 {
  return load<f64>(array + (<usize>index << 3));
}

@inline
function setNumber(array: usize, index: i32, value: f64): void {
  store<f64>(array + (<usize>index << 3), value);
}

/** The node's place in the tables: depots are 0. */
@inline
function place(node: i32): i32 {
  return select<i32>(0, node, node > n);
}

/** Row of a customer: cost from it to node k at 8 k; and of the costs to it. */
@inline
export function fromRow(customer: i32): usize {
  return rows + <usize>customer * <usize>(n + 1) * 8;
}

@inline
export function toRow(customer: i32): usize {
  return columns + <usize>customer * <usize>(n + 1) * 8;
}

@inline
export function inRow(row: usize, node: i32): f64 {
  return load<f64>(row + (<usize>place(node) << 3));
}

function put(customer: i32, node: i32): void {
  const after = at(next, node);
  const into = inRow(toRow(customer), node);
  const onward = inRow(fromRow(customer), after);
  set(next, node, customer);
  set(previous, customer, node);
  set(next, customer, after);
  set(previous, after, customer);
  cost += into + onward - number(out, node);
  setNumber(out, node, into);
  setNumber(out, customer, onward);
  const r = node > n ? node - n - 1 : at(route, node);
  set(route, customer, r);
  setNumber(loads, r, number(loads, r) + number(demands, customer));
  const customers = at(size, r);
  set(size, r, customers + 1);
  if (customers > 0) return;
  spareCount--; // r is the last of the spares: routes are taken and given back in turn
  set(seat, r, usedCount);
  set(used, usedCount++, r);
}

function take(customer: i32): void {
  const before = at(previous, customer);
  const after = at(next, customer);
  const direct: f64 = before == after ? 0 : inRow(fromRow(place(before)), after);
  set(next, before, after);
  set(previous, after, before);
  cost += direct - number(out, before) - number(out, customer);
  setNumber(out, before, direct);
  const r = at(route, customer);
  set(route, customer, -1);
  setNumber(loads, r, number(loads, r) - number(demands, customer));
  const customers = at(size, r) - 1;
  set(size, r, customers);
  if (customers > 0) return;
  set(spares, spareCount++, r);
  const last = at(used, --usedCount);
  set(used, at(seat, r), last);
  set(seat, last, at(seat, r));
}

@inline
function note(customer: i32, node: i32): void {
  set(journal, 2 * journalled, customer);
  set(journal, 2 * journalled++ + 1, node);
}

/** Depot of an unused route, or -1. */
@inline
export function spare(): i32 {
  return spareCount > 0 ? n + 1 + at(spares, spareCount - 1) : -1;
}

/** Puts a customer that is left out behind a node. */
export function link(customer: i32, node: i32): void {
  note(customer, -1);
  put(customer, node);
}

export function unlink(customer: i32): void {
  note(customer, at(previous, customer));
  take(customer);
}

/** Forgets what could be taken back. */
export function keep(): void {
  journalled = 0;
}

/** Takes back all changes since `keep`; the cost before them is given, free of rounding. */
export function undo(costBefore: f64): void {
  while (journalled > 0) {
    const node = at(journal, 2 * --journalled + 1);
    const customer = at(journal, 2 * journalled);
    if (node < 0) take(customer);
    else put(customer, node);
  }
  cost = costBefore;
}

/** Takes all customers out. */
export function empty(): void {
  for (let c: i32 = 1; c <= n; c++) {
    if (at(route, c) >= 0) take(c);
  }
  journalled = 0;
  cost = 0;
}

/**
 * Greedy insertion with blinks (Christiaens & Vanden Berghe, Transportation Science 54, 2020, section 5.3): customers
 * in a random sort of order, each to its cheapest place, places passed over now and then. Where customers are many, places
 * beside near ones are tried first. O(customers) a customer. The twin is src/kernels/routes/recreate.ts.
 */
import {
  at,
  capacity,
  demands,
  fromRow,
  inRow,
  link,
  loads,
  n,
  next,
  number,
  out,
  previous,
  route,
  spare,
  toRow,
  used,
  usedCount,
} from "./route-plan";
import { neighbour, neighbours, uniform } from "./route-ruin";
import { below } from "./tour-random";

/** f64 sort keys, as many as customers can be listed. */
let keys: usize = 0;
/** i32: places until the next that is passed over. */
let gaps: usize = 0;
let gapCount: i32 = 0;
let left: i32 = 0;
/** Customers from which places beside near ones are tried first. */
let many: i32 = 0;
/** Chances of the orders of insertion, cumulated. */
let random: i32 = 0;
let large: i32 = 0;
let far: i32 = 0;
let close: i32 = 0;

let best: f64 = 0;
let behind: i32 = 0;
export let work: f64 = 0;

export function placeRecreate(keysAt: usize, gapsAt: usize, count: i32, from: i32): void {
  keys = keysAt;
  gaps = gapsAt;
  gapCount = count;
  many = from;
}

export function tuneOrders(a: i32, b: i32, c: i32, d: i32): void {
  random = a;
  large = b;
  far = c;
  close = d;
}

/** The place behind node `c`, for the customer with these rows of costs. */
@inline
function consider(to: usize, from: usize, c: i32): void {
  if (left-- == 0) {
    left = at(gaps, below(gapCount));
    return;
  }
  const change = inRow(to, c) + inRow(from, at(next, c)) - number(out, c);
  if (change >= best) return;
  best = change;
  behind = c;
}

function considerNear(customer: i32, to: usize, from: usize): void {
  const room = capacity - number(demands, customer);
  const width = neighbours();
  let considered: i32 = 0;
  for (let k: i32 = 0; k < width; k++) {
    const c = neighbour(customer, k);
    const r = at(route, c);
    if (r < 0 || number(loads, r) > room) continue;
    considered += 2;
    consider(to, from, c);
    consider(to, from, at(previous, c));
  }
  work += considered;
}

function considerAll(customer: i32, to: usize, from: usize): void {
  const room = capacity - number(demands, customer);
  let considered: i32 = 0;
  for (let k: i32 = 0; k < usedCount; k++) {
    const r = at(used, k);
    if (number(loads, r) > room) continue;
    const depot = n + 1 + r;
    let c = depot;
    do {
      considered++;
      consider(to, from, c);
      c = at(next, c);
    } while (c != depot);
  }
  work += considered;
}

function insert(customer: i32): bool {
  best = Infinity;
  behind = -1;
  const to = toRow(customer);
  const from = fromRow(customer);
  if (n >= many) considerNear(customer, to, from);
  if (behind < 0) considerAll(customer, to, from);
  work++;
  const depot = spare();
  if (depot >= 0 && load<f64>(to) + load<f64>(from) < best) behind = depot;
  if (behind < 0) return false;
  link(customer, behind);
  return true;
}

@inline
function keyOf(pick: i32, customer: i32): f64 {
  if (pick < random) return uniform();
  if (pick < large) return -number(demands, customer);
  return pick < far ? -load<f64>(toRow(customer)) : load<f64>(toRow(customer));
}

/** Puts customers back, of list[0 .. count) all that fit; returns how many do not, and leaves them at the front. */
export function recreate(list: usize, count: i32): i32 {
  const pick = below(close);
  for (let k: i32 = 0; k < count; k++) {
    const customer = at(list, k);
    const key = keyOf(pick, customer);
    let to = k;
    for (; to > 0 && number(keys, to - 1) > key; to--) {
      store<f64>(keys + (<usize>to << 3), number(keys, to - 1));
      store<i32>(list + (<usize>to << 2), at(list, to - 1));
    }
    store<f64>(keys + (<usize>to << 3), key);
    store<i32>(list + (<usize>to << 2), customer);
  }
  let missing: i32 = 0;
  for (let k: i32 = 0; k < count; k++) {
    const customer = at(list, k);
    if (!insert(customer)) store<i32>(list + (<usize>(missing++) << 2), customer);
  }
  return missing;
}

/**
 * Ruin by adjacent strings (Christiaens & Vanden Berghe, Transportation Science 54, 2020, section 5.2): around a random
 * customer, a string of customers leaves each of a few routes. O(customers removed + neighbours looked at). The twin is
 * src/kernels/routes/ruin.ts.
 */
import { at, n, next, previous, route, size, unlink, used, usedCount } from "./route-plan";
import { below, draw } from "./tour-random";

let width: i32 = 0;
/** i32 rows of `width` by customer. */
let near: usize = 0;
/** i32 by route: the ruin in which it lost a string. */
let stamp: usize = 0;
let ruins: i32 = 0;
/** i32: where customers that leave are listed. */
let list: usize = 0;
let removed: f64 = 0;
let longestString: f64 = 0;
let split: f64 = 0;
let deeper: f64 = 0;
let gone: i32 = 0;

export function placeRuin(columns: i32, nearAt: usize, stampAt: usize, listAt: usize): void {
  width = columns;
  near = nearAt;
  stamp = stampAt;
  list = listAt;
}

export function tuneRuin(average: f64, longest: f64, splitShare: f64, deeperShare: f64): void {
  removed = average;
  longestString = longest;
  split = splitShare;
  deeper = deeperShare;
}

@inline
export function neighbour(customer: i32, k: i32): i32 {
  return load<i32>(near + ((<usize>customer * <usize>width + <usize>k) << 2));
}

@inline
export function neighbours(): i32 {
  return width;
}

/** Uniform in [0, 1), 32 bits. */
@inline
export function uniform(): f64 {
  return <f64>draw() * 2.3283064365386963e-10; // 2^-32
}

/** First customer of a random stretch of `length` customers of the route that holds `customer`. */
function startOf(customer: i32, length: i32): i32 {
  let before: i32 = 0;
  for (let c = at(previous, customer); c <= n && before < length - 1; c = at(previous, c)) before++;
  let after: i32 = 0;
  for (let c = at(next, customer); c <= n && after < length - 1; c = at(next, c)) after++;
  const least = max<i32>(0, length - 1 - after);
  let start = customer;
  for (let steps = least + below(before - least + 1); steps > 0; steps--) start = at(previous, start);
  return start;
}

function removeString(customer: i32, length: i32): void {
  const whole = at(size, at(route, customer));
  let left: i32 = 0; // customers that stay in the middle
  if (length > 1 && length < whole && uniform() < split) {
    left = 1;
    while (length + left < whole && uniform() < deeper) left++;
  }
  const first = left > 0 ? 1 + below(length - 1) : length;
  let c = startOf(customer, length + left);
  for (let k: i32 = 0; k < length + left; k++) {
    const after = at(next, c);
    if (k < first || k >= first + left) {
      unlink(c);
      store<i32>(list + (<usize>(gone++) << 2), c);
    }
    c = after;
  }
}

/** Lists the customers that leave behind the first `listed`; returns how many are listed then. */
export function ruin(listed: i32): i32 {
  gone = listed;
  ruins++;
  let present: i32 = 0;
  for (let k: i32 = 0; k < usedCount; k++) present += at(size, at(used, k));
  const longest = min<f64>(longestString, <f64>present / <f64>max<i32>(1, usedCount));
  let strings = <i32>floor(1 + uniform() * ((4 * removed) / (1 + longest) - 1));
  const seed = 1 + below(n);
  for (let k: i32 = -1; k < width && strings > 0; k++) {
    const customer = k < 0 ? seed : neighbour(seed, k);
    const r = at(route, customer);
    if (r < 0 || at(stamp, r) == ruins) continue;
    store<i32>(stamp + (<usize>r << 2), ruins);
    strings--;
    removeString(customer, <i32>floor(1 + uniform() * min<f64>(<f64>at(size, r), longest)));
  }
  return gone;
}

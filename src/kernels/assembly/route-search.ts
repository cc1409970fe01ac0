/**
 * Slack induction by string removals for capacitated vehicle routes (Christiaens & Vanden Berghe, Transportation
 * Science 54, 2020): ruin, recreate, and accept by simulated annealing. O(customers removed x customers) a step, or x
 * neighbours where customers are many.
 * The twin is src/kernels/routes/reference.ts.
 */
import {
  at,
  cost,
  empty,
  keep,
  link,
  n,
  next,
  number,
  placeCosts,
  placeLinks,
  placeRoutes,
  route,
  spare,
  undo,
} from "./shared/route-plan";
import { placeRecreate, recreate, tuneOrders, work } from "./shared/route-recreate";
import { placeRuin, ruin, tuneRuin } from "./shared/route-ruin";
import { below, seed } from "./shared/tour-random";

export { placeCosts, placeLinks, placeRecreate, placeRoutes, placeRuin, seed, tuneOrders, tuneRuin };

/** i32 by customer: those left out, and before the step. */
let list: usize = 0;
let before: usize = 0;
let missing: i32 = 0;
/** f64 by customer: how often it was left out. */
let absences: usize = 0;
/** f64: exponential variates. */
let variates: usize = 0;
let variateCount: i32 = 0;
/** i32 by node, depots included: links of the best routes. */
let bestNext: usize = 0;
let nodes: i32 = 0;
let best: f64 = Infinity;
let margin: f64 = 0;
let temperature: f64 = 0;
let factor: f64 = 1;

export function placeLists(listAt: usize, beforeAt: usize, absencesAt: usize, variatesAt: usize, count: i32): void {
  list = listAt;
  before = beforeAt;
  absences = absencesAt;
  variates = variatesAt;
  variateCount = count;
}

export function placeBest(bestAt: usize, count: i32, least: f64): void {
  bestNext = bestAt;
  nodes = count;
  margin = least;
}

export function bestCost(): f64 {
  return best;
}

export function considered(): f64 {
  return work;
}

function noteBest(): void {
  if (missing > 0 || cost >= best - margin) return;
  best = cost;
  memory.copy(bestNext, next, <usize>nodes << 2);
}

/** Begins at the routes listed at `routes`, `length` nodes, a 0 behind each route. */
export function assign(routes: usize, length: i32): void {
  empty();
  best = Infinity;
  let behind: i32 = -1;
  for (let k: i32 = 0; k < length; k++) {
    const node = at(routes, k);
    if (node > 0) link(node, behind < 0 ? spare() : behind);
    behind = node > 0 ? node : -1;
    keep();
  }
  missing = 0;
  for (let c: i32 = 1; c <= n; c++) {
    store<f64>(absences + (<usize>c << 3), 1);
    if (at(route, c) < 0) store<i32>(list + (<usize>(missing++) << 2), c);
  }
  noteBest();
}

export function cool(from: f64, by: f64): void {
  temperature = from;
  factor = by;
}

function total(customers: usize, count: i32): f64 {
  let sum: f64 = 0;
  for (let k: i32 = 0; k < count; k++) sum += number(absences, at(customers, k));
  return sum;
}

function accepts(old: f64, oldMissing: i32): bool {
  if (missing == 0 && oldMissing > 0) return true;
  if (missing > 0 && oldMissing == 0) return false;
  if (missing > 0) {
    const now = total(list, missing);
    const then = total(before, oldMissing);
    for (let k: i32 = 0; k < missing; k++) {
      const count = absences + (<usize>at(list, k) << 3);
      store<f64>(count, load<f64>(count) + 1);
    }
    if (now != then) return now < then;
  }
  return cost < old + temperature * number(variates, below(variateCount));
}

function step(): void {
  const old = cost;
  const oldMissing = missing;
  memory.copy(before, list, <usize>oldMissing << 2);
  missing = recreate(list, ruin(missing));
  if (accepts(old, oldMissing)) {
    keep();
    noteBest();
    return;
  }
  undo(old);
  missing = oldMissing;
  memory.copy(list, before, <usize>oldMissing << 2);
}

export function run(steps: i32): void {
  for (let k: i32 = 0; k < steps; k++) {
    step();
    temperature *= factor;
  }
}

/**
 * Edge assembly crossover of two tours A and B (Nagata & Kobayashi, A powerful genetic algorithm using edge assembly crossover,
 * INFORMS J. Computing 25, 2013; localised, one cycle a child): a child is A with the A edges of one alternating cycle replaced by
 * its B edges, subtours joined. Of some children by different cycles the one with the largest gain per loss of diversity takes
 * A's place. Cycles O(n); a child O(edges of the cycle + n / 64 + width * nodes of the smaller subtours).
 */
import { countSubtours, facing, join, joinSmallest, mateOf, neighbourInParent, startChild, touchedCount, touchedSide } from "./tour-child";
import { cycleCount, cycles, cycleStart, findCycles } from "./tour-cycles";
import { cost, n } from "./tour-memory";
import { entropyChange, keepTour, linksOf, recount, takeTour } from "./tour-population";
import { below } from "./tour-random";

/** A child that costs no diversity is worth so many times its gain. */
const FREE: f64 = 1e6;

/** i32 n: cycles in the order in which they are tried. */
let turn: usize = 0;
/** i32 pairs (side, node): the links of the best child. */
let bestLinks: usize = 0;
let bestCount: i32 = 0;
/** Edges of cycles applied since the start. */
export let applied: u64 = 0;

/** `work`: i32 5 n + 64. */
export function placeCrossover(work: usize): void {
  turn = work;
  bestLinks = work + (<usize>n << 2) + 64;
}

@inline
function at(array: usize, k: i32): i32 {
  return load<i32>(array + (<usize>k << 2));
}

@inline
function put(array: usize, k: i32, value: i32): void {
  store<i32>(array + (<usize>k << 2), value);
}

/** Replaces the A edges of one cycle. Returns the gain. */
function applyCycle(cycle: i32): f64 {
  const start = at(cycleStart, cycle);
  const edges = at(cycleStart, cycle + 1) - start;
  applied += <u64>edges;
  let gain: f64 = 0;
  for (let k = 0; k < edges; k += 2) {
    const onward = k + 2 < edges ? k + 2 : 0;
    const v = at(cycles, start + k);
    const w = at(cycles, start + k + 1);
    const x = at(cycles, start + onward);
    const y = at(cycles, start + onward + 1);
    gain += cost(v, w) - cost(w, x);
    join(facing(w, v), facing(x, y));
  }
  return gain;
}

/** Gain of the child by one cycle, or -Infinity when its subtours cannot be joined. */
function makeChild(cycle: i32): f64 {
  startChild();
  let gain = applyCycle(cycle);
  while (gain != -Infinity && countSubtours() > 1) gain += joinSmallest();
  return gain;
}

/** Change of the population's entropy if the child took A's place. */
function entropyByChild(): f64 {
  let sum: f64 = 0;
  for (let k = 0; k < touchedCount; k++) {
    const side = touchedSide(k);
    const v = side >> 1;
    const before = neighbourInParent(side);
    const after = mateOf(side);
    if (before == after) continue;
    if (v < before) sum += entropyChange(v, before, -1);
    if (v < after) sum += entropyChange(v, after, 1);
  }
  return sum;
}

function noteChild(): void {
  bestCount = touchedCount;
  for (let k = 0; k < touchedCount; k++) {
    const side = touchedSide(k);
    put(bestLinks, 2 * k, side);
    put(bestLinks, 2 * k + 1, mateOf(side));
  }
}

function replaceParent(a: i32): void {
  const A = linksOf(a);
  for (let k = 0; k < bestCount; k++) {
    const side = at(bestLinks, 2 * k);
    const after = at(bestLinks, 2 * k + 1);
    const v = side >> 1;
    const before = neighbourInParent(side);
    if (v < before) recount(v, before, -1);
    if (v < after) recount(v, after, 1);
    put(A, side, after);
  }
}

/** Replaces kept tour `a` by its best child with `b`, if that gains more than `margin`. Works on `a` before. Returns the gain or 0. */
export function cross(a: i32, b: i32, children: i32, margin: f64): f64 {
  takeTour(a);
  keepTour(a); // links by side
  findCycles(a, b);
  let most: f64 = 0;
  let gained: f64 = 0;
  for (let k = 0; k < cycleCount; k++) put(turn, k, k);
  for (let k = 0; k < min(children, cycleCount); k++) {
    const pick = k + below(cycleCount - k);
    const cycle = at(turn, pick);
    put(turn, pick, at(turn, k));
    const gain = makeChild(cycle);
    if (gain <= margin) continue;
    const change = entropyByChild();
    const worth = change < 0 ? gain / -change : gain * FREE;
    if (worth <= most) continue;
    most = worth;
    gained = gain;
    noteChild();
  }
  if (gained > 0) replaceParent(a);
  return gained;
}

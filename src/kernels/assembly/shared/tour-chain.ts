/**
 * Chained search on one tour (Martin, Otto & Felten 1991; Applegate, Cook & Rohe 2003): kick a short stretch of the tour, repair
 * it by exchanges near by, and take it back if it became worse, but for a little. Time per kick hardly grows with n: only the
 * ends of the kick are looked at, and undoing follows a journal.
 */
import { bridge, forget, keep, undo, written } from "./tour-array";
import { evaluated, look, step, waiting } from "./tour-exchange";
import { cost, doubled, n, nodeAt, pairing, setNode, tourLength } from "./tour-memory";
import { copyTour } from "./tour-population";
import { below, draw } from "./tour-random";

/** Longest of the three pieces that a kick reorders; 50 beat 3, 5, 10 and 20 at 10,000 cities in equal time. */
const LONGEST_PIECE: i32 = 50;

export let current: f64 = 0;
export let best: f64 = 0;
export let kicks: f64 = 0;
/** Whether the tour that is worked on is the best one; else `saved` is. */
export let atBest: bool = true;
/** i32 n. */
let saved: usize = 0;
/** f64 4096: -ln((k + 1/2) / 4096). */
let logarithms: usize = 0;
let temperature: f64 = 0;
let margin: f64 = 0;

/** Where the best tour is kept. A kick that ends worse by d stays with probability exp(-d / heat). Gains up to `least` are rounding. */
export function placeChain(savedAt: usize, logarithmsAt: usize, heat: f64, least: f64): void {
  saved = savedAt;
  logarithms = logarithmsAt;
  temperature = heat;
  margin = least;
}

/** Begins a search at the tour that is worked on: all nodes are to be looked at. */
export function begin(): void {
  forget();
  current = best = tourLength();
  atBest = true;
  for (let p = 0; p < n; p++) look(nodeAt(p));
}

/** Moves evaluated, and quarters of positions written. */
function effort(): u64 {
  return evaluated + (written >> 2);
}

export function effortSpent(): f64 {
  return <f64>effort();
}

/** Descends for about `budget` of effort. Returns how many nodes are still to be looked at. */
export function descend(budget: i32): i32 {
  const due = effort() + <u64>budget;
  while (waiting > 0 && effort() < due) current -= step();
  if (current < best) best = current;
  return waiting;
}

@inline
function node(p: i32): i32 {
  return nodeAt(p < n ? p : p - n);
}

@inline
function turn(before: i32, first: i32): void {
  look(before);
  look(first);
}

/** A double bridge over three short pieces after a random place; its ends are queued. Returns the change of length. */
function kick(): f64 {
  const longest = min(LONGEST_PIECE, ((n >> doubled) - 1) / 3);
  let at = below(n);
  if (node(at + 1) == (nodeAt(at) ^ pairing)) at = at + 1 < n ? at + 1 : 0; // no piece begins inside a city
  const b = (1 + below(longest)) << doubled;
  const c = b + ((1 + below(longest)) << doubled);
  const d = c + ((1 + below(longest)) << doubled);
  const before = node(at);
  const firstB = node(at + 1);
  const lastB = node(at + b);
  const firstC = node(at + b + 1);
  const lastC = node(at + c);
  const firstD = node(at + c + 1);
  const lastD = node(at + d);
  const after = node(at + d + 1);
  const out = cost(before, firstB) + cost(lastB, firstC) + cost(lastC, firstD) + cost(lastD, after);
  const put = cost(before, firstD) + cost(lastD, firstC) + cost(lastC, firstB) + cost(lastB, after);
  bridge(at, b, c - b, d - c);
  turn(before, firstB);
  turn(lastB, firstC);
  turn(lastC, firstD);
  turn(lastD, after);
  return put - out;
}

/** Kicks for about `budget` of effort, at most `most` times, after a descent to the end. */
export function chain(budget: i32, most: f64): void {
  const due = effort() + <u64>budget;
  for (let k: f64 = 0; k < most && effort() < due; k++) {
    kicks++;
    keep();
    let trial = current + kick();
    while (waiting > 0) trial -= step();
    const worse = trial > current;
    const accepted = !worse || trial - current < temperature * load<f64>(logarithms + (<usize>(draw() >> 20) << 3));
    // The best tour must be copied before it is left, and the change is already made: take it back, copy, and go on.
    if (!accepted || (worse && atBest)) {
      undo();
      if (accepted) copyTour(saved);
      if (accepted) atBest = false;
      continue;
    }
    current = trial;
    if (trial >= best - margin) continue;
    best = trial;
    atBest = true;
  }
}

/** Works on the best tour since `begin` again. */
export function settle(): void {
  if (!atBest) for (let p = 0; p < n; p++) setNode(p, load<i32>(saved + (<usize>p << 2)));
  current = best;
  atBest = true;
}

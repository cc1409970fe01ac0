/**
 * The edges in which two tours A and B differ, split at random into cycles that alternate between A and B (Nagata & Kobayashi
 * 2013): walk along A and B edges in turn; whenever the walk returns to a node that it left by the same kind of edge, the
 * part since then is a cycle. O(n).
 */
import { n } from "./tour-memory";
import { linksOf } from "./tour-population";
import { below } from "./tour-random";

/** Nodes of all cycles, each beginning with an A edge: cycle c is cycles[cycleStart[c] .. cycleStart[c + 1]). */
export let cycles: usize = 0;
export let cycleStart: usize = 0;
export let cycleCount: i32 = 0;

/** i32 n x 2 edges of A and of B not walked yet, as neighbours, and i32 n how many. */
let openA: usize = 0;
let openB: usize = 0;
let countA: usize = 0;
let countB: usize = 0;
let path: usize = 0;
/** Place on the path by 2 * node + kind of the edge that leaves (0: A), or -1. */
let seen: usize = 0;
/** Nodes with open edges, and where each stands among them. */
let active: usize = 0;
let activePlace: usize = 0;
let activeCount: i32 = 0;

/** `work`: i32 16 n + 64. */
export function placeCycles(work: usize): void {
  const row = <usize>n << 2;
  openA = work;
  openB = openA + 2 * row;
  seen = openB + 2 * row;
  cycles = seen + 2 * row;
  countA = cycles + 2 * row;
  countB = countA + row;
  active = countB + row;
  activePlace = active + row;
  cycleStart = activePlace + row;
  path = cycleStart + row + 64;
  memory.fill(seen, 255, 2 * row);
}

@inline
function at(array: usize, k: i32): i32 {
  return load<i32>(array + (<usize>k << 2));
}

@inline
function put(array: usize, k: i32, value: i32): void {
  store<i32>(array + (<usize>k << 2), value);
}

/** Notes the edges of a node that the other tour does not have. Returns how many. */
@inline
function note(open: usize, count: usize, v: i32, a: i32, b: i32, c: i32, d: i32): i32 {
  let k = 0;
  if (a != c && a != d) put(open, 2 * v + k++, a);
  if (b != c && b != d) put(open, 2 * v + k++, b);
  put(count, v, k);
  return k;
}

function difference(a: i32, b: i32): void {
  const A = linksOf(a);
  const B = linksOf(b);
  activeCount = 0;
  for (let v = 0; v < n; v++) {
    const a0 = at(A, 2 * v);
    const a1 = at(A, 2 * v + 1);
    const b0 = at(B, 2 * v);
    const b1 = at(B, 2 * v + 1);
    note(openB, countB, v, b0, b1, a0, a1);
    if (note(openA, countA, v, a0, a1, b0, b1) == 0) continue;
    put(active, activeCount, v);
    put(activePlace, v, activeCount++);
  }
}

/** Takes the edge (v, w) out of the open ones of v. */
@inline
function close(open: usize, count: usize, v: i32, w: i32): void {
  if (at(open, 2 * v) == w) put(open, 2 * v, at(open, 2 * v + 1));
  put(count, v, at(count, v) - 1);
  if (at(countA, v) != 0 || at(countB, v) != 0) return;
  const place = at(activePlace, v);
  const last = at(active, --activeCount);
  put(active, place, last);
  put(activePlace, last, place);
}

/** Stores path[from .. to) so that it begins with an A edge; `shift` is 1 when its first edge is of B. */
function storeCycle(from: i32, to: i32, shift: i32): void {
  const start = at(cycleStart, cycleCount);
  const edges = to - from;
  for (let k = 0; k < edges; k++) {
    const place = from + k;
    put(seen, 2 * at(path, place) + ((k + shift) & 1), -1);
    put(cycles, start + k, at(path, k + shift < edges ? place + shift : from));
  }
  put(cycleStart, ++cycleCount, start + edges);
}

export function findCycles(a: i32, b: i32): void {
  difference(a, b);
  cycleCount = 0;
  put(cycleStart, 0, 0);
  let length = 0; // edges on the path; edge k is of A when k is even
  while (activeCount > 0) {
    if (length == 0) {
      put(path, 0, at(active, below(activeCount)));
      put(seen, 2 * at(path, 0), 0);
    }
    const v = at(path, length);
    const kind = length & 1;
    const open = kind == 0 ? openA : openB;
    const count = kind == 0 ? countA : countB;
    const w = at(open, 2 * v + (at(count, v) > 1 ? below(2) : 0));
    close(open, count, v, w);
    close(open, count, w, v);
    length++;
    put(path, length, w);
    const leaving = 2 * w + (length & 1);
    const where = at(seen, leaving);
    if (where < 0) {
      put(seen, leaving, length);
      continue;
    }
    storeCycle(where, length, where & 1);
    length = where;
    if (where > 0) put(seen, leaving, where);
  }
}

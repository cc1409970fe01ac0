/**
 * Tours kept beside the one that is worked on: two links a node, and how many tours have each candidate edge. The entropy of
 * those counts, -sum f/m log f/m, measures the diversity of m tours (Nagata & Kobayashi 2013).
 */
import { n, near, nodeAfter, nodeAt, nodeBefore, order, setNode, width } from "./tour-memory";

/** i32 [tour][node][2]. */
let links: usize = 0;
/** i32 n x width, beside the neighbour lists. */
let counts: usize = 0;
/** f64 by count. */
let entropies: usize = 0;

export function placePopulation(linksAt: usize, countsAt: usize, entropiesAt: usize): void {
  links = linksAt;
  counts = countsAt;
  entropies = entropiesAt;
}

/** Address of the links of a tour. */
@inline
export function linksOf(tour: i32): usize {
  return links + ((<usize>tour * <usize>n) << 3);
}

/** Keeps the tour that is worked on, its links towards the next position first. */
export function keepTour(tour: i32): void {
  const to = linksOf(tour);
  for (let p = 0; p < n; p++) {
    const at = to + (<usize>nodeAt(p) << 3);
    store<i32>(at, nodeAfter(p));
    store<i32>(at, nodeBefore(p), 4);
  }
}

/** Works on a kept tour from here on. */
export function takeTour(tour: i32): void {
  const from = linksOf(tour);
  let before = -1;
  let node = 0;
  for (let p = 0; p < n; p++) {
    setNode(p, node);
    const at = from + (<usize>node << 3);
    const a = load<i32>(at);
    const onward = a != before ? a : load<i32>(at, 4);
    before = node;
    node = onward;
  }
}

/** Address of the count of an edge; 0 when neither node lists the other, and the edge counts for nothing. */
function countOf(a: i32, b: i32): usize {
  const low = min(a, b);
  const high = max(a, b);
  let row = <usize>low * <usize>width;
  for (let k = row; k < row + <usize>width; k++) {
    if (load<i32>(near + (k << 2)) == high) return counts + (k << 2);
  }
  row = <usize>high * <usize>width;
  for (let k = row; k < row + <usize>width; k++) {
    if (load<i32>(near + (k << 2)) == low) return counts + (k << 2);
  }
  return 0;
}

/** One tour more (by = 1) or less (by = -1) has the edge. */
export function recount(a: i32, b: i32, by: i32): void {
  const at = countOf(a, b);
  if (at != 0) store<i32>(at, load<i32>(at) + by);
}

/** Change of the entropy by such a recount. */
export function entropyChange(a: i32, b: i32, by: i32): f64 {
  const at = countOf(a, b);
  if (at == 0) return 0;
  const count = load<i32>(at);
  return load<f64>(entropies + (<usize>(count + by) << 3)) - load<f64>(entropies + (<usize>count << 3));
}

export function forgetCounts(): void {
  memory.fill(counts, 0, (<usize>n * <usize>width) << 2);
}

/** Counts the edges of the tour that is worked on. */
export function countTour(): void {
  for (let p = 0; p < n; p++) recount(nodeAt(p), nodeAfter(p), 1);
}

/** Copies the tour that is worked on. */
export function copyTour(to: usize): void {
  memory.copy(to, order, <usize>n << 2);
}

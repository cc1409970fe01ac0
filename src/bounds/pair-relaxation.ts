/**
 * Dual ascent in the first-level reformulation of quadratic assignment (Adams & Johnson 1994; Hahn & Grant, Lower bounds for the
 * quadratic assignment problem based upon a dual formulation, Operations Research 46, 1998). The cost of a permutation p is
 *   bound + sum_i leader(i, p(i)) + sum_{i < j} pair(i, p(i), j, p(j)),
 * leaders and pairs never negative; every step keeps that sum for every p, and the bound is what is left to prove nothing about:
 *   spread: a part of leader(i, k) goes to its pairs, the same for every j, as exactly one l belongs to each j;
 *   collect: a linear assignment over the pairs of (i, k) is a lower bound of what they cost when i is at k: it goes to leader(i, k);
 *   raise: a linear assignment over the leaders is a lower bound of their sum: it goes to the bound.
 * Numbers are integers, so nothing rounds. (i, k) is forbidden, an infinite leader, once it alone takes the bound to the cutoff.
 * A round is n^2 assignments of order n - 1: 0.5 ms for n = 12, 50 ms for n = 30. O(n^4) memory.
 */

import { type AssignmentSolver, createAssignmentSolver } from "../kernels/linear-assignment.ts";
import type { Random } from "../random.ts";

/** Sums of n integers up to this stay exact in doubles. */
const LARGEST = 2 ** 45;

/** Numbers touched between pauses: about a millisecond. */
const PAUSE = 100_000;

/**
 * Of the pairs' costs a collecting (i, k) sees this share and leaves the rest to others. 0.7 beat 0.5 and 1 after 200 rounds on five
 * of six instances of 14 to 18 places.
 */
const SHARE = 0.7;

/** Cost of a permutation p = bound + sum_i leader(i, p(i)) + sum over i < j of pair(i, p(i), j, p(j)). */
export interface PairRelaxation {
  readonly n: number;
  /** No permutation below the cutoff costs less. Infinity: there is none. */
  bound: number;
  /** Row-major n x n. */
  readonly leaders: Float64Array;
  /** pair(i, k, j, l) is pairs[((i * n + k) * n + j) * n + l] for i < j, k != l; other entries mean nothing. */
  readonly pairs: Float64Array;
}

/** Takes the least leaders and pairs out into the bound, so that none is negative. Pairs may be so before. */
export function* normalise(relaxation: PairRelaxation): Generator<void, void, void> {
  const { n, pairs } = relaxation;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      let least = Number.POSITIVE_INFINITY;
      for (let k = 0; k < n; k++) {
        const first = ((i * n + k) * n + j) * n;
        for (let l = 0; l < n; l++) if (k !== l) least = Math.min(least, pairs[first + l]);
      }
      relaxation.bound += least;
      for (let k = 0; k < n; k++) {
        const first = ((i * n + k) * n + j) * n;
        for (let l = 0; l < n; l++) pairs[first + l] -= least;
      }
    }
    if (i % 4 === 3) yield;
  }
  raise(relaxation, Number.POSITIVE_INFINITY);
}

/**
 * One round: gives `back` of the bound to the leaders, spreads them, collects in random order, raises the bound; with
 * back > 0 it may fall at first. False when numbers became too large to go on exactly; the bound still holds.
 */
export function* ascend(
  relaxation: PairRelaxation,
  cutoff: number,
  back: number,
  random: Random,
): Generator<void, boolean, void> {
  const { n, leaders } = relaxation;
  const each = Math.floor(back / n);
  relaxation.bound -= each * n;
  for (let at = 0; at < n * n; at++) leaders[at] += each;
  let exact = true;
  if (n > 1) {
    exact = yield* spread(relaxation);
    const solver = createAssignmentSolver(n - 1);
    const costs = new Float64Array((n - 1) ** 2);
    const order = Int32Array.from({ length: n * n }, (_, at) => at);
    random.shuffle(order);
    const stretch = Math.max(1, Math.floor(PAUSE / n ** 2));
    for (let step = 0; step < n * n; step++) {
      const at = order[step];
      if (leaders[at] < Number.POSITIVE_INFINITY) collect(relaxation, Math.floor(at / n), at % n, solver, costs);
      if (step % stretch === stretch - 1) yield;
    }
  }
  raise(relaxation, cutoff);
  return exact && leaders.every((leader) => leader < LARGEST || leader === Number.POSITIVE_INFINITY);
}

/** Whether all pairs are exact still. */
function* spread({ n, leaders, pairs }: PairRelaxation): Generator<void, boolean, void> {
  const share = new Float64Array(n * n);
  let largest = 0;
  for (let at = 0; at < n * n; at++) {
    if (leaders[at] === Number.POSITIVE_INFINITY) continue;
    share[at] = Math.floor(leaders[at] / (n - 1));
    leaders[at] -= share[at] * (n - 1);
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const own = share[i * n + k];
      for (let j = i + 1; j < n; j++) {
        const first = ((i * n + k) * n + j) * n;
        for (let l = 0; l < n; l++) {
          pairs[first + l] += own + share[j * n + l];
          if (pairs[first + l] > largest && l !== k) largest = pairs[first + l];
        }
      }
    }
    if (i % 4 === 3) yield;
  }
  return largest < LARGEST;
}

/** Where the pairs of (i, k) with (j, 0) lie, and with (j, l) l steps on. */
function rowOf(n: number, i: number, k: number, j: number): number {
  return j > i ? ((i * n + k) * n + j) * n : (j * n * n + i) * n + k;
}

function collect(
  { n, leaders, pairs }: PairRelaxation,
  i: number,
  k: number,
  solver: AssignmentSolver,
  costs: Float64Array,
): void {
  const own = i * n + k;
  for (let j = 0, at = 0; j < n; j++) {
    if (j === i) continue;
    const first = rowOf(n, i, k, j);
    const step = j > i ? 1 : n * n;
    for (let l = 0; l < n; l++) {
      if (l === k) continue;
      const open = leaders[j * n + l] < Number.POSITIVE_INFINITY;
      costs[at++] = open ? Math.floor(SHARE * pairs[first + l * step]) : Number.POSITIVE_INFINITY;
    }
  }
  const { value, columnDual } = solver.solve(costs);
  if (value === Number.POSITIVE_INFINITY) {
    leaders[own] = value; // with i at k no permutation of the others is left
    return;
  }
  for (let l = 0; l < n - 1; l++) leaders[own] += columnDual[l];
  for (let j = 0, row = 0; j < n; j++) {
    if (j === i) continue;
    // The row's dual anew from the columns': what is taken never exceeds what is there, whatever the solver says.
    let least = Number.POSITIVE_INFINITY;
    for (let l = 0; l < n - 1; l++) least = Math.min(least, costs[row + l] - columnDual[l]);
    row += n - 1;
    leaders[own] += least;
    const first = rowOf(n, i, k, j);
    const step = j > i ? 1 : n * n;
    for (let l = 0, column = 0; l < n; l++) if (l !== k) pairs[first + l * step] -= least + columnDual[column++];
  }
}

function raise(relaxation: PairRelaxation, cutoff: number): void {
  const { n, leaders } = relaxation;
  const { value, columnDual } = createAssignmentSolver(n).solve(leaders);
  if (value === Number.POSITIVE_INFINITY) {
    relaxation.bound = value;
    return;
  }
  for (let k = 0; k < n; k++) relaxation.bound += columnDual[k];
  for (let i = 0; i < n; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < n; k++) least = Math.min(least, leaders[i * n + k] - columnDual[k]);
    relaxation.bound += least;
    for (let k = 0; k < n; k++) leaders[i * n + k] -= least + columnDual[k];
  }
  for (let at = 0; at < n * n; at++) {
    if (relaxation.bound + leaders[at] >= cutoff) leaders[at] = Number.POSITIVE_INFINITY;
  }
}

/** What is left of a relaxation of order n > 1 when i is at k: one of order n - 1, of the same sums. */
export function fix({ n, bound, leaders, pairs }: PairRelaxation, i: number, k: number): PairRelaxation {
  const m = n - 1;
  const rest: PairRelaxation = {
    n: m,
    bound: bound + leaders[i * n + k],
    leaders: new Float64Array(m * m),
    pairs: new Float64Array(m ** 4),
  };
  const kept = (at: number, out: number) => (at < out ? at : at + 1);
  for (let j = 0; j < m; j++) {
    const first = rowOf(n, i, k, kept(j, i));
    const step = kept(j, i) > i ? 1 : n * n;
    for (let l = 0; l < m; l++) {
      const own = kept(j, i) * n + kept(l, k);
      rest.leaders[j * m + l] = leaders[own] + pairs[first + kept(l, k) * step];
      for (let q = j + 1; q < m; q++) {
        const from = (own * n + kept(q, i)) * n;
        const to = ((j * m + l) * m + q) * m;
        for (let r = 0; r < m; r++) rest.pairs[to + r] = pairs[from + kept(r, k)];
      }
    }
  }
  return rest;
}

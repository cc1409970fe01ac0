/**
 * One-way costs made ready for a search: the assignment problem in which every node gets one successor other than itself gives
 * potentials u, v with c_ij - u_i - v_j >= 0, by which all tours are shorter by the same sum, and what is cheap for a node is cheap
 * in a tour; and its solution, a set of cycles, gives a first tour by joining them, smallest first (Karp 1979).
 */
import { createAssignmentSolver } from "../../../src/kernels/linear-assignment.ts";

/** Pauses of the assignment solver, each about a millisecond, before it is given up: seldom below 3,000 nodes, on costs of machine set-ups. */
const PATIENCE = 1500;

/** Costs looked at between yields: about a millisecond. */
const SLICE = 300_000;

interface Reduction {
  /** An optimal assignment: the node after each. */
  readonly successor: Int32Array;
  /** Mean of |u| + |v|: the scale of rounding where costs are no whole numbers. */
  readonly magnitude: number;
}

/**
 * Replaces costs, row-major n x n by (from, to), diagonal 0, by reduced ones, 0 on the arcs of an optimal assignment. Exact on whole
 * numbers. Null where that would take too long; the costs then stay as they are. O(n^3) at worst.
 */
export function* reduceArcs(n: number, values: Float64Array): Generator<void, Reduction | null, void> {
  for (let i = 0; i < n; i++) values[i * n + i] = Number.POSITIVE_INFINITY;
  const reduction = yield* reduceBy(n, values);
  for (let i = 0; i < n; i++) values[i * n + i] = 0;
  return reduction;
}

function* reduceBy(n: number, values: Float64Array): Generator<void, Reduction | null, void> {
  const work = createAssignmentSolver(n).solving(values);
  let result = work.next();
  for (let pauses = 0; !result.done && pauses < PATIENCE; pauses++) {
    yield;
    result = work.next();
  }
  if (!result.done) return null;
  const { rowDual, columnDual, columnOf } = result.value;
  const rows = Math.max(1, Math.floor(SLICE / n));
  let magnitude = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) values[i * n + j] -= rowDual[i] + columnDual[j];
    magnitude += (Math.abs(rowDual[i]) + Math.abs(columnDual[i])) / n;
    if (i % rows === rows - 1) yield;
  }
  return { successor: columnOf, magnitude };
}

/** Joins the cycles of `successor`, which it changes, to a tour: the smallest to another by the cheapest exchange of two arcs, again and again. */
export function* patchCycles(
  n: number,
  successor: Int32Array,
  values: Float64Array,
): Generator<void, Int32Array, void> {
  const { cycle, members } = cyclesOf(successor);
  for (let left = members.length; left > 1; left--) {
    const smallest = members.reduce((least, list) => (list.length < least.length ? list : least));
    const [i, j] = yield* cheapestExchange(n, successor, values, cycle, smallest);
    const next = successor[i];
    successor[i] = successor[j];
    successor[j] = next;
    const into = members.find((list) => cycle[list[0]] === cycle[j])!;
    for (const node of smallest) {
      cycle[node] = cycle[j];
      into.push(node);
    }
    members.splice(members.indexOf(smallest), 1);
  }
  const order = new Int32Array(n);
  for (let p = 1; p < n; p++) order[p] = successor[order[p - 1]];
  return order;
}

/** The number of each node's cycle, and the nodes of each cycle. */
function cyclesOf(successor: Int32Array): { readonly cycle: Int32Array; readonly members: number[][] } {
  const cycle = new Int32Array(successor.length).fill(-1);
  const members: number[][] = [];
  for (let start = 0; start < successor.length; start++) {
    if (cycle[start] >= 0) continue;
    const list: number[] = [];
    for (let i = start; cycle[i] < 0; i = successor[i]) {
      cycle[i] = members.length;
      list.push(i);
    }
    members.push(list);
  }
  return { cycle, members };
}

/** The nodes i in the cycle and j outside whose exchanged successors cost least. */
function* cheapestExchange(
  n: number,
  successor: Int32Array,
  values: Float64Array,
  cycle: Int32Array,
  members: readonly number[],
): Generator<void, readonly [number, number], void> {
  let least = Number.POSITIVE_INFINITY;
  let pair: readonly [number, number] = [-1, -1];
  let looked = 0;
  for (const i of members) {
    const [row, next] = [i * n, successor[i]];
    for (let j = 0; j < n; j++) {
      if (cycle[j] === cycle[i]) continue;
      const change =
        values[row + successor[j]] + values[j * n + next] - values[row + next] - values[j * n + successor[j]];
      if (change >= least) continue;
      least = change;
      pair = [i, j];
    }
    looked += n;
    if (looked < SLICE) continue;
    looked = 0;
    yield;
  }
  return pair;
}

/**
 * The linear assignment problem: min sum_i c[i][p(i)] over permutations p, with dual variables u_i + v_j <= c_ij that prove it
 * (sum u + sum v = value). Shortest augmenting paths after column reduction, reduction transfer and augmenting row reduction
 * (Jonker & Volgenant 1987). O(n^3) at worst, often near O(n^2). Exact on integers whose sums stay below 2^53.
 */

export interface Assignment {
  /** Sum of the chosen costs; Infinity when every permutation uses a forbidden pair. */
  readonly value: number;
  /** columnOf[row], length n; meaningless when `value` is Infinity. */
  readonly columnOf: Int32Array;
  /** u: rowDual[i] + columnDual[j] <= cost (up to rounding where costs are not integers), equal on the chosen pairs. */
  readonly rowDual: Float64Array;
  /** v. */
  readonly columnDual: Float64Array;
}

/** Work arrays for problems of one size, used again and again. The arrays of a result are those of the solver: copy what must last. */
export interface AssignmentSolver {
  readonly n: number;
  /** @param costs row-major n x n, finite or +Infinity for a forbidden pair */
  solve(costs: Float64Array): Assignment;
  /** The same, pausing after every `PAUSE` entries looked at. */
  solving(costs: Float64Array): Generator<void, Assignment, void>;
}

/** Entries looked at between two pauses: about a millisecond. */
const PAUSE = 500_000;

/** One problem. Allocates O(n). */
export function solveAssignment(costs: Float64Array, n: number): Assignment {
  return createAssignmentSolver(n).solve(costs);
}

/** O(n) memory. */
export function createAssignmentSolver(n: number): AssignmentSolver {
  const columnOf = new Int32Array(n);
  const rowOf = new Int32Array(n);
  const rowDual = new Float64Array(n);
  const columnDual = new Float64Array(n);
  const distance = new Float64Array(n);
  const before = new Int32Array(n);
  const order = new Int32Array(n);
  const free = new Int32Array(n);

  /** v_j = the least cost in column j; its row takes the column if it has none. */
  function reduceColumns(costs: Float64Array): void {
    columnDual.fill(Number.POSITIVE_INFINITY);
    for (let i = 0, k = 0; i < n; i++) {
      for (let j = 0; j < n; j++, k++) {
        if (costs[k] < columnDual[j]) {
          columnDual[j] = costs[k];
          before[j] = i;
        }
      }
    }
    columnOf.fill(-1);
    rowOf.fill(-1);
    for (let j = n - 1; j >= 0; j--) {
      if (columnDual[j] === Number.POSITIVE_INFINITY) columnDual[j] = 0;
      else if (columnOf[before[j]] < 0) {
        columnOf[before[j]] = j;
        rowOf[j] = before[j];
      }
    }
  }

  /** Lowers v of an assigned column until its row has a second tight one. Returns how many rows are free. */
  function transfer(costs: Float64Array): number {
    let count = 0;
    for (let i = 0; i < n; i++) {
      const own = columnOf[i];
      if (own < 0) {
        free[count++] = i;
        continue;
      }
      let least = Number.POSITIVE_INFINITY;
      const row = i * n;
      for (let j = 0; j < n; j++) {
        if (j !== own && costs[row + j] - columnDual[j] < least) least = costs[row + j] - columnDual[j];
      }
      const slack = least - (costs[row + own] - columnDual[own]);
      if (slack > 0 && slack < Number.POSITIVE_INFINITY) columnDual[own] -= slack;
    }
    return count;
  }

  /**
   * Each free row takes its cheapest column at a price that makes the second cheapest as good, and the row that held the column
   * goes on looking. At most 2 n turns, for chains of small price changes can be long. Returns how many rows stay free.
   */
  function reduceRows(costs: Float64Array, count: number): number {
    let kept = 0;
    let next = 0;
    let turns = 2 * n;
    while (next < count) {
      const i = free[next++];
      const row = i * n;
      let first = Number.POSITIVE_INFINITY;
      let second = Number.POSITIVE_INFINITY;
      let at = -1;
      let other = -1;
      for (let j = 0; j < n; j++) {
        const reduced = costs[row + j] - columnDual[j];
        if (reduced >= second) continue;
        if (reduced < first) {
          second = first;
          other = at;
          first = reduced;
          at = j;
        } else {
          second = reduced;
          other = j;
        }
      }
      if (other < 0 || turns-- <= 0) {
        free[kept++] = i;
        continue;
      }
      const lowered = columnDual[at] - (second - first);
      const cheaper = lowered < columnDual[at]; // false on ties, and where rounding would make it one
      if (cheaper) columnDual[at] = lowered;
      else if (rowOf[at] >= 0) at = other;
      const driven = rowOf[at];
      columnOf[i] = at;
      rowOf[at] = i;
      if (driven < 0) continue;
      columnOf[driven] = -1;
      if (cheaper) free[--next] = driven;
      else free[kept++] = driven;
    }
    return kept;
  }

  /** Columns order[low .. high) are at the distance `nearest` and not yet scanned; those before `low` are. */
  let low = 0;
  let high = 0;
  let nearest = 0;

  /** Gathers the nearest columns not yet reached. The free one among them, or -1; -2 when none can be reached. */
  function gather(): number {
    nearest = Number.POSITIVE_INFINITY;
    high = low;
    for (let k = low; k < n; k++) {
      const j = order[k];
      if (distance[j] > nearest) continue;
      if (distance[j] < nearest) {
        nearest = distance[j];
        high = low;
      }
      order[k] = order[high];
      order[high++] = j;
    }
    if (nearest === Number.POSITIVE_INFINITY) return -2;
    for (let k = low; k < high; k++) if (rowOf[order[k]] < 0) return order[k];
    return -1;
  }

  /** Shortens distances through the row of the next scanned column. A free column as near as that, or -1. */
  function scan(costs: Float64Array): number {
    const column = order[low++];
    const i = rowOf[column];
    const row = i * n;
    const shift = costs[row + column] - columnDual[column] - nearest;
    for (let k = high; k < n; k++) {
      const j = order[k];
      const through = costs[row + j] - columnDual[j] - shift;
      if (through >= distance[j]) continue;
      distance[j] = through;
      before[j] = i;
      if (through > nearest) continue;
      if (rowOf[j] < 0) return j;
      order[k] = order[high];
      order[high++] = j;
    }
    return -1;
  }

  /** A shortest path of tight pairs from a free row to a free column, and the exchange along it. False when there is none. */
  function* augment(costs: Float64Array, start: number): Generator<void, boolean, void> {
    const row = start * n;
    for (let j = 0; j < n; j++) {
      distance[j] = costs[row + j] - columnDual[j];
      before[j] = start;
      order[j] = j;
    }
    low = 0;
    high = 0;
    let scanned = 0;
    let end = -1;
    let looked = 0;
    while (end < 0) {
      if (low === high) {
        scanned = low;
        end = gather();
        if (end === -2) return false;
      }
      while (end < 0 && low < high) {
        end = scan(costs);
        looked += n;
      }
      if (looked > PAUSE) {
        looked = 0;
        yield;
      }
    }
    for (let k = 0; k < scanned; k++) columnDual[order[k]] += distance[order[k]] - nearest;
    for (let i = -1; i !== start; ) {
      i = before[end];
      rowOf[end] = i;
      const next = columnOf[i];
      columnOf[i] = end;
      end = next;
    }
    return true;
  }

  function* solving(costs: Float64Array): Generator<void, Assignment, void> {
    reduceColumns(costs);
    let count = transfer(costs);
    if (n * n > PAUSE) yield;
    for (let pass = 0; pass < 2 && count > 0; pass++) count = reduceRows(costs, count);
    const rows = Math.max(1, Math.floor(PAUSE / (n * n)));
    let possible = true;
    for (let k = 0; k < count && possible; k++) {
      possible = yield* augment(costs, free[k]);
      if (k % rows === rows - 1) yield;
    }
    let value = possible ? 0 : Number.POSITIVE_INFINITY;
    for (let i = 0; i < n && possible; i++) {
      const cost = costs[i * n + columnOf[i]];
      rowDual[i] = cost - columnDual[columnOf[i]];
      value += cost;
    }
    return { value, columnOf, rowDual, columnDual };
  }

  return {
    n,
    solving,
    solve(costs) {
      const run = solving(costs);
      for (;;) {
        const { done, value } = run.next();
        if (done) return value;
      }
    },
  };
}

/**
 * A proven lower bound of the problem from any column duals: sum_j v_j + sum_i min_j (c_ij - v_j). Exact when all
 * costs and duals are integers and sums stay below 2^53, else rounded downward: every difference and each of the 2 n additions is
 * off by at most 2^-53 of the magnitudes involved, so 2^-52 (2 n + 4) times their sum covers all. O(n^2).
 */
export function provenAssignmentBound(costs: Float64Array, n: number, columnDual: Float64Array): number {
  let sum = 0;
  let magnitude = 0;
  let integral = true;
  for (let j = 0; j < n; j++) {
    sum += columnDual[j];
    magnitude += Math.abs(columnDual[j]);
    if (!Number.isInteger(columnDual[j])) integral = false;
  }
  for (let i = 0, k = 0; i < n; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < n; j++, k++) {
      const reduced = costs[k] - columnDual[j];
      if (reduced < least) least = reduced;
      if (integral && costs[k] !== Number.POSITIVE_INFINITY && !Number.isInteger(costs[k])) integral = false;
    }
    sum += least;
    magnitude += Math.abs(least);
  }
  if (integral && magnitude < 2 ** 53) return sum;
  return sum === Number.POSITIVE_INFINITY ? sum : sum - 2 ** -52 * (2 * n + 4) * magnitude;
}

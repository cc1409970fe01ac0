/**
 * The state of row search in plain TypeScript: items flipped one at a time, with every row's load, the weighted change of violation that
 * each flip would make, and the change of the objective kept up to date. A flip costs O(entries of the rows that come near their bound),
 * and the degree of the item in the objective. @see types.ts for the formulas
 */
import type { RowSystem } from "./system.ts";

export interface Walk {
  readonly value: Int8Array;
  readonly score: Float64Array;
  readonly delta: Float64Array;
  /** Rows that do not hold, in no order: the first `violations`. */
  readonly violated: Int32Array;
  readonly violations: () => number;
  /** The objective, without the model's offset. */
  readonly objective: () => number;
  /** Entries of rows looked at by flips and weights so far. */
  readonly touched: () => number;
  flip(item: number): void;
  /** Raises the weight of every violated row by 1. */
  bump(): void;
  /** Takes these values (the first `items` of them), with all weights at 1. O(entries). */
  restart(values: ArrayLike<number>): void;
}

export function createWalk(system: RowSystem): Walk {
  const {
    items,
    rows,
    rowStart,
    column,
    coefficient,
    bound,
    columnStart,
    rowOf,
    rowValue,
    reach,
    unit,
    clause,
    pairs,
  } = system;
  const value = new Int8Array(items);
  const score = new Float64Array(items);
  const delta = new Float64Array(items);
  const load = new Float64Array(rows);
  const weight = new Float64Array(rows);
  const violated = new Int32Array(rows);
  const place = new Int32Array(rows).fill(-1);
  let violations = 0;
  let objective = 0;
  let touched = 0;

  function mark(row: number): void {
    const now = load[row] > bound[row];
    if (now === place[row] >= 0) return;
    if (now) {
      place[row] = violations;
      violated[violations++] = row;
      return;
    }
    const last = violated[--violations];
    violated[place[row]] = last;
    place[last] = place[row];
    place[row] = -1;
  }

  /** Adds factor * (excess after each item's flip - excess now) to the scores of a row. */
  function addScores(row: number, factor: number): void {
    const room = bound[row] - load[row];
    const excess = room < 0 ? -room : 0;
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
      const j = column[k];
      const left = value[j] === 1 ? room + coefficient[k] : room - coefficient[k];
      score[j] += factor * ((left < 0 ? -left : 0) - excess);
    }
  }

  /** The scores of a row whose load changes by `change` because `item` flips; that item's own score is settled by its caller. */
  function shiftScores(row: number, item: number, change: number): void {
    const before = bound[row] - load[row];
    const after = before - change;
    if (before >= reach[row] && after >= reach[row]) return;
    // Faster kernels look at a clause only where its first literal comes or its last one goes.
    if (clause[row] === 0 || before < 0 || after < 0) touched += rowStart[row + 1] - rowStart[row];
    const factor = weight[row] * unit[row];
    const excess = (before < 0 ? -before : 0) - (after < 0 ? -after : 0);
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
      const j = column[k];
      if (j === item) continue;
      const a = value[j] === 1 ? coefficient[k] : -coefficient[k];
      const [old, now] = [before + a, after + a];
      score[j] += factor * ((now < 0 ? -now : 0) - (old < 0 ? -old : 0) + excess);
    }
  }

  function flip(item: number): void {
    const up = value[item] === 0;
    for (let k = columnStart[item]; k < columnStart[item + 1]; k++) {
      const row = rowOf[k];
      const change = up ? rowValue[k] : -rowValue[k];
      shiftScores(row, item, change);
      load[row] += change;
      mark(row);
    }
    objective += delta[item];
    if (pairs !== null) shiftDeltas(item, up ? 1 : -1);
    value[item] = up ? 1 : 0;
    delta[item] = -delta[item];
    score[item] = -score[item];
  }

  function shiftDeltas(item: number, change: number): void {
    const { rowStart: start, column: other, values } = pairs!;
    for (let k = start[item]; k < start[item + 1]; k++) {
      const j = other[k];
      delta[j] += value[j] === 1 ? change * values[k] : -change * values[k];
    }
  }

  function bump(): void {
    for (let v = 0; v < violations; v++) {
      const row = violated[v];
      weight[row]++;
      addScores(row, unit[row]);
      touched += rowStart[row + 1] - rowStart[row];
    }
  }

  function restart(values: ArrayLike<number>): void {
    value.fill(0);
    score.fill(0);
    load.fill(0);
    weight.fill(1);
    place.fill(-1);
    violations = 0;
    objective = 0;
    delta.set(system.cost);
    for (let row = 0; row < rows; row++) {
      addScores(row, unit[row]);
      mark(row);
    }
    for (let item = 0; item < items; item++) if (values[item] === 1) flip(item);
  }

  return {
    value,
    score,
    delta,
    violated,
    violations: () => violations,
    objective: () => objective,
    touched: () => touched,
    flip,
    bump,
    restart,
  };
}

/**
 * Where to begin with the layout of a graph: pivot multidimensional scaling (Brandes & Pich 2006, "Eigensolver methods for progressive
 * multidimensional scaling of large data"). Distances in edges from k vertices that lie far from each other, squared and centred, are
 * projected on their two strongest directions, so the graph lies unfolded, where springs alone would tangle. O(k (n + m) + k^2 n).
 */
import type { Drawing } from "../problem.ts";

const MOST_PIVOTS = 50;
/** Rounds of power iteration: a drawing needs a direction, not its digits. */
const ROUNDS = 60;

export type Places = readonly [x: Float64Array, y: Float64Array];

/** Places of length n around the middle, in no unit; all 0 where no line joins different points. */
export function pivotPlaces({ points, lines }: Pick<Drawing, "points" | "lines">): Places {
  const n = points.length;
  const columns = centred(pivotDistances(n, lines));
  const first = strongest(columns, null);
  const second = strongest(columns, first);
  return [project(columns, first, n), project(columns, second, n)];
}

/** Distances of all vertices from each pivot; each next pivot is the vertex farthest from those before it. */
function pivotDistances(n: number, lines: Drawing["lines"]): Float64Array[] {
  const neighbours: number[][] = Array.from({ length: n }, () => []);
  for (const { from, to } of lines) {
    if (from === to) continue;
    neighbours[from].push(to);
    neighbours[to].push(from);
  }
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const columns: Float64Array[] = [];
  for (let pivot = 0; columns.length < Math.min(n, MOST_PIVOTS); pivot = farthest(nearest)) {
    const distances = distancesFrom(pivot, neighbours);
    columns.push(distances);
    for (let v = 0; v < n; v++) nearest[v] = Math.min(nearest[v], distances[v]);
  }
  return columns;
}

/** By breadth; what cannot be reached is one edge farther than what can. */
function distancesFrom(pivot: number, neighbours: readonly (readonly number[])[]): Float64Array {
  const distances = new Float64Array(neighbours.length).fill(-1);
  const queue = [pivot];
  distances[pivot] = 0;
  for (let k = 0; k < queue.length; k++) {
    for (const next of neighbours[queue[k]]) {
      if (distances[next] >= 0) continue;
      distances[next] = distances[queue[k]] + 1;
      queue.push(next);
    }
  }
  const beyond = distances[queue[queue.length - 1]] + 1;
  return distances.map((distance) => (distance < 0 ? beyond : distance));
}

const farthest = (nearest: Float64Array): number =>
  nearest.reduce((best, value, v) => (value > nearest[best] ? v : best), 0);

/** -1/2 of the squares, less the means of rows and of columns, plus that of all. */
function centred(columns: readonly Float64Array[]): Float64Array[] {
  const squares = columns.map((column) => column.map((distance) => -(distance ** 2) / 2));
  const rows = new Float64Array(columns[0]?.length ?? 0);
  for (const column of squares) for (let v = 0; v < rows.length; v++) rows[v] += column[v] / squares.length;
  const all = mean(rows);
  return squares.map((column) => {
    const own = mean(column);
    return column.map((value, v) => value - own - rows[v] + all);
  });
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The strongest direction among the pivots, of length 1, at right angles to `other`; by power iteration on C'C. */
function strongest(columns: readonly Float64Array[], other: Float64Array | null): Float64Array {
  const products = columns.map((a) => columns.map((b) => dot(a, b)));
  // Not along an eigenvector by accident: no two entries are alike.
  let direction = Float64Array.from(columns, (_column, k) => 1 / (k + 1));
  for (let round = 0; round < ROUNDS; round++) {
    const next = Float64Array.from(products, (row) => row.reduce((sum, value, k) => sum + value * direction[k], 0));
    if (other !== null) {
      const along = dot(next, other);
      for (let k = 0; k < next.length; k++) next[k] -= along * other[k];
    }
    const length = Math.sqrt(dot(next, next));
    if (!(length > 0)) return new Float64Array(columns.length);
    direction = next.map((value) => value / length);
  }
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

function project(columns: readonly Float64Array[], direction: Float64Array, n: number): Float64Array {
  const places = new Float64Array(n);
  columns.forEach((column, k) => {
    for (let v = 0; v < n; v++) places[v] += column[v] * direction[k];
  });
  return places;
}

/**
 * Independent arithmetic for tests: the dense matrix of any couplings straight from the definitions in src/model/types.ts,
 * products by mathjs, distances point by point. Shares no code with src/model.
 */
import { all, create } from "mathjs";
import type { Biases, Couplings, EnergyModel, Factor, Metric } from "../../src/model/types.ts";

export const math = create(all, {});

export type Matrix = number[][];

export const square = (n: number, entry: (i: number, j: number) => number): Matrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)));

const nint = (v: number) => Math.floor(v + 0.5);

/** TSPLIB 95 (Reinelt 1995), section 2; the lower-case rules without rounding. */
export function distanceBetween(metric: Metric, p: readonly number[], q: readonly number[]): number {
  const differences = p.map((value, k) => Math.abs(value - q[k]));
  const straight = Math.sqrt(differences.reduce((sum, d) => sum + d * d, 0));
  switch (metric) {
    case "EUC_2D":
    case "EUC_3D":
      return nint(straight);
    case "CEIL_2D":
      return Math.ceil(straight);
    case "euclidean":
      return straight;
    case "ATT": {
      const r = Math.sqrt(differences.reduce((sum, d) => sum + d * d, 0) / 10);
      return nint(r) < r ? nint(r) + 1 : nint(r);
    }
    case "MAN_2D":
    case "MAN_3D":
      return nint(differences.reduce((sum, d) => sum + d, 0));
    case "manhattan":
      return differences.reduce((sum, d) => sum + d, 0);
    case "MAX_2D":
    case "MAX_3D":
      return Math.max(...differences.map(nint));
    case "maximum":
      return Math.max(...differences);
    case "GEO": {
      const radians = (v: number) => (3.141592 * (Math.trunc(v) + (5 * (v - Math.trunc(v))) / 3)) / 180;
      const q1 = Math.cos(radians(p[1]) - radians(q[1]));
      const q2 = Math.cos(radians(p[0]) - radians(q[0]));
      const q3 = Math.cos(radians(p[0]) + radians(q[0]));
      const cosine = Math.max(-1, Math.min(1, 0.5 * ((1 + q1) * q2 - (1 - q1) * q3)));
      return Math.trunc(6378.388 * Math.acos(cosine) + 1);
    }
    case "great-circle": {
      // Angle between unit vectors by atan2 of cross and dot product: a formula other than the haversine.
      const unit = ([latitude, longitude]: readonly number[]) => {
        const [a, b] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
        return [Math.cos(a) * Math.cos(b), Math.cos(a) * Math.sin(b), Math.sin(a)];
      };
      const [u, v] = [unit(p), unit(q)];
      const cross = math.cross(u, v) as number[];
      return 6371.0088 * Math.atan2(math.norm(cross) as number, math.dot(u, v));
    }
  }
}

function metricMatrix(part: { n: number; metric: Metric; coordinates: Float64Array; dimensions: number }): Matrix {
  const point = (i: number) => [...part.coordinates.subarray(i * part.dimensions, (i + 1) * part.dimensions)];
  return square(part.n, (i, j) => (i === j ? 0 : distanceBetween(part.metric, point(i), point(j))));
}

export function factorMatrix(factor: Factor): Matrix {
  const { n } = factor;
  switch (factor.kind) {
    case "identity":
      return square(n, (i, j) => (i === j ? 1 : 0));
    case "all-but-diagonal":
      return square(n, (i, j) => (i === j ? 0 : 1));
    case "cycle":
      return square(n, (i, j) => (j === (i + 1) % n ? 1 : 0));
    case "path":
      return square(n, (i, j) => (j === i + 1 ? 1 : 0));
    case "dense":
      return square(n, (i, j) => factor.values[i * n + j]);
    case "csr":
      return rows(factor);
    case "metric":
      return metricMatrix(factor);
  }
}

function rows(part: { n: number; rowStart: Int32Array; column: Int32Array; values: ArrayLike<number> }): Matrix {
  const matrix = square(part.n, () => 0);
  for (let i = 0; i < part.n; i++) {
    for (let k = part.rowStart[i]; k < part.rowStart[i + 1]; k++) matrix[i][part.column[k]] += part.values[k];
  }
  return matrix;
}

/** W as nested arrays, O(n^2) memory: for small n. */
export function denseMatrix(couplings: Couplings): Matrix {
  const { n } = couplings;
  switch (couplings.kind) {
    case "none":
      return square(n, () => 0);
    case "dense":
      return square(n, (i, j) => couplings.values[i * n + j]);
    case "csr":
      return rows(couplings);
    case "ring":
      return square(n, (i, j) => (Math.abs(i - j) === 1 || Math.abs(i - j) === n - 1 ? 1 : 0));
    case "metric":
      return metricMatrix(couplings);
    case "rank-one":
      return square(n, (i, j) => (i === j ? 0 : couplings.vector[i] * couplings.vector[j]));
    case "cliques": {
      const matrix = square(n, () => 0);
      for (let g = 0; g + 1 < couplings.groupStart.length; g++) {
        for (let k = couplings.groupStart[g]; k < couplings.groupStart[g + 1]; k++) {
          for (let l = couplings.groupStart[g]; l < couplings.groupStart[g + 1]; l++) {
            const pair = couplings.coefficient === null ? 1 : couplings.coefficient[k] * couplings.coefficient[l];
            if (k !== l) matrix[couplings.member[k]][couplings.member[l]] += pair;
          }
        }
      }
      return matrix;
    }
    case "bands": {
      const { size, from, to, low, high, weight } = couplings;
      const matrix = square(n, () => 0);
      for (const [t, a] of from.entries()) {
        for (let k = 0; k < size; k++) {
          for (let l = 0; l < size; l++) {
            if (l - k < low[t] || l - k > high[t]) continue;
            matrix[a * size + k][to[t] * size + l] += weight[t];
            matrix[to[t] * size + l][a * size + k] += weight[t];
          }
        }
      }
      return matrix;
    }
    case "kronecker": {
      const product = math.kron(factorMatrix(couplings.left), factorMatrix(couplings.right)) as unknown as Matrix;
      return math.add(product, math.transpose(product));
    }
    case "sum": {
      const matrix = square(n, () => 0);
      for (const term of couplings.terms) {
        denseMatrix(term.couplings).forEach((row, i) => {
          row.forEach((value, j) => {
            matrix[term.start + i][term.start + j] += term.scale * value;
          });
        });
      }
      return matrix;
    }
  }
}

export function denseBiases(biases: Biases): number[] {
  switch (biases.kind) {
    case "constant":
      return new Array<number>(biases.n).fill(biases.value);
    case "dense":
      return Array.from(biases.values);
    case "outer":
      return Array.from({ length: biases.n }, (_, i) => {
        const [a, p] = [Math.floor(i / biases.columns), i % biases.columns];
        return biases.left.reduce((sum, left, t) => sum + left[a] * biases.right[t][p], 0);
      });
    case "sum": {
      const values = new Array<number>(biases.n).fill(0);
      for (const part of biases.parts) {
        denseBiases(part.biases).forEach((value, i) => {
          values[part.start + i] += part.scale * value;
        });
      }
      return values;
    }
  }
}

/** A model as plain numbers, made once per test case. */
export interface DenseModel {
  readonly n: number;
  readonly low: -1 | 0;
  readonly W: Matrix;
  readonly b: number[];
  readonly c: number;
}

export const denseModel = (model: EnergyModel): DenseModel => ({
  n: model.n,
  low: model.domain === "spin" ? -1 : 0,
  W: denseMatrix(model.couplings),
  b: denseBiases(model.biases),
  c: model.offset,
});

/** E = -1/2 z'Wz - b'z + c by mathjs. */
export function denseEnergy({ n, W, b, c }: DenseModel, values: ArrayLike<number>): number {
  if (n === 0) return c;
  const z = Array.from(values);
  return -0.5 * math.dot(z, math.multiply(W, z)) - math.dot(b, z) + c;
}

/** All 2^n states, in counting order; the array is reused. */
export function* allStates(n: number, low: -1 | 0): Generator<Int8Array, void, void> {
  const values = new Int8Array(n);
  for (let code = 0; code < 2 ** n; code++) {
    for (let i = 0; i < n; i++) values[i] = (code >> i) & 1 ? 1 : low;
    yield values;
  }
}

/** Lowest energy over all 2^n states and every state that has it (within `slack`), by plain loops. n <= 20. */
export function bruteForce(dense: DenseModel, slack = 1e-9): { energy: number; states: Int8Array[] } {
  const { n, low, W, b, c } = dense;
  let best = Number.POSITIVE_INFINITY;
  let states: Int8Array[] = [];
  const flat = Float64Array.from(W.flat());
  const values = new Int8Array(n).fill(low);
  const step = 1 - low;
  const field = Float64Array.from(b, (value, i) => value + low * W[i].reduce((sum, w) => sum + w, 0));
  let current = denseEnergy(dense, values);
  for (let code = 0; ; ) {
    const tolerance = slack * Math.max(1, Math.abs(best), Math.abs(c));
    if (current < best - tolerance) states = [];
    if (current <= best + tolerance || states.length === 0) states.push(values.slice());
    best = Math.min(best, current);
    if (++code === 2 ** n) break;
    // Gray code: the lowest set bit of the counter says which variable flips.
    const i = 31 - Math.clz32(code & -code);
    const change = values[i] === 1 ? -step : step;
    current -= change * field[i];
    values[i] += change;
    for (let j = 0; j < n; j++) field[j] += change * flat[i * n + j];
  }
  return { energy: best, states };
}

/** |a - b| within `tolerance` of the larger magnitude (at least 1). */
export function close(a: number, b: number, magnitude = 1, tolerance = 1e-9): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b), magnitude);
}

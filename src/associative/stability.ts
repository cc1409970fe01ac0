/**
 * How firmly patterns sit in couplings W: the local fields h = W xi of each, which spins they hold, and by how much.
 * Margin of spin i: xi_i h_i / |w_i|, w_i the row of W (Gardner 1988); a pattern is a fixed point when no xi_i h_i is negative, because
 * a spin without a field keeps its value. O(P n^2).
 */
import { multiply } from "./learning/matrix.ts";
import type { LearningContext, LearningProgress } from "./learning/types.ts";
import type { Patterns } from "./patterns.ts";

export interface Stability {
  /** One a pattern: spins with xi_i h_i < 0. */
  readonly unstableSpins: Int32Array;
  /** One a pattern: min over i of xi_i h_i / |w_i|; a row of zeros has the margin 0. */
  readonly margins: Float64Array;
  /** Patterns without unstable spins. */
  readonly fixedPoints: number;
  readonly smallestMargin: number;
}

/** Fields of all patterns, row-major count x size: X W for symmetric W. */
export function* patternFields(
  { count, size, values }: Patterns,
  weights: Float64Array,
  { kernels, memoryLimit }: LearningContext,
): Generator<LearningProgress, Float64Array, void> {
  const product = kernels.matrixProduct({ rows: count, inner: size, columns: size }, memoryLimit);
  product.setLeft(values);
  product.setRight(weights);
  const fields = new Float64Array(count * size);
  yield* multiply(product, count, size, fields);
  return fields;
}

/** Euclidean lengths of the rows of W. */
export function rowLengths(weights: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += weights[i * size + j] * weights[i * size + j];
    return Math.sqrt(sum);
  });
}

/** From fields as `patternFields` gives them. */
export function stabilityOf({ count, size, values }: Patterns, fields: Float64Array, lengths: Float64Array): Stability {
  const unstableSpins = new Int32Array(count);
  const margins = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (let mu = 0; mu < count; mu++) {
    for (let i = 0; i < size; i++) {
      const held = values[mu * size + i] * fields[mu * size + i];
      if (held < 0) unstableSpins[mu]++;
      const margin = lengths[i] === 0 ? 0 : held / lengths[i];
      if (margin < margins[mu]) margins[mu] = margin;
    }
  }
  return {
    unstableSpins,
    margins,
    fixedPoints: unstableSpins.reduce((sum, spins) => sum + (spins === 0 ? 1 : 0), 0),
    smallestMargin: margins.reduce((least, margin) => Math.min(least, margin), Number.POSITIVE_INFINITY),
  };
}

/** Softmax of scores without overflow: weights relative to the largest score, and those that cannot matter left out. @see types.ts */
import { logarithm } from "../elementary.ts";
import { exponential } from "../exponential.ts";

/** Patterns that count for a query, with weights that add up to 1. Arrays are reused. */
interface Weights {
  /** Indices, ascending. */
  readonly pattern: Int32Array;
  readonly weight: Float64Array;
  /** How many there are. */
  count: number;
  /** (1 / beta) ln sum_mu exp(beta score_mu). */
  lse: number;
}

export function createWeights(count: number): Weights {
  return { pattern: new Int32Array(count), weight: new Float64Array(count), count: 0, lse: 0 };
}

/** Exponents below this are left out: 2^-53 / count relative to the largest weight. */
export const leastExponent = (count: number): number => -(53 * Math.LN2 + logarithm(count));

/** (1 / beta) ln sum exp(beta score), given the sum relative to the largest score. */
export const logSum = (largest: number, sum: number, beta: number): number => largest + logarithm(sum) / beta;

/** Softmax of beta times the scores x_mu . q. */
export function softmax(scores: Float64Array, beta: number, into: Weights): void {
  const { pattern, weight } = into;
  const largest = scores.reduce((most, score) => (score > most ? score : most));
  const least = leastExponent(scores.length);
  let count = 0;
  let sum = 0;
  for (let mu = 0; mu < scores.length; mu++) {
    const exponent = beta * (scores[mu] - largest);
    if (!(exponent >= least)) continue;
    pattern[count] = mu;
    weight[count] = exponential(exponent);
    sum += weight[count++];
  }
  for (let k = 0; k < count; k++) weight[k] /= sum;
  into.count = count;
  into.lse = logSum(largest, sum, beta);
}

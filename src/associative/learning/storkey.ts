/**
 * Storkey's rule (Storkey 1997; Storkey & Valabregue 1999): Hebb's rule less what the network would already do to the pattern,
 *
 *     W_ij += (1/n) (xi_i xi_j - xi_i h_ji - h_ij xi_j),    h_ij = sum over k other than i, j of W_ik xi_k.
 *
 * With a zero diagonal h_ij = h_i - W_ij xi_j for h = W xi, so that W_ij += (1/n) (xi_i xi_j - xi_i h_j - h_i xi_j + 2 W_ij).
 * One pattern after the other: another order gives other weights. O(P n^2).
 */
import { Type } from "typebox";
import { type Patterns, patternAt } from "../patterns.ts";
import { mirror, requireMatrices } from "./matrix.ts";
import type { Learned, LearningContext, LearningProgress, LearningRule } from "./types.ts";

export const storkey: LearningRule<Record<string, never>> = {
  id: "storkey",
  title: "Storkey's rule: Hebb's rule less the local fields",
  summary:
    "Adds a pattern as Hebb's rule does, less the fields that the patterns before it already cause: still local and incremental, with a " +
    "capacity of n / sqrt(2 ln n) and wider, rounder basins, also for patterns that resemble each other. The order of the patterns matters: " +
    "each is stored in view of those before it.",
  sources: ["Storkey & Valabregue 1999, The basins of attraction of a new Hopfield learning rule, Neural Networks 12"],
  optionsSchema: Type.Object({}, { additionalProperties: false, description: "Options of Storkey's rule: none" }),
  defaults: {},
  learn,
};

/** Entries between two yields. */
const SLICE = 1_000_000;

function* learn(
  patterns: Patterns,
  _options: object,
  { memoryLimit }: LearningContext,
): Generator<LearningProgress, Learned, void> {
  const { count, size } = patterns;
  requireMatrices(size, 1, memoryLimit, "Storkey's rule");
  const weights = new Float64Array(size * size);
  const fields = new Float64Array(size);
  let since = 0;
  for (let mu = 0; mu < count; mu++) {
    const pattern = Float64Array.from(patternAt(patterns, mu));
    lowerProduct(weights, pattern, fields);
    addPattern(weights, pattern, fields);
    since += size * size;
    if (since >= SLICE) {
      since = 0;
      yield { share: (mu + 1) / count, note: `pattern ${mu + 1} of ${count}` };
    }
  }
  mirror(weights, size);
  return { weights, findings: {} };
}

/** fields = W x for symmetric W of which only what lies below the diagonal is read. */
function lowerProduct(weights: Float64Array, x: Float64Array, fields: Float64Array): void {
  const size = x.length;
  fields.fill(0);
  for (let i = 0; i < size; i++) {
    const row = i * size;
    const value = x[i];
    let sum = 0;
    for (let j = 0; j < i; j++) {
      const w = weights[row + j];
      sum += w * x[j];
      fields[j] += w * value;
    }
    fields[i] += sum;
  }
}

function addPattern(weights: Float64Array, x: Float64Array, fields: Float64Array): void {
  const size = x.length;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j < i; j++) {
      const w = weights[row + j];
      weights[row + j] = w + (x[i] * x[j] - x[i] * fields[j] - fields[i] * x[j] + 2 * w) / size;
    }
  }
}

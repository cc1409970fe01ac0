/**
 * The pseudo-inverse or projection rule (Personnaz, Guyon & Dreyfus 1985; Kanter & Sompolinsky 1987): W = X X^+, the projection onto
 * the span of the patterns, with its diagonal set to 0. An orthonormal basis Q of the span by modified Gram-Schmidt, each pattern
 * orthogonalised twice ("twice is enough", Kahan), gives W = Q Q' without inverting anything, so that patterns may depend on each
 * other. O(P n (P + n)).
 */
import { Type } from "typebox";
import { type Patterns, patternAt } from "../patterns.ts";
import { outerProducts, requireMatrices } from "./matrix.ts";
import type { Learned, LearningContext, LearningProgress, LearningRule } from "./types.ts";

export const pseudoInverse: LearningRule<Record<string, never>> = {
  id: "pseudo-inverse",
  title: "Pseudo-inverse rule: the projection onto the span of the patterns",
  summary:
    "W = X X^+ with zero diagonal: every pattern is a fixed point, however alike the patterns are, as long as they span less than the whole " +
    "space; spin i has the margin 1 - P_ii, where P is the projection. Basins shrink as the load grows and are gone near n / 2 for the " +
    "projection with its diagonal, near n without. Neither local nor incremental.",
  sources: [
    "Personnaz, Guyon & Dreyfus 1985, Information storage and retrieval in spin-glass like neural networks, J. Physique Lettres 46",
    "Kanter & Sompolinsky 1987, Associative recall of memory without errors, Physical Review A 35",
  ],
  optionsSchema: Type.Object(
    {},
    { additionalProperties: false, description: "Options of the pseudo-inverse rule: none" },
  ),
  defaults: {},
  learn,
};

/**
 * What is left of a pattern of length sqrt(n), relative to it, below which it lies in the span of those before it. Rounding leaves
 * about 1e-15 after the second pass; patterns of spins that are independent keep far more than this except on contrived sets.
 */
const DEPENDENT = 1e-9;

function* learn(
  patterns: Patterns,
  _options: object,
  context: LearningContext,
): Generator<LearningProgress, Learned, void> {
  const { size } = patterns;
  requireMatrices(size, 1, context.memoryLimit, "the pseudo-inverse rule");
  const { basis, rank } = yield* orthonormalBasis(patterns);
  const findings = { rank };
  // The projection onto everything is the identity, and off its diagonal there would be nothing but rounding.
  if (rank === size) return { weights: new Float64Array(size * size), findings };
  return { weights: yield* outerProducts(basis, rank, size, context), findings };
}

/** Rows of `basis`: an orthonormal basis of the span, rank x size. O(rank count size). */
function* orthonormalBasis(
  patterns: Patterns,
): Generator<LearningProgress, { basis: Float64Array; rank: number }, void> {
  const { count, size } = patterns;
  const basis = new Float64Array(Math.min(count, size) * size);
  let rank = 0;
  for (let mu = 0; mu < count && rank < size; mu++) {
    const rest = basis.subarray(rank * size, (rank + 1) * size);
    rest.set(patternAt(patterns, mu));
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < rank; k++) removeComponent(rest, basis, k * size);
    }
    const length = Math.sqrt(dot(rest, rest, 0));
    if (length > DEPENDENT * Math.sqrt(size)) {
      for (let i = 0; i < size; i++) rest[i] /= length;
      rank++;
    } else rest.fill(0);
    yield { share: mu / count, note: `pattern ${mu + 1} of ${count}` };
  }
  return { basis: basis.subarray(0, rank * size), rank };
}

/** x -= (x . q) q for the row q of `basis` from `at` on. */
function removeComponent(x: Float64Array, basis: Float64Array, at: number): void {
  const amount = dot(x, basis, at);
  for (let i = 0; i < x.length; i++) x[i] -= amount * basis[at + i];
}

/** Scalar product of x with `y` from `at` on, in four sums. */
function dot(x: Float64Array, y: Float64Array, at: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < x.length; i += 4) {
    a += x[i] * y[at + i];
    b += x[i + 1] * y[at + i + 1];
    c += x[i + 2] * y[at + i + 2];
    d += x[i + 3] * y[at + i + 3];
  }
  for (; i < x.length; i++) a += x[i] * y[at + i];
  return a + b + (c + d);
}

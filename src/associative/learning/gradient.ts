/**
 * MacKay's learning rule (MacKay 2003, chapter 42, algorithm 42.9): every spin is a logistic classifier of the others, trained on
 * all patterns at once. With X the patterns by rows and T = (X + 1) / 2,
 *
 *     A = X W,   Y = 1 / (1 + exp(-A)),   E = T - Y,   G = X'E,   W += eta (G + G' - alpha W),
 *
 * the diagonal of W kept at 0, W = X'X / n or X'X to begin with. Where any couplings hold all patterns as fixed points, small steps find some
 * (the error is convex). O(loops P n^2).
 */
import { type Static, Type } from "typebox";
import { GroundstateError } from "../../errors.ts";
import { exponential } from "../../kernels/exponential.ts";
import { nullable } from "../../schema.ts";
import type { Patterns } from "../patterns.ts";
import { rowLengths, type Stability, stabilityOf } from "../stability.ts";
import { multiply, outerProducts, requireMatrices } from "./matrix.ts";
import type { Learned, LearningContext, LearningProgress, LearningRule } from "./types.ts";

const optionsSchema = Type.Object(
  {
    start: Type.Enum(["normalised", "hebb", "zero"], {
      description:
        "Couplings to begin with: normalised X'X / n, hebb X'X as in the listing, zero none (default normalised)",
    }),
    eta: nullable(Type.Number({ exclusiveMinimum: 0, description: "a length" }), {
      description:
        "Length of a step; null is 1 after the start hebb and 10 / n, or 10 / P if there are more patterns than spins, after the others (default null)",
    }),
    alpha: Type.Number({
      minimum: 0,
      description: "Decay of the weights: each step takes off eta alpha W (default 0)",
    }),
    loops: Type.Integer({ minimum: 0, maximum: 1_000_000, description: "Most steps (default 50)" }),
    margin: nullable(Type.Number({ minimum: 0, description: "a margin" }), {
      description:
        "End as soon as xi_i h_i / |w_i| exceeds this for every spin of every pattern; null goes through all loops (default null)",
    }),
  },
  { additionalProperties: false, description: "Options of MacKay's gradient rule" },
);

type GradientOptions = Static<typeof optionsSchema>;

/** Of {2.5, 5, 20, 50, 200} / n the last three gave random patterns at loads of 0.25 to 0.8 margins near the largest within 50 loops. */
const ETA = 10;

export const gradient: LearningRule<GradientOptions> = {
  id: "gradient",
  title: "MacKay's gradient rule: every spin a logistic classifier",
  summary:
    "Each spin learns to predict itself from the others by gradient steps on all patterns, symmetrised: W += eta (G + G' - alpha W) from " +
    "Hebb's couplings on. It stores whatever symmetric couplings can store, patterns that resemble each other too, with margins that grow with the loops and basins as wide as those of " +
    "the pseudo-inverse or wider. From the listing's start X'X the logistic function saturates at once: the patterns become fixed points within " +
    "a few loops, but their margins stay small; from X'X / n they grow on.",
  sources: [
    "MacKay 2003, Information Theory, Inference, and Learning Algorithms, chapter 42, algorithm 42.9",
    "Gardner 1988, The space of interactions in neural network models, Journal of Physics A 21",
  ],
  optionsSchema,
  defaults: { start: "normalised", eta: null, alpha: 0, loops: 50, margin: null },
  learn,
};

function* learn(
  patterns: Patterns,
  { alpha, loops, start, margin, ...options }: GradientOptions,
  context: LearningContext,
): Generator<LearningProgress, Learned, void> {
  const { count, size, values } = patterns;
  const eta = options.eta ?? (start === "hebb" ? 1 : ETA / Math.max(size, count));
  requireMatrices(size, 3, context.memoryLimit, "MacKay's rule");
  const weights = start === "zero" ? new Float64Array(size * size) : yield* outerProducts(values, count, size, context);
  if (start === "normalised") for (let k = 0; k < weights.length; k++) weights[k] /= size;
  const { kernels, memoryLimit } = context;
  const activate = kernels.matrixProduct({ rows: count, inner: size, columns: size }, memoryLimit);
  const correlate = kernels.matrixProduct({ rows: size, inner: count, columns: size }, memoryLimit);
  activate.setLeft(values);
  correlate.setLeftTransposed(values);
  const activations = new Float64Array(count * size);
  const correlations = new Float64Array(size * size);
  let stability: Stability;
  let done = 0;
  let note = "Hebb's couplings";
  for (; ; done++) {
    const share = done / Math.max(1, loops);
    activate.setRight(weights);
    yield* within(multiply(activate, count, size, activations), { share, note });
    stability = stabilityOf(patterns, activations, rowLengths(weights, size));
    if (!Number.isFinite(stability.smallestMargin)) refuseDivergence(eta, alpha, done);
    if (done === loops || (margin !== null && stability.smallestMargin > margin)) break;
    note = `loop ${done + 1} of ${loops}: ${stability.fixedPoints} of ${count} patterns are fixed points`;
    toErrors(activations, values);
    correlate.setRight(activations);
    yield* within(multiply(correlate, size, size, correlations), { share, note });
    step(weights, correlations, size, eta, alpha);
  }
  const { fixedPoints, smallestMargin } = stability;
  return { weights, findings: { eta, loops: done, fixedPoints, smallestMargin } };
}

/** Work that yields, wherever it stands, the progress of the whole. */
function* within(work: Generator, progress: LearningProgress): Generator<LearningProgress, void, void> {
  while (work.next().done !== true) yield progress;
}

/** Activations to errors, in place: e = t - 1 / (1 + exp(-a)), t = 1 for a spin of +1, else 0. */
function toErrors(activations: Float64Array, values: Int8Array): void {
  for (let k = 0; k < activations.length; k++)
    activations[k] = (values[k] === 1 ? 1 : 0) - 1 / (1 + exponential(-activations[k]));
}

/** W += eta (G + G' - alpha W) off the diagonal, the same sums on both sides of it. */
function step(weights: Float64Array, gradients: Float64Array, size: number, eta: number, alpha: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [at, across] = [i * size + j, j * size + i];
      const stepped = weights[at] + eta * (gradients[at] + gradients[across] - alpha * weights[at]);
      weights[at] = stepped;
      weights[across] = stepped;
    }
  }
}

function refuseDivergence(eta: number, alpha: number, loop: number): never {
  const message = `the weights overflow in loop ${loop} with eta ${eta} and alpha ${alpha}`;
  throw new GroundstateError("invalid-options", message, { hint: "Choose a smaller eta: eta alpha must be below 2." });
}

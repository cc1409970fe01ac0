/**
 * Hebb's rule (Hebb 1949; Hopfield 1982): W = (1/n) (sum_mu xi_mu xi_mu' - P I): what fires together, wires together.
 * The sums of products are whole numbers, so W is exact before its one division. O(P n^2 / 2) multiplications.
 */
import { type Static, Type } from "typebox";
import type { Patterns } from "../patterns.ts";
import { outerProducts, requireMatrices } from "./matrix.ts";
import type { Learned, LearningContext, LearningProgress, LearningRule } from "./types.ts";

const optionsSchema = Type.Object(
  {
    normalised: Type.Boolean({
      description:
        "true divides by the number of spins, false leaves whole numbers, on which all arithmetic is exact (default true)",
    }),
  },
  { additionalProperties: false, description: "Options of Hebb's rule" },
);

type HebbOptions = Static<typeof optionsSchema>;

export const hebb: LearningRule<HebbOptions> = {
  id: "hebb",
  title: "Hebb's rule: the sum of outer products",
  summary:
    "W = (1/n) sum of xi xi' over the patterns xi, zero diagonal: local, incremental, the same for every order of the patterns. " +
    "It stores about 0.138 n random patterns with few wrong spins, and n / (2 ln n) without any; patterns that resemble each other disturb each other much sooner.",
  sources: [
    "Hopfield 1982, Neural networks and physical systems with emergent collective computational abilities, PNAS 79",
    "Amit, Gutfreund & Sompolinsky 1985, Storing infinite numbers of patterns in a spin-glass model of neural networks, PRL 55",
  ],
  optionsSchema,
  defaults: { normalised: true },
  learn,
};

function* learn(
  { count, size, values }: Patterns,
  { normalised }: HebbOptions,
  context: LearningContext,
): Generator<LearningProgress, Learned, void> {
  requireMatrices(size, 1, context.memoryLimit, "Hebb's rule");
  const weights = yield* outerProducts(values, count, size, context);
  if (normalised) for (let k = 0; k < weights.length; k++) weights[k] /= size;
  return { weights, findings: {} };
}

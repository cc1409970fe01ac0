/** What a compiled program says of itself: variables by origin, and each weight with what proves it. */
import type { Explanation } from "../../problem.ts";
import type { CompiledProgram } from "./compile.ts";
import type { Weighted } from "./weights.ts";

const RULES: Readonly<Record<Weighted["rule"], string>> = {
  spread:
    "a state that breaks it has an energy of at least L + weight, an optimum at most U; L and U by interval arithmetic over legal codes, U of a valid assignment where one is known",
  packing:
    "making the cheapest of the true literals false lowers the penalty by 1 or more, breaks nothing else, and costs at most the threshold",
  mending:
    "with every broken constraint and illegal code some valid assignment is, at most by the threshold each, dearer, as the problem itself proves",
  costless: "some change mends every violation and raises nothing else, so any positive weight is enough",
  groups: "every illegal code is higher than some state with one bit changed, or than any valid state",
};

/** What `explain` shows: bits by origin, one entry a weight with its rule in words. Weights and thresholds are in units of the objective. */
export function explanationOf({ weights, made, size }: CompiledProgram): Explanation {
  return {
    size: [
      { origin: "variables of the problem", variables: size.variables },
      { origin: "slack of inequalities", variables: size.slack },
      { origin: "products of more than two bits", variables: size.auxiliaries },
    ],
    constraints: weights.map(({ name, weight, threshold, rule, inequality, witness, given }) => {
      const words = made.get(name) ?? "guards of one-hot groups and orders";
      return { name, made: words, weight, threshold, rule: RULES[rule], inequality, witness, given };
    }),
  };
}

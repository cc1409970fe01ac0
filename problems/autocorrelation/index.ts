/**
 * Low-autocorrelation binary sequences: signs whose shifted copies resemble the sequence as little as possible.
 * minimise sum_k w_k C_k^2, C_k = sum_i s_i s_(i+k). A polynomial of degree 4 in the signs; encode.ts makes it quadratic.
 */
import { checkAssignment } from "../../src/modelling/document.ts";
import { type PenaltyOptions, penaltyDefaults, penaltyOptionsSchema } from "../../src/modelling/penalty-options.ts";
import { defineProblem } from "../../src/problem.ts";
import type { Random } from "../../src/random.ts";
import { encode } from "./encode.ts";
import { leastEnergy, sidelobeEnergy } from "./referee.ts";
import {
  type AutocorrelationInstance,
  type AutocorrelationSolution,
  instanceSchema,
  solutionSchema,
} from "./schema.ts";

function sample(random: Random, size: number): AutocorrelationInstance {
  const length = random.below(4) > 0 ? 1 + random.below(5) : Math.max(1, Math.min(12, Math.floor(size)));
  if (random.below(3) === 0) return { problem: "autocorrelation", length };
  const weight = [() => random.below(3), () => random.below(12) / 4][random.below(2)];
  return { problem: "autocorrelation", length, weights: Array.from({ length: length - 1 }, weight) };
}

export const autocorrelation = defineProblem<AutocorrelationInstance, AutocorrelationSolution, PenaltyOptions>({
  id: "autocorrelation",
  title: "Low-autocorrelation sequence",
  summary:
    "Find a sequence of signs whose aperiodic autocorrelations, squared and summed over all lags, are as small as possible; lags may be weighted. Of degree 4 in the signs, made quadratic by one bit for each product of two signs at a distance of up to half the length: about 3 n^2 / 8 bits beside the n signs, with a proven weight each.",
  sources: [
    "Golay 1982, The merit factor of long low autocorrelation binary sequences",
    "Bernasconi 1987, Low autocorrelation binary sequences: statistical mechanics and configuration space analysis",
    "Packebusch & Mertens 2016, Low autocorrelation binary sequences",
    "Rosenberg 1975, Reduction of bivalent maximization to the quadratic case",
  ],
  sense: "min",
  objective: "sum of squared autocorrelations",
  instanceSchema,
  solutionSchema,
  optionsSchema: penaltyOptionsSchema("How heavy the penalties of products are."),
  defaults: penaltyDefaults,
  check({ length, weights }) {
    if (weights === undefined || weights.length === length - 1) return [];
    return [{ path: "weights", found: `${weights.length} numbers`, expected: `${length - 1}, one a lag` }];
  },
  describe: ({ length }) => `length ${length}`,
  encode,
  cost: (instance, { sequence }) => sidelobeEnergy(instance, sequence),
  verify: ({ length }, { sequence }) => checkAssignment(sequence, length, [-1, 1], "sequence"),
  bound: (instance) => ({ value: leastEnergy(instance), proof: "parity of the autocorrelations" }),
  sample,
  generate: (_random, size) => ({ problem: "autocorrelation", length: size }),
  tell(instance, { sequence }) {
    const signs = sequence.map((sign) => (sign === 1 ? "+" : "-")).join("");
    const energy = sidelobeEnergy({ problem: "autocorrelation", length: instance.length }, sequence);
    return energy === 0 ? signs : `${signs}, merit factor ${(sequence.length ** 2 / (2 * energy)).toFixed(3)}`;
  },
  formats: [],
  draw: () => null,
});

/**
 * QUBO, quadratic unconstrained binary optimisation: bits x in {0, 1}^n that minimise or maximise
 * f(x) = sum_i q_i x_i + sum_{i<j} q_ij x_i x_j + offset. The model is the instance with other signs: E = f for a minimum,
 * E = -f for a maximum. O(n + m). Boros & Hammer 2002; Kochenberger et al. 2014.
 */
import { asRecord, checkAssignment, checkLabels, listFormat } from "../../src/modelling/document.ts";
import { type Coupling, checkPairs, randomPairs } from "../../src/modelling/graph.ts";
import { freeEncoding } from "../../src/modelling/parts.ts";
import {
  checkLinear,
  formOf,
  type QuadraticForm,
  quadraticModel,
  quadraticRecord,
  tellChosen,
} from "../../src/modelling/quadratic-form.ts";
import { defineProblem, type Encoding, type FormatAdapter } from "../../src/problem.ts";
import type { Random } from "../../src/random.ts";
import { generateQubo } from "./generate.ts";
import { instanceSchema, optionsSchema, type QuboInstance, type QuboSolution, solutionSchema } from "./schema.ts";

const asForm = (instance: QuboInstance): QuadraticForm => ({
  n: instance.variables,
  domain: "bit",
  sense: instance.sense ?? "min",
  pairs: instance.quadratic,
  linear: instance.linear,
  offset: instance.offset ?? 0,
  labels: instance.labels,
});

const encode = (instance: QuboInstance): Encoding<QuboSolution> =>
  freeEncoding(
    quadraticModel(asForm(instance)),
    "an assignment needs one value a variable",
    (values) => ({ bits: Array.from(values) }),
    ({ bits }) => bits,
  );

function sample(random: Random, size: number): QuboInstance {
  const n = Math.max(1, size);
  const value = [() => random.below(3) - 1, () => random.below(201) - 100, () => random.normal()][random.below(3)];
  const density = [Math.min(1, 3 / n), 0.4, 1][random.below(3)];
  const quadratic = randomPairs(n, density, () => random.uniform()).map(([i, j]): Coupling => [j, i, value()]);
  const linear = random.below(3) === 0 ? {} : { linear: Array.from({ length: n }, value) };
  const offset = random.below(2) === 0 ? {} : { offset: value() };
  const sense = ([{}, { sense: "min" }, { sense: "max" }] as const)[random.below(3)];
  const labels = random.below(4) === 0 ? { labels: Array.from({ length: n }, (_, i) => `x${i}`) } : {};
  return { problem: "qubo", variables: n, quadratic, ...linear, ...offset, ...sense, ...labels };
}

const formats: readonly FormatAdapter<QuboInstance, QuboSolution>[] = [
  {
    kind: "quadratic",
    primary: true,
    primaryFor: ["qbsolv", "qubo-coo", "biqmac-sparse", "opb", "bqm"],
    refuses: (record) =>
      record.kind === "quadratic" && record.domain === "spin"
        ? "qubo is over bits 0/1, this file over spins -1/1. Use problem ising."
        : null,
    toInstance(record, { name }) {
      const quadratic = asRecord(record, "quadratic");
      const { pairs, ...rest } = formOf(quadratic, name);
      const sense = quadratic.sense === "max" ? { sense: "max" as const } : {};
      return { problem: "qubo", variables: quadratic.n, quadratic: pairs, ...sense, ...rest };
    },
    fromInstance: (instance) => quadraticRecord(asForm(instance), instance.name),
  },
  listFormat("bits"),
];

export const qubo = defineProblem<QuboInstance, QuboSolution, Record<string, never>>({
  id: "qubo",
  title: "Quadratic unconstrained binary optimisation",
  summary:
    "Find the bits that minimise (or maximise) a quadratic function, each pair counted once. The instance is the energy, with the sign changed where it maximises; nothing is encoded.",
  sources: [
    "Boros, Hammer 2002, Pseudo-Boolean optimization",
    "Kochenberger et al. 2014, The unconstrained binary quadratic programming problem: a survey",
  ],
  sense: "min",
  senseOf: ({ sense = "min" }) => sense,
  objective: "quadratic function",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults: {},
  check: ({ variables, quadratic, linear, labels }) => [
    ...checkPairs(variables, quadratic, "quadratic"),
    ...checkLinear(variables, linear, "linear"),
    ...checkLabels(variables, labels),
  ],
  describe: ({ variables, quadratic, sense = "min" }) =>
    `${variables} variables, ${quadratic.length} quadratic terms, ${sense === "min" ? "minimise" : "maximise"}`,
  encode,
  cost({ quadratic, linear, offset = 0 }, { bits }) {
    let value = offset;
    for (const [i, j, q] of quadratic) if (bits[i] === 1 && bits[j] === 1) value += q;
    if (linear !== undefined) for (let i = 0; i < linear.length; i++) if (bits[i] === 1) value += linear[i];
    return value;
  },
  verify: ({ variables }, { bits }) => checkAssignment(bits, variables, [0, 1], "bits"),
  sample,
  generate: generateQubo,
  tell: ({ labels }, { bits }) => tellChosen(bits, labels),
  formats,
  draw: () => null,
});

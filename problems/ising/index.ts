/**
 * Ising: the spins s in {-1, +1}^n of least energy H(s) = sum_{i<j} J_ij s_i s_j + sum_i h_i s_i + offset.
 * The model is the instance with other signs: W = -J, b = -h, c = offset. O(n + m). Ising 1925; Barahona 1982.
 */
import { asRecord, checkAssignment, checkLabels, spinsFormat } from "../../src/modelling/document.ts";
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
import { generateIsing } from "./generate.ts";
import { type IsingInstance, type IsingSolution, instanceSchema, optionsSchema, solutionSchema } from "./schema.ts";

const asForm = (instance: IsingInstance): QuadraticForm => ({
  n: instance.spins,
  domain: "spin",
  sense: "min",
  pairs: instance.couplings,
  linear: instance.fields,
  offset: instance.offset ?? 0,
  labels: instance.labels,
});

const encode = (instance: IsingInstance): Encoding<IsingSolution> =>
  freeEncoding(
    quadraticModel(asForm(instance)),
    "a configuration needs one value a spin",
    (values) => ({ spins: Array.from(values) }),
    ({ spins }) => spins,
  );

function sample(random: Random, size: number): IsingInstance {
  const n = Math.max(1, size);
  const value = [() => 2 * random.below(2) - 1, () => random.below(11) - 5, () => random.normal()][random.below(3)];
  const density = [Math.min(1, 3 / n), 0.4, 1][random.below(3)];
  const couplings = randomPairs(n, density, () => random.uniform()).map(([i, j]): Coupling => [i, j, value()]);
  const fields = random.below(2) === 0 ? {} : { fields: Array.from({ length: n }, value) };
  const offset = random.below(2) === 0 ? {} : { offset: value() };
  const labels = random.below(4) === 0 ? { labels: Array.from({ length: n }, (_, i) => `s${i}`) } : {};
  return { problem: "ising", spins: n, couplings, ...fields, ...offset, ...labels };
}

const formats: readonly FormatAdapter<IsingInstance, IsingSolution>[] = [
  {
    kind: "quadratic",
    primary: false,
    primaryFor: ["ising-coo"],
    refuses(record) {
      if (record.kind !== "quadratic") return null;
      if (record.domain === "bit") return "ising is over spins -1/1, this file over bits 0/1. Use problem qubo.";
      return record.sense === "max" ? "ising minimises, this file maximises. Change the sign of every number." : null;
    },
    toInstance(record, { name }) {
      const quadratic = asRecord(record, "quadratic");
      const { pairs, linear, ...rest } = formOf(quadratic, name);
      const fields = linear === undefined ? {} : { fields: linear };
      return { problem: "ising", spins: quadratic.n, couplings: pairs, ...fields, ...rest };
    },
    fromInstance: (instance) => quadraticRecord(asForm(instance), instance.name),
  },
  spinsFormat,
];

export const ising = defineProblem<IsingInstance, IsingSolution, Record<string, never>>({
  id: "ising",
  title: "Ising ground state",
  summary:
    "Find the spins -1/+1 that minimise sum J_ij s_i s_j + sum h_i s_i + offset, each pair counted once. The instance is the energy; nothing is encoded.",
  sources: [
    "Ising 1925, Beitrag zur Theorie des Ferromagnetismus",
    "Barahona 1982, On the computational complexity of Ising spin glass models",
  ],
  sense: "min",
  objective: "Ising energy",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults: {},
  check: ({ spins, couplings, fields, labels }) => [
    ...checkPairs(spins, couplings, "couplings"),
    ...checkLinear(spins, fields, "fields"),
    ...checkLabels(spins, labels),
  ],
  describe: ({ spins, couplings, fields }) =>
    `${spins} spins, ${couplings.length} couplings${fields?.some((h) => h !== 0) ? ", with fields" : ""}`,
  encode,
  cost({ couplings, fields, offset = 0 }, { spins }) {
    let energy = offset;
    for (const [i, j, value] of couplings) energy += value * spins[i] * spins[j];
    if (fields !== undefined) for (let i = 0; i < fields.length; i++) energy += fields[i] * spins[i];
    return energy;
  },
  verify: ({ spins: n }, { spins }) => checkAssignment(spins, n, [-1, 1], "spins"),
  sample,
  generate: generateIsing,
  tell: ({ labels }, { spins }) => tellChosen(spins, labels),
  formats,
  draw: () => null,
});

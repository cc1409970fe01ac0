/**
 * Spin glasses: the spins s in {-1, +1}^n of least energy H(s) = -sum_neighbours J_ij s_i s_j - h sum_i s_i, with J drawn at random
 * (Edwards & Anderson 1975; Sherrington & Kirkpatrick 1975). The instance says which couplings to draw; the model is W = J, b = h.
 * n spins, no constraint. O(n + couplings).
 */
import { checkAssignment, spinsFormat } from "../../src/modelling/document.ts";
import type { Coupling } from "../../src/modelling/graph.ts";
import { freeEncoding } from "../../src/modelling/parts.ts";
import { type QuadraticForm, quadraticModel, quadraticRecord } from "../../src/modelling/quadratic-form.ts";
import { type Bound, type Complaint, defineProblem, type Encoding, type FormatAdapter } from "../../src/problem.ts";
import { couplingsOf, degreeOf } from "./couplings.ts";
import { drawSpinGlass } from "./draw.ts";
import { kinds, sampleSpinGlass } from "./sample.ts";
import {
  instanceSchema,
  optionsSchema,
  type SpinGlassInstance,
  type SpinGlassSolution,
  solutionSchema,
} from "./schema.ts";

function check(instance: SpinGlassInstance): readonly Complaint[] {
  const { spins, ensemble, sides, degree } = instance;
  const stray = [
    { path: "sides", given: sides, of: "lattice" },
    { path: "periodic", given: instance.periodic, of: "lattice" },
    { path: "degree", given: degree, of: "regular" },
  ].filter(({ given, of }) => given !== undefined && of !== ensemble);
  const complaints: Complaint[] = stray.map(({ path, given, of }) => ({
    path,
    found: JSON.stringify(given),
    expected: `nothing: it belongs to ensemble "${of}"`,
  }));
  if (ensemble === "lattice") {
    const product = sides?.reduce((all, side) => all * side, 1);
    const found = sides === undefined ? "nothing" : `[${sides.join(", ")}], product ${product}`;
    if (product !== spins) complaints.push({ path: "sides", found, expected: `sides whose product is ${spins}` });
  }
  if (ensemble === "regular") {
    const own = degreeOf(instance);
    const expected = spins % 2 === 0 ? `at most ${spins - 1}` : `even and at most ${spins - 1}`;
    const hint = "Each spin has that many different neighbours, and each coupling two ends.";
    if (own >= spins || (spins * own) % 2 === 1)
      complaints.push({ path: "degree", found: String(own), expected, hint });
  }
  return complaints;
}

/** With the signs of the problem ising. */
function formOf(instance: SpinGlassInstance): QuadraticForm {
  const { spins: n, field = 0 } = instance;
  const pairs = couplingsOf(instance).map(([i, j, value]): Coupling => [i, j, 0 - value]);
  const linear = field === 0 ? undefined : new Array<number>(n).fill(0 - field);
  return { n, domain: "spin", sense: "min", pairs, linear, offset: 0, labels: undefined };
}

const encode = (instance: SpinGlassInstance): Encoding<SpinGlassSolution> =>
  freeEncoding(
    quadraticModel(formOf(instance)),
    "a configuration needs one value a spin",
    (values) => ({ spins: Array.from(values) }),
    ({ spins }) => spins,
  );

function energyOf(instance: SpinGlassInstance, { spins }: SpinGlassSolution): number {
  const { field = 0 } = instance;
  let energy = 0;
  for (const [i, j, value] of couplingsOf(instance)) energy -= value * spins[i] * spins[j];
  for (const spin of spins) energy -= field * spin;
  return energy;
}

function satisfactionBound(instance: SpinGlassInstance): Bound {
  const { spins, field = 0 } = instance;
  const total = couplingsOf(instance).reduce((sum, [, , value]) => sum + Math.abs(value), 0);
  const value = 0 - total - spins * Math.abs(field);
  const rounding = Number.isInteger(value) ? 0 : 1e-9 * Math.abs(value); // downwards: the bound stays a bound
  return { value: value - rounding, proof: "every coupling and every field satisfied" };
}

/** "energy -1.4 a spin, 170 of 200 couplings satisfied, magnetisation 0.1". */
function tell(instance: SpinGlassInstance, solution: SpinGlassSolution): string {
  const { spins: n, ensemble } = instance;
  const couplings = couplingsOf(instance);
  const kept = couplings.filter(([i, j, value]) => value * solution.spins[i] * solution.spins[j] >= 0).length;
  const magnetisation = solution.spins.reduce((sum, spin) => sum + spin, 0) / n;
  // On the complete graph couplings are usually divided by sqrt(n), so that energies of all sizes can be compared.
  const scale = ensemble === "complete" ? n * Math.sqrt(n) : n;
  const unit = ensemble === "complete" ? "a spin, couplings divided by the square root of their number" : "a spin";
  const share = Number((energyOf(instance, solution) / scale).toPrecision(6));
  return `energy ${share} ${unit}; ${kept} of ${couplings.length} couplings satisfied; magnetisation ${Number(magnetisation.toPrecision(3))}`;
}

const formats: readonly FormatAdapter<SpinGlassInstance, SpinGlassSolution>[] = [
  {
    kind: "quadratic",
    primary: false,
    fromInstance: (instance) => quadraticRecord(formOf(instance), instance.name),
  },
  spinsFormat,
];

export const spinGlass = defineProblem<SpinGlassInstance, SpinGlassSolution, Record<string, never>>({
  id: "spin-glass",
  title: "Spin glass ground state",
  summary:
    "Find the spins -1/+1 of least energy -sum J_ij s_i s_j - h sum s_i for couplings drawn at random: on a lattice of any dimension with open or closed borders (Edwards-Anderson), between all pairs (Sherrington-Kirkpatrick), or on a random regular graph; -1/+1 or Gaussian. The instance names ensemble, size and seed; the same seed gives the same couplings. One spin each, nothing is encoded. Known energies a spin in large systems with -1/+1: -1.402 on the square lattice, -1.787 on the cubic, -1.272 on random graphs of degree 3, -0.763 between all pairs.",
  sources: [
    "Edwards, Anderson 1975, Theory of spin glasses",
    "Sherrington, Kirkpatrick 1975, Solvable model of a spin-glass",
    "Boettcher 2003, Numerical results for ground states of mean-field spin glasses at low connectivities",
  ],
  sense: "min",
  objective: "energy",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults: {},
  check,
  describe: ({ spins, ensemble, sides = [], disorder = "signs" }) =>
    `${spins} spins, ${ensemble}${ensemble === "lattice" ? ` ${sides.join(" x ")}` : ""}, couplings ${disorder}`,
  encode,
  cost: energyOf,
  verify: ({ spins: n }, { spins }) => checkAssignment(spins, n, [-1, 1], "spins"),
  bound: satisfactionBound,
  sample: sampleSpinGlass,
  generate: kinds[0].generate,
  kinds,
  tell,
  formats,
  draw: drawSpinGlass,
});

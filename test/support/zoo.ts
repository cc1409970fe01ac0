/**
 * The zoo: small models of every sort that a solver may meet. Fixed seeds, so that a failure names a model that stays.
 */
import fc from "fast-check";
import { problems } from "../../problems/index.ts";
import { csrFromEdges, isIntegerModel, kronecker, noBiases } from "../../src/model/index.ts";
import type { Couplings, Domain, EnergyModel, Structure } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { type AnyProblem, encodeCase, optionVariants } from "../conformance/problem.ts";
import { models, type Numbers } from "./arbitraries.ts";
import { packingModel } from "./packing.ts";
import { columnPenalty, labelModel, rowPenalty } from "./structured.ts";
import { treeModel } from "./trees.ts";

export interface Animal {
  readonly name: string;
  readonly model: EnergyModel;
}

type Core = Pick<EnergyModel, "couplings" | "biases" | "offset">;

const complete = (core: Core, domain: Domain, structure: readonly Structure[] = []): EnergyModel => ({
  n: core.couplings.n,
  domain,
  ...core,
  structure,
  integer: isIntegerModel(core),
});

/** Tours of `size` cities: distances, reward and pair penalty as in MATH section 3, or no penalty at all. */
export function tourModel(size: number, seed: number, penalised: boolean, whole: boolean): EnergyModel {
  const random = createRandom(seed);
  const distance = () => (whole ? 1 + random.below(20) : 1 + 20 * random.uniform());
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) values[i * size + j] = values[j * size + i] = distance();
  const tour = kronecker({ kind: "dense", n: size, values, symmetric: true }, { kind: "cycle", n: size });
  const [reward, pair] = penalised ? [100, 120] : [0, 0];
  const terms = [{ scale: -1, start: 0, couplings: tour }];
  if (penalised) terms.push(rowPenalty(size, size, pair) as never, columnPenalty(size, size, pair) as never);
  return complete(
    {
      couplings: { kind: "sum", n: size * size, terms },
      biases: { kind: "constant", n: size * size, value: reward },
      offset: reward * size,
    },
    "bit",
    [{ kind: "permutation", size, penalised }],
  );
}

/** A random graph in two parts of equal size over spins, the balance penalised by a rank-one term or only hinted at. */
export function bisectionModel(n: number, seed: number, penalised: boolean): EnergyModel {
  const random = createRandom(seed);
  const pairs: [number, number, number][] = [];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) if (random.below(3) > 0) pairs.push([i, j, 1 + random.below(5)]);
  const edges = csrFromEdges(
    n,
    pairs.map(([i]) => i),
    pairs.map(([, j]) => j),
    pairs.map(([, , w]) => w),
  );
  const balance: Couplings = { kind: "rank-one", n, vector: new Int8Array(n).fill(1) };
  const terms = [{ scale: 1, start: 0, couplings: edges as Couplings }];
  if (penalised) terms.push({ scale: -40, start: 0, couplings: balance });
  return complete(
    { couplings: { kind: "sum", n, terms }, biases: noBiases(n), offset: penalised ? 20 * n : 0 },
    "spin",
    [{ kind: "balance", items: n, parts: 2, weights: null, capacity: Math.ceil(n / 2), penalised, slack: null }],
  );
}

/** Random models without structure: both domains, whole and real numbers. */
function wild(): Animal[] {
  const kinds: [Domain, Numbers][] = [
    ["spin", "integer"],
    ["spin", "real"],
    ["bit", "integer"],
    ["bit", "real"],
  ];
  return kinds.flatMap(([domain, numbers], k) =>
    fc
      .sample(models({ domain, numbers, min: 4, max: 11 }), { numRuns: 4, seed: 100 + k })
      .map((model, i) => ({ name: `${numbers} ${domain}s ${i}`, model })),
  );
}

function tame(): Animal[] {
  const ring: Core = { couplings: { kind: "ring", n: 8 }, biases: noBiases(8), offset: 0 };
  const single: Core = { couplings: { kind: "none", n: 1 }, biases: { kind: "constant", n: 1, value: -2 }, offset: 1 };
  const flat: Core = { couplings: { kind: "none", n: 6 }, biases: noBiases(6), offset: 5 };
  const anti: Core = {
    couplings: { kind: "sum", n: 7, terms: [{ scale: -1, start: 0, couplings: { kind: "ring", n: 7 } }] },
    biases: noBiases(7),
    offset: 0,
  };
  return [
    {
      name: "no variables",
      model: complete({ couplings: { kind: "none", n: 0 }, biases: noBiases(0), offset: 3 }, "bit"),
    },
    { name: "one spin", model: complete(single, "spin") },
    { name: "one bit", model: complete(single, "bit") },
    { name: "a flat energy", model: complete(flat, "spin") },
    { name: "a ferromagnetic ring", model: complete(ring, "spin") },
    { name: "a frustrated ring", model: complete(anti, "spin") },
    { name: "tours, penalised", model: tourModel(4, 1, true, true) },
    { name: "tours, structural", model: tourModel(4, 2, false, true) },
    { name: "tours, real, penalised", model: tourModel(4, 3, true, false) },
    { name: "tours of 6, real, structural", model: tourModel(6, 4, false, false) },
    { name: "labels, penalised", model: labelModel(5, 3, 7, true) },
    { name: "labels, structural", model: labelModel(4, 3, 8, false) },
    { name: "a packing", model: packingModel([3, 5, 2, 4, 1, 6], 7, 3) },
    { name: "a packing that does not fit", model: packingModel([3, 3, 3], 5, 2) },
    { name: "bisection, penalised", model: bisectionModel(10, 5, true) },
    { name: "trees with terminals, structural", model: treeModel(6, 1, "terminals", false) },
    { name: "trees with degrees, structural", model: treeModel(6, 2, "degrees", false) },
    { name: "bisection, structural", model: bisectionModel(10, 6, false) },
  ];
}

/** What the problems encode, under every variant of their options. */
function encoded(): Animal[] {
  return (problems as readonly AnyProblem[]).flatMap((problem) =>
    optionVariants(problem.optionsSchema, problem.defaults).flatMap((options, v) => {
      const found: Animal[] = [];
      for (let seed = 0; seed < 40 && found.length < 2; seed++) {
        const example = encodeCase(problem, problem.sample(createRandom(seed, v), 4 + (seed % 3)), options);
        if (example === null || example.encoding.model.n > 40) continue;
        const name = `${problem.id} ${JSON.stringify(options)} seed ${seed}`;
        found.push({ name, model: example.encoding.model });
      }
      return found;
    }),
  );
}

await Promise.all(problems.map((problem) => problem.ready?.()));

/** Random, hand-made and encoded models. Made once. */
export const zoo: readonly Animal[] = [...tame(), ...wild(), ...encoded()];

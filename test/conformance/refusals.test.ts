/**
 * Refusals of models that are large, or whose structure has no penalty: whoever refuses names a solver that takes the model, asks for
 * no memory to find out, and a run says what it says.
 */
import { describe, expect, it } from "vitest";
import { tsp } from "../../problems/tsp/index.ts";
import { composites, solvers } from "../../solvers/index.ts";
import { type Couplings, type EnergyModel, estimate, minimise, noBiases } from "../../src/index.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { kronecker, rowSums } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { solverById } from "../../src/registry.ts";
import { throwRefusal } from "../../src/run/alternatives.ts";
import { bisectionModel, tourModel } from "../support/zoo.ts";
import { type AnySolver, refusalLaw } from "./solver.ts";

const points = (n: number) => {
  const random = createRandom(1);
  return Float64Array.from({ length: 2 * n }, () => random.below(1e6));
};

function bare(n: number, couplings: Couplings, more: Partial<EnergyModel> = {}): EnergyModel {
  return { n, domain: "spin", couplings, biases: noBiases(n), offset: 0, structure: [], integer: true, ...more };
}

function cities(n: number, penalty: "exact" | "structural"): EnergyModel {
  const at = points(n);
  const coordinates = Array.from({ length: n }, (_, i) => [at[2 * i], at[2 * i + 1]] as [number, number]);
  return tsp.encode({ problem: "tsp", metric: "EUC_2D", coordinates }, { ...tsp.defaults, penalty }).model;
}

/** Neighbouring groups differ, as far as their labels cost; not penalised: nothing but the structure keeps one label a group. */
function labels(groups: number, size: number): EnergyModel {
  const couplings = kronecker({ kind: "path", n: groups }, { kind: "identity", n: size });
  const structure = [{ kind: "one-hot", groups, size, penalised: false }] as const;
  return bare(
    groups * size,
    { kind: "sum", n: groups * size, terms: [{ scale: -1, start: 0, couplings }] },
    {
      domain: "bit",
      structure,
    },
  );
}

const large: readonly (readonly [string, EnergyModel])[] = [
  ["10,000 cities", cities(10_000, "exact")],
  ["10,000 cities without a penalty", cities(10_000, "structural")],
  [
    "60,000 spins, every two coupled",
    bare(60_000, { kind: "metric", n: 60_000, metric: "MAN_2D", coordinates: points(60_000), dimensions: 2 }),
  ],
  ["10,000,000 spins on a ring", bare(10_000_000, { kind: "ring", n: 10_000_000 })],
  ["labels without a penalty", labels(5, 3)],
  ["200,000 labels without a penalty", labels(200_000, 4)],
  ["tours of 5 without a penalty", tourModel(5, 1, false, true)],
  ["a bisection without a penalty", bisectionModel(12, 1, false)],
];
const everything: readonly AnySolver[] = [
  ...solvers,
  ...composites.map(({ create }) => create(solverById("hopfield")) as AnySolver),
];
const find = (id: string): AnySolver => solverById(id);

describe.each(large)("%s", (_name, model) => {
  it("is taken by whoever is named in a refusal, which costs no memory", () => {
    const before = process.memoryUsage().arrayBuffers;
    for (const solver of everything) {
      refusalLaw({ solver, model, options: solver.defaults, kernels: loadKernels(), seed: 1 }, find);
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2e7);
  });
});

it("a run that has no memory for a solver names one that needs less", async () => {
  const model = bare(3000, { kind: "rank-one", n: 3000, vector: new Int8Array(3000).fill(-1) });
  const memoryLimit = 2 * estimate(model, "fields");
  for (const solver of ["tabu", "bifurcation", "rank-two", "tempering", "memetic"]) {
    const refusal = { code: "memory", hint: expect.stringContaining("Use the solver annealing") };
    await expect(minimise(model, { solver, memoryLimit, work: 100 }), solver).rejects.toMatchObject(refusal);
  }
  await expect(minimise(model, { solver: "annealing", memoryLimit, work: 100 })).resolves.toBeDefined();
  await expect(minimise(model, { memoryLimit, work: 100 })).resolves.toMatchObject({ solver: "annealing" });
});

it("where no solver takes a model, a refusal says so", () => {
  const balance = {
    kind: "balance",
    items: 50,
    parts: 3,
    weights: null,
    capacity: 20,
    penalised: false,
    slack: null,
  } as const;
  const model = bare(50, { kind: "ring", n: 50 }, { structure: [balance], biases: rowSums({ kind: "ring", n: 50 }) });
  const solver = solverById("annealing");
  const refusal = solver.refuses(model, solver.defaults)!;
  expect(() => throwRefusal(solver, refusal, model, 1e9, false)).toThrow(
    expect.objectContaining({ code: "unsupported-model", hint: expect.stringContaining("No solver takes this model") }),
  );
});

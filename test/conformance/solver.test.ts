import { describe, expect, it } from "vitest";
import { composites, solvers } from "../../solvers/index.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { createRandom } from "../../src/random.ts";
import { solverById } from "../../src/registry.ts";
import { packingModel, triplets } from "../support/packing.ts";
import { clauseModel } from "../support/polynomials.ts";
import { coverModel } from "../support/rows.ts";
import { shopModel } from "../support/shops.ts";
import { labelModel, splitModel } from "../support/structured.ts";
import { treeModel } from "../support/trees.ts";
import { bisectionModel, tourModel, zoo } from "../support/zoo.ts";
import { fits, optionVariants } from "./problem.ts";
import { type AnySolver, endLaw, endlessLaw, paceLaw, seedLaw, solverLaws, takes } from "./solver.ts";

const long = process.env["GROUNDSTATE_LONG"] !== undefined;
const kernels = loadKernels();
const find = (id: string): AnySolver => solverById(id);

/** Registered solvers, and every composite with one part. */
const everything: readonly AnySolver[] = [
  ...solvers,
  ...composites.flatMap((composite) => solvers.slice(0, 2).map((part) => composite.create(part) as AnySolver)),
];

/** Length of a run: enough for several sweeps and restarts of these small models. Five runs a law, some hundred settings a solver. */
const LENGTH = { steps: long ? 400 : 40, milliseconds: long ? 60 : 3 };

describe.each(everything.map((solver) => [solver.id, solver] as const))("solver %s", (_id, solver) => {
  const variants = optionVariants(solver.optionsSchema, solver.defaults);

  it("has titles, sources and fitting defaults", () => {
    fits(solver.optionsSchema, solver.defaults, "the defaults");
    for (const text of [solver.title, solver.summary, ...solver.sources]) expect(text.length).toBeGreaterThan(0);
    expect(solver.sources.length).toBeGreaterThan(0);
  });

  it("keeps every law on, or refuses, every model of the zoo", () => {
    let taken = 0;
    const faults: string[] = [];
    for (const [k, { name, model }] of zoo.entries()) {
      // Every variant meets some models, and the defaults meet all.
      const another = variants[1 + ((k >> 1) % Math.max(1, variants.length - 1))] ?? variants[0];
      const chosen = long ? variants : k % 2 === 0 ? [variants[0], another] : [variants[0]];
      for (const options of chosen) {
        try {
          if (solverLaws({ solver, model, options, kernels, seed: k }, LENGTH, find)) taken++;
        } catch (error) {
          faults.push(`on ${name} with ${JSON.stringify(options)}: ${(error as Error).message.slice(0, 300)}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(taken).toBeGreaterThan(0);
  });

  it("follows its seed, and steps often", () => {
    const ordinary = [
      bisectionModel(16, 3, true),
      tourModel(7, 3, true, true),
      tourModel(7, 3, false, true),
      labelModel(12, 4, 3, false),
      coverModel(30, 12, 3),
      packingModel([...triplets(12, 3), 1], 1000, 12),
      clauseModel(25, 110, 3),
      treeModel(100, 3, "terminals", true),
      splitModel(30, 6, 3),
      shopModel(6, 5, 20, 3),
    ];
    const model = ordinary.find((candidate) =>
      takes({ solver, model: candidate, options: solver.defaults, kernels, seed: 1 }),
    );
    if (model === undefined) throw new Error("the solver takes none of the ordinary models");
    const setting = { solver, model, options: solver.defaults, kernels, seed: 1 };
    paceLaw(setting);
    if (!solver.guarantees.has("exact")) seedLaw(setting, { steps: 10 });
  });

  it("with its defaults ends, and with its endless options reaches every limit of work", () => {
    const options = { ...solver.defaults, ...solver.endless };
    fits(solver.optionsSchema, options, "the endless options");
    const models = [
      ...zoo.slice(0, 6).map(({ model }) => model),
      bisectionModel(8, 3, true),
      tourModel(4, 3, true, true),
      labelModel(5, 3, 3, true),
      coverModel(6, 5, 3),
      packingModel([3, 3, 3], 5, 2),
      clauseModel(5, 30, 3),
      treeModel(8, 3, "terminals", true),
      treeModel(8, 3, "degrees", true),
      splitModel(6, 6, 3),
      shopModel(2, 2, 3, 3),
    ];
    const settings = models.map((model, k) => ({ solver, model, options, kernels, seed: k }));
    const taken = settings.filter(takes);
    expect(taken.length).toBeGreaterThan(0);
    for (const setting of taken) {
      endLaw(setting);
      endlessLaw(setting);
    }
  });

  it("works within a tiny memory limit, or says that it cannot", () => {
    const takers = zoo.filter(({ model }) => takes({ solver, model, options: solver.defaults, kernels, seed: 1 }));
    expect(takers.length).toBeGreaterThan(0);
    for (const { name, model } of takers) {
      const context = { random: createRandom(1), kernels, monitor: null, start: null, memoryLimit: 1 };
      try {
        solver.search(model, solver.defaults, context).next();
      } catch (error) {
        expect(error, name).toMatchObject({ code: "memory" });
      }
    }
  });
});

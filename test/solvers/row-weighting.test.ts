/** Row-weighting search: what it keeps up to date against what a count from scratch gives, its proofs against enumeration. */
import { describe, expect, it } from "vitest";
import { knapsack } from "../../problems/knapsack/index.ts";
import { setCover } from "../../problems/set-cover/index.ts";
import { branchAndBound } from "../../solvers/row-weighting/branching.ts";
import { breed, isPacking } from "../../solvers/row-weighting/breeding.ts";
import { createIncumbent } from "../../solvers/row-weighting/incumbent.ts";
import { rowWeighting } from "../../solvers/row-weighting/index.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { rowSystem } from "../../src/kernels/rows/system.ts";
import { checkModel, copyState, type EnergyModel, energy, obeysStructure, structureOf } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { solverById } from "../../src/registry.ts";
import { chooseSolver } from "../../src/run/auto.ts";
import { prop } from "../support/prop.ts";
import { countRows, lowestOfRows, type RowsSpec, rowModel, rowSpecs } from "../support/rows.ts";

const LIMIT = 1e9;
const kernels = loadKernels();

/** Runs to its end, or for `steps`; the lowest energy among shown states that keep the rows. */
function run(model: EnergyModel, options: object = {}, seed = 1, steps = 1e5) {
  const context = { random: createRandom(seed), kernels, monitor: null, start: null, memoryLimit: LIMIT };
  const search = rowWeighting.search(model, { ...rowWeighting.defaults, ...options }, context);
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < steps; k++) {
    const next = search.next();
    if (next.done === true) return { best, verdict: next.value };
    const state = copyState(next.value.state);
    expect(next.value.energy).toBe(energy(model, state));
    if (obeysStructure(model, state)) best = Math.min(best, next.value.energy);
  }
  return { best, verdict: null };
}

describe("branch and bound", () => {
  prop("finds the optimum of any single row", [rowSpecs({ rows: 1, pairs: false })], (spec) => {
    const model = rowModel(spec);
    const system = rowSystem(model, LIMIT);
    const incumbent = createIncumbent(model, system, new Int8Array(system.items), null);
    for (const _ of branchAndBound(system, incumbent, 5))
      expect(incumbent.objective()).toBeGreaterThanOrEqual(lowestOfRows(spec));
    expect(incumbent.objective()).toBe(lowestOfRows(spec));
    if (Number.isFinite(incumbent.objective())) expect(countRows(spec, incumbent.items).broken).toBe(0);
  });

  it("passes over items that do not fit, where values follow sizes", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed);
      const a = Array.from({ length: 9 }, () => 3 + random.below(20));
      const cost = a.map((size) => -size - random.below(4));
      const spec: RowsSpec = { cost, pairs: [], rows: [{ a, b: 40 }] };
      const model = rowModel(spec);
      const system = rowSystem(model, LIMIT);
      const incumbent = createIncumbent(model, system, new Int8Array(system.items), null);
      for (const _ of branchAndBound(system, incumbent, 50));
      expect(incumbent.objective()).toBe(lowestOfRows(spec));
    }
  });
});

describe("genetic search", () => {
  it("is for packings alone", () => {
    const system = (rows: RowsSpec["rows"], cost = [-1, -2, -3]) =>
      rowSystem(rowModel({ cost, pairs: [], rows }), LIMIT);
    const first = { a: [3, 2, 4], b: 5 };
    expect(isPacking(system([first, { a: [1, 5, 2], b: 6 }]))).toBe(true);
    expect(isPacking(system([first]))).toBe(false);
    expect(isPacking(system([first, { a: [1, -5, 2], b: 6 }]))).toBe(false);
    expect(isPacking(system([first, { a: [1, 1, 0], b: 1 }]))).toBe(false);
    expect(isPacking(system([first, first], [-1, 2, -3]))).toBe(false);
  });

  it("reaches the optimum of small packings, and offers nothing that does not fit", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = createRandom(seed);
      const numbers = () => Array.from({ length: 12 }, () => 1 + random.below(40));
      const rows = [numbers(), numbers(), numbers()].map((a) => ({ a, b: 100 + random.below(50) }));
      const spec: RowsSpec = { cost: numbers().map((value) => -value), pairs: [], rows };
      const model = rowModel(spec);
      const system = rowSystem(model, LIMIT);
      const incumbent = createIncumbent(model, system, new Int8Array(system.items), null);
      const search = breed(system, incumbent, random, 20_000);
      for (let k = 0; k < 20; k++) search.next();
      expect(countRows(spec, incumbent.items)).toMatchObject({ objective: lowestOfRows(spec), broken: 0 });
    }
  });
});

describe("row-weighting search", () => {
  prop(
    "reaches the optimum of small models, quadratic ones too, and never claims a lower one",
    [rowSpecs()],
    (spec) => {
      const { best, verdict } = run(rowModel(spec), { flips: 3000 });
      expect(best).toBe(lowestOfRows(spec));
      if (verdict?.status === "optimal") expect(verdict.proof).not.toBe("");
    },
  );

  it("proves knapsacks of a thousand items", () => {
    const instance = knapsack.generate!(createRandom(3), 1000);
    const { model } = knapsack.encode(instance, knapsack.defaults);
    const { best, verdict } = run(model, { flips: null }, 1, 400);
    expect(verdict?.status).toBe("optimal");
    expect(-best).toBeLessThanOrEqual(knapsack.bound!(instance).value);
  });

  it("covers better than greedily", () => {
    const instance = setCover.generate!(createRandom(5), 500);
    const { model } = setCover.encode(instance, setCover.defaults);
    expect(run(model, { flips: 20_000 }).best).toBeLessThan(greedyCover(instance));
  });

  it("is what auto chooses where inequalities took bits of their own", () => {
    const { model } = knapsack.encode(knapsack.generate!(createRandom(1), 60), knapsack.defaults);
    checkModel(model);
    const takes = (id: string) => solverById(id).refuses(model, solverById(id).defaults) === null;
    expect(chooseSolver(model, takes).solver).toBe("row-weighting");
    expect(structureOf(model, "inequalities")?.items).toBe(60);
  });
});

/** Chvatal's rule: least cost per element that is new. */
function greedyCover({ elements, sets, costs }: ReturnType<NonNullable<typeof setCover.generate>>): number {
  const covered = new Uint8Array(elements);
  let total = 0;
  for (let left = elements; left > 0; ) {
    const fresh = sets.map((set) => set.filter((element) => covered[element] === 0).length);
    const ratio = (s: number) => (fresh[s] === 0 ? Number.POSITIVE_INFINITY : (costs?.[s] ?? 1) / fresh[s]);
    const best = sets.reduce((chosen, _, s) => (ratio(s) < ratio(chosen) ? s : chosen), 0);
    total += costs?.[best] ?? 1;
    left -= fresh[best];
    for (const element of sets[best]) covered[element] = 1;
  }
  return total;
}

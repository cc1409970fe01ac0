/** Row-weighting search: what it keeps up to date against what a count from scratch gives, its proofs against enumeration. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knapsack } from "../../problems/knapsack/index.ts";
import { setCover } from "../../problems/set-cover/index.ts";
import { branchAndBound } from "../../solvers/row-weighting/branching.ts";
import { createIncumbent } from "../../solvers/row-weighting/incumbent.ts";
import { rowWeighting } from "../../solvers/row-weighting/index.ts";
import { rowSystem } from "../../solvers/row-weighting/rows.ts";
import { createWalk } from "../../solvers/row-weighting/walk.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { checkModel, copyState, type EnergyModel, energy, obeysStructure, structureOf } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { solverById } from "../../src/registry.ts";
import { chooseSolver } from "../../src/run/auto.ts";
import { prop } from "../support/prop.ts";
import { type RowsSpec, rowModel, rowSpecs } from "../support/rows.ts";

const LIMIT = 1e9;
const kernels = loadKernels();

/** Objective of items, and the weighted violation with all weights 1, by the definition. */
function count({ cost, pairs, rows }: RowsSpec, items: ArrayLike<number>) {
  let objective = 0;
  for (let j = 0; j < cost.length; j++) if (items[j] === 1) objective += cost[j];
  for (const [i, j, w] of pairs) if (items[i] === 1 && items[j] === 1) objective += w;
  let violation = 0;
  let broken = 0;
  for (const { a, b } of rows) {
    const load = a.reduce((sum, value, j) => sum + value * items[j], 0);
    const used = a.filter((value) => value !== 0);
    const unit = used.length / used.reduce((sum, value) => sum + Math.abs(value), 0);
    if (load > b) violation += unit * (load - b);
    if (load > b) broken++;
  }
  return { objective, violation, broken };
}

/** Lowest objective among items that keep all rows, or Infinity. */
function lowest(spec: RowsSpec): number {
  const n = spec.cost.length;
  let best = Number.POSITIVE_INFINITY;
  for (let code = 0; code < 2 ** n; code++) {
    const items = Array.from({ length: n }, (_, j) => (code >> j) & 1);
    const { objective, broken } = count(spec, items);
    if (broken === 0) best = Math.min(best, objective);
  }
  return best;
}

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

describe("a walk", () => {
  prop(
    "keeps scores, changes of the objective and broken rows as a count from scratch gives them",
    [rowSpecs(), fc.array(fc.nat(7), { maxLength: 30 })],
    (spec, flips) => {
      const walk = createWalk(rowSystem(rowModel(spec), LIMIT));
      walk.restart(new Int8Array(spec.cost.length));
      for (const flip of flips) walk.flip(flip % spec.cost.length);
      const now = count(spec, walk.value);
      expect(walk.objective()).toBeCloseTo(now.objective, 9);
      expect(walk.violations()).toBe(now.broken);
      for (let j = 0; j < spec.cost.length; j++) {
        const other = walk.value.slice();
        other[j] = 1 - other[j];
        const then = count(spec, other);
        expect(walk.delta[j]).toBeCloseTo(then.objective - now.objective, 9);
        expect(walk.score[j]).toBeCloseTo(then.violation - now.violation, 9);
      }
    },
  );

  prop(
    "counts a raised weight as so many rows more",
    [rowSpecs(), fc.array(fc.nat(7), { maxLength: 10 })],
    (spec, flips) => {
      const walk = createWalk(rowSystem(rowModel(spec), LIMIT));
      walk.restart(new Int8Array(spec.cost.length));
      for (const flip of flips) walk.flip(flip % spec.cost.length);
      const broken = new Set(walk.violated.subarray(0, walk.violations()));
      walk.bump();
      const heavy = { ...spec, rows: [...spec.rows, ...spec.rows.filter((_, r) => broken.has(r))] };
      const now = count(heavy, walk.value);
      for (let j = 0; j < spec.cost.length; j++) {
        const other = walk.value.slice();
        other[j] = 1 - other[j];
        expect(walk.score[j]).toBeCloseTo(count(heavy, other).violation - now.violation, 9);
      }
    },
  );
});

describe("branch and bound", () => {
  prop("finds the optimum of any single row", [rowSpecs({ rows: 1, pairs: false })], (spec) => {
    const model = rowModel(spec);
    const system = rowSystem(model, LIMIT);
    const incumbent = createIncumbent(model, system, new Int8Array(system.items), null);
    for (const _ of branchAndBound(system, incumbent, 5))
      expect(incumbent.objective()).toBeGreaterThanOrEqual(lowest(spec));
    expect(incumbent.objective()).toBe(lowest(spec));
    if (Number.isFinite(incumbent.objective())) expect(count(spec, incumbent.items).broken).toBe(0);
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
      expect(incumbent.objective()).toBe(lowest(spec));
    }
  });
});

describe("row-weighting search", () => {
  prop(
    "reaches the optimum of small models, quadratic ones too, and never claims a lower one",
    [rowSpecs()],
    (spec) => {
      const { best, verdict } = run(rowModel(spec), { flips: 3000 });
      expect(best).toBe(lowest(spec));
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

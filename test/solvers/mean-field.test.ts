/** Mean-field annealing: each update lowers the free energy, the critical temperature is the known one, structures are kept. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createActivities } from "../../solvers/mean-field/activities.ts";
import { descendInside } from "../../solvers/mean-field/descent.ts";
import { meanField } from "../../solvers/mean-field/index.ts";
import { layoutOf, randomValues, roundActivities } from "../../solvers/mean-field/layout.ts";
import { criticalTemperature } from "../../solvers/mean-field/temperature.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { compactState, createProduct, energy, isIntegerModel, noBiases } from "../../src/model/index.ts";
import type { Couplings, EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { models } from "../support/arbitraries.ts";
import { bruteForce, type DenseModel, denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { rowPenalty } from "../support/structured.ts";
import { bisectionModel, tourModel } from "../support/zoo.ts";

/** -1/2 v'Wv - b'v + (1 / beta) sum of v ln v over shares; groups hold shares, free variables two each. */
function freeEnergy(
  { W, b }: DenseModel,
  { low, free }: ReturnType<typeof layoutOf>,
  v: Float64Array,
  beta: number,
): number {
  const plog = (p: number) => (p > 0 ? p * Math.log(p) : 0);
  let sum = 0;
  for (let i = 0; i < v.length; i++) {
    sum -= v[i] * (b[i] + W[i].reduce((total, w, j) => total + w * v[j], 0) / 2);
    const share = (v[i] - low) / (1 - low);
    sum += (i < free ? plog(share) : plog(share) + plog(1 - share)) / beta;
  }
  return sum;
}

/** Labels: `groups` of `size` bits, random couplings between groups, the pair penalty of a one-hot constraint or none. */
function labelModel(groups: number, size: number, seed: number, penalised: boolean): EnergyModel {
  const n = groups * size;
  const random = createRandom(seed);
  const values = new Int8Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (Math.floor(i / size) !== Math.floor(j / size)) values[i * n + j] = values[j * n + i] = random.below(9) - 4;
    }
  }
  const terms = [{ scale: 1, start: 0, couplings: { kind: "dense", n, values } as Couplings }];
  if (penalised) terms.push(rowPenalty(groups, size, 200) as never);
  const biases = { kind: "constant" as const, n, value: penalised ? 150 : 0 };
  const core = { couplings: { kind: "sum" as const, n, terms }, biases, offset: 0 };
  const structure = [{ kind: "one-hot" as const, groups, size, penalised }];
  return { n, domain: "bit", ...core, structure, integer: isIntegerModel(core) };
}

function outcome(model: EnergyModel, options: Partial<typeof meanField.defaults> = {}, seed = 1) {
  const context = {
    random: createRandom(seed),
    kernels: referenceKernels,
    monitor: null,
    start: null,
    memoryLimit: 1e9,
  };
  const search = meanField.search(model, { ...meanField.defaults, ...options }, context);
  let lowest = Number.POSITIVE_INFINITY;
  for (let next = search.next(); next.done !== true; next = search.next()) {
    const { state } = next.value;
    lowest = Math.min(lowest, energy(model, state));
    if (model.structure.length > 0 && state.kind === "plain" && model.structure[0].kind !== "balance") {
      expect(compactState(model, state.values)).not.toBeNull();
    }
  }
  return lowest;
}

const temperatures = fc.constantFrom(0.05, 0.3, 1, 4);

describe("mean-field updates", () => {
  const cases = fc.oneof(
    models({ max: 8 }),
    fc
      .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }), fc.nat(99))
      .map(([g, s, seed]) => labelModel(g, s, seed, false)),
  );

  prop("lower the free energy, whatever the order", [cases, temperatures, fc.nat(99)], (model, beta, seed) => {
    const layout = layoutOf(model);
    const dense = denseModel(model);
    const activities = createActivities(model, layout);
    const random = createRandom(seed);
    const { low, free, size } = layout;
    activities.assign(
      Float64Array.from({ length: model.n }, (_, i) => (i < free ? 1 / size : low + (1 - low) * random.uniform())),
    );
    let before = freeEnergy(dense, layout, activities.v, beta);
    for (let k = 0; k < 20; k++) {
      activities.update(random.below(layout.units), beta);
      const after = freeEnergy(dense, layout, activities.v, beta);
      expect(after).toBeLessThanOrEqual(before + 1e-3 * (1 + Math.abs(before)) * (free > 0 ? 1e-2 : 1e-6));
      before = after;
    }
    expect(activities.saturation()).toBeGreaterThanOrEqual(0);
    expect(activities.saturation()).toBeLessThanOrEqual(1);
  });

  it("end where v = tanh(beta h): a pair of spins at beta 2", () => {
    const couplings: Couplings = { kind: "dense", n: 2, values: Int8Array.of(0, 1, 1, 0) };
    const model: EnergyModel = {
      n: 2,
      domain: "spin",
      couplings,
      biases: noBiases(2),
      offset: 0,
      structure: [],
      integer: true,
    };
    const activities = createActivities(model, layoutOf(model));
    activities.assign(Float64Array.of(0.1, 0.1));
    for (let k = 0; k < 200; k++) activities.update(k % 2, 2);
    expect(activities.v[0]).toBeCloseTo(Math.tanh(2 * activities.v[1]), 9);
    expect(activities.v[0]).toBeCloseTo(0.957504, 5);
    activities.refresh();
    expect(activities.saturation()).toBeCloseTo(0.957504 ** 2, 4);
  });

  it("prices of a permutation even the columns out while it is hot", () => {
    const model = tourModel(6, 3, false, true);
    const activities = createActivities(model, layoutOf(model));
    const random = createRandom(1);
    activities.assign(Float64Array.from({ length: 36 }, () => (1 + 0.2 * random.uniform()) / 6));
    for (let round = 0; round < 200; round++) {
      for (let g = 0; g < 6; g++) activities.update(g, 0.02);
      activities.price(0.02);
    }
    for (let p = 0; p < 6; p++) {
      let load = 0;
      for (let g = 0; g < 6; g++) load += activities.v[6 * g + p];
      expect(load).toBeCloseTo(1, 2);
    }
  });
});

describe("the critical temperature", () => {
  const critical = (model: EnergyModel) => {
    const search = criticalTemperature(model, layoutOf(model), createProduct(model.couplings), createRandom(1));
    for (let next = search.next(); ; next = search.next()) if (next.done === true) return next.value;
  };

  it("is 2 for a ring of spins, 1/2 for one of bits, and 1 where there is nothing to decide", () => {
    const ring: EnergyModel = {
      n: 10,
      domain: "spin",
      couplings: { kind: "ring", n: 10 },
      biases: noBiases(10),
      offset: 0,
      structure: [],
      integer: true,
    };
    expect(critical(ring)).toBeCloseTo(2, 1);
    expect(critical({ ...ring, domain: "bit" })).toBeCloseTo(0.5, 1);
    expect(critical({ ...ring, couplings: { kind: "none", n: 10 } })).toBe(1);
    expect(
      critical({ ...ring, couplings: { kind: "none", n: 10 }, biases: { kind: "constant", n: 10, value: 3 } }),
    ).toBeCloseTo(3, 9);
  });

  it("does not see the penalty that keeps groups together", () => {
    const [open, penalised] = [false, true].map((on) => critical(labelModel(5, 3, 1, on)));
    expect(penalised).toBeLessThan(1.2 * open);
  });
});

describe("rounding and descent", () => {
  prop("keep groups and permutations, and end where no move helps", [fc.nat(999), fc.boolean()], (seed, tour) => {
    const model = tour ? tourModel(4, seed, false, true) : labelModel(4, 3, seed, false);
    const layout = layoutOf(model);
    const random = createRandom(seed);
    const values = new Int8Array(model.n);
    roundActivities(
      layout,
      Float64Array.from({ length: model.n }, () => random.uniform()),
      values,
    );
    expect(compactState(model, values)).not.toBeNull();
    expect(compactState(model, randomValues(layout, random))).not.toBeNull();
    const fields = referenceKernels.fields(model, values);
    const before = fields.energy;
    for (const tried of descendInside(model, layout, fields, 0)) expect(tried).toBeGreaterThan(0);
    const end = { kind: "plain", values: fields.values } as const;
    expect(fields.energy).toBe(energy(model, end));
    expect(fields.energy).toBeLessThanOrEqual(before);
    const compact = compactState(model, fields.values);
    if (compact === null) throw new Error("the descent left the structure");
    const cells = compact.kind === "labels" ? compact.label : compact.kind === "permutation" ? compact.order : [];
    for (let a = 0; a < cells.length; a++) {
      for (let b = 0; b < (tour ? a : 3); b++) {
        const other = cells.slice() as Int32Array;
        if (tour) [other[a], other[b]] = [cells[b], cells[a]];
        else other[a] = b;
        const neighbour = tour
          ? ({ kind: "permutation", order: other } as const)
          : ({ kind: "labels", label: other } as const);
        expect(energy(model, neighbour)).toBeGreaterThanOrEqual(fields.energy);
      }
    }
  });
});

describe("mean-field annealing", () => {
  it("finds the lowest energy of most small models", () => {
    const sample = fc.sample(models({ max: 8, numbers: "integer" }), { numRuns: 60, seed: 5 });
    const found = sample.filter((model) => outcome(model) === bruteForce(denseModel(model)).energy);
    // All 60 when this was written; four anneals of a nearly deterministic flow may all end in one wrong valley.
    expect(found.length).toBeGreaterThan(54);
  });

  it("solves labels with and without a penalty, tours, and a bisection under its penalty", () => {
    const [open, penalised] = [false, true].map((on) => outcome(labelModel(5, 3, 7, on)));
    // Each valid state has the same energy, but for the rewards.
    expect(penalised + 5 * 150).toBe(open);
    expect(open).toBe(
      Math.min(...Array.from({ length: 3 ** 5 }, (_, code) => labelEnergy(labelModel(5, 3, 7, false), code))),
    );
    expect(outcome(tourModel(6, 3, true, true))).toBe(outcome(tourModel(6, 3, false, true)));
    const bisection = bisectionModel(12, 2, true);
    expect(outcome(bisection)).toBe(bruteForce(denseModel(bisection)).energy);
  });

  it("refuses what it would leave, and names a solver that stays", () => {
    const refusal = meanField.refuses(bisectionModel(10, 1, false), meanField.defaults);
    expect(refusal).toMatchObject({ instead: "kernighan-lin" });
    expect(meanField.refuses(labelModel(4, 3, 1, false), meanField.defaults)).toBeNull();
    expect(meanField.refuses(tourModel(5, 1, false, true), meanField.defaults)).toBeNull();
  });
});

function labelEnergy(model: EnergyModel, code: number): number {
  const label = Int32Array.from({ length: 5 }, (_, g) => Math.floor(code / 3 ** g) % 3);
  return energy(model, { kind: "labels", label });
}

/** Simulated annealing and its kernel: the Boltzmann law, the fast path against the general one, honest energies. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suitsBatch } from "../../solvers/annealing/batch.ts";
import { type AnnealingOptions, annealing } from "../../solvers/annealing/index.ts";
import { exponential } from "../../src/kernels/exponential.ts";
import { metropolisSweep } from "../../src/kernels/metropolis.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { csrFromEdges, type EnergyModel, energy, flipGain, kronecker, type State } from "../../src/model/index.ts";
import { createRandom, type Random } from "../../src/random.ts";
import type { Monitor, Step, Verdict } from "../../src/solver.ts";
import { prop } from "../support/prop.ts";

const random = (seed: number): Random => createRandom(seed);

/** A sparse random model; whole weights -3 .. 3 or normal ones. */
function sparseModel(seed: number, n: number, domain: "spin" | "bit", integer: boolean): EnergyModel {
  const draw = random(seed);
  const weight = () => (integer ? draw.below(7) - 3 : draw.normal());
  const [from, to, value]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (draw.below(n) >= 4) continue;
      from.push(i);
      to.push(j);
      value.push(weight());
    }
  }
  const biases = { kind: "dense" as const, n, values: Float64Array.from({ length: n }, weight) };
  return { n, domain, couplings: csrFromEdges(n, from, to, value), biases, offset: weight(), structure: [], integer };
}

/** A travelling-salesman-like grid: rewards, one-hot penalties by row and column, a dense factor times a cycle. */
function gridModel(seed: number, size: number): EnergyModel {
  const draw = random(seed);
  const n = size * size;
  const distances = new Float64Array(n);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) distances[a * size + b] = distances[b * size + a] = 1 + draw.below(9);
  }
  const identity = { kind: "identity", n: size } as const;
  const others = { kind: "all-but-diagonal", n: size } as const;
  const dense = { kind: "dense", n: size, values: distances, symmetric: true } as const;
  const terms = [
    { scale: -10.5, start: 0, couplings: kronecker(identity, others) },
    { scale: -10.5, start: 0, couplings: kronecker(others, identity) },
    { scale: -1, start: 0, couplings: kronecker(dense, { kind: "cycle", n: size }) },
    { scale: -1, start: 1, couplings: { kind: "rank-one", n: 3, vector: Float64Array.from([1, -2, 3]) } as const },
  ];
  const biases = { kind: "constant" as const, n, value: 20 };
  return {
    n,
    domain: "bit",
    couplings: { kind: "sum", n, terms },
    biases,
    offset: 20 * size,
    structure: [],
    integer: true,
  };
}

function solve(model: EnergyModel, options: Partial<AnnealingOptions>, seed: number, monitor: Monitor | null = null) {
  const context = { random: random(seed), kernels: referenceKernels, monitor, start: null, memoryLimit: 1e9 };
  const search = annealing.search(model, { ...annealing.defaults, ...options }, context);
  const steps: (Omit<Step, "state"> & { values: number[] })[] = [];
  let next = search.next();
  for (; !next.done; next = search.next()) {
    const { work, energy: e, state } = next.value;
    const tolerance = model.integer ? 0 : 1e-9;
    expect(Math.abs(energy(model, state) - e)).toBeLessThanOrEqual(tolerance);
    expect(work).toBeGreaterThanOrEqual(steps.at(-1)?.work ?? 0);
    if (state.kind === "plain") steps.push({ work, energy: e, values: Array.from(state.values) });
  }
  return { steps, verdict: next.value as Verdict };
}

describe("the Metropolis kernel", () => {
  // Exact probabilities by enumeration; the sweep visits variables in order, which keeps the Boltzmann law stationary.
  it.each([
    ["spins with whole weights", sparseModel(11, 5, "spin", true), 0.3],
    ["bits with real weights", sparseModel(12, 5, "bit", false), 0.9],
    ["a grid with group terms", gridModel(3, 2), 0.04],
    [
      "free spins",
      {
        ...sparseModel(1, 3, "spin", true),
        couplings: { kind: "none", n: 3 },
        biases: { kind: "constant", n: 3, value: 0 },
      },
      1,
    ],
  ] as [string, EnergyModel, number][])("samples the Boltzmann law of %s", (_name, model, beta) => {
    const { n } = model;
    const low = model.domain === "spin" ? -1 : 0;
    const weights = Array.from({ length: 2 ** n }, (_, code) => {
      const values = Int8Array.from({ length: n }, (_, i) => ((code >> i) & 1 ? 1 : low));
      return Math.exp(-beta * energy(model, { kind: "plain", values }));
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const counts = new Float64Array(2 ** n);
    const fields = referenceKernels.fields(model, new Int8Array(n).fill(low));
    const draw = random(5);
    const sweeps = 300_000;
    for (let sweep = 0; sweep < sweeps; sweep++) {
      referenceKernels.metropolisSweep(fields, beta, draw, null);
      let code = 0;
      for (let i = 0; i < n; i++) if (fields.values[i] === 1) code += 1 << i;
      counts[code]++;
    }
    const distance =
      weights.reduce((sum, weight, code) => sum + Math.abs(weight / total - counts[code] / sweeps), 0) / 2;
    expect(distance).toBeLessThan(0.01);
  });

  prop(
    "takes the same way on its fast path as on the general one",
    [fc.nat(), fc.integer({ min: 1, max: 40 }), fc.constantFrom<"spin" | "bit">("spin", "bit"), fc.boolean()],
    (seed, n, domain, integer) => {
      const model = sparseModel(seed, n, domain, integer);
      const initial = new Int8Array(n).fill(1);
      const fast = referenceKernels.fields(model, initial);
      const { sparse: _sparse, ...plain } = Object.assign(referenceKernels.fields(model, initial)) as typeof fast & {
        sparse: unknown;
      };
      const general = {
        ...plain,
        get energy() {
          return 0;
        },
      };
      const [one, two] = [random(seed), random(seed)];
      for (const beta of [0, 0.1, 0.5, 3, Number.POSITIVE_INFINITY]) {
        for (let sweep = 0; sweep < 4; sweep++) {
          const flips = metropolisSweep(fast, beta, one, null);
          expect(metropolisSweep(general, beta, two, null)).toBe(flips);
          expect(Array.from(general.values)).toEqual(Array.from(fast.values));
        }
      }
      expect(one.uint32()).toBe(two.uint32());
    },
    { numRuns: 60 },
  );

  prop(
    "keeps fields, gains and energy current whatever the form of the couplings",
    [fc.nat(), fc.integer({ min: 2, max: 5 })],
    (seed, size) => {
      const model = gridModel(seed, size + 1);
      const fields = referenceKernels.fields(model, new Int8Array(model.n));
      const draw = random(seed);
      for (const beta of [0.02, 0.2]) referenceKernels.metropolisSweep(fields, beta, draw, null);
      expect(fields.energy).toBe(energy(model, { kind: "plain", values: fields.values }));
      for (let i = 0; i < model.n; i++) expect(fields.gain(i) + 0).toBe(flipGain(model, fields.values, i) + 0);
    },
    { numRuns: 30 },
  );

  it("has an exponential of its own that agrees with the mathematical one", () => {
    for (let x = -745; x < 709; x += 0.37)
      expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(x < -700 ? 1e-3 : 4e-16);
    expect([exponential(0), exponential(-800), exponential(800)]).toEqual([1, 0, Number.POSITIVE_INFINITY]);
  });
});

describe("annealing", () => {
  const short = { anneals: 3, sweeps: 50 };

  it("gives the same steps for the same seed and others for another", () => {
    const model = sparseModel(7, 60, "spin", false);
    expect(solve(model, short, 4)).toEqual(solve(model, short, 4));
    expect(solve(model, short, 4).steps).not.toEqual(solve(model, short, 5).steps);
  });

  prop(
    "ends every anneal in a state that no flip lowers",
    [fc.nat(), fc.integer({ min: 0, max: 30 }), fc.constantFrom<"spin" | "bit">("spin", "bit"), fc.boolean()],
    (seed, n, domain, integer) => {
      const model = sparseModel(seed, n, domain, integer);
      const replicas = seed % 2 === 0 ? "auto" : "one";
      const { steps, verdict } = solve(model, { replicas, anneals: 1, sweeps: 5 }, seed);
      expect(verdict.status).toBe("exhausted");
      const end = (verdict.findings!["endEnergies"] as number[])[0];
      const last = steps.filter((step) => Math.abs(step.energy - end) < 1e-9).at(-1);
      if (last === undefined) return;
      for (let i = 0; i < n; i++) expect(flipGain(model, last.values, i)).toBeGreaterThan(-1e-9);
    },
    { numRuns: 40 },
  );

  it("tells the monitor of every accepted flip with the energy of the state", () => {
    const model = gridModel(9, 3);
    let moves = 0;
    let starts = 0;
    const honest = (state: Parameters<Monitor["moved"]>[0], e: number) => expect(e).toBe(energy(model, state));
    const monitor: Monitor = {
      moved: (state, e) => {
        moves++;
        honest(state, e);
      },
      started: (state, e) => {
        starts++;
        honest(state, e);
      },
      flowed: () => undefined,
    };
    const one = { ...short, replicas: "one", betaFrom: 0.01, betaTo: 1 } as const;
    const { steps } = solve(model, one, 1, monitor);
    expect(moves).toBeGreaterThan(10);
    expect(starts).toBe(3);
    expect(steps).toEqual(solve(model, one, 1).steps);
  });

  it.each(["spin", "bit"] as const)("side by side tells the monitor of every replica and incumbent (%s)", (domain) => {
    const model = sparseModel(5, 40, domain, true);
    const told: number[] = [];
    const tell = (state: State, e: number) => {
      expect(e).toBe(energy(model, state));
      told.push(e);
    };
    const monitor: Monitor = { moved: tell, started: tell, flowed: () => expect.unreachable() };
    const { steps } = solve(model, short, 1, monitor);
    // 16 replicas after each of 10 sweeps at least, some of them uphill, beside what is shown.
    expect(told.length).toBeGreaterThan(160);
    expect(told.some((e, k) => k > 0 && e > told[k - 1])).toBe(true);
    for (const step of steps) expect(told).toContain(step.energy);
    expect(steps).toEqual(solve(model, short, 1).steps);
  });

  it("takes the way of a single state where rows would be much larger than the couplings", () => {
    const n = 2000;
    const vector = new Int8Array(n).fill(1);
    const common = { n, domain: "spin" as const, offset: 0, structure: [], integer: true };
    const biases = { kind: "constant" as const, n, value: 0 };
    expect(suitsBatch({ ...common, biases, couplings: { kind: "rank-one", n, vector } }, 1e9)).toBe(false);
    expect(suitsBatch({ ...common, biases, couplings: { kind: "ring", n } }, 1e9)).toBe(true);
    expect(suitsBatch({ ...common, biases, couplings: { kind: "ring", n } }, 1e5)).toBe(false);
  });

  it("finds the ground state of small models", () => {
    for (let seed = 0; seed < 10; seed++) {
      const model = sparseModel(seed, 12, seed % 2 === 0 ? "spin" : "bit", true);
      let lowest = Number.POSITIVE_INFINITY;
      for (let code = 0; code < 4096; code++) {
        const values = Int8Array.from({ length: 12 }, (_, i) =>
          (code >> i) & 1 ? 1 : model.domain === "spin" ? -1 : 0,
        );
        lowest = Math.min(lowest, energy(model, { kind: "plain", values }));
      }
      const { steps } = solve(model, { anneals: 5, sweeps: 100 }, seed);
      expect(Math.min(...steps.map((step) => step.energy))).toBe(lowest);
    }
  });

  it("measures temperatures that follow the scale of the weights", () => {
    const model = sparseModel(21, 50, "spin", true);
    const scaled = {
      ...model,
      couplings: { kind: "sum" as const, n: 50, terms: [{ scale: 4, start: 0, couplings: model.couplings }] },
      biases: { kind: "sum" as const, n: 50, parts: [{ scale: 4, start: 0, biases: model.biases }] },
      offset: 4 * model.offset,
    };
    const [one, four] = [model, scaled].map((m) => solve(m, short, 1).verdict.findings!);
    expect(four["betaFrom"]).toBeCloseTo((one["betaFrom"] as number) / 4, 9);
    expect(four["betaTo"]).toBeCloseTo((one["betaTo"] as number) / 4, 9);
  });

  it("refuses a structure that its flips would leave, and names a solver that stays inside", () => {
    const model = { ...gridModel(1, 3), structure: [{ kind: "permutation", size: 3, penalised: false } as const] };
    expect(annealing.refuses(model, annealing.defaults)).toMatchObject({ instead: "permutation" });
    expect(annealing.refuses(gridModel(1, 3), annealing.defaults)).toBeNull();
  });

  it("refuses to heat", () => {
    const context = { random: random(1), kernels: referenceKernels, monitor: null, start: null, memoryLimit: 1e9 };
    const first = (betaFrom: number | null, betaTo: number | null) =>
      annealing.search(gridModel(1, 3), { ...annealing.defaults, betaFrom, betaTo }, context).next();
    expect(() => first(2, 1)).toThrow(expect.objectContaining({ code: "invalid-options" }));
    for (const [from, to] of [
      [1, 1],
      [1, 2],
      [null, 1e-9],
      [1e9, null],
    ])
      expect(first(from, to).done).toBe(false);
  });

  it("refuses to exceed the memory limit", () => {
    const context = { random: random(1), kernels: referenceKernels, monitor: null, start: null, memoryLimit: 100 };
    const search = annealing.search(sparseModel(1, 50, "spin", true), annealing.defaults, context);
    expect(() => search.next()).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

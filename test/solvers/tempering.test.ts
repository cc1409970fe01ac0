import { describe, expect, it } from "vitest";
import { tempering } from "../../solvers/tempering/index.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { csrFromEdges } from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import type { Step, Verdict } from "../../src/solver.ts";
import { bisectionModel } from "../support/zoo.ts";

/** A square lattice on a torus with couplings -1 and 1. */
function torus(size: number, seed: number): EnergyModel {
  const random = createRandom(seed);
  const n = size * size;
  const [from, to, weight]: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      from.push(row * size + column, row * size + column);
      to.push(row * size + ((column + 1) % size), ((row + 1) % size) * size + column);
      weight.push(random.below(2) * 2 - 1, random.below(2) * 2 - 1);
    }
  }
  const biases = { kind: "constant", n, value: 0 } as const;
  return {
    n,
    domain: "spin",
    couplings: csrFromEdges(n, from, to, weight),
    biases,
    offset: 0,
    structure: [],
    integer: true,
  };
}

interface Run {
  readonly lowest: number;
  readonly steps: readonly Step[];
  readonly verdict: Verdict;
  readonly best: readonly number[];
}

function run(
  model: EnergyModel,
  options: object,
  seed = 1,
  kernels: Kernels = loadKernels(),
  start: State | null = null,
): Run {
  const context = { random: createRandom(seed), kernels, monitor: null, start, memoryLimit: 1e9 };
  const search = tempering.search(model, { ...tempering.defaults, ...options }, context);
  const steps: Step[] = [];
  for (;;) {
    const next = search.next();
    if (next.done === true) {
      const last = steps[steps.length - 1];
      const best = last.state.kind === "plain" ? [...last.state.values] : [];
      return { lowest: last.energy, steps, verdict: next.value, best };
    }
    steps.push({ ...next.value });
  }
}

describe("tempering", () => {
  it("agrees with the reference kernels bit for bit", () => {
    const dense = bisectionModel(60, 3, true);
    for (const [model, exchange] of [
      [torus(10, 2), "clusters"],
      [torus(10, 2), "whole"],
      [dense, "whole"],
    ] as const) {
      const options = { rounds: 3, exchange, temperatures: 4 };
      const [fast, slow] = [run(model, options), run(model, options, 1, referenceKernels)];
      expect(fast.steps.map(({ work, energy }) => [work, energy])).toEqual(
        slow.steps.map(({ work, energy }) => [work, energy]),
      );
      expect(fast.best).toEqual(slow.best);
      expect(fast.verdict).toEqual(slow.verdict);
    }
  });

  it("finds one lowest energy of a lattice from every seed, by clusters and by whole states", () => {
    const model = torus(12, 7);
    const energies = [1, 2, 3].flatMap((seed) => [
      run(model, { rounds: 40 }, seed).lowest,
      run(model, { rounds: 150, exchange: "whole" }, seed).lowest,
    ]);
    expect(new Set(energies).size).toBe(1);
  });

  it("exchanges clusters on a lattice, whole states on a dense model", () => {
    expect(run(torus(20, 1), { rounds: 1 }).verdict.findings).toMatchObject({ exchange: "clusters", rounds: 1 });
    expect(run(bisectionModel(60, 3, true), { rounds: 1 }).verdict.findings).toMatchObject({ exchange: "whole" });
  });

  it("climbs its ladder between the ends that are given, in so many rungs", () => {
    const { verdict } = run(torus(8, 1), { rounds: 1, betaFrom: 0.2, betaTo: 1.5, temperatures: 5 });
    const betas = verdict.findings?.["betas"] as number[];
    expect(betas.length).toBe(5);
    expect(betas[0]).toBe(0.2);
    expect(betas[4]).toBeCloseTo(1.5, 12);
    for (let k = 1; k < 5; k++) expect(betas[k]).toBeGreaterThan(betas[k - 1]);
    const measured = run(torus(8, 1), { rounds: 1 }).verdict.findings?.["betas"] as number[];
    expect(measured[0]).toBeGreaterThan(0);
    expect(measured[measured.length - 1]).toBeLessThan(10);
  });

  it("follows any scale of the weights", () => {
    const model = torus(8, 4);
    const scaled = {
      ...model,
      couplings: { kind: "sum", n: model.n, terms: [{ scale: 1024, start: 0, couplings: model.couplings }] },
    } as const;
    const [plain, large] = [run(model, { rounds: 3 }), run(scaled, { rounds: 3 })];
    expect(large.best).toEqual(plain.best);
    expect(large.lowest).toBe(1024 * plain.lowest);
  });

  it("takes the smallest weights that numbers can hold", () => {
    const model = { ...torus(4, 2), couplings: csrFromEdges(16, [0, 1], [1, 2], [5e-324, -5e-324]), integer: false };
    expect(run(model, { rounds: 2 }).steps.length).toBeGreaterThan(0);
  });

  it("has a local minimum to show before it has measured anything", () => {
    const model = torus(30, 3);
    const early = run(model, { rounds: 1 }).steps.find((step) => step.work > 0);
    expect(early?.energy).toBeLessThan(-model.n);
    expect(early?.work).toBeLessThanOrEqual(4 * model.n);
  });

  it("never ends above its start", () => {
    const model = torus(10, 9);
    const good = run(model, { rounds: 60 });
    const start: State = { kind: "plain", values: Int8Array.from(good.best) };
    expect(run(model, { rounds: 1 }, 5, loadKernels(), start).lowest).toBeLessThanOrEqual(good.lowest);
  });

  it("refuses a ladder that stands on its head", () => {
    expect(() => run(torus(4, 1), { betaFrom: 2, betaTo: 1 })).toThrowError(
      expect.objectContaining({ code: "invalid-options" }),
    );
  });
});

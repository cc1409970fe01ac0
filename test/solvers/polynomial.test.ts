/** Search over polynomials: optima by enumeration, formulas that can be satisfied, sequences whose optimum is known, when auto takes it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { autocorrelation } from "../../problems/autocorrelation/index.ts";
import { satisfiability } from "../../problems/satisfiability/index.ts";
import type { SatisfiabilityInstance } from "../../problems/satisfiability/schema.ts";
import { chancesOf } from "../../solvers/polynomial/chances.ts";
import { polynomial } from "../../solvers/polynomial/index.ts";
import type { PolynomialOptions } from "../../solvers/polynomial/options.ts";
import { createPopulation } from "../../solvers/polynomial/population.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { termSystem } from "../../src/kernels/polynomials/system.ts";
import { completeSlack, type EnergyModel, energy, type State, structureOf } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { solverById } from "../../src/registry.ts";
import { chooseSolver } from "../../src/run/auto.ts";
import type { Verdict } from "../../src/solver.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";
import { clauseModel, polynomialModel, randomPolynomial } from "../support/polynomials.ts";
import { prop } from "../support/prop.ts";

const kernels = loadKernels();
const MILLION = 1_000_000;

interface Run {
  readonly best: number;
  readonly work: number;
  readonly verdict: Verdict | null;
}

function run(
  model: EnergyModel,
  options: Partial<PolynomialOptions> = {},
  { seed = 1, work: limit = MILLION, start = null as State | null, until = Number.NEGATIVE_INFINITY } = {},
): Run {
  const context = { random: createRandom(seed), kernels, monitor: null, start, memoryLimit: 1e9 };
  const search = polynomial.search(model, { ...polynomial.defaults, ...options }, context);
  let best = Number.POSITIVE_INFINITY;
  let work = 0;
  for (let next = search.next(); ; next = search.next()) {
    if (next.done === true) return { best, work, verdict: next.value };
    best = Math.min(best, next.value.energy);
    work = next.value.work;
    if (work >= limit || best <= until) return { best, work, verdict: null };
  }
}

/** Clauses of three literals that a hidden assignment satisfies. */
function planted(variables: number, clauses: number, seed: number): SatisfiabilityInstance {
  const random = createRandom(seed);
  const hidden = Array.from({ length: variables }, () => random.below(2));
  const list: number[][] = [];
  while (list.length < clauses) {
    const chosen = new Set<number>();
    while (chosen.size < 3) chosen.add(1 + random.below(variables));
    const clause = Array.from(chosen, (v) => (random.below(2) === 0 ? v : -v));
    if (clause.some((literal) => hidden[Math.abs(literal) - 1] === (literal > 0 ? 1 : 0))) list.push(clause);
  }
  return { problem: "satisfiability", variables, clauses: list };
}

const encodeFormula = (instance: SatisfiabilityInstance) =>
  satisfiability.encode(instance, satisfiability.defaults).model;
const encodeSequence = (length: number) =>
  autocorrelation.encode({ problem: "autocorrelation", length }, autocorrelation.defaults).model;

describe("polynomial search", () => {
  const shapes = fc.record({
    items: fc.integer({ min: 3, max: 6 }),
    terms: fc.integer({ min: 1, max: 8 }),
    degree: fc.constantFrom(3, 4),
    factors: fc.constant("bit" as const),
    numbers: fc.constantFrom("integer" as const, "positive" as const, "real" as const),
  });
  prop("reaches the optimum of small models, and proves no other", [shapes, fc.nat()], (shape, seed) => {
    const model = polynomialModel(shape, seed);
    if (structureOf(model, "polynomial") === null || model.n > 15) return;
    const lowest = bruteForce(denseModel(model)).energy;
    const { best, verdict } = run(model, { searches: 25 });
    expect(best).toBeCloseTo(lowest, 9);
    if (verdict?.status === "optimal") expect(verdict.proof).not.toBe("");
  });

  it("satisfies formulas of 250 variables near the threshold, and says that nothing is better", () => {
    for (let seed = 1; seed <= 4; seed++) {
      const instance = planted(250, 1050, seed);
      const { best, verdict } = run(encodeFormula(instance), { searches: null }, { seed, work: 20 * MILLION });
      expect([best, verdict?.status]).toEqual([-1050, "optimal"]);
    }
  });

  it("satisfies clauses of any length without their slack", () => {
    const random = createRandom(7);
    const literal = () => (random.below(2) === 0 ? 1 : -1) * (1 + random.below(60));
    const clauses = Array.from({ length: 400 }, () => Array.from({ length: 4 + random.below(4) }, literal));
    const { verdict } = run(encodeFormula({ problem: "satisfiability", variables: 60, clauses }));
    expect(verdict?.status).toBe("optimal");
  });

  it("claims nothing of formulas that cannot be satisfied", () => {
    const clauses = Array.from({ length: 8 }, (_, code) => [1, 2, 3].map((v, k) => (code & (1 << k) ? v : -v)));
    const model = encodeFormula({ problem: "satisfiability", variables: 3, clauses });
    const { best, verdict } = run(model, { searches: 20 });
    expect([best, verdict?.status]).toEqual([-7, "exhausted"]);
  });

  // Optima: Packebusch & Mertens 2016, table 1.
  it.each([
    [13, 6],
    [20, 26],
    [27, 37],
    [32, 64],
  ])("finds the best sequence of %i signs", (length, optimum) => {
    expect(run(encodeSequence(length), { searches: null }, { work: 8 * MILLION, until: optimum }).best).toBe(optimum);
  });

  it("begins where it is told to", () => {
    const instance = planted(60, 240, 5);
    const model = encodeFormula(instance);
    const values = new Int8Array(model.n);
    for (let v = 0; v < 60; v++) values[v] = v & 1;
    completeSlack(model, values);
    const start = { kind: "plain", values } as const;
    const search = polynomial.search(model, polynomial.defaults, {
      ...{ random: createRandom(1), kernels, monitor: null, start, memoryLimit: 1e9 },
    });
    const first = search.next();
    expect(first.done === true ? null : first.value.energy).toBe(energy(model, start));
  });

  it("is what auto chooses where many bits follow from others", () => {
    const chosen = (model: EnergyModel) =>
      chooseSolver(model, (id) => solverById(id).refuses(model, solverById(id).defaults) === null).solver;
    expect(chosen(encodeFormula(planted(50, 200, 1)))).toBe("polynomial");
    expect(chosen(encodeSequence(20))).toBe("polynomial");
    expect(chosen(clauseModel(60, 5, 1))).toBe("portfolio");
  });
});

describe("chances of a walk", () => {
  it.each([3, 4, 7, 9])("fall with what a flip breaks, in clauses of %i literals", (degree) => {
    const shape = { items: 20, terms: 30, degree, factors: "bit", numbers: "positive" } as const;
    const { chances, scale } = chancesOf(termSystem(randomPolynomial(shape, 3)));
    for (let b = 1; b < chances.length; b++) expect(chances[b]).toBeLessThanOrEqual(chances[b - 1]);
    expect(chances[0]).toBeGreaterThan(2 * chances[1]);
    expect(chances[63]).toBeGreaterThan(0);
    expect(scale).toBeGreaterThan(0);
  });
});

describe("a population", () => {
  it("has children that keep what all parents share, but for few flips", () => {
    const population = createPopulation(4, 100, createRandom(1));
    const shared = Int8Array.from({ length: 100 }, (_, i) => (i < 50 ? 1 : 0));
    for (let k = 0; k < 4; k++) population.offer(shared, k);
    expect(population.full).toBe(true);
    for (let k = 0; k < 20; k++) {
      const flipped = population.child().filter((value, i) => value !== shared[i]).length;
      expect(flipped).toBeLessThan(10);
    }
  });

  it("prefers the better of two parents", () => {
    const population = createPopulation(2, 30, createRandom(1));
    population.offer(new Int8Array(30), 0);
    population.offer(new Int8Array(30).fill(1), 9);
    let ones = 0;
    for (let k = 0; k < 100; k++) ones += population.child().reduce((sum, value) => sum + value, 0);
    expect(ones).toBeLessThan(0.4 * 3000);
  });
});

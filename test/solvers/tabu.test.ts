/** Tabu search: ground states of small models, elites and starts, the elite set, and the choice of the tenure. */
import { describe, expect, it } from "vitest";
import { createElites, distance } from "../../solvers/tabu/elites.ts";
import { tabu } from "../../solvers/tabu/index.ts";
import type { TabuOptions } from "../../solvers/tabu/options.ts";
import { createTenures } from "../../solvers/tabu/tenures.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { copyState, energy } from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import type { SearchContext, Verdict } from "../../src/solver.ts";
import { models } from "../support/arbitraries.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { bisectionModel } from "../support/zoo.ts";

interface Outcome {
  readonly energy: number;
  readonly state: State;
  readonly verdict: Verdict;
  readonly energies: readonly number[];
}

function run(
  model: EnergyModel,
  options: Partial<TabuOptions> = {},
  context: Partial<SearchContext> = {},
  kernels: Kernels = loadKernels(),
): Outcome {
  const search = tabu.search(
    model,
    { ...tabu.defaults, searches: 20, ...options },
    { random: createRandom(1), kernels, monitor: null, start: null, memoryLimit: 1e9, ...context },
  );
  const energies: number[] = [];
  let best = Number.POSITIVE_INFINITY;
  let state: State | null = null;
  for (;;) {
    const next = search.next();
    if (next.done === true) {
      if (state === null) throw new Error("no step");
      return { energy: best, state, verdict: next.value, energies };
    }
    energies.push(next.value.energy);
    if (next.value.energy < best) [best, state] = [next.value.energy, copyState(next.value.state)];
  }
}

describe.each(["path-relinking", "multistart"] as const)("tabu search by %s", (strategy) => {
  prop("finds ground states of small models", [models({ min: 1, max: 10 })], (model) => {
    const found = run(model, { strategy, searches: 100, patience: 20 });
    const lowest = bruteForce(denseModel(model)).energy;
    expect(found.energy).toBeCloseTo(lowest, 6);
    expect(energy(model, found.state)).toBeCloseTo(found.energy, 9);
  });

  it("makes as many searches as it is asked for, and never reports a worse state", () => {
    const { verdict, energies } = run(bisectionModel(24, 2, true), { strategy, searches: 7 });
    expect(verdict).toMatchObject({ status: "exhausted", findings: { searches: 7 } });
    expect(verdict.findings?.["endEnergies"]).toHaveLength(7);
    for (let k = 1; k < energies.length; k++) expect(energies[k]).toBeLessThanOrEqual(energies[k - 1]);
  });

  it("gives the same result on the reference kernels", () => {
    const model = bisectionModel(40, 3, true);
    const fast = run(model, { strategy, searches: 12 });
    const slow = run(model, { strategy, searches: 12 }, {}, referenceKernels);
    expect(slow).toEqual(fast);
  });

  it("begins from the start and the elites that it is given", () => {
    const model = bisectionModel(40, 5, true);
    const good = run(model, { searches: 40 });
    const options = { strategy, searches: 1, patience: 1 } as const;
    expect(run(model, options, { start: good.state }).energy).toBe(good.energy);
    expect(run(model, options, { elites: [good.state] }).energy).toBe(good.energy);
  });
});

it("tabu search refuses more variables than its kernels address", () => {
  const n = 4_000_001;
  const none = { couplings: { kind: "none", n }, biases: { kind: "constant", n, value: 1 } } as const;
  const refusal = tabu.refuses({ n, domain: "bit", ...none, offset: 0, structure: [], integer: true }, tabu.defaults);
  expect(refusal).toMatchObject({ instead: "annealing" });
});

describe("the elite set", () => {
  const spins = (text: string) => Int8Array.from(text, (sign) => (sign === "+" ? 1 : -1));

  it("keeps the best, all apart", () => {
    const elites = createElites(2, false, 2);
    expect(elites.offer(spins("++++"), 3)).not.toBeNull();
    expect(elites.offer(spins("+++-"), 3)).toBeNull(); // near, and no better
    expect(elites.offer(spins("+++-"), 2)).not.toBeNull(); // near and better: takes the place
    expect(elites.members.map((member) => member.energy)).toEqual([2]);
    expect(elites.offer(spins("----"), 5)).not.toBeNull();
    expect(elites.offer(spins("--++"), 5)).toBeNull(); // full, and no better than the worst
    expect(elites.offer(spins("--++"), 4)).not.toBeNull();
    expect(elites.members.map((member) => member.energy).sort()).toEqual([2, 4]);
    elites.thin();
    expect(elites.members.map((member) => member.energy)).toEqual([2]);
  });

  it("takes mirror images for one state in symmetric models only", () => {
    expect(distance(spins("++--"), spins("--++"), true)).toBe(0);
    expect(distance(spins("++--"), spins("--++"), false)).toBe(4);
    expect(distance(spins("++--"), spins("+++-"), true)).toBe(1);
  });
});

describe("the choice of the tenure", () => {
  it("prefers the tenure whose searches end lower, and still tries the other", () => {
    const tenures = createTenures(1000, null);
    const random = createRandom(1);
    let long = 0;
    for (let k = 0; k < 200; k++) {
      const { tenure, spread } = tenures.next(random);
      expect(tenure + spread).toBeLessThanOrEqual(tenures.longest);
      const isLong = tenure > 20;
      if (isLong) long++;
      tenures.learn(isLong ? -10 : -9);
    }
    expect(long).toBeGreaterThan(150);
    expect(long).toBeLessThan(200);
  });

  it("keeps to the tenure that it is told", () => {
    const tenures = createTenures(100, 7);
    const random = createRandom(2);
    for (let k = 0; k < 20; k++) {
      expect(tenures.next(random)).toEqual({ tenure: 7, spread: 10 });
      tenures.learn(k);
    }
  });
});

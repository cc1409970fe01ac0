/** Memetic annealing: reaches ground states, uses what it is given, reports honest energies, owns its memory. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memetic } from "../../solvers/memetic/index.ts";
import { createTemperatures } from "../../solvers/memetic/temperatures.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { spinSystem } from "../../src/kernels/system.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { csrFromEdges, type EnergyModel, energy, noBiases, type State, scaleCouplings } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import type { Step } from "../../src/solver.ts";
import { models } from "../support/arbitraries.ts";
import { longRangeChain } from "../support/chains.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";

/** A torus of `side` x `side` spins with couplings +1 and -1 at random. */
function torus(side: number, seed: number): EnergyModel {
  const random = createRandom(seed);
  const [from, to, value]: [number[], number[], number[]] = [[], [], []];
  for (let x = 0; x < side; x++) {
    for (let y = 0; y < side; y++) {
      for (const [dx, dy] of [
        [0, 1],
        [1, 0],
      ]) {
        from.push(x * side + y);
        to.push(((x + dx) % side) * side + ((y + dy) % side));
        value.push(random.below(2) === 0 ? -1 : 1);
      }
    }
  }
  const n = side * side;
  const couplings = csrFromEdges(n, from, to, value);
  return { n, domain: "spin", couplings, biases: noBiases(n), offset: 0, structure: [], integer: true };
}

interface Setting {
  readonly seed?: number;
  readonly kernels?: Kernels;
  readonly start?: State;
  readonly elites?: readonly State[];
  readonly epochs?: number;
}

/** All steps (states copied); every step has the energy of its state. */
function run(
  model: EnergyModel,
  { seed = 1, kernels = loadKernels(), start, elites, epochs = 1 }: Setting = {},
): Step[] {
  const context = { random: createRandom(seed), kernels, monitor: null, memoryLimit: 1e9 };
  const search = memetic.search(
    model,
    { ...memetic.defaults, sweeps: 30, epochs },
    { ...context, start: start ?? null, elites: elites ?? [] },
  );
  return Array.from(search, ({ work, energy: value, state }) => {
    expect(Math.abs(energy(model, state) - value)).toBeLessThanOrEqual(model.integer ? 0 : 1e-9);
    return { work, energy: value, state: structuredClone(state) };
  });
}

const least = (steps: readonly Step[]) => Math.min(...steps.map((step) => step.energy));

describe("memetic annealing", () => {
  prop(
    "finds the ground state of small models",
    [models({ max: 8, min: 1 }), fc.nat()],
    (model, seed) => {
      const ground = bruteForce(denseModel(model)).energy;
      expect(least(run(model, { seed }))).toBeLessThanOrEqual(ground + 1e-9 * (1 + Math.abs(ground)));
    },
    { numRuns: 40 },
  );

  it("has a local minimum to show before the first anneal", () => {
    const model = torus(30, 3);
    const early = run(model).filter((step) => step.work <= 4 * model.n);
    expect(least(early)).toBeLessThan(-model.n);
  });

  it("gives the same steps with the reference kernels", () => {
    const model = torus(8, 3);
    expect(run(model, { kernels: referenceKernels })).toEqual(run(model));
  });

  it("is never worse than its start, and takes elites over", () => {
    const model = torus(20, 5);
    const best = run(model, { seed: 9, epochs: 3 }).at(-1)!;
    expect(least(run(model, { start: best.state }))).toBeLessThanOrEqual(best.energy);
    expect(run(model, { start: best.state })[0].energy).toBe(best.energy);
    expect(least(run(model, { elites: [best.state] }))).toBeLessThanOrEqual(best.energy);
  });

  it("goes lower than the same anneals without exchange", () => {
    // 40 x 40: sixteen anneals of 30 sweeps are far from the ground state, their mixtures are not.
    const model = torus(40, 7);
    const steps = run(model, { epochs: 1 });
    const annealed = steps.find((step) => step.work >= 16 * 30 * model.n)!;
    expect(least(steps)).toBeLessThan(annealed.energy - 20);
  });

  it("scales with the weights: the same states whatever the unit", () => {
    const model = torus(8, 3);
    const scaled = { ...model, couplings: scaleCouplings(model.couplings, 4) };
    const [a, b] = [run(model), run(scaled)];
    expect(b.map((step) => step.state)).toEqual(a.map((step) => step.state));
    expect(b.map((step) => step.energy / 4)).toEqual(a.map((step) => step.energy));
  });
});

describe("temperatures", () => {
  it("follow what helped", () => {
    const random = createRandom(1);
    const temperatures = createTemperatures(spinSystem(torus(8, 3)));
    const seen = new Map<number, number>();
    for (let round = 0; round < 2000; round++) {
      const beta = temperatures.warm(random);
      seen.set(beta, (seen.get(beta) ?? 0) + 1);
      temperatures.learn(beta === Math.max(...seen.keys()) ? 16 : 0);
    }
    const coldest = Math.max(...seen.keys());
    expect(seen.size).toBe(4);
    expect(seen.get(coldest)!).toBeGreaterThan(1600);
    expect(temperatures.hot).toBeLessThan(Math.min(...seen.keys()));
    expect(temperatures.cold).toBeGreaterThan(coldest);
  });
});

it("agrees from every seed on a long-range chain, where only the strongest couplings tell what belongs together", () => {
  const model = longRangeChain(90, 2.5);
  const reached = new Set([1, 2, 3, 4].map((seed) => least(run(model, { seed, epochs: 3 }))));
  expect(reached.size).toBe(1);
});

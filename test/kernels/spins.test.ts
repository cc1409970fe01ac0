/** What solvers over spins share: values of the model and back, the best state that they show, measured temperatures. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bifurcation } from "../../solvers/bifurcation/index.ts";
import { memetic } from "../../solvers/memetic/index.ts";
import { createBestState } from "../../src/kernels/best.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { randomSpins, toSpins, writeValues } from "../../src/kernels/spins.ts";
import { spinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { betaOfAcceptance, uphillGains } from "../../src/kernels/temperature.ts";
import { energy } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import type { Monitor, Solver } from "../../src/solver.ts";
import { models, modelsWithValues } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";

describe("spins", () => {
  prop("become the values again that they were made of", [modelsWithValues()], ([model, values]) => {
    const spins = toSpins(model, { kind: "plain", values });
    expect(spins.every((spin) => spin === 1 || spin === -1)).toBe(true);
    writeValues(model.domain, spins, spins);
    expect(spins).toEqual(values);
  });
});

describe("the best state", () => {
  prop(
    "is shown in the model's values, with its energy, and told to the monitor",
    [models(), fc.nat()],
    (model, seed) => {
      const random = createRandom(seed);
      const system = spinSystem(model);
      const told: number[] = [];
      const tell = (_: unknown, value: number) => void told.push(value);
      const monitor = { started: tell, moved: tell };
      const [first, second] = [randomSpins(model.n, random), randomSpins(model.n, random)];
      const best = createBestState(model, first, systemEnergy(system, first), monitor);
      best.take(second, systemEnergy(system, second));
      const shown = best.view(7);
      expect(shown.work).toBe(7);
      expect(shown.energy).toBeCloseTo(energy(model, shown.state), 8);
      expect(told).toEqual([systemEnergy(system, first), shown.energy]);
    },
  );

  /** Energies of the incumbents that a monitor hears of. */
  function toldBy(solver: Solver, model: EnergyModel, options: object): number[] {
    const told: number[] = [];
    const monitor: Monitor = {
      started: (_, value) => void told.push(value),
      moved: () => undefined,
      flowed: () => undefined,
    };
    const context = { random: createRandom(1), kernels: loadKernels(), monitor, start: null, memoryLimit: 1e9 };
    for (const step of solver.search(model, { ...solver.defaults, ...options }, context)) {
      if (step.work > 1e6) break;
    }
    return told;
  }
  prop(
    "falls with each new incumbent, rounded weights or not",
    [models({ numbers: "real" })],
    (model) => {
      for (const [solver, options] of [
        [memetic as Solver, { epochs: 1, sweeps: 20 }],
        [bifurcation as Solver, { runs: 2, steps: 50 }],
      ] as const) {
        const told = toldBy(solver, model, options);
        for (let k = 1; k < told.length; k++) expect(told[k]).toBeLessThan(told[k - 1]);
      }
    },
    { numRuns: 60 },
  );
});

describe("temperatures", () => {
  it("are those at which the given share of the gains is accepted", () => {
    const gains = [1, 2, 2, 4, 8];
    for (const acceptance of [0.001, 0.2, 0.4]) {
      const beta = betaOfAcceptance(gains, acceptance);
      const mean = gains.reduce((sum, gain) => sum + (1 + (beta * gain) / 64) ** -64, 0) / gains.length;
      expect(mean).toBeCloseTo(acceptance, 6);
    }
  });

  prop("are measured on the gains of uphill flips", [models({ min: 2 }), fc.nat()], (model, seed) => {
    const system = spinSystem(model);
    const [replicas] = loadKernels().replicas(system, { random: createRandom(seed), memoryLimit: 1e9 });
    const spins = new Int8Array(model.n);
    replicas.read(0, spins);
    const before = systemEnergy(system, spins);
    const expected: number[] = [];
    for (let i = 0; i < model.n; i++) {
      spins[i] = -spins[i];
      const gain = systemEnergy(system, spins) - before;
      if (gain > 1e-9) expected.push(gain);
      spins[i] = -spins[i];
    }
    const gains = uphillGains(system, replicas, 1, 1).filter((gain) => gain > 1e-9);
    expect(gains.length).toBe(expected.length);
    gains.forEach((gain, k) => {
      expect(gain).toBeCloseTo(expected[k], 6);
    });
  });
});

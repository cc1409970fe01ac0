/** What the sweeps are for: sampling from the Boltzmann distribution, with an exponential that is the same everywhere. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponential } from "../../src/kernels/exponential.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { models } from "../support/arbitraries.ts";
import { denseEnergy, denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";

describe("exponential", () => {
  prop("is e^x within four units in the last place", [fc.double({ min: -700, max: 700, noNaN: true })], (x) => {
    expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(4 * Number.EPSILON);
  });
  prop(
    "rises with x",
    [fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ min: 1e-9, max: 1, noNaN: true })],
    (x, by) => {
      expect(exponential(x + by)).toBeGreaterThanOrEqual(exponential(x));
    },
  );
  it("knows its ends", () => {
    expect(exponential(0)).toBe(1);
    expect(exponential(-1e6)).toBe(0);
    expect(exponential(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(exponential(1e6)).toBe(Number.POSITIVE_INFINITY);
    expect(exponential(-745)).toBeGreaterThan(0);
  });
});

describe("Metropolis sweeps", () => {
  /** Counts of the 2^n states over sweeps, and what the Boltzmann distribution expects. */
  function sample(model: EnergyModel, beta: number, sweeps: number, watched: boolean) {
    const kernels = loadKernels();
    const fields = kernels.fields(model, new Int8Array(model.n).fill(1));
    const random = createRandom(11);
    const counts = new Array<number>(2 ** model.n).fill(0);
    for (let k = 0; k < sweeps; k++) {
      kernels.metropolisSweep(fields, beta, random, watched ? () => undefined : null);
      counts[fields.values.reduce((code, value, i) => code + (value === 1 ? 2 ** i : 0), 0)]++;
    }
    const dense = denseModel(model);
    const weights = counts.map((_, code) => {
      const values = Int8Array.from({ length: model.n }, (_v, i) => ((code >> i) & 1 ? 1 : dense.low));
      return Math.exp(-beta * denseEnergy(dense, values));
    });
    const total = weights.reduce((sum, w) => sum + w, 0);
    return { counts, expected: weights.map((w) => (sweeps * w) / total) };
  }

  it.each([true, false])("visit states as often as the Boltzmann distribution says (watched: %s)", (watched) => {
    const small = fc.sample(models({ min: 3, max: 4 }), { numRuns: 6, seed: 8 });
    for (const model of small) {
      const spread = denseModel(model);
      const beta = 0.7 / Math.max(1, ...spread.W.flat().map(Math.abs), ...spread.b.map(Math.abs));
      const sweeps = 30_000;
      const { counts, expected } = sample(model, beta, sweeps, watched);
      // Successive sweeps are correlated, so the margin is wide: 8 standard deviations plus half a percent of all.
      counts.forEach((count, code) => {
        const margin = 8 * Math.sqrt(expected[code]) + 0.005 * sweeps;
        expect(Math.abs(count - expected[code]), `state ${code}`).toBeLessThan(margin);
      });
    }
  });
});

/** Energy, local fields and flip gains against mathjs arithmetic on the dense matrix. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { energy, expandState, flipGain, localFields, magnitudeBound, quadraticForm } from "../../src/model/index.ts";
import { distanceFunction } from "../../src/model/metric.ts";
import { type EnergyModel, METRICS, type State } from "../../src/model/types.ts";
import { coordinates, models, modelsWithValues } from "../support/arbitraries.ts";
import { allStates, bruteForce, close, denseEnergy, denseModel, distanceBetween, math } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { labelModels, permutationModels } from "../support/structured.ts";

const plain = (values: Int8Array): State => ({ kind: "plain", values });

/** Equal exactly on integer models, within rounding otherwise. */
function expectEnergy(model: EnergyModel, found: number, expected: number): void {
  if (model.integer) expect(found + 0).toBe(expected + 0);
  else expect(close(found, expected, magnitudeBound(model)), `${found} is not ${expected}`).toBe(true);
}

describe("energy", () => {
  prop("is -1/2 z'Wz - b'z + c", [modelsWithValues()], ([model, values]) =>
    expectEnergy(model, energy(model, plain(values)), denseEnergy(denseModel(model), values)),
  );

  prop("is the same quadratic form over real activities", [modelsWithValues()], ([model, values]) => {
    const activity = Float64Array.from(values, (value, i) => value * (0.25 + i / 16));
    const expected = denseEnergy(denseModel(model), activity as unknown as Int8Array);
    expect(close(quadraticForm(model, activity), expected, magnitudeBound(model))).toBe(true);
  });

  prop("has local fields Wz + b", [modelsWithValues()], ([model, values]) => {
    const { W, b } = denseModel(model);
    const expected = math.add(math.multiply(W, Array.from(values)), b) as number[];
    localFields(model, values).forEach((h, i) => {
      expectEnergy(model, h, expected[i]);
    });
  });

  prop("changes by the flip gain, and by -step h", [modelsWithValues()], ([model, values]) => {
    const before = energy(model, plain(values));
    const fields = localFields(model, values);
    for (let i = 0; i < model.n; i++) {
      const flipped = values.slice();
      flipped[i] = model.domain === "spin" ? -values[i] : 1 - values[i];
      const gain = flipGain(model, values, i);
      expectEnergy(model, gain, energy(model, plain(flipped)) - before);
      expectEnergy(model, gain, -(flipped[i] - values[i]) * fields[i]);
    }
  });

  prop("never leaves the magnitude bound", [models({ max: 6 })], (model) => {
    const bound = magnitudeBound(model) * (1 + 1e-12);
    for (const values of allStates(model.n, model.domain === "spin" ? -1 : 0)) {
      expect(Math.abs(energy(model, plain(values)))).toBeLessThanOrEqual(bound);
    }
  });

  prop(
    "of a compact state is the energy of its expansion",
    [fc.oneof(permutationModels, labelModels)],
    ([model, state]) => expectEnergy(model, energy(model, state), energy(model, plain(expandState(model, state)))),
    { numRuns: 300 },
  );

  prop("of all spin states lies above the eigenvalue bound", [models({ domain: "spin", min: 2, max: 7 })], (model) => {
    const dense = denseModel(model);
    // z'Wz <= n lambda_max(W), so E >= -n lambda_max / 2 - sum |b| + c.
    const { values } = math.eigs(dense.W);
    const top = Math.max(...(values as number[]));
    const bound = (-model.n * top) / 2 - dense.b.reduce((sum, b) => sum + Math.abs(b), 0) + dense.c;
    const lowest = bruteForce(dense).energy;
    expect(lowest).toBeGreaterThanOrEqual(bound - 1e-6 * Math.max(1, magnitudeBound(model)));
  });

  it("of a model without variables is its offset", () => {
    const empty: EnergyModel = {
      n: 0,
      domain: "bit",
      couplings: { kind: "none", n: 0 },
      biases: { kind: "constant", n: 0, value: 3 },
      offset: 7,
      structure: [],
      integer: true,
    };
    expect(energy(empty, plain(new Int8Array(0)))).toBe(7);
  });

  it("of a permutation counts a term that covers only the first items", () => {
    const left = { kind: "dense", n: 2, values: Float64Array.of(0, 5, 7, 0), symmetric: false } as const;
    const part = { kind: "kronecker", n: 6, left, right: { kind: "cycle", n: 3 } } as const;
    const model: EnergyModel = {
      n: 9,
      domain: "bit",
      couplings: { kind: "sum", n: 9, terms: [{ scale: -1, start: 0, couplings: part }] },
      biases: { kind: "constant", n: 9, value: 0 },
      offset: 0,
      structure: [{ kind: "permutation", size: 3, penalised: true }],
      integer: true,
    };
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [0, 2, 1],
    ]) {
      const state: State = { kind: "permutation", order: Int32Array.from(order) };
      expect(energy(model, state)).toBe(energy(model, plain(expandState(model, state))));
    }
  });
});

describe("distances", () => {
  for (const metric of METRICS) {
    const dimensions = metric === "GEO" || metric === "great-circle" ? 2 : 3;
    prop(
      `${metric} agrees with its definition`,
      [fc.constantFrom<2 | 3>(2, dimensions).chain((d) => coordinates(6, d))],
      (points) => {
        const d = (points.length / 6) as 2 | 3;
        const distance = distanceFunction(metric, points, d);
        for (let i = 0; i < 6; i++) {
          for (let j = 0; j < 6; j++) {
            if (i === j) continue;
            const expected = distanceBetween(
              metric,
              [...points.subarray(i * d, i * d + d)],
              [...points.subarray(j * d, j * d + d)],
            );
            const found = distance(i, j);
            expect(distance(j, i)).toBe(found);
            if (metric === metric.toUpperCase()) expect(found).toBe(expected);
            else expect(Math.abs(found - expected)).toBeLessThan(1e-6 * Math.max(1, expected));
          }
        }
      },
    );
  }
});

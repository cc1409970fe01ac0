/** The integer flag promises exact arithmetic: every weight a multiple of 1/2, every sum below what doubles hold. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { energy, isIntegerModel, localFields, noBiases } from "../../src/model/index.ts";
import type { Couplings, EnergyModel } from "../../src/model/types.ts";
import { models, modelsWithValues } from "../support/arbitraries.ts";
import { denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { labelModels, permutationModels } from "../support/structured.ts";

/** How far a number is from a multiple of 1/2. */
const offHalf = (value: number): number => Math.abs(2 * value - Math.round(2 * value)) / 2;

describe("isIntegerModel", () => {
  prop("is true for whole numbers", [models({ numbers: "integer" })], (model) => isIntegerModel(model));

  prop("is true only when every entry is a multiple of one half", [models({ numbers: "real" })], (model) => {
    if (!isIntegerModel(model)) return;
    const { W, b, c } = denseModel(model);
    for (const value of [...W.flat(), ...b, c]) expect(offHalf(value)).toBeLessThan(1e-9);
  });

  prop("makes local fields multiples of one half", [modelsWithValues({ numbers: "real" })], ([model, values]) => {
    if (model.integer) expect(localFields(model, values).every((field) => offHalf(field) === 0)).toBe(true);
  });

  prop(
    "makes energies of compact states multiples of one half",
    [fc.oneof(permutationModels, labelModels)],
    ([model, state]) => {
      if (model.integer) expect(offHalf(energy(model, state))).toBe(0);
    },
  );

  const model = (couplings: Couplings, structure: EnergyModel["structure"] = []): EnergyModel => {
    const core = { couplings, biases: noBiases(couplings.n), offset: 0 };
    return { n: couplings.n, domain: "bit", ...core, structure, integer: isIntegerModel(core) };
  };

  it("does not trust a scale that binary fractions cannot hold", () => {
    // 3/11 x 11 and 3/11 x 44 round to 3 and 12, but 3/11 x (11 + 44) to 14.999999999999998.
    const values = Float64Array.of(0, 11, 44, 11, 0, 0, 44, 0, 0);
    const dense: Couplings = { kind: "dense", n: 3, values };
    const scaled = model({ kind: "sum", n: 3, terms: [{ scale: 3 / 11, start: 0, couplings: dense }] }, [
      { kind: "one-hot", groups: 3, size: 1, penalised: true },
    ]);
    expect(energy(scaled, { kind: "labels", label: new Int32Array(3) })).not.toBe(-15);
    expect(scaled.integer).toBe(false);
  });

  it("trusts scales that leave multiples of one half", () => {
    const dense: Couplings = { kind: "dense", n: 2, values: Float64Array.of(0, 12, 12, 0) };
    for (const scale of [0.5, 0.25, -1.25, 0.125]) {
      expect(model({ kind: "sum", n: 2, terms: [{ scale, start: 0, couplings: dense }] }).integer).toBe(true);
    }
    expect(model({ kind: "sum", n: 2, terms: [{ scale: 0.0625, start: 0, couplings: dense }] }).integer).toBe(false);
  });

  it("sees halves that are stored as they are, as in cuts of whole weights", () => {
    const halves = Float64Array.of(0, -0.5, -0.5, 0);
    expect(model({ kind: "dense", n: 2, values: halves }).integer).toBe(true);
    expect(
      model({
        kind: "csr",
        n: 2,
        rowStart: Int32Array.of(0, 1, 2),
        column: Int32Array.of(1, 0),
        values: Float64Array.of(-1.5, -1.5),
      }).integer,
    ).toBe(true);
    expect(model({ kind: "dense", n: 2, values: halves.map((value) => value / 2) }).integer).toBe(false);
    expect(model({ kind: "dense", n: 2, values: halves.map((value) => value / 5) }).integer).toBe(false);
  });

  const big = fc.integer({ min: 2 ** 50, max: 2 ** 52 });
  prop(
    "holds only while doubles are exact",
    [fc.tuple(big, big, big), fc.nat(7)],
    ([x, y, z], code) => {
      const values = Float64Array.of(0, x, y, x, 0, z, y, z, 0);
      const dense = { ...model({ kind: "dense", n: 3, values }), domain: "spin" as const };
      if (!dense.integer) return;
      const s = Int8Array.from([0, 1, 2], (i) => ((code >> i) & 1 ? 1 : -1));
      const exact = -(
        BigInt(x) * BigInt(s[0] * s[1]) +
        BigInt(y) * BigInt(s[0] * s[2]) +
        BigInt(z) * BigInt(s[1] * s[2])
      );
      expect(BigInt(energy(dense, { kind: "plain", values: s }))).toBe(exact);
    },
    { numRuns: 500 },
  );

  it("sees magnitudes beyond 2^53", () => {
    const huge = Float64Array.of(0, 2 ** 53, 2 ** 53, 0);
    expect(isIntegerModel(model({ kind: "dense", n: 2, values: huge }))).toBe(false);
    expect(isIntegerModel(model({ kind: "rank-one", n: 2, vector: Float64Array.of(2 ** 27, 2 ** 27) }))).toBe(false);
    const points = Float64Array.of(0, 0, 2 ** 53, 0);
    const metric = { kind: "metric", n: 2, metric: "EUC_2D", coordinates: points, dimensions: 2 } as const;
    expect(isIntegerModel(model(metric))).toBe(false);
  });
});

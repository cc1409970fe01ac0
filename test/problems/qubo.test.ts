import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import small from "../../examples/qubo/small.json" with { type: "json" };
import { qubo } from "../../problems/qubo/index.ts";
import type { QuboInstance } from "../../problems/qubo/schema.ts";
import { checkModel, energy } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const validate = new Ajv({ strict: true }).compile(qubo.instanceSchema);
const samples = fc
  .tuple(fc.nat(1e6), fc.integer({ min: 1, max: 12 }))
  .map(([seed, size]) => qubo.sample(createRandom(seed), size));
const assignments = samples.chain((instance) =>
  fc.tuple(
    fc.constant(instance),
    fc.array(fc.integer({ min: 0, max: 1 }), { minLength: instance.variables, maxLength: instance.variables }),
  ),
);

describe("qubo", () => {
  prop("samples fit the schema and have nothing to complain about", [samples], (instance) => {
    expect(validate(JSON.parse(JSON.stringify(instance)))).toBe(true);
    expect(qubo.check(instance)).toEqual([]);
  });

  prop("the energy is the function, or minus it where it is maximised", [assignments], ([instance, bits]) => {
    const { model, embed, decode } = qubo.encode(instance, {});
    checkModel(model);
    const sign = qubo.senseOf!(instance) === "min" ? 1 : -1;
    const state = embed({ bits });
    expect(energy(model, state)).toBeCloseTo(sign * qubo.cost(instance, { bits }), 9);
    expect(decode(state)).toEqual({ solution: { bits }, violations: [] });
    expect(qubo.verify(instance, { bits })).toEqual([]);
  });

  it("the example is worth 16 in the user's units", () => {
    const instance = small as QuboInstance;
    expect(validate(small)).toBe(true);
    const { model, embed } = qubo.encode(instance, {});
    const values = Array.from({ length: 32 }, (_, code) => {
      const bits = Array.from({ length: 5 }, (_, i) => (code >> i) & 1);
      return { bits, energy: energy(model, embed({ bits })) };
    }).sort((a, b) => a.energy - b.energy);
    expect(values[0].energy).toBe(-16);
    expect(qubo.cost(instance, values[0])).toBe(16);
    expect(qubo.tell!(instance, values[0])).toBe("1: tunnel, harbour, railway");
    expect(model.integer).toBe(true);
  });

  it("names what is wrong with an instance and with a solution", () => {
    const instance: QuboInstance = { problem: "qubo", variables: 2, quadratic: [[0, 2, 1]], linear: [1] };
    expect(qubo.check(instance).map(({ path }) => path)).toEqual(["quadratic[0][1]", "linear"]);
    expect(qubo.verify(instance, { bits: [0, 1, 0] })[0].amount).toBe(1);
    expect(qubo.verify(instance, { bits: [0, 2] })[0].code).toBe("wrong-value");
    expect(qubo.describe(instance)).toBe("2 variables, 1 quadratic terms, minimise");
  });

  it("carries -0 nowhere, so that the model survives JSON", () => {
    const instance: QuboInstance = {
      problem: "qubo",
      variables: 2,
      quadratic: [[0, 1, 0]],
      linear: [0, 0],
      sense: "max",
    };
    for (const sense of ["min", "max"] as const) {
      const { model } = qubo.encode({ ...instance, sense }, {});
      expect(Object.is(model.offset, 0)).toBe(true);
    }
  });

  it("takes records over bits of either sense and refuses spins, naming the way out", () => {
    const [records, bits] = qubo.formats;
    const instance: QuboInstance = {
      problem: "qubo",
      variables: 3,
      quadratic: [[0, 2, -1.5]],
      linear: [0, 1, 0],
      offset: 2,
      sense: "max",
      labels: ["a", "b", "c"],
    };
    const record = records.fromInstance!(instance);
    expect(records.toInstance!(record, {})).toEqual(instance);
    expect(records.toInstance!(record, { name: "given" }).name).toBe("given");
    expect(records.refuses!(record)).toBeNull();
    if (record.kind !== "quadratic") throw new Error("no quadratic record");
    expect(records.refuses!({ ...record, domain: "spin" })).toContain("ising");
    expect(bits.toSolution!({ kind: "assignment", values: [0, 1, 1] }, instance)).toEqual({ bits: [0, 1, 1] });
    expect(bits.fromSolution!(instance, { bits: [1] })).toEqual({ kind: "assignment", values: [1] });
  });
});

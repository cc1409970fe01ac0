import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import threeNeurons from "../../examples/ising/three-neurons.json" with { type: "json" };
import { ising } from "../../problems/ising/index.ts";
import type { IsingInstance } from "../../problems/ising/schema.ts";
import { checkModel, energy } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const ajv = new Ajv({ strict: true });
const validate = ajv.compile(ising.instanceSchema);
const validateSolution = ajv.compile(ising.solutionSchema);
const samples = fc
  .tuple(fc.nat(1e6), fc.integer({ min: 1, max: 12 }))
  .map(([seed, size]) => ising.sample(createRandom(seed), size));
const configurations = samples.chain((instance) =>
  fc.tuple(
    fc.constant(instance),
    fc.array(fc.constantFrom(-1, 1), { minLength: instance.spins, maxLength: instance.spins }),
  ),
);

describe("ising", () => {
  prop("samples fit the schema and have nothing to complain about", [samples], (instance) => {
    expect(validate(JSON.parse(JSON.stringify(instance)))).toBe(true);
    expect(ising.check(instance)).toEqual([]);
  });

  prop(
    "the energy of the model is the Ising energy, and decoding gives the spins back",
    [configurations],
    ([instance, spins]) => {
      const { model, embed, decode } = ising.encode(instance, {});
      checkModel(model);
      const state = embed({ spins });
      expect(energy(model, state)).toBeCloseTo(ising.cost(instance, { spins }), 9);
      expect(decode(state)).toEqual({ solution: { spins }, violations: [] });
      expect(ising.verify(instance, { spins })).toEqual([]);
      expect(validateSolution({ spins })).toBe(true);
    },
  );

  it("three neurons of the lecture rest where the first two agree, whatever the third does", () => {
    expect(validate(threeNeurons)).toBe(true);
    const instance = threeNeurons as IsingInstance;
    const energies = Array.from({ length: 8 }, (_, code) => {
      const spins = [0, 1, 2].map((i) => ((code >> i) & 1 ? 1 : -1));
      const [x0, x1, x2] = spins;
      expect(ising.cost(instance, { spins })).toBe(x0 * x2 - 2 * x0 * x1 - x1 * x2);
      return ising.cost(instance, { spins });
    });
    const least = Math.min(...energies);
    expect(energies.flatMap((value, code) => (value === least ? [code] : []))).toEqual([0, 3, 4, 7]);
    expect(ising.encode(instance, {}).model.integer).toBe(true);
  });

  it("names what is wrong with an instance", () => {
    const instance: IsingInstance = {
      problem: "ising",
      spins: 2,
      couplings: [
        [0, 1, 1],
        [1, 0, 1],
      ],
      fields: [1],
      labels: ["a", "a"],
    };
    expect(ising.check(instance).map(({ path }) => path)).toEqual(["couplings[1]", "fields", "labels[1]"]);
    expect(ising.check({ ...instance, couplings: [], fields: [1e200, 0], labels: ["a"] }).map((c) => c.path)).toEqual([
      "fields",
      "labels",
    ]);
  });

  it("keeps labels in the model and uses them to tell a solution", () => {
    const instance: IsingInstance = { problem: "ising", spins: 2, couplings: [], labels: ["left", "right"] };
    expect(ising.encode(instance, {}).model.labels).toEqual({ kind: "list", names: ["left", "right"] });
    expect(ising.tell!(instance, { spins: [-1, 1] })).toBe("1: right");
    expect(ising.tell!({ ...instance, labels: undefined as never }, { spins: [-1, -1] })).toBe("no variable is 1");
  });

  it("takes records over spins and refuses bits and maxima, naming the way out", () => {
    const [records, assignments] = ising.formats;
    const instance: IsingInstance = {
      problem: "ising",
      spins: 3,
      couplings: [[0, 2, -1.5]],
      fields: [0, 1, 0],
      offset: 2,
    };
    const record = records.fromInstance!(instance);
    expect(records.toInstance!(record, {})).toEqual(instance);
    expect(records.refuses!(record)).toBeNull();
    if (record.kind !== "quadratic") throw new Error("no quadratic record");
    expect(records.refuses!({ ...record, domain: "bit" })).toContain("qubo");
    expect(records.refuses!({ ...record, sense: "max" })).toContain("minimises");
    const values = (list: number[]) => assignments.toSolution!({ kind: "assignment", values: list }, instance);
    expect(values([0, 1, 0])).toEqual({ spins: [-1, 1, -1] });
    expect(values([-1, 1, 1])).toEqual({ spins: [-1, 1, 1] });
    expect(ising.draw(instance, null)).toBeNull();
  });

  it("says what is wrong with a solution", () => {
    const instance: IsingInstance = { problem: "ising", spins: 2, couplings: [] };
    expect(ising.verify(instance, { spins: [1] })[0].code).toBe("wrong-length");
    expect(ising.verify(instance, { spins: [1, 0] })[0].code).toBe("wrong-value");
    expect(validateSolution({ spins: [1, 0] })).toBe(false);
  });
});

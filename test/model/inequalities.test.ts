/** The structure `inequalities`: slack that completes it, states that keep it, its checks, its way through packing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knapsack } from "../../problems/knapsack/index.ts";
import { setCover } from "../../problems/set-cover/index.ts";
import {
  checkModel,
  completeSlack,
  type EnergyModel,
  energy,
  obeysStructure,
  packModel,
  type Structure,
  structureOf,
  unpackModel,
} from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";
import { rowModel, rowSpecs } from "../support/rows.ts";

type Rows = Extract<Structure, { kind: "inequalities" }>;

const bits = fc.array(fc.nat(1), { minLength: 64, maxLength: 64 });
const ofSamples = fc.tuple(fc.constantFrom("knapsack", "cover"), fc.nat(1000));

/** A sample of a problem stated as a program. */
function encoded([kind, seed]: [string, number]): EnergyModel {
  const random = createRandom(seed);
  if (kind === "knapsack") return knapsack.encode(knapsack.sample(random, 5), knapsack.defaults).model;
  return setCover.encode(setCover.sample(random, 6), setCover.defaults).model;
}

const plain = (values: Int8Array) => ({ kind: "plain", values }) as const;

function completed(model: EnergyModel, { items }: Rows, values: readonly number[]): Int8Array {
  const state = new Int8Array(model.n);
  state.set(values.slice(0, items));
  completeSlack(model, state);
  return state;
}

describe("the structure inequalities", () => {
  prop(
    "where all rows hold, completed states have the energy of the objective",
    [ofSamples, bits],
    (sample, values) => {
      const model = encoded(sample);
      const rows = structureOf(model, "inequalities");
      if (rows === null) return;
      checkModel(model);
      const state = plain(completed(model, rows, values));
      const objective = { ...model, ...rows.objective, structure: [] };
      if (obeysStructure(model, state)) expect(energy(model, state)).toBeCloseTo(energy(objective, state), 9);
      else expect(energy(model, state)).toBeGreaterThan(energy(objective, state));
    },
  );

  prop("completion is the best value of all slack bits", [rowSpecs({ rows: 1 }), bits], (spec, values) => {
    const model = rowModel(spec);
    const rows = structureOf(model, "inequalities")!;
    const state = completed(model, rows, values);
    const least = energy(model, plain(state));
    for (let code = 0; code < 2 ** (model.n - rows.items); code++) {
      const other = state.slice();
      for (let k = rows.items; k < model.n; k++) other[k] = (code >> (k - rows.items)) & 1;
      expect(energy(model, plain(other))).toBeGreaterThanOrEqual(least);
    }
  });

  it("survives packing", () => {
    const model = encoded(["cover", 3]);
    expect(unpackModel(packModel(model)).structure).toEqual(model.structure);
  });

  it.each<[string, (rows: Rows) => Partial<Rows>]>([
    ["a column beyond the items", ({ items }) => ({ column: Int32Array.of(items) })],
    ["more items than variables", () => ({ items: 99 })],
    ["a coefficient that is not whole", () => ({ coefficient: Float64Array.of(0.5) })],
    ["a bound too many", () => ({ bound: Float64Array.of(1, 2) })],
    ["slack of no row", () => ({ slack: [{ row: 7, first: 1, coefficients: [1] }] })],
    ["slack beyond the model", () => ({ slack: [{ row: 0, first: 99, coefficients: [1] }] })],
    ["a product of nothing there", () => ({ products: [{ bit: 0, factors: [99] }] })],
  ])("refuses %s", (_what, change) => {
    const model = rowModel({ cost: [1], pairs: [], rows: [{ a: [1], b: 0 }] });
    const rows = structureOf(model, "inequalities")!;
    checkModel(model);
    expect(() => checkModel({ ...model, structure: [{ ...rows, ...change(rows) }] })).toThrow(
      expect.objectContaining({ code: "model" }),
    );
  });
});

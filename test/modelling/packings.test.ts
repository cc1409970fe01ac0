/** The hint that a program is a packing: only where all that is asked is whether items fit. */
import { describe, expect, it } from "vitest";
import { checkModel, type EnergyModel, energy, obeysStructure, structureOf } from "../../src/model/index.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { is, lessOrEqual, sum, times } from "../../src/modelling/program/expressions.ts";
import { assignments } from "../support/all-solutions.ts";
import { packingModel } from "../support/packing.ts";

interface Change {
  readonly capacities?: readonly number[];
  readonly sizes?: readonly (readonly number[])[];
  readonly also?: "objective" | "bit" | "price";
  readonly rows?: number;
}

/** Three items in two bins, changed a little. */
function changed({
  capacities = [5, 5],
  sizes = [
    [2, 3, 4],
    [2, 3, 4],
  ],
  also,
  rows = 2,
}: Change): EnergyModel {
  const model = program();
  const bin = model.choices("bin", 3, 2);
  if (also === "bit") model.bit("another");
  if (also === "objective") model.minimise(is(bin[0], 1));
  if (also === "price") model.subjectTo("wish", lessOrEqual(is(bin[0], 1), is(bin[1], 1)), { price: 3 });
  for (let b = 0; b < rows; b++) {
    const load = sum(bin.map((choice, item) => times(sizes[b][item], is(choice, b))));
    model.subjectTo(`capacity[${b}]`, lessOrEqual(load, capacities[b]));
  }
  return compileProgram(model.build()).model;
}

const isPacking = (change: Change) => structureOf(changed(change), "packing") !== null;

describe("the hint of a packing", () => {
  it("is given where each option has the same capacity for the same sizes, and nothing else is asked", () => {
    expect(structureOf(changed({}), "packing")).toMatchObject({
      groups: 3,
      size: 2,
      sizes: Float64Array.of(2, 3, 4),
      capacity: 5,
    });
  });

  it.each([
    ["capacities differ", { capacities: [5, 6] }],
    [
      "sizes differ",
      {
        sizes: [
          [2, 3, 4],
          [2, 3, 1],
        ],
      },
    ],
    ["an option has no capacity", { rows: 1 }],
    ["something is minimised", { also: "objective" }],
    ["a wish has a price", { also: "price" }],
    ["there is another variable", { also: "bit" }],
  ] as const)("is not given where %s", (_what, change) => {
    expect(isPacking(change)).toBe(false);
  });

  it("means what it says: labels have the lowest energy exactly where all capacities hold, and more elsewhere", () => {
    const model = packingModel([2, 3, 4, 1], 5, 2);
    checkModel(model);
    for (const label of assignments(4, [0, 1])) {
      const state = { kind: "labels", label: Int32Array.from(label) } as const;
      if (obeysStructure(model, state)) expect(energy(model, state)).toBe(0);
      else expect(energy(model, state)).toBeGreaterThan(0);
    }
  });

  it("is refused where it does not fit its model", () => {
    const model = packingModel([2, 3], 4, 2);
    const [oneHot, packing] = model.structure;
    const broken = (part: object) => ({ ...model, structure: [oneHot, { ...packing, ...part }] }) as EnergyModel;
    expect(() => checkModel(broken({ size: 3 }))).toThrow(/is over 2 one-hot groups of 3, the model has 2 groups of 2/);
    expect(() => checkModel(broken({ sizes: Float64Array.of(1) }))).toThrow(/has 1 sizes, expected 2/);
    expect(() => checkModel(broken({ sizes: Float64Array.of(1, 0.5) }))).toThrow(/has size 0.5 for group 1/);
    expect(() => checkModel(broken({ slack: { first: 5, coefficients: [1, 2, 1] } }))).toThrow(/needs 11 variables/);
  });
});

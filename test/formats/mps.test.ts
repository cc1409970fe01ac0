import { describe, expect, it } from "vitest";
import { FormatError, GroundstateError } from "../../src/errors.ts";
import { mps } from "../../src/formats/mps.ts";
import { samples } from "./samples.ts";

describe("MPS files", () => {
  it("reads senses, ranges, bounds, integers and products", () => {
    const record = mps.parse(samples["mps"][0]);
    expect(record).toMatchObject({ name: "bakery one", sense: "max" });
    expect(record.variables).toEqual([
      { name: "rolls", from: 0, to: 7 },
      { name: "cakes", from: -1, to: 3 },
      { name: "oven", from: 0, to: 1 },
    ]);
    expect(record.objective).toEqual({
      constant: -4,
      linear: [
        [0, 5],
        [1, 8],
        [2, -9],
      ],
      quadratic: [
        [0, 0, 1.5],
        [0, 1, 1],
      ],
    });
    expect(record.constraints.map(({ name, from, to }) => [name, from, to])).toEqual([
      ["flour", 15, 20],
      ["some", 1, null],
      ["both", -2, 0],
    ]);
    expect(record.constraints[2].linear).toEqual([
      [1, 1.5],
      [2, 1],
    ]);
  });

  it("counts both entries of a pair in QMATRIX, one in QUADOBJ", () => {
    const text = (body: string) => `ROWS\n N f\nCOLUMNS\n x f 1\n y f 1\nBOUNDS\n BV B x\n BV B y\n${body}\nENDATA\n`;
    expect(mps.parse(text("QMATRIX\n x y 3\n y x 3")).objective.quadratic).toEqual([[0, 1, 3]]);
    expect(mps.parse(text("QUADOBJ\n x y 3")).objective.quadratic).toEqual([[0, 1, 3]]);
  });

  it.each([
    ["ROWS\n X f\nENDATA", /expected N, L, G or E/],
    ["ROWS\n N f\nCOLUMNS\n x g 1\nENDATA", /expected the name of a row/],
    ["ROWS\n N f\nCOLUMNS\n x f one\nENDATA", /expected a number/],
    ["ROWS\n N f\nCOLUMNS\n x f 1\nENDATA", /"x" is continuous/],
    ["ROWS\n N f\nCOLUMNS\n x f 1\nBOUNDS\n SC B x 4\nENDATA", /expected a bound/],
    ["ROWS\n N f\nCOLUMNS\n x f 1\nBOUNDS\n BV B y\nENDATA", /expected the name of a column/],
    ["ROWS\n N f\nSOS\n x f 1\nENDATA", /one of the sections/],
    ["ROWS\n N f\n", /expected ENDATA/],
    ["ROWS\n N f\n L f\nENDATA", /a row of another name/],
  ])("refuses %j", (text, message) => {
    expect(() => mps.parse(text)).toThrow(message);
    expect(() => mps.parse(text)).toThrow(FormatError);
  });

  it("refuses to write names with blanks", () => {
    const program = mps.parse(samples["mps"][1]);
    const variables = program.variables.map((variable) => ({ ...variable, name: "two words" }));
    expect(() => [...mps.print({ ...program, variables })]).toThrow(GroundstateError);
  });
});

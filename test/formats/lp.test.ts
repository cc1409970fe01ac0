import { describe, expect, it } from "vitest";
import { FormatError, GroundstateError } from "../../src/errors.ts";
import { lp } from "../../src/formats/lp.ts";
import { samples } from "./samples.ts";

const failure = (text: string): FormatError => {
  try {
    lp.parse(text);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};

describe("LP files", () => {
  it("reads objective, products, ranges, bounds and kinds", () => {
    expect(lp.parse(samples["lp"][0])).toEqual({
      kind: "integer-program",
      name: null,
      sense: "max",
      variables: [
        { name: "x", from: 0, to: 7 },
        { name: "y", from: 0, to: 3 },
        { name: "z", from: 1, to: 1 },
      ],
      objective: {
        constant: 1.5,
        linear: [
          [0, 3],
          [1, 2],
          [2, -1],
        ],
        quadratic: [
          [0, 1, 1],
          [2, 2, -2],
        ],
      },
      constraints: [
        {
          name: "c1",
          linear: [
            [0, 1],
            [1, 1],
            [2, 0.5],
          ],
          from: null,
          to: 4,
        },
        {
          name: "c2",
          linear: [
            [0, 1],
            [2, -1],
          ],
          from: -1,
          to: 2,
        },
        {
          name: "both",
          linear: [
            [0, 1],
            [1, 1],
          ],
          from: 3,
          to: 3,
        },
      ],
    });
  });

  it("adds terms of one variable up, reads numbers on either side and comments anywhere", () => {
    const text =
      "MINIMISE\nx \\ one\n+ x - -2 y\nSUCH THAT\n3 >= x + y + 1\nb: 2 x\n + 3 y\n = 5\nINTEGERS\nx y\nBOUNDS\n-2 <= x <= 2\ny <= 4\nEND\n";
    const { objective, constraints, variables } = lp.parse(text);
    expect(objective.linear).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(constraints.map(({ name, from, to }) => [name, from, to])).toEqual([
      ["c1", null, 2],
      ["b", 5, 5],
    ]);
    expect(variables.map(({ from, to }) => [from, to])).toEqual([
      [-2, 2],
      [0, 4],
    ]);
  });

  it.each([
    ["min\n x\nst\n x >= 1\nend", /"x" is continuous/],
    ["min\n x\nst\n x >= 1\ngeneral\n x\nend", /"x" runs from 0 to Infinity/],
    ["min\n x\nst\n [ x * y ] <= 1\nend", /expected linear terms/],
    ["min\n x\nst\n x + y\nend", /expected <=, >= or =/],
    ["min\n x y\nend", /expected \+, - or a relation/],
    ["min\n x\nsos1\n a: x:1\nend", /not supported/],
    ["min\n x\nst\n a: x <= 1\n a: x >= 0\nbin\n x\nend", /second constraint "a"/],
    ["min\n x\nbin\n x\nend\n more", /expected the end of the file/],
    ["min\n 1e999 x\nbin\n x\nend", /beyond the largest double/],
  ])("refuses %j with its place", (text, message) => {
    const error = failure(text);
    expect(error.message).toMatch(message);
    expect(error.line).toBeGreaterThanOrEqual(2);
  });

  it("refuses to write names that it could not read again", () => {
    const program = lp.parse(samples["lp"][1]);
    for (const name of ["two words", "2x", "end", "a+b", "e5"]) {
      const variables = program.variables.map((variable) => ({ ...variable, name }));
      expect(() => [...lp.print({ ...program, variables })]).toThrow(GroundstateError);
    }
  });
});

import { describe, expect, it } from "vitest";
import melencolia from "../../examples/magic-square/melencolia.json" with { type: "json" };
import { magicSquare } from "../../problems/magic-square/index.ts";
import type { MagicSquareInstance } from "../../problems/magic-square/schema.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { orders } from "../support/all-solutions.ts";

const of = (grid: number[][]): MagicSquareInstance => ({ problem: "magic-square", grid });
const DUERER = [
  [16, 3, 2, 13],
  [5, 10, 11, 8],
  [9, 6, 7, 12],
  [4, 15, 14, 1],
];

describe("magic squares", () => {
  it("takes the square of the number of empty cells", () => {
    for (const n of [3, 4, 5]) {
      const { size } = compileProgram(magicSquare.program(magicSquare.generate!(null as never, n)));
      expect(size).toEqual({ variables: n ** 4, slack: 0, auxiliaries: 0 });
    }
    expect(magicSquare.encode(melencolia as MagicSquareInstance, magicSquare.defaults).model.n).toBe(100);
    expect(magicSquare.encode(of(DUERER), magicSquare.defaults).model.n).toBe(0);
  });

  it("the referee finds the eight squares of order 3", () => {
    const empty = magicSquare.generate!(null as never, 3);
    const middle = [1, 2, 3, 4, 6, 7, 8, 9]; // 5 stands in the middle of each
    const squares = [...orders(middle)].filter(([a, b, c, d, e, f, g, h]) => {
      const grid = [
        [a, b, c],
        [d, 5, e],
        [f, g, h],
      ];
      return magicSquare.verify(empty, { grid }).length === 0;
    });
    expect(squares.length).toBe(8);
  });

  it("restores what is left of the engraving", () => {
    requireSchema(magicSquare.instanceSchema, melencolia, "melencolia.json", "invalid-instance");
    const instance = melencolia as MagicSquareInstance;
    expect(magicSquare.verify(instance, { grid: DUERER })).toEqual([]);
    const { valid, status } = solveSync(magicSquare, instance, { time: 10 });
    expect([valid, status]).toEqual([true, "optimal"]);
  });

  it("names lines with another sum, and numbers that stand there twice", () => {
    const swapped = [[...DUERER[0]].reverse(), ...DUERER.slice(1)];
    const empty = of(DUERER.map((row) => row.map(() => 0)));
    const messages = magicSquare.verify(empty, { grid: swapped }).map(({ message }) => message);
    expect(messages).toContain("column[0] adds up to 31, not 34");
    const twice = [
      [1, 1],
      [2, 3],
    ];
    expect(
      magicSquare.verify(
        of([
          [0, 0],
          [0, 0],
        ]),
        { grid: twice },
      )[0].code,
    ).toBe("number-twice");
    expect(
      magicSquare.check(
        of([
          [0, 0],
          [0, 0],
        ]),
      )[0].hint,
    ).toBe("There is no such square.");
    expect(
      magicSquare.check(
        of([
          [1, 2, 3],
          [0, 0, 0],
          [0, 0, 0],
        ]),
      )[0].found,
    ).toBe("row[0] with sum 6");
    expect(
      magicSquare.check(
        of([
          [1, 1, 0],
          [0, 0, 0],
          [0, 0, 0],
        ]),
      )[0].path,
    ).toBe("grid[0][1]");
  });
});

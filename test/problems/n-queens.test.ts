import { describe, expect, it } from "vitest";
import ruinedBoard from "../../examples/n-queens/ruined-board.json" with { type: "json" };
import { nQueens } from "../../problems/n-queens/index.ts";
import { attacks } from "../../problems/n-queens/referee.ts";
import type { QueensInstance } from "../../problems/n-queens/schema.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { orders } from "../support/all-solutions.ts";

describe("n queens", () => {
  it("takes n^2 bits", () => {
    for (const size of [1, 4, 9]) {
      expect(nQueens.encode({ problem: "n-queens", size }, nQueens.defaults).model.n).toBe(size ** 2);
    }
  });

  it.each([
    [4, 2],
    [5, 10],
    [6, 4],
  ])("the referee finds the known number of placements of %i queens: %i", (size, count) => {
    const free = [...orders(Array.from({ length: size }, (_, c) => c))].filter((column) => attacks(column) === 0);
    expect(free.length).toBe(count);
  });

  it("counts all pairs of a diagonal", () => {
    expect(attacks([0, 1, 2, 3])).toBe(6);
    expect(attacks([2, 1, 0])).toBe(3);
  });

  it("places queens on free and on ruined boards", () => {
    requireSchema(nQueens.instanceSchema, ruinedBoard, "ruined-board.json", "invalid-instance");
    for (const instance of [{ problem: "n-queens", size: 12 }, ruinedBoard] as QueensInstance[]) {
      const { objective, status, valid } = solveSync(nQueens, instance, { time: 5 });
      expect([objective, status, valid]).toEqual([0, "optimal", true]);
    }
  });

  it("names a queen on a blocked square, and a row without a free one", () => {
    const instance: QueensInstance = { problem: "n-queens", size: 2, blocked: [[1, 0]] };
    expect(nQueens.verify(instance, { column: [1, 0] }).map(({ code }) => code)).toEqual(["blocked-square"]);
    expect(nQueens.verify(instance, { column: [1, 1] }).map(({ code }) => code)).toEqual(["column-twice"]);
    const full: QueensInstance = {
      ...instance,
      blocked: [
        [1, 0],
        [1, 1],
      ],
    };
    expect(nQueens.check(full)[0]).toMatchObject({ path: "blocked", found: "all of row 1" });
  });

  it("draws attacks as lines", () => {
    expect(nQueens.draw({ problem: "n-queens", size: 3 }, { column: [0, 1, 2] })?.lines.length).toBe(3);
  });
});

/** Boards: whole whatever stands on them, puzzles with every number, tables with names and filled fields, lines between squares. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Board, Drawing } from "../../src/problem.ts";
import { drawingToSvg } from "../../src/report/svg.ts";
import { prop } from "../support/prop.ts";
import { all, inspect, words } from "./inspect.ts";

const svgOf = (board: Board, points: Drawing["points"], lines: Drawing["lines"] = []): string =>
  drawingToSvg({ title: "board", points, lines, board });

const grid = (side: number) =>
  Array.from({ length: side ** 2 }, (_, k) => ({
    x: k % side,
    y: -Math.floor(k / side),
    label: String(1 + (k % side)),
  }));

const side = fc.integer({ min: 1, max: 400 });
const name = fc.string({ maxLength: 60 });
const named = fc.record({
  rowNames: fc.array(name, { minLength: 30, maxLength: 30 }),
  columnNames: fc.array(name, { minLength: 30, maxLength: 30 }),
});

describe("boards", () => {
  prop(
    "are whole whatever stands on them",
    [side, side, fc.option(named, { nil: {} }), name, fc.nat(9)],
    (rows, columns, names, label, group) => {
      const points = [
        { x: 0, y: 0, label, group },
        { x: columns - 1, y: 1 - rows, label, group },
      ];
      const table = "rowNames" in names ? { rows: 30, columns: 30, ...names } : { rows, columns };
      inspect(svgOf(table, "rowNames" in names ? [points[0]] : points, [{ from: 0, to: 0, role: "cut" }]));
    },
    { numRuns: 40 },
  );

  it("show every number of a large puzzle, large enough to be read", () => {
    const picture = inspect(svgOf({ rows: 9, columns: 9, block: { rows: 3, columns: 3 } }, grid(9)));
    expect(words(picture).sort()).toEqual(grid(9).map(({ label }) => label).sort()); // biome-ignore format: short
    const sizes = all(picture, "g").flatMap(({ attributes }) => Number(attributes["font-size"] ?? []));
    expect(Math.max(...sizes)).toBeGreaterThan(20);
  });

  it("show dots where a number has no room", () => {
    const picture = inspect(svgOf({ rows: 200, columns: 200 }, [{ x: 3, y: -7, label: "17" }]));
    expect(words(picture)).toEqual([]);
    expect(all(picture, "circle")).toHaveLength(1);
  });

  it("name rows and columns of tables", () => {
    const table = { rows: 2, columns: 2, rowNames: ["Mon", "Tue"], columnNames: ["hall", "cellar"] };
    const picture = inspect(svgOf(table, [{ x: 1, y: -1, label: "choir" }]));
    expect(words(picture).sort()).toEqual(["Mon", "Tue", "cellar", "choir", "hall"]);
  });
});

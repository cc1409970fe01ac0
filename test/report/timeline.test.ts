/** Timelines: whole whatever the names, a bar an operation, labels only where they fit. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawingToSvg } from "../../src/report/svg.ts";
import { prop } from "../support/prop.ts";
import { all, inspect, words } from "./inspect.ts";

const svgOf = (rows: readonly string[], bars: readonly object[], width = 800): string =>
  drawingToSvg({ title: "shop", points: [], lines: [], timeline: { rows, bars: bars as never } }, { width });

const bar = fc
  .tuple(fc.nat(3), fc.nat(50), fc.nat(50), fc.nat(20), fc.string())
  .map(([row, from, length, group, label]) => ({ row, from, to: from + length, group, label }));

describe("timelines", () => {
  prop(
    "are whole whatever they show",
    [fc.array(fc.string(), { minLength: 4, maxLength: 4 }), fc.array(bar, { maxLength: 30 })],
    (rows, bars) => {
      inspect(svgOf(rows, bars));
    },
    { numRuns: 30 },
  );

  it("show a bar for each, names of rows, and labels where there is room", () => {
    const bars = [
      { row: 0, from: 0, to: 60, group: 0, label: "wide enough" },
      { row: 1, from: 60, to: 61, group: 1, label: "too narrow" },
    ];
    const picture = inspect(svgOf(["saw", "drill"], bars));
    const drawn = all(picture, "rect").filter(({ attributes }) => attributes["class"] !== "paper");
    expect(drawn).toHaveLength(2);
    // The second is as wide as a label that would not fit into it.
    expect(Number(drawn[0].attributes["width"])).toBeGreaterThan(50 * Number(drawn[1].attributes["width"]));
    const text = words(picture).join(" ");
    expect(text).toContain("saw");
    expect(text).toContain("drill");
    expect(text).toContain("wide enough");
    expect(text).not.toContain("too narrow");
  });

  it("mark where bars must end, with its name, and name the axis", () => {
    const timeline = {
      rows: ["bin 0"],
      bars: [{ row: 0, from: 0, to: 30 }],
      axis: "size",
      limit: { at: 40, label: "room" },
    };
    const picture = inspect(drawingToSvg({ title: "bins", points: [], lines: [], timeline }));
    const text = words(picture).join(" ");
    expect(text).toContain("room 40");
    expect(text).toContain("size");
    expect(text).not.toContain("time");
    // The axis reaches the limit: three quarters of it are filled.
    const [bar] = all(picture, "rect").filter(({ attributes }) => attributes["class"] !== "paper");
    expect(Number(bar.attributes["width"])).toBeGreaterThan(500);
    expect(Number(bar.attributes["width"])).toBeLessThan(600);
  });
});

/** Grids and heat maps: whole whatever the numbers, light however large, honest about blocks and unknown cells. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksOf } from "../../src/report/blocks.ts";
import { gridsToSvg } from "../../src/report/grids.ts";
import { type HeatMap, heatMapsToSvg } from "../../src/report/heat-maps.ts";
import { prop } from "../support/prop.ts";
import { all, inspect, words } from "./inspect.ts";

const cell = fc.oneof(
  fc.double(),
  fc.constantFrom(0, 1, -1, 1e308, -1e308, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const name = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constant('<b a="1">&\u0001\ud800'));
const map: fc.Arbitrary<HeatMap> = fc
  .record({ rows: fc.integer({ min: 0, max: 12 }), columns: fc.integer({ min: 0, max: 12 }) })
  .chain(({ rows, columns }) =>
    fc.record(
      {
        title: name,
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        values: fc.array(cell, { minLength: rows * columns, maxLength: rows * columns }),
        rowLabels: fc.array(name, { maxLength: 14 }),
        columnLabels: fc.array(name, { maxLength: 14 }),
        note: name,
        marked: fc.array(fc.tuple(fc.integer({ min: -1, max: 13 }), fc.integer({ min: -1, max: 13 }))),
      },
      { requiredKeys: ["title", "rows", "columns", "values"] },
    ),
  );
const size = fc.record(
  { width: fc.integer({ min: 1, max: 1500 }), perRow: fc.integer({ min: 1, max: 9 }) },
  { requiredKeys: [] },
);
const maps = fc.array(map, { maxLength: 7 });

describe.each([
  ["grids", gridsToSvg],
  ["heat maps", heatMapsToSvg],
] as const)("%s", (_what, draw) => {
  prop(
    "are well-formed and inside their ground, whatever the numbers and words",
    [name, maps, size],
    (title, panels, any) => {
      inspect(draw(title, panels, any));
    },
    { numRuns: 40 },
  );
  prop(
    "have the same bytes on every run",
    [maps],
    (panels) => {
      expect(draw("t", panels)).toBe(draw("t", panels));
    },
    { numRuns: 10 },
  );
  it("say what is drawn", () => {
    const panel = {
      title: "State",
      rows: 2,
      columns: 2,
      values: [1, 0, 0, 1],
      rowLabels: ["A", "B"],
      columnLabels: ["1", "2"],
      note: "valid",
    };
    const root = inspect(draw("Tour", [panel]));
    expect(words(root)).toEqual(expect.arrayContaining(["Tour", "State", "A", "B", "1", "2", "valid"]));
  });
  it("stay light with a million cells, and say how these are drawn", () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i * i));
    const svg = draw("Large", [{ title: "W", rows: 1000, columns: 1000, values }]);
    expect(svg.length).toBeLessThan(400_000);
    const root = inspect(svg);
    expect(all(root, "path").length).toBeLessThan(200);
    expect(words(root).join(" ")).toMatch(/1000 × 1000 cells.*blocks of 7 × 7/);
  });
  it("tell unknown cells from known ones", () => {
    const panel = { title: "", rows: 1, columns: 2, values: [0, Number.NaN] };
    expect(words(inspect(draw("", [panel])))).toContain("unknown");
    expect(words(inspect(draw("", [{ ...panel, values: [0, 1] }])))).not.toContain("unknown");
  });
});

/** Fills of the cells, each with the pixels it covers, from the runs of the path data. */
function areas(svg: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const { attributes } of all(inspect(svg), "path")) {
    if (attributes["shape-rendering"] === undefined) continue;
    let area = 0;
    for (const [, wide, tall] of attributes["d"].matchAll(/h([\d.]+)v([\d.]+)h-/g)) area += Number(wide) * Number(tall);
    found.set(attributes["fill"], (found.get(attributes["fill"]) ?? 0) + area);
  }
  return found;
}

describe("colours", () => {
  it("of a grid: black where 1, white where 0, by their share of the cells", () => {
    const values = Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? 1 : 0));
    const found = areas(gridsToSvg("", [{ title: "", rows: 10, columns: 10, values }]));
    expect(found.get("#ffffff")! / found.get("#000000")!).toBeCloseTo(3);
  });
  it("of a heat map: white at 0 and one scale for all maps", () => {
    const one = (value: number) => ({ title: "", rows: 1, columns: 1, values: [value] });
    const alone = areas(heatMapsToSvg("", [one(1)]));
    const beside = areas(heatMapsToSvg("", [one(1), one(2), one(0), one(-2)]));
    expect(beside.size).toBeGreaterThan(alone.size - 1);
    expect(heatMapsToSvg("", [one(2)])).not.toBe(heatMapsToSvg("", [one(4)])); // the legend says so
    expect([...beside.keys()]).toContain("#ffffff");
  });
});

describe("blocks", () => {
  const signed = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 400, maxLength: 400 });
  prop("keep the strongest value and the mean of all", [signed], (values) => {
    const strongest = blocksOf({ rows: 400, columns: 1, values }, "strongest");
    expect(strongest.rows).toBe(134);
    expect(Math.max(...strongest.values.map(Math.abs))).toBe(Math.max(...values.map(Math.abs)));
    const mean = blocksOf({ rows: 400, columns: 1, values }, "mean").values;
    const first = (values[0] + values[1] + values[2]) / 3;
    expect(mean[0]).toBeCloseTo(first);
  });
  it("do not count unknown cells", () => {
    const values = Array.from({ length: 320 }, (_, i) => (i % 2 === 0 ? Number.NaN : 1));
    expect([...new Set(blocksOf({ rows: 320, columns: 1, values }, "mean").values)]).toEqual([1]);
  });
});

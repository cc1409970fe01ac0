/** Charts: whole whatever the numbers, thinned without losing extremes, told apart without colour. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearAxis, logAxis } from "../../src/report/axes.ts";
import { type Chart, chartToSvg } from "../../src/report/charts.ts";
import { thin } from "../../src/report/thinning.ts";
import { formatTicks, formatValue, shorten, textWidth, wrap } from "../../src/report/words.ts";
import { prop } from "../support/prop.ts";
import { all, inspect, words } from "./inspect.ts";

const wild = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.integer({ min: -5, max: 5 }),
);
const name = fc.oneof(fc.string(), fc.string({ unit: "binary", maxLength: 60 }), fc.constant('<b a="1">&\u0000'));
const point = fc.record({ x: wild, y: wild, low: wild, high: wild }, { requiredKeys: ["x", "y"] });
const curve = fc.record({ label: name, points: fc.array(point, { maxLength: 80 }), steps: fc.boolean() });
const mark = fc.record({ axis: fc.constantFrom("x" as const, "y" as const), at: wild, label: name });
const chart: fc.Arbitrary<Chart> = fc.record({
  title: name,
  x: fc.record({ label: name, log: fc.boolean() }),
  y: fc.record({ label: name, log: fc.boolean() }),
  curves: fc.array(curve, { maxLength: 12 }),
  marks: fc.array(mark, { maxLength: 5 }),
});

const simple: Chart = {
  title: "Energy & work",
  x: { label: "work (flips)" },
  y: { label: "energy" },
  curves: [
    {
      label: "first",
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 2, low: 1, high: 3 },
        { x: 2, y: 4, low: 2, high: 5 },
      ],
    },
    {
      label: "<second>",
      points: [
        { x: 0, y: 1 },
        { x: 2, y: 3 },
      ],
    },
  ],
  marks: [
    { axis: "x", at: 0.5, label: "half" },
    { axis: "y", at: 2, label: "two" },
  ],
};

describe("a chart", () => {
  prop("is well-formed and inside its ground, whatever the numbers and words", [chart], (any) => {
    inspect(chartToSvg(any));
  });
  prop(
    "has the same bytes on every run",
    [chart],
    (any) => {
      expect(chartToSvg(any)).toBe(chartToSvg(any));
    },
    { numRuns: 10 },
  );
  it("says what is drawn: title, axes, curves, marks", () => {
    const root = inspect(chartToSvg(simple));
    expect(root.attributes["aria-label"]).toBe("Energy & work");
    expect(words(root)).toEqual(
      expect.arrayContaining(["Energy & work", "work (flips)", "energy", "first", "<second>", "half", "two"]),
    );
  });
  it("tells curves apart by colour and by dashes", () => {
    const lines = all(inspect(chartToSvg(simple)), "g").filter(
      ({ attributes }) => attributes["stroke-dasharray"] !== undefined || attributes["stroke"]?.startsWith("#"),
    );
    const looks = new Set(lines.map(({ attributes }) => `${attributes["stroke"]} ${attributes["stroke-dasharray"]}`));
    expect(looks.size).toBeGreaterThanOrEqual(2);
  });
  it("takes numbers whose difference is no number", () => {
    const points = [-1.7e308, 1.7e308, 5e-324].map((y, x) => ({ x, y }));
    for (const log of [true, false]) {
      const svg = chartToSvg({ ...simple, y: { label: "y", log }, curves: [{ label: "", points }], marks: [] });
      expect(words(inspect(svg)).join(" ")).toMatch(/10³⁰⁰/);
    }
  });
  it("says that there is nothing to see where there is nothing", () => {
    expect(words(inspect(chartToSvg({ ...simple, curves: [] })))).toContain("no data");
  });
  it("stays light with many points, and keeps a single spike among them", () => {
    const points = Array.from({ length: 100_000 }, (_, i) => ({ x: i, y: i === 54_321 ? 50 : Math.sin(i / 100) }));
    const svg = chartToSvg({ ...simple, curves: [{ label: "", points }], marks: [] });
    inspect(svg);
    expect(svg.length).toBeLessThan(100_000);
    const heights = (curve: string) => (curve.match(/,(\d+\.?\d*)/g) ?? []).map((each) => Number(each.slice(1)));
    const longest = svg.match(/ d="M[^"]*"/g)!.sort((a, b) => b.length - a.length)[0];
    expect(Math.min(...heights(longest))).toBeLessThan(80); // the top of the frame: only the spike gets there
  });
});

describe("thinning", () => {
  const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const points = fc.array(fc.record({ x: finite, y: fc.oneof(finite, fc.constant(Number.NaN)) }), {
    minLength: 1,
    maxLength: 400,
  });
  prop("keeps ends and extremes, in order, and breaks where the curve breaks", [points], (curve) => {
    const kept = thin(curve, (x) => Math.floor(x / 1e5), 20);
    const places = kept.map((each) => curve.indexOf(each));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const extremes = (list: typeof curve) => {
      const values = list.map(({ y }) => y).filter((y) => !Number.isNaN(y));
      return values.length === 0 ? [] : [Math.min(...values), Math.max(...values)];
    };
    expect(extremes([...kept])).toEqual(extremes(curve));
    expect([kept[0], kept.at(-1)]).toEqual([curve[0], curve.at(-1)]);
    expect(kept.some(({ y }) => Number.isNaN(y))).toBe(curve.some(({ y }) => Number.isNaN(y)));
  });
});

describe("axes", () => {
  const finite = fc.double({ min: -1e300, max: 1e300, noNaN: true });
  prop(
    "hold their range, with ticks in it whose labels differ",
    [finite, finite, fc.integer({ min: 2, max: 12 })],
    (a, b, count) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      for (const round of [true, false]) {
        const { domain, ticks, labels } = linearAxis([low, high], count, round);
        expect(domain[0]).toBeLessThan(domain[1]);
        expect(domain[0] <= low && high <= domain[1]).toBe(true);
        const dust = 1e-9 * (domain[1] - domain[0]);
        expect(ticks.every((tick) => tick >= domain[0] - dust && tick <= domain[1] + dust)).toBe(true);
        expect(ticks.length).toBeLessThan(3 * count + 3);
        expect(new Set(labels).size).toBe(labels.length);
      }
    },
  );
  const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
  prop("with logarithms have at least two ticks, not too many", [positive, positive], (a, b) => {
    const { ticks, domain } = logAxis([Math.min(a, b), Math.max(a, b)], 6);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThan(22);
    expect(ticks.every((tick) => tick >= domain[0] * (1 - 1e-8) && tick <= domain[1] * (1 + 1e-8))).toBe(true);
  });
});

describe("numbers and words", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [1234, "1234"],
    [12500, "12\u2009500"],
    [-0.25, "−0.25"],
    [1 / 3, "0.3333"],
    [1.5e-7, "1.5·10⁻⁷"],
    [1e12, "10¹²"],
    [-1e12, "−10¹²"],
    [Number.NaN, "unknown"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is written %s", (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
  it("ticks have as many digits as tell them apart", () => {
    expect(formatTicks([0, 0.5, 1])).toEqual(["0", "0.5", "1"]);
    expect(formatTicks([1000.1, 1000.2])).toEqual(["1000.1", "1000.2"]);
  });
  prop("shortened and wrapped words fit", [name, fc.integer({ min: 30, max: 300 })], (text, width) => {
    expect(textWidth(shorten(text, width, 12), 12)).toBeLessThanOrEqual(width + 1e-9);
    const lines = wrap(text, width, 12, 2);
    expect(lines.length).toBeLessThanOrEqual(2);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(width + 1e-9);
  });
});

/** Charts with a row for each name: estimates with intervals, and quantiles as boxes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxesToSvg } from "../../src/report/boxes.ts";
import { intervalsToSvg } from "../../src/report/intervals.ts";
import { prop } from "../support/prop.ts";
import { all, inspect, words } from "./inspect.ts";

const label = fc.string({ maxLength: 60 });
const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const end = fc.option(number, { nil: null });

describe("intervals", () => {
  prop(
    "are drawn inside, whatever they are",
    [label, fc.array(fc.record({ label, value: number, low: end, high: end }), { maxLength: 12 })],
    (title, rows) => {
      inspect(intervalsToSvg({ title, x: { label: title }, rows }));
    },
    { numRuns: 60 },
  );
  it("are named and have a dot each where the axis says", () => {
    const rows = [
      { label: "tabu", value: 0, low: 0, high: 20 },
      { label: "annealing", value: 100, low: 80, high: null },
    ];
    const root = inspect(intervalsToSvg({ title: "Success", x: { label: "%", domain: [0, 100] }, rows }));
    expect(words(root)).toEqual(expect.arrayContaining(["Success", "tabu", "annealing", "%", "0", "100"]));
    const [first, second] = all(root, "circle").map(({ attributes }) => Number(attributes["cx"]));
    expect(second).toBeGreaterThan(first);
    expect(new Set(all(root, "circle").map(({ attributes }) => attributes["cy"])).size).toBe(2);
  });
});

describe("boxes", () => {
  const quantiles = fc
    .tuple(fc.array(number, { minLength: 5, maxLength: 5 }), fc.nat(5))
    .map(([values, known]) => [...values].sort((a, b) => a - b).map((value, k) => (k < known ? value : null)));
  prop(
    "are drawn inside, whatever they are",
    [label, fc.array(fc.record({ label, quantiles }), { maxLength: 12 })],
    (title, rows) => {
      inspect(boxesToSvg({ title, x: { label: title }, rows, beyond: "none" }));
    },
    { numRuns: 60 },
  );
  it("say in words where nothing has a number", () => {
    const rows = [
      { label: "a", quantiles: [null, null, null, null, null] },
      { label: "b", quantiles: [0, 1, 2, 3, 9] },
    ];
    const root = inspect(boxesToSvg({ title: "Gaps", x: { label: "gap" }, rows, beyond: "no valid solution" }));
    expect(words(root).filter((word) => word === "no valid solution")).toHaveLength(1);
  });
});

/** Loads as bars: items one after the other in their rows, all in one row without a solution, nothing for a crowd. */
import { expect, it } from "vitest";
import { drawKnapsack, drawLoads } from "../../src/modelling/loads-drawing.ts";

const loads = {
  title: "bins",
  axis: "size",
  sizes: [3, 0, 2, 4],
  itemName: (item: number) => `item ${item}`,
  rows: ["bin 0", "bin 1"],
};
const bar = (item: number, row: number, from: number, to: number) => ({
  row,
  from,
  to,
  group: item,
  label: `item ${item}`,
});

it("puts items after each other in their rows, and leaves out those without a size", () => {
  const { timeline } = drawLoads(loads, [0, 1, 1, 0])!;
  expect(timeline).toEqual({
    axis: "size",
    rows: ["bin 0", "bin 1"],
    bars: [bar(0, 0, 0, 3), bar(2, 1, 0, 2), bar(3, 0, 3, 7)],
  });
});

it("puts all items into one row without a solution", () => {
  const { timeline } = drawLoads(loads, null)!;
  expect(timeline).toMatchObject({ rows: ["all items"], bars: [bar(0, 0, 0, 3), bar(2, 0, 3, 5), bar(3, 0, 5, 9)] });
});

it("draws no crowd, with a solution or without", () => {
  const many = { ...loads, sizes: new Array<number>(1001).fill(1) };
  expect([
    drawLoads(
      many,
      many.sizes.map(() => 0),
    ),
    drawLoads(many, null),
  ]).toEqual([null, null]);
});

it("shows what a knapsack holds above what is left, and its capacity", () => {
  const { timeline } = drawKnapsack({ weights: [3, 2], capacity: 4 }, (item) => `item ${item}`, [0, 1])!;
  expect(timeline).toEqual({
    axis: "weight",
    limit: { at: 4, label: "capacity" },
    rows: ["taken", "left"],
    bars: [bar(0, 1, 0, 3), bar(1, 0, 0, 2)],
  });
});

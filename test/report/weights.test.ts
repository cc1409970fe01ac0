/** Weights as numbers and maps: what the operator says, whole or in blocks, laid out as the variables are. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphPartitioning } from "../../problems/graph-partitioning/index.ts";
import { qubo } from "../../problems/qubo/index.ts";
import { tsp } from "../../problems/tsp/index.ts";
import { DEFAULT_MEMORY_LIMIT } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { unitGrid, unitName, unitNamed } from "../../src/report/units.ts";
import { matrixMap, readWeights, unitMap, unitWeights } from "../../src/report/weights.ts";
import { finish } from "../../src/run/slices.ts";
import { models } from "../support/arbitraries.ts";
import { denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";

const read = (model: EnergyModel) => finish(readWeights(model, DEFAULT_MEMORY_LIMIT));
const FOUR = {
  problem: "tsp" as const,
  cities: ["A", "B, the second", "C", "D"],
  distances: [
    [0, 5, 3, 4],
    [5, 0, 4, 3],
    [3, 4, 0, 5],
    [4, 3, 5, 0],
  ],
};

prop("couplings, biases and cells are those of the dense model", [models({ numbers: "integer" })], (model) => {
  const { n, W, b } = denseModel(model);
  const weights = W.flatMap((row, i) => row.filter((value, j) => j > i && value !== 0));
  const found = read(model);
  const spread = (values: readonly number[]) => ({
    count: values.length,
    least: values.length === 0 ? null : Math.min(...values),
    most: values.length === 0 ? null : Math.max(...values),
  });
  expect(found.couplings).toEqual(spread(weights));
  expect(found.biases).toEqual(spread(b.filter((value) => value !== 0)));
  expect(found).toMatchObject({ block: 1, order: n, offset: model.offset });
  expect(Array.from(found.cells, (value) => value + 0)).toEqual(W.flat().map((value) => value + 0));
});

prop(
  "a large matrix is read in blocks, each as its strongest weight, and the rows of a unit are whole",
  [fc.integer({ min: 129, max: 400 }), fc.nat()],
  (n, seed) => {
    const pairs = Array.from({ length: 60 }, (_, k) => [
      (k * 37 + seed) % n,
      (k * k * 11 + seed * 3) % n,
      (k % 19) - 9,
    ]);
    const quadratic = pairs
      .filter(
        ([i, j], at) => i !== j && pairs.findIndex(([a, b]) => (a === i && b === j) || (a === j && b === i)) === at,
      )
      .map(([i, j, value]): [number, number, number] => [i, j, value]);
    const { model } = qubo.encode({ problem: "qubo", variables: n, quadratic }, {});
    const { block, order, cells, couplings } = read(model);
    expect(order).toBeLessThanOrEqual(128);
    expect(order * block).toBeGreaterThanOrEqual(n);
    const expected = new Float64Array(order * order);
    for (const [i, j, value] of quadratic) {
      for (const [a, b] of [
        [i, j],
        [j, i],
      ]) {
        const cell = Math.floor(a / block) * order + Math.floor(b / block);
        expected[cell] = Math.max(expected[cell], Math.abs(value));
      }
    }
    expect(cells.map(Math.abs)).toEqual(expected);
    expect(couplings.count).toBe(quadratic.filter(([, , value]) => value !== 0).length);
    const [i] = quadratic[0];
    const own = quadratic.filter(([a, b]) => a === i || b === i).map(([a, b, value]) => [a === i ? b : a, 0 - value]);
    const row = new Float64Array(n);
    for (const [j, value] of own) row[j] = value;
    expect(Array.from(unitWeights(model, i), (value) => value + 0)).toEqual(Array.from(row));
    expect(matrixMap("all", model, read(model)).note).toContain(`${n} x ${n}`);
  },
  { numRuns: 30 },
);

describe("units", () => {
  const { model } = tsp.encode(FOUR, tsp.defaults);
  it("are found by label, be there commas in it, and by index", () => {
    for (let unit = 0; unit < model.n; unit++) {
      expect(unitNamed(model, unitName(model, unit))).toBe(unit);
      expect(unitNamed(model, String(unit))).toBe(unit);
    }
    expect(unitNamed(model, "B, the second, place 1")).toBe(5);
    for (const name of ["16", "-1", "E,place 0", "A", "", "1.0"]) expect(unitNamed(model, name)).toBeNull();
  });
  it("a label that is a number means what it says", () => {
    const labels = ["2", "0", "1"];
    const { model: named } = qubo.encode({ problem: "qubo", variables: 3, quadratic: [], labels }, {});
    expect(labels.map((label) => unitNamed(named, label))).toEqual([0, 1, 2]);
  });
  it("lie as labels, structure or the given width say", () => {
    expect(unitGrid(model)).toMatchObject({ rows: 4, columns: 4, units: 16, rowLabels: FOUR.cities });
    const parted = graphPartitioning.encode(
      { problem: "graph-partitioning", vertices: 7, edges: [[0, 1]], parts: 3 },
      graphPartitioning.defaults,
    ).model;
    expect(unitGrid(parted)).toMatchObject({ rows: 7, columns: 3, units: 21 });
    expect(parted.n).toBeGreaterThan(21); // slack bits are in no row
    const bare = qubo.encode({ problem: "qubo", variables: 30, quadratic: [] }, {}).model;
    expect(unitGrid(bare)).toMatchObject({ rows: 5, columns: 6, units: 30 });
    expect(unitGrid(bare, 8)).toMatchObject({ rows: 4, columns: 8, units: 30 });
  });
  it("have their weights where they lie, with nothing in cells beyond the last", () => {
    const { constraints, objective } = tsp.encode(FOUR, tsp.defaults).parts!();
    const validity = unitMap("b", model, 5, unitWeights(constraints, 5));
    const lengths = unitMap("c", model, 5, unitWeights(objective, 5));
    expect(validity.marked).toEqual([[1, 1]]);
    expect(unitMap("b", model, 6, unitWeights(constraints, 6)).marked).toEqual([[1, 2]]);
    // MacKay 2003, figure 42.10 (b) and (c): one row and one column; distances at the places beside.
    expect(Array.from(validity.values)).toEqual([0, -11, 0, 0, -11, 0, -11, -11, 0, -11, 0, 0, 0, -11, 0, 0]);
    expect(Array.from(lengths.values)).toEqual([-5, 0, -5, 0, 0, 0, 0, 0, -4, 0, -4, 0, -3, 0, -3, 0]);
    const bare = qubo.encode({ problem: "qubo", variables: 5, quadratic: [[0, 4, 2]] }, {}).model;
    const wrapped = unitMap("w", bare, 0, unitWeights(bare, 0), 3);
    expect(Array.from(wrapped.values, (value) => value + 0)).toEqual([0, 0, 0, 0, -2, Number.NaN]);
  });
});

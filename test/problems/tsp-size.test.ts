/** Memory and time of encodings that no n^4 matrix could hold, and bounds of the threshold where it is not computed. */
import { describe, expect, it } from "vitest";
import { tsp } from "../../problems/tsp/index.ts";
import { tourLength } from "../../problems/tsp/referee.ts";
import { defaults, type TspInstance } from "../../problems/tsp/schema.ts";
import { dearestInsertion } from "../../problems/tsp/threshold.ts";
import { energy, estimate, type Factor, factorOperator, METRICS, type Metric } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";

const MIB = 2 ** 20;
const random = createRandom(5);

function matrixOf(n: number): TspInstance {
  const distances = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) distances[i][j] = distances[j][i] = 1 + random.below(30_000);
  return { problem: "tsp", distances };
}

function pointsOf(n: number, metric: "EUC_2D" | "GEO"): TspInstance {
  const value = () => (metric === "GEO" ? 160 * random.uniform() - 80 : random.below(1_000_000));
  return { problem: "tsp", metric, coordinates: Array.from({ length: n }, () => [value(), value()]) };
}

/** The better of two runs, as other work may share the machine. */
function seconds(work: () => void): number {
  const times = [0, 1].map(() => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  });
  return Math.min(...times);
}

describe("large instances", () => {
  const limits: readonly [string, TspInstance, number, number][] = [
    ["1,000 cities as a matrix", matrixOf(1000), 1, 3 * MIB],
    ["1,000 cities by coordinates", pointsOf(1000, "EUC_2D"), 1, MIB / 32],
    ["10,000 cities by coordinates", pointsOf(10_000, "EUC_2D"), 1, MIB / 4],
    ["10,000 cities on the globe", pointsOf(10_000, "GEO"), 1, MIB / 4],
    ["100,000 cities by coordinates", pointsOf(100_000, "EUC_2D"), 3, 2 * MIB],
  ];
  it.each(limits)(
    "%s are checked and encoded in time, in a model of a few bytes a stored number",
    (_what, instance, time, bytes) => {
      expect(seconds(() => expect(tsp.check(instance)).toEqual([]))).toBeLessThan(time);
      for (const fixFirst of [false, true]) {
        const options = { ...defaults, fixFirst };
        expect(seconds(() => tsp.encode(instance, options))).toBeLessThan(time);
        const { model, embed, parts } = tsp.encode(instance, options);
        expect(estimate(model, "model")).toBeLessThan(bytes + (fixFirst ? 32 * Math.sqrt(model.n) + 64 : 0));
        expect(seconds(() => parts?.())).toBeLessThan(time);
        expect(estimate(parts!().constraints, "model")).toBeLessThan(512);
        const tour = Array.from({ length: Math.sqrt(model.n) + (fixFirst ? 1 : 0) }, (_, city) => city);
        expect(energy(model, embed({ tour }))).toBe(tourLength(instance, { tour }));
      }
    },
  );
});

describe("the threshold of a metric", () => {
  const factor = (metric: Metric, n: number, places: Float64Array): Factor => {
    const dimensions = metric.endsWith("_3D") ? 3 : 2;
    const coordinates = Float64Array.from({ length: n * dimensions }, (_, k) => places[k % places.length]);
    return { kind: "metric", metric, dimensions, n, coordinates };
  };
  const placesOf = (metric: Metric, few: number, extent: number): Float64Array => {
    const sphere = metric === "GEO" || metric === "great-circle";
    const span = (k: number) => (sphere ? [80, 179][k % 2] : 500);
    const length = few * (metric.endsWith("_3D") ? 3 : 2);
    return Float64Array.from({ length }, (_, k) => extent * span(k) * (2 * random.uniform() - 1));
  };
  /** The sum of the two largest distances of any city, by sorting. */
  const byDefinition = (distances: Factor): number => {
    const { entry } = factorOperator(distances);
    const sums = Array.from({ length: distances.n }, (_, c) => {
      const row = Float64Array.from({ length: distances.n }, (_, j) => (c === j ? -1 : entry(c, j))).sort();
      return row[row.length - 1] + row[row.length - 2];
    });
    return Math.max(...sums);
  };

  it.each(METRICS)("is exact for few cities under %s, and never too small for many", (metric) => {
    for (const extent of [1, 0.2]) {
      for (const few of [1, 60]) {
        // Three copies of few places have the threshold of thousands of copies.
        const places = placesOf(metric, few, extent);
        const exact = byDefinition(factor(metric, 3 * few, places));
        const small = dearestInsertion(factor(metric, 3 * few, places), 0);
        expect([small.cost, small.between === null]).toEqual([exact, false]);
        const large = dearestInsertion(factor(metric, 6000, places), 0);
        if (large.between !== null) expect(large.cost).toBe(exact);
        expect(large.cost).toBeGreaterThanOrEqual(exact);
        expect(large.cost).toBeLessThanOrEqual(3 * exact + 8);
      }
    }
  });

  it("is bounded when distances run out, and the proof says so", () => {
    const circle = Array.from({ length: 20_000 }, (_, k) => [Math.cos(k), Math.sin(k)]);
    const { penalty } = tsp.encode({ problem: "tsp", metric: "euclidean", coordinates: circle }, defaults);
    expect(penalty?.weights[0].threshold).toBeGreaterThan(4);
    expect(penalty?.weights[0].threshold).toBeLessThan(4.9);
    expect(penalty?.witness).toContain("bounded from above");
  });
});

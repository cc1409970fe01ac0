/** Memory and time of encodings that no n^4 matrix could hold, and bounds of the threshold where it is not computed. */
import { describe, expect, it } from "vitest";
import { tsp } from "../../problems/tsp/index.ts";
import { tourLength } from "../../problems/tsp/referee.ts";
import { defaults, type TspInstance } from "../../problems/tsp/schema.ts";
import { dearestInsertion } from "../../problems/tsp/threshold.ts";
import { energy, estimate, type Factor, METRICS } from "../../src/model/index.ts";
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

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
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
    "%s are checked and encoded within %3$s s and a model of a few bytes a distance",
    (_what, instance, time, bytes) => {
      expect(seconds(() => expect(tsp.check(instance)).toEqual([]))).toBeLessThan(time);
      for (const fixFirst of [false, true]) {
        const options = { ...defaults, fixFirst };
        expect(seconds(() => tsp.encode(instance, options))).toBeLessThan(time);
        const { model, embed } = tsp.encode(instance, options);
        expect(estimate(model, "model")).toBeLessThan(bytes + (fixFirst ? 32 * Math.sqrt(model.n) + 64 : 0));
        const tour = Array.from({ length: Math.sqrt(model.n) + (fixFirst ? 1 : 0) }, (_, city) => city);
        expect(energy(model, embed({ tour }))).toBe(tourLength(instance, { tour }));
      }
    },
  );
});

describe("the bound of the threshold", () => {
  it.each(METRICS)("is never below the threshold under %s, and at most four times as large", (metric) => {
    const dimensions = metric.endsWith("_3D") ? 3 : 2;
    const sphere = metric === "GEO" || metric === "great-circle";
    for (const [extent, few] of [
      [1, 300],
      [0.2, 300],
      [1, 2],
    ]) {
      // Many copies of few places: above 4,000 cities for the bound, the few for the exact value.
      const places = Float64Array.from({ length: few * dimensions }, (_, k) => {
        const span = sphere ? (k % 2 === 0 ? 80 : 179) : 500;
        return extent * span * (2 * random.uniform() - 1);
      });
      const copies = (n: number): Factor => ({
        kind: "metric",
        metric,
        dimensions,
        n,
        coordinates: Float64Array.from({ length: n * dimensions }, (_, k) => places[k % places.length]),
      });
      const exact = dearestInsertion(copies(3 * few), 0);
      const bound = dearestInsertion(copies(4002), 0);
      expect([exact.between === null, bound.between === null]).toEqual([false, true]);
      expect(bound.cost).toBeGreaterThanOrEqual(exact.cost);
      expect(bound.cost).toBeLessThanOrEqual(4 * exact.cost + 8);
    }
  });
});

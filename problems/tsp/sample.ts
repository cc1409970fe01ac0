/** Random instances that differ in everything the encoding could get wrong: direction, integrality, metric, ties, zeros, names. */
import { METRICS } from "../../src/model/index.ts";
import type { Metric } from "../../src/model/types.ts";
import { sampleMatrix } from "../../src/modelling/sample-matrix.ts";
import type { Random } from "../../src/random.ts";
import type { TspInstance } from "./schema.ts";

/** n = max(3, size) cities. O(n) or O(n^2). */
export function sampleInstance(random: Random, size: number): TspInstance {
  const n = Math.max(3, Math.floor(size));
  const names = random.below(3) === 0 ? { cities: Array.from({ length: n }, (_, c) => `town ${c + 1}`) } : {};
  switch (random.below(5)) {
    case 0:
      return {
        problem: "tsp",
        name: "random matrix",
        ...names,
        distances: sampleMatrix(n, true, false, wholeDistance(random)),
      };
    case 1:
      return {
        problem: "tsp",
        name: "random one-way matrix",
        ...names,
        symmetric: false,
        distances: sampleMatrix(n, false, false, wholeDistance(random)),
      };
    case 2:
      return {
        problem: "tsp",
        name: "random real matrix",
        ...names,
        distances: sampleMatrix(n, true, false, random.uniform),
      };
    case 3: {
      const distances = sampleMatrix(n, false, false, random.uniform);
      return { problem: "tsp", name: "random real one-way matrix", ...names, symmetric: false, distances };
    }
    default:
      return { problem: "tsp", ...names, ...sampleCities(random, n) };
  }
}

/** Up to 9 (many ties, some zeros) or up to 999. */
function wholeDistance(random: Random): () => number {
  const bound = random.below(2) === 0 ? 10 : 1000;
  return () => random.below(bound);
}

function sampleCities(random: Random, n: number): Pick<TspInstance, "name" | "metric" | "coordinates"> {
  const metric = METRICS[random.below(METRICS.length)];
  const coordinates = Array.from({ length: n }, () => point(random, metric));
  return { name: `random ${metric}`, metric, coordinates };
}

/** On the globe away from the poles; otherwise in a box of 1000 with two decimals. */
function point(random: Random, metric: Metric): number[] {
  if (metric === "GEO") return [degreesAndMinutes(random, 80), degreesAndMinutes(random, 180)];
  if (metric === "great-circle") return [160 * random.uniform() - 80, 360 * random.uniform() - 180];
  const dimensions = metric.endsWith("_3D") ? 3 : 2;
  return Array.from({ length: dimensions }, () => random.below(100_000) / 100);
}

/** DDD.MM with minutes below 60, either sign. */
function degreesAndMinutes(random: Random, limit: number): number {
  const sign = random.below(2) === 0 ? 1 : -1;
  return (sign * (100 * random.below(limit) + random.below(60))) / 100;
}

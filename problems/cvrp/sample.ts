/**
 * Random instances: small ones that differ in everything the encoding could get wrong, and typical ones as Uchoa et al. (2017) make
 * them: customers and depot uniform in a square of 1000, demands from 1 to 100.
 */
import { METRICS } from "../../src/model/index.ts";
import type { Metric } from "../../src/model/types.ts";
import { sampleMatrix } from "../../src/modelling/sample-matrix.ts";
import type { Random } from "../../src/random.ts";
import type { CvrpInstance } from "./schema.ts";

const SIDE = 1001;
const LARGEST_DEMAND = 100;
/** Customers that a vehicle serves, on average. */
const SERVED = 10;

/** About `size` items of the giant tour, at least a customer and a vehicle. A random packing shows that all can be served. */
export function sampleInstance(random: Random, size: number): CvrpInstance {
  const items = Math.max(2, Math.floor(size));
  const n = Math.max(1, items - 1 - random.below(Math.max(1, Math.floor(items / 2))));
  const bound = [2, 5, 30][random.below(3)];
  const demands = Array.from({ length: n }, () => random.below(bound));
  const routes = 1 + random.below(Math.max(1, Math.min(n, items - n)));
  const loads = new Array<number>(routes).fill(0);
  for (const demand of demands) loads[random.below(routes)] += demand;
  const capacity = Math.max(1, ...loads);
  const limited = random.below(4) > 0;
  const names = random.below(3) === 0 ? { places: Array.from({ length: n + 1 }, (_, p) => `place ${p}`) } : {};
  const where = random.below(2) === 0 ? sampleDistances(random, n + 1) : samplePoints(random, n + 1);
  return { problem: "cvrp", ...names, ...where, demands, capacity, ...(limited ? { vehicles: routes } : {}) };
}

function sampleDistances(random: Random, n: number): Pick<CvrpInstance, "symmetric" | "distances"> {
  const symmetric = random.below(2) === 0;
  const whole = random.below(2) === 0;
  const draw = () => (whole ? random.below(20) : 20 * random.uniform());
  const distances = sampleMatrix(n, symmetric, false, draw);
  return symmetric ? { distances } : { symmetric, distances };
}

function samplePoints(random: Random, n: number): Pick<CvrpInstance, "metric" | "coordinates"> {
  const metric = METRICS[random.below(METRICS.length)];
  return { metric, coordinates: Array.from({ length: n }, () => point(random, metric)) };
}

/** On the globe away from the poles; otherwise in a box of 100, two points in one place now and then. */
function point(random: Random, metric: Metric): number[] {
  const degrees = metric === "GEO" || metric === "great-circle";
  const dimensions = metric.endsWith("_3D") ? 3 : 2;
  return Array.from({ length: dimensions }, () => (degrees ? random.below(160) - 80 : random.below(1000) / 10));
}

/** `size` customers, the capacity for about ten a route. O(n). */
export function generateInstance(random: Random, size: number): CvrpInstance {
  const coordinates = Array.from({ length: size + 1 }, () => [random.below(SIDE), random.below(SIDE)]);
  const demands = Array.from({ length: size }, () => 1 + random.below(LARGEST_DEMAND));
  const total = demands.reduce((sum, demand) => sum + demand, 0);
  const capacity = Math.max(LARGEST_DEMAND, Math.ceil((SERVED * total) / Math.max(1, size)));
  return { problem: "cvrp", name: `uniform-${size}`, metric: "EUC_2D", coordinates, demands, capacity };
}

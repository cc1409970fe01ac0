/** Distances between the items of the giant tour, the customers and then copies of the depot, as a factor of Kronecker couplings. */
import { type Factor, factorOperator } from "../../src/model/index.ts";
import type { Metric } from "../../src/model/types.ts";
import { matrixFactor } from "../../src/modelling/matrix.ts";
import { type CvrpInstance, customerCount } from "./schema.ts";

/** By coordinates in O(n) memory, else a matrix of the order (customers + copies). Copies are 0 from each other. */
export function distanceFactor(instance: CvrpInstance, copies: number): Factor {
  const n = customerCount(instance);
  const size = n + copies;
  const place = (item: number) => (item < n ? item + 1 : 0);
  const { coordinates, distances, metric } = instance;
  if (distances !== undefined) {
    return matrixFactor(size, (i, j) => (place(i) === place(j) ? 0 : distances[place(i)][place(j)]));
  }
  const rows = coordinates ?? [];
  const dimensions = rows[0].length === 3 ? 3 : 2;
  const flat = Float64Array.from({ length: size * dimensions }, (_, k) => {
    return rows[place(Math.floor(k / dimensions))][k % dimensions];
  });
  const factor: Factor = { kind: "metric", n: size, metric: metric as Metric, coordinates: flat, dimensions };
  if (metric !== "GEO") return factor;
  // TSPLIB's GEO adds 1 before it truncates: two copies of the depot would be 1 apart.
  const { entry } = factorOperator(factor);
  return matrixFactor(size, (i, j) => (place(i) === place(j) ? 0 : entry(i, j)));
}

/**
 * The largest cost M of setting one bit that conflicts with none: city c between two different cities a and b,
 * M = max over c and a != b of d(a, c) + d(c, b); for symmetric distances the two largest distances of c.
 * Exact for matrices in O(n^2); for metrics with as few distances as geometry allows, and beyond 2 million bounded from above.
 */
import { distanceFunction, type Factor, factorOperator } from "../../src/model/index.ts";
import type { Metric } from "../../src/model/types.ts";
import type { DearestBit } from "../../src/modelling/arrangement.ts";
import { cityName, type TspInstance } from "./schema.ts";

type MetricFactor = Factor & { kind: "metric" };

export interface Threshold {
  /** M, or an upper bound of it. */
  readonly cost: number;
  /** The city c that sets it. */
  readonly city: number;
  /** Its dearest neighbours (from a, to b), or null when `cost` is a bound. */
  readonly between: readonly [number, number] | null;
}

/** Distances that may be computed for a metric's M: all of them up to 1,448 cities, half a second for the slowest metric. */
const MOST_DISTANCES = 2 ** 21;

/** M and what sets it. @see dearestInsertion */
export function dearestCity(instance: TspInstance, distances: Factor, first: 0 | 1): DearestBit {
  const { cost, city, between } = dearestInsertion(distances, first);
  const name = cityName(instance, city);
  if (between === null) {
    const why = `none, ${name} the most remote, can be farther than ${cost / 2} from another`;
    return { cost, witness: `M is bounded from above: of the cities not examined ${why}` };
  }
  const [from, to] = between.map((end) => cityName(instance, end));
  return { cost, witness: `${name} between ${from} and ${to} costs M = ${cost}, the most of all cities` };
}

/** M over the cities `first`, `first + 1`, ...: 1 when city 0 is fixed and never a variable, though still a neighbour. */
export function dearestInsertion(distances: Factor, first: 0 | 1): Threshold {
  return distances.kind === "metric" ? remotestFirst(distances, first) : amongAll(distances, first);
}

/** O(n^2). */
function amongAll(distances: Factor, first: 0 | 1): Threshold {
  const { n } = distances;
  const incoming = twoLargest(n);
  const outgoing = twoLargest(n);
  const { entry } = factorOperator(distances);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const distance = entry(i, j);
      offer(outgoing, i, distance, j);
      offer(incoming, j, distance, i);
    }
  }
  let dearest: Threshold = { cost: -1, city: first, between: null };
  for (let c = first; c < n; c++) {
    const candidate = dearestPair(c, incoming, outgoing);
    if (candidate.cost > dearest.cost) dearest = candidate;
  }
  return dearest;
}

/**
 * Cities in the order of how far they could at most be from another: once twice that is no more than the dearest pair seen,
 * that pair is M. When the allowance of distances runs out first, twice the next reach is an upper bound of M.
 */
function remotestFirst(distances: MetricFactor, first: 0 | 1): Threshold {
  const { n, metric } = distances;
  const reach = metric === "GEO" || metric === "great-circle" ? sphereReach(distances, metric) : boxReach(distances);
  const order = Int32Array.from({ length: n - first }, (_, k) => k + first).sort((a, b) => reach[b] - reach[a]);
  const { entry } = factorOperator(distances);
  const neighbours = twoLargest(n);
  let dearest: Threshold = { cost: -1, city: first, between: null };
  let left = MOST_DISTANCES;
  for (const city of order) {
    if (dearest.cost >= 2 * reach[city]) break;
    if (left < n) return { cost: 2 * reach[city], city, between: null };
    for (let j = 0; j < n; j++) if (j !== city) offer(neighbours, city, entry(city, j), j);
    left -= n;
    const candidate = dearestPair(city, neighbours, neighbours);
    if (candidate.cost > dearest.cost) dearest = candidate;
  }
  return dearest;
}

/** The two largest offers to city c, at 2c and 2c + 1, and the cities that made them. */
interface TwoLargest {
  readonly value: Float64Array;
  readonly maker: Int32Array;
}

function twoLargest(n: number): TwoLargest {
  return { value: new Float64Array(2 * n).fill(-1), maker: new Int32Array(2 * n).fill(-1) };
}

function offer({ value, maker }: TwoLargest, city: number, amount: number, from: number): void {
  const first = 2 * city;
  if (amount <= value[first + 1]) return;
  const second = amount <= value[first];
  if (!second) {
    value[first + 1] = value[first];
    maker[first + 1] = maker[first];
  }
  value[second ? first + 1 : first] = amount;
  maker[second ? first + 1 : first] = from;
}

/** Best pair of different neighbours: the largest of both sides, or one second largest where they are the same city. */
function dearestPair(city: number, incoming: TwoLargest, outgoing: TwoLargest): Threshold {
  let best: Threshold = { cost: -1, city, between: null };
  for (const [a, b] of [
    [0, 0],
    [0, 1],
    [1, 0],
  ]) {
    const [from, to] = [incoming.maker[2 * city + a], outgoing.maker[2 * city + b]];
    const cost = incoming.value[2 * city + a] + outgoing.value[2 * city + b];
    if (from !== to && cost > best.cost) best = { cost, city, between: [from, to] };
  }
  return best;
}

/**
 * Distance of each city to the farthest corner of the bounding box. A norm grows with every |difference|, and so do its
 * rounded forms, in floating point too (each operation is monotone): no city of the box is farther.
 */
function boxReach({ n, dimensions, coordinates, metric }: MetricFactor): Float64Array {
  const { low, high } = boundingBox(coordinates, dimensions);
  const pair = new Float64Array(2 * dimensions);
  const distance = distanceFunction(metric, pair, dimensions);
  const reach = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < dimensions; k++) {
      const value = coordinates[i * dimensions + k];
      pair[k] = value;
      pair[dimensions + k] = value - low[k] > high[k] - value ? low[k] : high[k];
    }
    reach[i] = distance(0, 1);
  }
  return reach;
}

/**
 * Triangle inequality on the sphere through the middle of the box: d(i, j) <= d(i, middle) + d(middle, j), and never more
 * than half the circumference. GEO truncates x + 1, so each of its distances exceeds x by at most 1: one more is allowed for.
 */
function sphereReach({ n, coordinates }: MetricFactor, metric: Metric): Float64Array {
  const { low, high } = boundingBox(coordinates, 2);
  const points = new Float64Array(2 * n + 6);
  points.set(coordinates);
  points.set([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, 0, 0, 0, 180], 2 * n);
  const distance = distanceFunction(metric, points, 2);
  const half = distance(n + 1, n + 2) + 1;
  const reach = Float64Array.from({ length: n }, (_, i) => distance(i, n));
  let farthest = 0;
  for (let i = 0; i < n; i++) farthest = Math.max(farthest, reach[i]);
  const slack = metric === "GEO" ? 1 : 1e-3; // a metre: five times what rounding can do near the antipodes
  for (let i = 0; i < n; i++) reach[i] = Math.min(half, reach[i] + farthest + slack);
  return reach;
}

function boundingBox(coordinates: Float64Array, dimensions: number): { low: number[]; high: number[] } {
  const low = new Array<number>(dimensions).fill(Number.POSITIVE_INFINITY);
  const high = new Array<number>(dimensions).fill(Number.NEGATIVE_INFINITY);
  for (let k = 0; k < coordinates.length; k++) {
    const axis = k % dimensions;
    low[axis] = Math.min(low[axis], coordinates[k]);
    high[axis] = Math.max(high[axis], coordinates[k]);
  }
  return { low, high };
}

/**
 * The referee: distances, tour lengths and validity straight from the instance. Written from TSPLIB 95 (Reinelt 1995) and
 * shared with nothing: no code of the energy model takes part. O(n) per tour.
 */
import { unreachable } from "../../src/errors.ts";
import type { Metric } from "../../src/model/types.ts";
import type { Violation } from "../../src/problem.ts";
import { cityCount, cityName, type TspInstance, type TspSolution } from "./schema.ts";

type Rows = readonly (readonly number[])[];
export type DistanceRule = (from: number, to: number) => number;

const MOST_VIOLATIONS = 20;

/** Length of the round trip in the instance's units. The tour has passed `verify`. */
export function tourLength(instance: TspInstance, { tour }: TspSolution): number {
  const distance = distanceRule(instance);
  let length = 0;
  for (let k = 0; k < tour.length; k++) length += distance(tour[k], tour[k + 1 < tour.length ? k + 1 : 0]);
  return length;
}

/** Distance between two different cities. Angles are turned into radians once, O(n). */
export function distanceRule(instance: TspInstance): DistanceRule {
  const { coordinates, distances, metric } = instance;
  if (distances !== undefined) return (i, j) => distances[i][j];
  return ruleOf(metric as Metric, coordinates ?? []);
}

function ruleOf(metric: Metric, points: Rows): DistanceRule {
  const gaps = (i: number, j: number) => points[i].map((value, k) => Math.abs(value - points[j][k]));
  const euclid = (i: number, j: number) => Math.sqrt(squares(gaps(i, j)));
  switch (metric) {
    case "EUC_2D":
    case "EUC_3D":
      return (i, j) => nearest(euclid(i, j));
    case "CEIL_2D":
      return (i, j) => Math.ceil(euclid(i, j));
    case "euclidean":
      return euclid;
    case "ATT":
      return (i, j) => {
        const exact = Math.sqrt(squares(gaps(i, j)) / 10);
        const rounded = nearest(exact);
        return rounded < exact ? rounded + 1 : rounded;
      };
    case "MAN_2D":
    case "MAN_3D":
      return (i, j) => nearest(total(gaps(i, j)));
    case "manhattan":
      return (i, j) => total(gaps(i, j));
    case "MAX_2D":
    case "MAX_3D":
      return (i, j) => Math.max(...gaps(i, j).map(nearest));
    case "maximum":
      return (i, j) => Math.max(...gaps(i, j));
    case "GEO":
      return tsplibGeo(points);
    case "great-circle":
      return haversine(points);
    default:
      return unreachable(metric);
  }
}

/** TSPLIB's nint: halves go up. */
function nearest(value: number): number {
  return Math.floor(value + 0.5);
}

function total(gaps: readonly number[]): number {
  return gaps.reduce((sum, gap) => sum + gap, 0);
}

function squares(gaps: readonly number[]): number {
  return gaps.reduce((sum, gap) => sum + gap * gap, 0);
}

/** Decimal degrees of TSPLIB's DDD.MM: truncation, not rounding, or published optima are missed. */
export function geoDegrees(value: number): number {
  const whole = Math.trunc(value);
  return whole + (5 * (value - whole)) / 3;
}

/** Kilometres on a sphere of radius 6378.388, truncated after adding 1, with TSPLIB's short pi. */
function tsplibGeo(points: Rows): DistanceRule {
  const angles = points.map((point) => point.map((value) => (3.141592 * geoDegrees(value)) / 180));
  return (i, j) => {
    const [latitude1, longitude1] = angles[i];
    const [latitude2, longitude2] = angles[j];
    const q1 = Math.cos(longitude1 - longitude2);
    const q2 = Math.cos(latitude1 - latitude2);
    const q3 = Math.cos(latitude1 + latitude2);
    const cosine = 0.5 * ((1 + q1) * q2 - (1 - q1) * q3);
    return Math.trunc(6378.388 * Math.acos(Math.max(-1, Math.min(1, cosine))) + 1);
  };
}

/** Kilometres on a sphere of the mean Earth radius 6371.0088 (IUGG), points in decimal degrees. */
function haversine(points: Rows): DistanceRule {
  const angles = points.map((point) => point.map((value) => (value * Math.PI) / 180));
  return (i, j) => {
    const [latitude1, longitude1] = angles[i];
    const [latitude2, longitude2] = angles[j];
    const north = Math.sin((latitude1 - latitude2) / 2);
    const east = Math.sin((longitude1 - longitude2) / 2);
    const half = north * north + Math.cos(latitude1) * Math.cos(latitude2) * east * east;
    return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(half)));
  };
}

/** Every broken rule, at most 20; [] for a round trip through every city. Never throws. */
export function verifyTour(instance: TspInstance, { tour }: TspSolution): readonly Violation[] {
  const n = cityCount(instance);
  const violations: Violation[] = [];
  const report = (code: string, message: string, amount?: number): void => {
    if (violations.length < MOST_VIOLATIONS)
      violations.push({ code, message, ...(amount === undefined ? {} : { amount }) });
  };
  if (tour.length !== n) {
    report("wrong-length", `the tour has ${tour.length} stops, expected ${n}`, Math.abs(tour.length - n));
  }
  const firstStop = new Int32Array(n).fill(-1);
  for (let stop = 0; stop < tour.length; stop++) {
    const city = tour[stop];
    if (!Number.isInteger(city) || city < 0 || city >= n) {
      report("unknown-city", `tour[${stop}] is ${city}, expected a city from 0 to ${n - 1}`);
    } else if (firstStop[city] >= 0) {
      report(
        "repeated-city",
        `tour[${stop}] visits ${cityName(instance, city)} again, first at tour[${firstStop[city]}]`,
      );
    } else {
      firstStop[city] = stop;
    }
  }
  for (let city = 0; city < n; city++) {
    if (firstStop[city] < 0) report("missing-city", `${cityName(instance, city)} is not in the tour`);
  }
  return violations;
}

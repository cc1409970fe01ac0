/**
 * Distances for referees, straight from an instance. Written from TSPLIB 95 (Reinelt 1995) and shared with nothing: no code of the
 * energy model takes part.
 */
import { unreachable } from "../errors.ts";
import type { Metric } from "../model/types.ts";

type Rows = readonly (readonly number[])[];
/** Distance between two places, by index, in the units of the instance. */
export type DistanceRule = (from: number, to: number) => number;

/** Where things lie: coordinates with a metric, or distances; perhaps positions for drawing. */
export interface Places {
  readonly metric?: Metric | undefined;
  readonly coordinates?: Rows | undefined;
  readonly distances?: Rows | undefined;
  /** False when distances differ by direction. */
  readonly symmetric?: boolean | undefined;
  readonly display?: Rows | undefined;
}

/** Distance between two different places. Angles are turned into radians once, O(n). */
export function distanceRule({ coordinates, distances, metric }: Places): DistanceRule {
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

/**
 * Distances from coordinates, as operators need them: one closure per (metric, coordinates), trigonometry done once per point.
 * Rules of TSPLIB 95 (Reinelt 1995), where nint(v) = floor(v + 0.5) and GEO uses PI = 3.141592 and truncation.
 * O(1) per distance; GEO, great-circle and ATT keep O(n) derived values.
 */
import { unreachable } from "../errors.ts";
import type { Metric } from "./types.ts";

/** Distance between points i and j. */
export type Distance = (i: number, j: number) => number;

/** PI as TSPLIB's GEO rule fixes it; the published optima need this value. */
const GEO_PI = 3.141592;
/** Kilometres, TSPLIB's GEO rule. */
const GEO_RADIUS = 6378.388;
/** Mean Earth radius R1 in kilometres (IUGG). */
const EARTH_RADIUS = 6371.0088;

/** True when the rule only gives integers. */
export function integerMetric(metric: Metric): boolean {
  return metric === metric.toUpperCase();
}

/** Distance rule over row-major n x dimensions coordinates. The closure reads the array it was given. */
export function distanceFunction(metric: Metric, coordinates: Float64Array, dimensions: 2 | 3): Distance {
  switch (metric) {
    case "GEO":
      return geographic(coordinates);
    case "great-circle":
      return greatCircle(coordinates);
    default:
      return dimensions === 2 ? planar(metric, coordinates) : spatial(metric, coordinates);
  }
}

function planar(metric: Exclude<Metric, "GEO" | "great-circle">, xy: Float64Array): Distance {
  switch (metric) {
    case "EUC_2D":
    case "EUC_3D":
      return (i, j) => Math.floor(length2(xy, i, j) + 0.5);
    case "CEIL_2D":
      return (i, j) => Math.ceil(length2(xy, i, j));
    case "euclidean":
      return (i, j) => length2(xy, i, j);
    case "ATT":
      return (i, j) => {
        const dx = xy[2 * i] - xy[2 * j];
        const dy = xy[2 * i + 1] - xy[2 * j + 1];
        const r = Math.sqrt((dx * dx + dy * dy) / 10);
        const t = Math.floor(r + 0.5);
        return t < r ? t + 1 : t;
      };
    case "MAN_2D":
    case "MAN_3D":
      return (i, j) => Math.floor(manhattan2(xy, i, j) + 0.5);
    case "manhattan":
      return (i, j) => manhattan2(xy, i, j);
    case "MAX_2D":
    case "MAX_3D":
      return (i, j) =>
        Math.max(
          Math.floor(Math.abs(xy[2 * i] - xy[2 * j]) + 0.5),
          Math.floor(Math.abs(xy[2 * i + 1] - xy[2 * j + 1]) + 0.5),
        );
    case "maximum":
      return (i, j) => Math.max(Math.abs(xy[2 * i] - xy[2 * j]), Math.abs(xy[2 * i + 1] - xy[2 * j + 1]));
    default:
      return unreachable(metric);
  }
}

function length2(xy: Float64Array, i: number, j: number): number {
  const dx = xy[2 * i] - xy[2 * j];
  const dy = xy[2 * i + 1] - xy[2 * j + 1];
  return Math.sqrt(dx * dx + dy * dy);
}

function manhattan2(xy: Float64Array, i: number, j: number): number {
  return Math.abs(xy[2 * i] - xy[2 * j]) + Math.abs(xy[2 * i + 1] - xy[2 * j + 1]);
}

function spatial(metric: Exclude<Metric, "GEO" | "great-circle">, xyz: Float64Array): Distance {
  const difference = (i: number, j: number, k: number) => Math.abs(xyz[3 * i + k] - xyz[3 * j + k]);
  const squares = (i: number, j: number) =>
    difference(i, j, 0) ** 2 + difference(i, j, 1) ** 2 + difference(i, j, 2) ** 2;
  const sum = (i: number, j: number) => difference(i, j, 0) + difference(i, j, 1) + difference(i, j, 2);
  const nint = (v: number) => Math.floor(v + 0.5);
  switch (metric) {
    case "EUC_2D":
    case "EUC_3D":
      return (i, j) => nint(Math.sqrt(squares(i, j)));
    case "CEIL_2D":
      return (i, j) => Math.ceil(Math.sqrt(squares(i, j)));
    case "ATT":
      return (i, j) => {
        const r = Math.sqrt(squares(i, j) / 10);
        const t = nint(r);
        return t < r ? t + 1 : t;
      };
    case "euclidean":
      return (i, j) => Math.sqrt(squares(i, j));
    case "MAN_2D":
    case "MAN_3D":
      return (i, j) => nint(sum(i, j));
    case "manhattan":
      return sum;
    case "MAX_2D":
    case "MAX_3D":
      return (i, j) => Math.max(nint(difference(i, j, 0)), nint(difference(i, j, 1)), nint(difference(i, j, 2)));
    case "maximum":
      return (i, j) => Math.max(difference(i, j, 0), difference(i, j, 1), difference(i, j, 2));
    default:
      return unreachable(metric);
  }
}

/** TSPLIB GEO: latitude and longitude written DDD.MM (degrees and minutes). */
function geographic(coordinates: Float64Array): Distance {
  const radians = new Float64Array(coordinates.length);
  for (let k = 0; k < coordinates.length; k++) {
    const degrees = Math.trunc(coordinates[k]);
    const minutes = coordinates[k] - degrees;
    radians[k] = (GEO_PI * (degrees + (5 * minutes) / 3)) / 180;
  }
  return (i, j) => {
    if (i === j) return 0;
    const q1 = Math.cos(radians[2 * i + 1] - radians[2 * j + 1]);
    const q2 = Math.cos(radians[2 * i] - radians[2 * j]);
    const q3 = Math.cos(radians[2 * i] + radians[2 * j]);
    const cosine = 0.5 * ((1 + q1) * q2 - (1 - q1) * q3);
    return Math.trunc(GEO_RADIUS * Math.acos(Math.min(1, Math.max(-1, cosine))) + 1);
  };
}

/** Haversine formula on decimal degrees; kilometres. */
function greatCircle(coordinates: Float64Array): Distance {
  const radians = coordinates.map((degrees) => (degrees * Math.PI) / 180);
  return (i, j) => {
    const a = Math.sin((radians[2 * i] - radians[2 * j]) / 2);
    const b = Math.sin((radians[2 * i + 1] - radians[2 * j + 1]) / 2);
    const h = a * a + Math.cos(radians[2 * i]) * Math.cos(radians[2 * j]) * b * b;
    return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
  };
}

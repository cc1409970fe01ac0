/** Where a capacity curve bends, where it falls fastest, and where half is lost. */

import { crossing } from "../estimates.ts";
import type { CapacityPoint } from "./capacity.ts";

export interface Knee {
  /**
   * Load where the mean overlap begins to fall: of all points the farthest above the straight line from the first to the last one (Satopaa et al. 2011).
   * Null where there is no fall, or no point above that line.
   */
  readonly bend: number | null;
  /** Load where the mean overlap falls fastest: the middle of the steepest piece. Null where there is no fall. */
  readonly steepest: number | null;
  /** Load where the share of recalled cues falls below one half, by straight lines; null where it does not. */
  readonly half: number | null;
}

/** Overlaps that fall by less than this on the whole curve do not fall: random trials move them as much. */
const FALL = 0.1;

export function kneeOf(points: readonly CapacityPoint[]): Knee {
  const shares = points.map(({ load, recalled }) => [load, recalled.mean] as const);
  const half = crossing(shares, 0.5);
  const means = points.map(({ overlap }) => overlap.mean);
  const falls = points.length > 1 && means[0] - means[means.length - 1] >= FALL;
  return falls ? { bend: bendOf(points), steepest: steepestOf(points), half } : { bend: null, steepest: null, half };
}

function bendOf(points: readonly CapacityPoint[]): number | null {
  const [first, last] = [points[0], points[points.length - 1]];
  const slope = (last.overlap.mean - first.overlap.mean) / (last.load - first.load);
  let bend: number | null = null;
  let farthest = 0;
  for (const { load, overlap } of points.slice(1, -1)) {
    const above = overlap.mean - (first.overlap.mean + slope * (load - first.load));
    if (above > farthest) [bend, farthest] = [load, above];
  }
  return bend;
}

function steepestOf(points: readonly CapacityPoint[]): number | null {
  let steepest: number | null = null;
  let fastest = 0;
  for (let k = 1; k < points.length; k++) {
    const [before, after] = [points[k - 1], points[k]];
    const slope = (before.overlap.mean - after.overlap.mean) / (after.load - before.load);
    if (slope > fastest) [steepest, fastest] = [(before.load + after.load) / 2, slope];
  }
  return steepest;
}

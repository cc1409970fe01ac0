/**
 * Long curves drawn with few points and no visible change (M4: Jugel et al., Proc. VLDB 7, 2014): of consecutive points in one column
 * of pixels, the first, the last and the extremes stay. O(points).
 */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** Points kept, in order. `columnOf` is the pixel column of an x; a point without a finite y ends a run and stays, as it breaks the line. */
export function thin(points: readonly CurvePoint[], columnOf: (x: number) => number, most = 2000): CurvePoint[] {
  if (points.length <= most) return [...points];
  const kept: CurvePoint[] = [];
  let first = 0;
  for (let i = 1; i <= points.length; i++) {
    const broken =
      i === points.length ||
      !(sameRun(points[i], points[first]) && columnOf(points[i].x) === columnOf(points[first].x));
    if (!broken) continue;
    keepExtremes(points, first, i, kept);
    first = i;
  }
  return kept.length <= 8 * most ? kept : thinByCount(kept, most);
}

const sameRun = (a: CurvePoint, b: CurvePoint): boolean => Number.isFinite(a.y) === Number.isFinite(b.y);

/** Curves that run to and fro over all columns: as many points a piece, whatever their columns. */
function thinByCount(points: readonly CurvePoint[], most: number): CurvePoint[] {
  const kept: CurvePoint[] = [];
  const piece = Math.ceil((8 * points.length) / (8 * most));
  for (let first = 0; first < points.length; first += piece) {
    keepExtremes(points, first, Math.min(points.length, first + piece), kept);
  }
  return kept;
}

/** First, last, and the least and greatest of x, y, low and high among points first .. end - 1. */
function keepExtremes(points: readonly CurvePoint[], first: number, end: number, kept: CurvePoint[]): void {
  const chosen = new Set([first, end - 1]);
  for (const key of ["x", "y", "low", "high"] as const) {
    let [least, greatest] = [-1, -1];
    for (let i = first; i < end; i++) {
      const value = points[i][key];
      if (value === undefined || Number.isNaN(value)) continue;
      if (least < 0 || value < points[least][key]!) least = i;
      if (greatest < 0 || value > points[greatest][key]!) greatest = i;
    }
    for (const i of [least, greatest]) if (i >= 0) chosen.add(i);
  }
  for (const i of [...chosen].sort((a, b) => a - b)) kept.push(points[i]);
}

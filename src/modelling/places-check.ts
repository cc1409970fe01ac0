/**
 * What a schema cannot say about places: which fields go together, sizes, symmetry, ranges. Stops at 20 complaints. O(n) for
 * coordinates, O(n^2) for a matrix, without copies.
 */
import type { Metric } from "../model/types.ts";
import type { Complaint } from "../problem.ts";
import type { Places } from "./distance-rules.ts";

const MOST_COMPLAINTS = 20;

/** Numbers beyond this could overflow when squared and added up. */
const LARGEST = 1e100;

type Rows = readonly (readonly number[])[];

function complain(complaints: Complaint[], path: string, found: string, expected: string, hint?: string): void {
  if (!isFull(complaints)) complaints.push({ path, found, expected, ...(hint === undefined ? {} : { hint }) });
}

function isFull(complaints: readonly Complaint[]): boolean {
  return complaints.length >= MOST_COMPLAINTS;
}

/** What one place is called, and several. */
interface Words {
  readonly one: string;
  readonly many: string;
  readonly nameOf: (place: number) => string;
}

/** Complaints about places, of which there must be `least` or more. `names`: how many names they have, if any. */
export function checkPlaces(
  places: Places,
  least: number,
  words: Words,
  names: readonly string[] | undefined,
): Complaint[] {
  const complaints: Complaint[] = [];
  const { coordinates, distances, metric, symmetric } = places;
  if (coordinates !== undefined && distances !== undefined) {
    complain(
      complaints,
      "distances",
      "distances beside coordinates",
      "one of the two",
      "Positions for drawing are `display`.",
    );
  } else if (coordinates !== undefined) {
    if (metric === undefined)
      complain(complaints, "metric", "none", "a metric for the coordinates", 'For example "metric": "EUC_2D".');
    else checkCoordinates(coordinates, metric, complaints);
    if (symmetric === false)
      complain(
        complaints,
        "symmetric",
        "false with coordinates",
        "distances",
        "Distances by a metric are the same both ways.",
      );
  } else if (distances !== undefined) {
    if (metric !== undefined) complain(complaints, "metric", `${metric} with distances`, "no metric, or coordinates");
    checkDistances(places, distances, words, complaints);
  } else {
    complain(complaints, "coordinates", "neither coordinates nor distances", "one of the two");
  }
  const n = (coordinates ?? distances)?.length ?? null;
  if (n === null) return complaints;
  if (n < least) complain(complaints, "", `${n} ${words.many}`, `at least ${least} ${words.many}`);
  if (names !== undefined && names.length !== n)
    complain(complaints, words.many, `${names.length} names`, `${n}, one for each ${words.one}`);
  checkDisplay(places.display, n, words.one, complaints);
  return complaints;
}

function checkDisplay(display: Places["display"], n: number, one: string, complaints: Complaint[]): void {
  if (display === undefined) return;
  if (display.length !== n) complain(complaints, "display", `${display.length} rows`, `${n}, one for each ${one}`);
  for (let i = 0; i < display.length && !isFull(complaints); i++) checkRow(`display[${i}]`, display[i], 2, complaints);
}

/** Numbers in a row of coordinates under a metric, or null when 2 and 3 will both do. */
function dimensionsOf(metric: Metric): 2 | 3 | null {
  if (metric === "euclidean" || metric === "manhattan" || metric === "maximum") return null;
  return metric.endsWith("_3D") ? 3 : 2;
}

function checkCoordinates(rows: Rows, metric: Metric, complaints: Complaint[]): void {
  if (rows.length === 0) return;
  const fixed = dimensionsOf(metric);
  const wanted = fixed ?? rows[0].length;
  if (wanted !== 2 && wanted !== 3)
    return complain(complaints, "coordinates[0]", `${wanted} numbers`, "2 or 3 numbers");
  const why = fixed === null ? " as in coordinates[0]" : ` for ${metric}`;
  const sphere = metric === "GEO" || metric === "great-circle";
  for (let i = 0; i < rows.length && !isFull(complaints); i++) {
    checkRow(`coordinates[${i}]`, rows[i], wanted, complaints, why);
    if (sphere && Math.abs(rows[i][0]) > 90) {
      complain(
        complaints,
        `coordinates[${i}][0]`,
        `latitude ${rows[i][0]}`,
        "-90 to 90 degrees",
        "The order is latitude, longitude.",
      );
    }
  }
}

function checkRow(path: string, row: readonly number[], wanted: number, complaints: Complaint[], why = ""): void {
  if (row.length !== wanted) complain(complaints, path, `${row.length} numbers`, `${wanted} numbers${why}`);
  for (let k = 0; k < row.length; k++) {
    if (!(Math.abs(row[k]) <= LARGEST))
      complain(complaints, `${path}[${k}]`, `${row[k]}`, "a number from -1e100 to 1e100");
  }
}

function checkDistances(places: Places, rows: Rows, words: Words, complaints: Complaint[]): void {
  const n = rows.length;
  let square = true;
  for (let i = 0; i < n; i++) {
    if (rows[i].length === n) continue;
    square = false;
    complain(complaints, `distances[${i}]`, `${rows[i].length} numbers`, `${n}, one for each row`);
  }
  for (let i = 0; i < n && !isFull(complaints); i++) {
    const row = rows[i];
    for (let j = 0; j < row.length; j++) {
      const value = row[j];
      if (value >= 0 && value <= LARGEST && (i !== j || value === 0)) continue;
      complain(
        complaints,
        `distances[${i}][${j}]`,
        `${value}`,
        i === j ? `0, the way from a ${words.one} to itself` : "a number from 0 to 1e100",
        ...(value < 0 && i !== j
          ? ["Adding one constant to all distances changes every tour by the same length."]
          : []),
      );
      if (isFull(complaints)) break;
    }
  }
  if (square && places.symmetric !== false) checkSymmetry(rows, words, complaints);
}

function checkSymmetry(rows: Rows, { nameOf }: Words, complaints: Complaint[]): void {
  for (let i = 0; i < rows.length && !isFull(complaints); i++) {
    const row = rows[i];
    for (let j = 0; j < i; j++) {
      if (row[j] === rows[j][i] || Number.isNaN(row[j])) continue; // NaN is already reported
      complain(
        complaints,
        `distances[${i}][${j}]`,
        `${row[j]} from ${nameOf(i)} to ${nameOf(j)}`,
        `${rows[j][i]} as in distances[${j}][${i}]`,
        'Set "symmetric": false for one-way distances.',
      );
      if (isFull(complaints)) break;
    }
  }
}

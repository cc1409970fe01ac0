/** Places of an instance as the files of TSPLIB and CVRPLIB hold them: coordinates under a rule of theirs, else a matrix. */
import { GroundstateError } from "../errors.ts";
import { type CitiesRecord, EDGE_WEIGHT_TYPES } from "../formats/records.ts";
import { distanceRule, type Places } from "./distance-rules.ts";
import { drawnPositions } from "./places-drawing.ts";

const MOST_PLACES_AS_MATRIX = 5000; // 25 million numbers, about 400 MB of text

type Written = Pick<CitiesRecord, "metric" | "coordinates" | "distances" | "display">;

/**
 * O(n), or O(n^2) for a matrix.
 * @param library whose files they are, as a message names it
 * @throws {GroundstateError} "format" where a matrix would be too large
 */
export function placesRecord(places: Places, n: number, library: string): Written {
  const metric = EDGE_WEIGHT_TYPES.find((type) => type === places.metric);
  if (metric !== undefined) {
    return { metric, coordinates: places.coordinates ?? [], distances: null, display: places.display ?? null };
  }
  const display = drawnPositions(places)?.map(({ x, y }) => [x, y]) ?? null;
  if (places.distances !== undefined) return { metric: null, coordinates: null, distances: places.distances, display };
  if (n > MOST_PLACES_AS_MATRIX) {
    const message = `${library} has no rule for metric ${places.metric}, and a matrix of ${n} rows is too large`;
    throw new GroundstateError("format", message, { hint: "Write JSON, or use a metric of TSPLIB such as EUC_2D." });
  }
  const distance = distanceRule(places);
  const row = (i: number) => Array.from({ length: n }, (_, j) => (i === j ? 0 : distance(i, j)));
  return { metric: null, coordinates: null, distances: Array.from({ length: n }, (_, i) => row(i)), display };
}

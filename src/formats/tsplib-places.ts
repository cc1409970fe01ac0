/**
 * What TSPLIB 95 files of round trips and of vehicle routes share (Reinelt 1995): dimension, distance rule, sections of coordinates,
 * distances and drawing positions. What would change the problem and is not understood is refused. O(n) or O(n^2).
 */
import { GroundstateError } from "../errors.ts";
import { oneLine } from "./pieces.ts";
import { type CitiesRecord, EDGE_WEIGHT_TYPES, type EdgeWeightType } from "./records.ts";
import { type Cursor, fail, quoted } from "./scanner.ts";
import { dimensionOf, type Keyword, type Specification, textOf, wordOf } from "./tsplib-keywords.ts";
import { EDGE_WEIGHT_FORMATS, type EdgeWeightFormat, readCoordinates, readMatrix } from "./tsplib-sections.ts";

export interface Sections {
  coordinates: number[][] | null;
  distances: number[][] | null;
  display: number[][] | null;
}

/** The TYPE of files with distances the same both ways, and of those with one-way distances. */
export interface Types {
  readonly symmetric: string;
  readonly oneWay: string;
}

/** What files of cities and of deliveries say alike. */
export type Places = Omit<CitiesRecord, "kind">;

/** The place of a value for an error, or that of the keyword that needs it. */
export function valueAt(specification: Specification, word: string, otherwise: number): number {
  return specification.get(word)?.at ?? otherwise;
}

function isAsymmetric(cursor: Cursor, specification: Specification, types: Types, at: number): boolean {
  const type = wordOf(specification, "TYPE");
  const { symmetric, oneWay } = types;
  if (type === symmetric) return false;
  if (type === oneWay) return true;
  const hint = HINTS[type ?? ""] ?? `Add a line TYPE : ${symmetric} or TYPE : ${oneWay} before the data.`;
  const message = `TYPE is ${describe(type)}, expected ${symmetric} or ${oneWay}`;
  return fail(cursor, valueAt(specification, "TYPE", at), message, { hint });
}

/** Formats of other types. */
const HINTS: Readonly<Record<string, string>> = {
  TOUR: "Use --format tsplib-tour for a tour.",
  CVRP: "Use --format cvrplib for vehicle routes.",
  TSP: "Use --format tsplib for a round trip.",
  ATSP: "Use --format tsplib for a round trip.",
};

function describe(value: string | null): string {
  return value === null ? "missing" : quoted(value);
}

/** n, or a refusal at the keyword that needs it. */
export function requireDimension(cursor: Cursor, specification: Specification, at: number): number {
  const n = dimensionOf(cursor, specification);
  return (
    n ?? fail(cursor, at, "DIMENSION is missing, expected it before the data", { hint: "Add a line DIMENSION : n." })
  );
}

/** The distance rule, or null for EXPLICIT. */
function metricOf(cursor: Cursor, specification: Specification, at: number): EdgeWeightType | null {
  const type = wordOf(specification, "EDGE_WEIGHT_TYPE");
  if (type === "EXPLICIT") return null;
  const metric = EDGE_WEIGHT_TYPES.find((known) => known === type);
  if (metric !== undefined) return metric;
  const message = `EDGE_WEIGHT_TYPE is ${describe(type)}, expected EXPLICIT or one of ${EDGE_WEIGHT_TYPES.join(", ")}`;
  const hint =
    "Other rules are not supported (nor XRAY1, XRAY2, SPECIAL): compute the distances elsewhere and use EXPLICIT.";
  return fail(cursor, valueAt(specification, "EDGE_WEIGHT_TYPE", at), message, { hint });
}

/** Reads a section that both kinds of files have. @throws {FormatError} for any other */
export function readSection(
  cursor: Cursor,
  specification: Specification,
  sections: Sections,
  types: Types,
  { word, at }: Keyword,
): void {
  const asymmetric = isAsymmetric(cursor, specification, types, at);
  const repeated = {
    NODE_COORD_SECTION: sections.coordinates,
    EDGE_WEIGHT_SECTION: sections.distances,
    DISPLAY_DATA_SECTION: sections.display,
  };
  if (repeated[word as keyof typeof repeated]) fail(cursor, at, `found a second ${word}, expected one`);
  const n = requireDimension(cursor, specification, at);
  if (word === "NODE_COORD_SECTION") {
    sections.coordinates = readCoordinates(cursor, n, dimensionsOf(cursor, specification, at), word);
  } else if (word === "EDGE_WEIGHT_SECTION") {
    sections.distances = readWeights(cursor, specification, n, asymmetric, types, at);
  } else if (word === "DISPLAY_DATA_SECTION") {
    sections.display = readCoordinates(cursor, n, 2, word);
  } else {
    const fixed = word === "FIXED_EDGES_SECTION";
    fail(
      cursor,
      at,
      `found ${quoted(word)}, expected NODE_COORD_SECTION, EDGE_WEIGHT_SECTION or DISPLAY_DATA_SECTION`,
      {
        hint: fixed
          ? "Fixed edges are not supported, and leaving them out would change the problem: delete the section to solve it without."
          : "This section belongs to another kind of problem.",
      },
    );
  }
}

/** Numbers a row of NODE_COORD_SECTION: by NODE_COORD_TYPE if given, else by the distance rule. */
function dimensionsOf(cursor: Cursor, specification: Specification, at: number): 2 | 3 {
  const metric = metricOf(cursor, specification, at);
  const type = wordOf(specification, "NODE_COORD_TYPE");
  const byMetric = metric?.endsWith("_3D") ? 3 : 2;
  if (type === null) return byMetric;
  const place = valueAt(specification, "NODE_COORD_TYPE", at);
  if (type !== "TWOD_COORDS" && type !== "THREED_COORDS") {
    return fail(
      cursor,
      place,
      `NODE_COORD_TYPE is ${quoted(type)}, expected TWOD_COORDS or THREED_COORDS before NODE_COORD_SECTION`,
    );
  }
  const dimensions = type === "TWOD_COORDS" ? 2 : 3;
  if (metric !== null && dimensions !== byMetric)
    fail(cursor, place, `NODE_COORD_TYPE is ${type}, expected ${byMetric} coordinates for ${metric}`);
  return dimensions;
}

function readWeights(
  cursor: Cursor,
  specification: Specification,
  n: number,
  asymmetric: boolean,
  types: Types,
  at: number,
): number[][] {
  const metric = metricOf(cursor, specification, at);
  if (metric !== null) {
    fail(cursor, at, `found EDGE_WEIGHT_SECTION with EDGE_WEIGHT_TYPE ${metric}, expected EDGE_WEIGHT_TYPE EXPLICIT`);
  }
  const found = wordOf(specification, "EDGE_WEIGHT_FORMAT");
  const place = valueAt(specification, "EDGE_WEIGHT_FORMAT", at);
  const format = EDGE_WEIGHT_FORMATS.find((known) => known === found);
  if (format === undefined) {
    return fail(
      cursor,
      place,
      `EDGE_WEIGHT_FORMAT is ${describe(found)}, expected one of ${EDGE_WEIGHT_FORMATS.join(", ")}`,
    );
  }
  checkDirections(cursor, format, asymmetric, types, place);
  return readMatrix(cursor, n, format, asymmetric);
}

function checkDirections(
  cursor: Cursor,
  format: EdgeWeightFormat,
  asymmetric: boolean,
  types: Types,
  at: number,
): void {
  if (!asymmetric || format === "FULL_MATRIX") return;
  fail(cursor, at, `EDGE_WEIGHT_FORMAT is ${format}, expected FULL_MATRIX for TYPE: ${types.oneWay}`, {
    hint: `A triangle gives one distance a pair: use TYPE: ${types.symmetric} if both ways are equal.`,
  });
}

/** The whole of it, when the file has ended. */
export function assemble(cursor: Cursor, specification: Specification, sections: Sections, types: Types): Places {
  const at = cursor.at;
  const asymmetric = isAsymmetric(cursor, specification, types, at);
  const n = requireDimension(cursor, specification, at);
  const metric = metricOf(cursor, specification, at);
  const { coordinates, distances } = sections;
  if (metric === null && distances === null)
    fail(cursor, at, "the file ends without EDGE_WEIGHT_SECTION, expected it for EXPLICIT");
  if (metric !== null && coordinates === null)
    fail(cursor, at, `the file ends without NODE_COORD_SECTION, expected it for ${metric}`);
  // Beside an explicit matrix coordinates have no part in the distances: they are for drawing.
  const drawing = metric === null ? (coordinates?.map((row) => row.slice(0, 2)) ?? null) : null;
  return {
    name: textOf(specification, "NAME"),
    comment: textOf(specification, "COMMENT"),
    asymmetric,
    n,
    metric,
    coordinates: metric === null ? null : coordinates,
    distances,
    display: sections.display ?? drawing,
  };
}

/** The specification lines, `extra` among them, then the sections without EOF. */
export function* placeLines(record: Places, types: Types, extra: string): Generator<string, void, void> {
  const { name, comment, asymmetric, n, metric, coordinates, distances, display } = record;
  if (name !== null) yield `NAME : ${oneLine(name)}\n`;
  yield `TYPE : ${asymmetric ? types.oneWay : types.symmetric}\n`;
  for (const line of comment?.split("\n") ?? []) yield `COMMENT : ${oneLine(line)}\n`;
  yield `DIMENSION : ${n}\n${extra}EDGE_WEIGHT_TYPE : ${metric ?? "EXPLICIT"}\n`;
  if (distances !== null) yield `EDGE_WEIGHT_FORMAT : ${asymmetric ? "FULL_MATRIX" : "UPPER_ROW"}\n`;
  if (display !== null) yield "DISPLAY_DATA_TYPE : TWOD_DISPLAY\n";
  if (metric !== null && coordinates !== null) yield* rowLines("NODE_COORD_SECTION", coordinates);
  else if (metric === null && distances !== null) yield* matrixLines(distances, asymmetric);
  else
    throw new GroundstateError(
      "format",
      "A record of places needs coordinates with a metric, or distances without one.",
    );
  if (display !== null) yield* rowLines("DISPLAY_DATA_SECTION", display);
}

function* rowLines(section: string, rows: readonly (readonly number[])[]): Generator<string, void, void> {
  yield `${section}\n`;
  for (const [i, row] of rows.entries()) yield `${i + 1} ${row.join(" ")}\n`;
}

function* matrixLines(distances: readonly (readonly number[])[], full: boolean): Generator<string, void, void> {
  yield "EDGE_WEIGHT_SECTION\n";
  for (let i = 0; i < distances.length; i++) {
    const first = full ? 0 : i + 1;
    for (let j = first; j < distances.length; j++) yield `${j > first ? " " : ""}${distances[i][j]}`;
    yield "\n";
  }
}

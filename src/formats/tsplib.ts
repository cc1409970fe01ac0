/**
 * TSPLIB 95 travelling-salesman instances (Reinelt 1995): TYPE TSP or ATSP, cities by coordinates with a distance rule or
 * by an explicit matrix. What would change the problem and is not understood is refused, never passed over. O(n) or O(n^2).
 */
import { inPieces } from "./pieces.ts";
import type { CitiesRecord, Format } from "./records.ts";
import { openCursor } from "./scanner.ts";
import { detectKind, type Specification, sectionsOf } from "./tsplib-keywords.ts";
import { assemble, placeLines, readSection, type Sections } from "./tsplib-places.ts";

const EXTENSIONS = ["tsp", "atsp"];
const TYPES = { symmetric: "TSP", oneWay: "ATSP" };

export const tsplib: Format<CitiesRecord> = {
  id: "tsplib",
  title: "TSPLIB 95 instance (TSP, ATSP)",
  sources: ["http://comopt.ifi.uni-heidelberg.de/software/TSPLIB95/tsp95.pdf"],
  kind: "cities",
  extensions: EXTENSIONS,
  detect: detectKind("problem", EXTENSIONS),
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

function parse(text: string): CitiesRecord {
  const cursor = openCursor(text, "a TSPLIB file");
  const specification: Specification = new Map();
  const sections: Sections = { coordinates: null, distances: null, display: null };
  for (const keyword of sectionsOf(cursor, specification)) {
    readSection(cursor, specification, sections, TYPES, keyword);
  }
  return { kind: "cities", ...assemble(cursor, specification, sections, TYPES) };
}

function* lines(record: CitiesRecord): Generator<string, void, void> {
  yield* placeLines(record, TYPES, "");
  yield "EOF\n";
}

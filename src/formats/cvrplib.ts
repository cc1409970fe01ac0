/**
 * Capacitated vehicle routing as CVRPLIB writes it, in the words of TSPLIB 95 (Reinelt 1995): TYPE CVRP (or ACVRP), CAPACITY, places as for
 * round trips, DEMAND_SECTION with a row `place demand` for each, DEPOT_SECTION with one place and -1. VEHICLES limits the number of
 * routes; what a COMMENT says about trucks does not. O(n) or O(n^2).
 */
import { inPieces } from "./pieces.ts";
import type { Format, RoutingRecord } from "./records.ts";
import { type Cursor, endLine, fail, openCursor, placeOf, readInteger, skipSpace, unexpected } from "./scanner.ts";
import { detectKind, integerOf, type Keyword, ROUTING, type Specification, sectionsOf } from "./tsplib-keywords.ts";
import { assemble, placeLines, readSection, requireDimension, type Sections, valueAt } from "./tsplib-places.ts";

const EXTENSIONS = ["vrp"];
const TYPES = { symmetric: "CVRP", oneWay: "ACVRP" };
const END_OF_DEPOTS = -1;

interface Deliveries extends Sections {
  /** By place, with where each stands in the text. */
  demands: { readonly amounts: number[]; readonly places: Int32Array } | null;
  depot: number | null;
}

export const cvrplib: Format<RoutingRecord> = {
  id: "cvrplib",
  title: "CVRPLIB instance (TSPLIB 95, CVRP)",
  sources: ["http://vrp.galgos.inf.puc-rio.br", "http://comopt.ifi.uni-heidelberg.de/software/TSPLIB95/tsp95.pdf"],
  kind: "routing",
  extensions: EXTENSIONS,
  detect: detectKind("routing", EXTENSIONS),
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

function parse(text: string): RoutingRecord {
  const cursor = openCursor(text, "a CVRPLIB file");
  const specification: Specification = new Map();
  const sections: Deliveries = { coordinates: null, distances: null, display: null, demands: null, depot: null };
  for (const keyword of sectionsOf(cursor, specification, ROUTING)) {
    if (keyword.word === "DEMAND_SECTION") readDemands(cursor, specification, sections, keyword);
    else if (keyword.word === "DEPOT_SECTION") readDepot(cursor, specification, sections, keyword);
    else readSection(cursor, specification, sections, TYPES, keyword);
  }
  const at = cursor.at;
  const places = assemble(cursor, specification, sections, TYPES);
  const capacity = integerOf(cursor, specification, "CAPACITY", 1);
  const vehicles = integerOf(cursor, specification, "VEHICLES", 1);
  const { demands, depot } = sections;
  if (capacity === null) return fail(cursor, at, "CAPACITY is missing", { hint: "Add a line CAPACITY : c." });
  if (demands === null) return fail(cursor, at, "the file ends without DEMAND_SECTION");
  if (depot === null) return fail(cursor, at, "the file ends without DEPOT_SECTION");
  if (demands.amounts[depot] !== 0) {
    const found = `the depot, place ${depot + 1}, has demand ${demands.amounts[depot]}`;
    return fail(cursor, demands.places[depot], `${found}, expected 0`);
  }
  return { kind: "routing", ...places, demands: demands.amounts, capacity, depot, vehicles };
}

/** n rows `place demand`, places 1 .. n each once in any order. */
function readDemands(cursor: Cursor, specification: Specification, sections: Deliveries, { word, at }: Keyword): void {
  if (sections.demands !== null) fail(cursor, at, `found a second ${word}, expected one`);
  const n = requireDimension(cursor, specification, at);
  if (n > cursor.text.length) {
    fail(cursor, valueAt(specification, "DIMENSION", at), `DIMENSION is ${n}, more than the text has room for`);
  }
  const amounts = new Array<number>(n).fill(-1);
  const places = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    skipSpace(cursor);
    const row = cursor.at;
    if (!/[\d+-]/.test(cursor.text.charAt(row)))
      unexpected(cursor, row, `row ${k + 1} of the ${n} rows of ${word} (DIMENSION is ${n})`);
    const place = readInteger(cursor, "the number of a place", 1, n) - 1;
    if (amounts[place] >= 0) {
      const { line } = placeOf(cursor.text, places[place]);
      fail(cursor, row, `place ${place + 1} stands already on line ${line}, expected each once`);
    }
    places[place] = row;
    amounts[place] = readInteger(cursor, "a demand", 0, Number.MAX_SAFE_INTEGER);
    endLine(cursor, "the end of the line after a demand");
  }
  sections.demands = { amounts, places };
}

/** One place, then -1. */
function readDepot(cursor: Cursor, specification: Specification, sections: Deliveries, { word, at }: Keyword): void {
  if (sections.depot !== null) fail(cursor, at, `found a second ${word}, expected one`);
  const n = requireDimension(cursor, specification, at);
  skipSpace(cursor);
  sections.depot = readInteger(cursor, "the number of the depot", 1, n) - 1;
  skipSpace(cursor);
  const second = cursor.at;
  if (!/[\d+-]/.test(cursor.text.charAt(second))) return;
  if (readInteger(cursor, "-1 after the depot", END_OF_DEPOTS, n) === END_OF_DEPOTS) return;
  fail(cursor, second, "found a second depot, expected one and then -1", {
    hint: "Problems with several depots are not supported.",
  });
}

function* lines(record: RoutingRecord): Generator<string, void, void> {
  const { demands, capacity, depot, vehicles } = record;
  const limit = vehicles === null ? "" : `VEHICLES : ${vehicles}\n`;
  yield* placeLines(record, TYPES, `CAPACITY : ${capacity}\n${limit}`);
  yield "DEMAND_SECTION\n";
  for (const [place, demand] of demands.entries()) yield `${place + 1} ${demand}\n`;
  yield `DEPOT_SECTION\n${depot + 1}\n${END_OF_DEPOTS}\nEOF\n`;
}

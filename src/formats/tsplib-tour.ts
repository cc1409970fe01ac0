/**
 * TSPLIB 95 tours (Reinelt 1995): TYPE TOUR, then TOUR_SECTION with the cities in visiting order, 1-based, ended by -1.
 * Every city stands once. O(n).
 */
import { inPieces, oneLine } from "./pieces.ts";
import type { Format, TourRecord } from "./records.ts";
import {
  atEnd,
  type Cursor,
  fail,
  foundAt,
  openCursor,
  placeOf,
  quoted,
  readInteger,
  skipSpace,
  unexpected,
} from "./scanner.ts";
import {
  detectKind,
  dimensionOf,
  type Keyword,
  type Specification,
  sectionsOf,
  textOf,
  wordOf,
} from "./tsplib-keywords.ts";

const EXTENSIONS = ["tour"];
const END_OF_TOUR = -1;

export const tsplibTour: Format<TourRecord> = {
  id: "tsplib-tour",
  title: "TSPLIB 95 tour",
  sources: ["http://comopt.ifi.uni-heidelberg.de/software/TSPLIB95/tsp95.pdf"],
  kind: "tour",
  extensions: EXTENSIONS,
  detect: detectKind("tour", EXTENSIONS),
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

function parse(text: string): TourRecord {
  const cursor = openCursor(text, "a TSPLIB tour");
  const specification: Specification = new Map();
  let order: number[] | null = null;
  for (const keyword of sectionsOf(cursor, specification)) {
    if (order !== null)
      fail(cursor, keyword.at, `found another section ${quoted(keyword.word)}, expected one tour a file`);
    order = readOrder(cursor, specification, keyword);
  }
  if (order === null) fail(cursor, cursor.at, "the file ends without TOUR_SECTION");
  return { kind: "tour", name: textOf(specification, "NAME"), order: order as number[] };
}

function readOrder(cursor: Cursor, specification: Specification, keyword: Keyword): number[] {
  const type = wordOf(specification, "TYPE");
  if ((type ?? "TOUR") !== "TOUR" || keyword.word !== "TOUR_SECTION") {
    const found = keyword.word === "TOUR_SECTION" ? `TYPE ${type}` : keyword.word;
    fail(cursor, keyword.at, `found ${quoted(found)}, expected TYPE TOUR with a TOUR_SECTION`, {
      hint: "Use --format tsplib for an instance.",
    });
  }
  const dimension = dimensionOf(cursor, specification);
  const { cities, places, endAt } = readCities(cursor, dimension);
  checkEachOnce(cursor, cities, places, endAt, dimension);
  return cities.map((city) => city - 1);
}

interface Cities {
  readonly cities: number[];
  /** Where each city stands, and where the list ends. */
  readonly places: number[];
  readonly endAt: number;
}

/** City numbers up to -1, a keyword or the end of the text. */
function readCities(cursor: Cursor, dimension: number | null): Cities {
  const cities: number[] = [];
  const places: number[] = [];
  const high = dimension ?? Number.MAX_SAFE_INTEGER;
  for (;;) {
    skipSpace(cursor);
    const at = cursor.at;
    if (!/[\d+-]/.test(cursor.text.charAt(at))) return { cities, places, endAt: at };
    const city = readInteger(cursor, "the number of a city, or -1 at the end,", END_OF_TOUR, high);
    if (city === 0) unexpected(cursor, at, "the number of a city, counted from 1");
    if (city === END_OF_TOUR) {
      refuseSecondTour(cursor);
      return { cities, places, endAt: at };
    }
    cities.push(city);
    places.push(at);
  }
}

/** Behind the -1 of a tour may stand the -1 of the section, a keyword or nothing. */
function refuseSecondTour(cursor: Cursor): void {
  skipSpace(cursor);
  if (/^-1(?!\S)/.test(cursor.text.slice(cursor.at, cursor.at + 3))) cursor.at += 2;
  skipSpace(cursor);
  if (!atEnd(cursor) && /[\d+-]/.test(cursor.text.charAt(cursor.at))) {
    fail(cursor, cursor.at, `found ${foundAt(cursor, cursor.at)} after -1, expected one tour a file`);
  }
}

function checkEachOnce(
  cursor: Cursor,
  cities: number[],
  places: number[],
  endAt: number,
  dimension: number | null,
): void {
  const n = dimension ?? cities.length;
  if (cities.length < n || n === 0) {
    unexpected(cursor, endAt, `${Math.max(n, 1)} cities, of which ${cities.length} were read`);
  }
  const earlier = new Int32Array(n).fill(-1);
  for (const [k, city] of cities.entries()) {
    if (city > n)
      fail(cursor, places[k], `found city ${city}, expected a number from 1 to ${n} in a tour of ${n} cities`);
    if (earlier[city - 1] >= 0) {
      const { line } = placeOf(cursor.text, earlier[city - 1]);
      fail(cursor, places[k], `city ${city} stands already on line ${line}, expected each once`);
    }
    earlier[city - 1] = places[k];
  }
}

function* lines({ name, order }: TourRecord): Generator<string, void, void> {
  if (name !== null) yield `NAME : ${oneLine(name)}\n`;
  yield `TYPE : TOUR\nDIMENSION : ${order.length}\nTOUR_SECTION\n`;
  for (const city of order) yield `${city + 1}\n`;
  yield "-1\nEOF\n";
}

/**
 * Biq Mac `.sparse` / `.bq` quadratic 0/1 programs (Wiegele 2007): `n nz`, then nz lines `i j q`, 1-based, one triangle
 * with the diagonal. Minimise x'Qx over the full symmetric matrix, so an off-diagonal entry counts twice. O(n + nz).
 */
import { GroundstateError } from "../errors.ts";
import { BY_ENDING, BY_ENDING_AND_CONTENT, edgeListConfidence, endsWithOneOf } from "./detection.ts";
import { appendEdge, type EdgeStore, openEdges, requireDistinct } from "./edges.ts";
import { inPieces } from "./pieces.ts";
import { countLinear, linearLines, requireDomain, senseFactor, termsOf } from "./quadratic.ts";
import type { Format, QuadraticRecord } from "./records.ts";
import { readEdgeListHeader, readLines } from "./rudy.ts";
import {
  type Cursor,
  endLine,
  fail,
  openCursor,
  quoted,
  readInteger,
  readNumber,
  roomFor,
  skipBlanks,
} from "./scanner.ts";

const EXTENSIONS = ["sparse", "bq"];
const PAIR_FACTOR = 2; // x'Qx meets every off-diagonal entry as (i, j) and as (j, i)

export const biqmacSparse: Format<QuadraticRecord> = {
  id: "biqmac-sparse",
  title: "Biq Mac sparse quadratic 0/1 program (bits, minimise)",
  sources: ["https://biqmac.aau.at/biqmaclib.html"],
  kind: "quadratic",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    // The content is that of an edge list, so only the file name can tell.
    if (!endsWithOneOf(fileName, EXTENSIONS)) return 0;
    return edgeListConfidence(head) > 0 ? BY_ENDING_AND_CONTENT : BY_ENDING;
  },
  parse(text) {
    const cursor = openCursor(text, "a list that opens with a line `n nz`");
    const { n, m } = readEdgeListHeader(cursor);
    const store = openEdges(roomFor(cursor, m, 6));
    readLines(cursor, m, "entry lines", () => readEntry(cursor, store, n));
    requireDistinct(cursor, store, n, 1);
    const terms = termsOf(store, n, PAIR_FACTOR);
    return { kind: "quadratic", name: null, domain: "bit", sense: "min", n, ...terms, offset: 0, labels: null };
  },
  *print(record) {
    requireDomain(record, "bit", "biqmac-sparse");
    if (record.offset !== 0) {
      throw new GroundstateError(
        "format",
        `biqmac-sparse has no place for a constant, found offset ${record.offset}.`,
        {
          hint: "Use --format qubo-coo.",
        },
      );
    }
    yield* inPieces(lines(record));
  },
};

function readEntry(cursor: Cursor, store: EdgeStore, n: number): void {
  const start = cursor.at;
  const i = readInteger(cursor, "the row", 1, n);
  const j = readInteger(cursor, "the column", 1, n);
  skipBlanks(cursor);
  const valueAt = cursor.at;
  const value = readNumber(cursor, "the entry (a number)");
  if (!Number.isFinite(PAIR_FACTOR * value)) {
    fail(cursor, valueAt, `found ${quoted(String(value))}, expected an entry whose double is a finite number`);
  }
  endLine(cursor, "the end of the line `i j q`");
  appendEdge(store, i - 1, j - 1, value, start);
}

function* lines(record: QuadraticRecord): Generator<string, void, void> {
  const factor = senseFactor(record, "min");
  const { n, from, to, value } = record;
  yield `${n} ${countLinear(record) + from.length}\n`;
  yield* linearLines(record, factor, 1);
  for (let e = 0; e < from.length; e++) yield `${from[e] + 1} ${to[e] + 1} ${(factor * value[e]) / PAIR_FACTOR}\n`;
}

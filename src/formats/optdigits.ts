/**
 * Optical recognition of handwritten digits (Alpaydin & Kaynak 1998, UCI repository): a line a picture, 8 x 8 grey values 0 to 16 and
 * the digit, separated by commas; a first line with the names of the columns may stand before them. O(pixels).
 */
import { BY_ENDING, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, ImagesRecord } from "./records.ts";
import {
  atEnd,
  atLineEnd,
  type Cursor,
  endLine,
  fail,
  openCursor,
  skipBlanks,
  skipLine,
  skipSpace,
  unexpected,
} from "./scanner.ts";

const EXTENSIONS = ["tra", "tes"];
const SIDE = 8;
const PIXELS = SIDE * SIDE;
const LEVELS = 16;
const CLASSES = 10;
const CERTAIN = 0.95;
const PICTURE = /^(?:\s*\d{1,2}\s*,){64}\s*\d\s*$/;
const COLUMN_NAMES = /^\s*[A-Za-z]/;

export const optdigits: Format<ImagesRecord> = {
  id: "optdigits",
  title: "Handwritten digits, 8 x 8 grey values and a class",
  sources: ["https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits"],
  kind: "images",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const full = headLines(head).lines.filter((line) => line !== "");
    const data = full.length > 0 && COLUMN_NAMES.test(full[0]) ? full.slice(1) : full;
    if (data.length > 0 && data.every((line) => PICTURE.test(line))) return CERTAIN;
    return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  },
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

function parse(text: string): ImagesRecord {
  const cursor = openCursor(text, "handwritten digits: 65 numbers a line");
  skipSpace(cursor);
  if (COLUMN_NAMES.test(text.charAt(cursor.at))) skipLine(cursor);
  const images: ImagesRecord["images"][number][] = [];
  for (skipSpace(cursor); !atEnd(cursor); skipSpace(cursor)) {
    const values = new Uint8Array(PIXELS);
    for (let k = 0; k < PIXELS; k++) {
      values[k] = readField(cursor, LEVELS, `grey value ${k + 1} of ${PIXELS}`);
      skipBlanks(cursor);
      if (text.charAt(cursor.at) !== ",") unexpected(cursor, cursor.at, "a comma");
      cursor.at++;
    }
    images.push({ class: readField(cursor, CLASSES - 1, "the digit"), values });
    endLine(cursor, `the end of the line after ${PIXELS} grey values and a digit`);
  }
  if (images.length === 0) fail(cursor, cursor.at, "the file ends without a picture");
  return { kind: "images", rows: SIDE, columns: SIDE, levels: LEVELS, images };
}

/** An integer from 0 to `most` of at most two digits, up to a comma or the end of the line. */
function readField(cursor: Cursor, most: number, what: string): number {
  if (atLineEnd(cursor)) unexpected(cursor, cursor.at, what);
  const field = /^\d{1,2}(?=[\s,]|$)/.exec(cursor.text.slice(cursor.at, cursor.at + 3));
  const value = field === null ? Number.NaN : Number(field[0]);
  if (!(value <= most)) unexpected(cursor, cursor.at, `${what} from 0 to ${most}`);
  cursor.at += (field as RegExpExecArray)[0].length;
  return value;
}

function* lines({ images }: ImagesRecord): Generator<string, void, void> {
  for (const image of images) yield `${image.values.join(",")},${image.class}\n`;
}

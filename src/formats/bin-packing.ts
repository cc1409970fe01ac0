/**
 * Bin packing files. OR-Library (Beasley 1990): K, then K times a name, a line `capacity n best`, and n sizes. BPPLIB (Delorme, Iori &
 * Martello 2018): n, the capacity, and n sizes. One number a line usually, but line breaks mean nothing. O(numbers).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { BinPackingRecord, Format } from "./records.ts";
import {
  atEnd,
  type Cursor,
  fail,
  openCursor,
  readInteger,
  readNumber,
  roomFor,
  skipSpace,
  unexpected,
} from "./scanner.ts";
import { onlyInstance } from "./several.ts";

type Instance = BinPackingRecord["instances"][number];

const BINPACK_EXTENSIONS = ["binpack"];
const BPPLIB_EXTENSIONS = ["bpp"];
const LARGEST = 100_000_000;
const SHORTEST_NUMBER = 2; // a digit and a blank
const SURE = 0.92;
const LIKELY = 0.87; // above a list of numbers, of which none but the first need be the largest
const FEWEST = 6; // fewer numbers may well be something else
const NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

export const binpack: Format<BinPackingRecord> = {
  id: "binpack",
  title: "OR-Library bin packing, several instances a file",
  sources: ["Beasley 1990, OR-Library: distributing test problems by electronic mail"],
  kind: "bin-packing",
  extensions: BINPACK_EXTENSIONS,
  detect: (head, fileName) => judged(looksLikeBinpack(head), endsWithOneOf(fileName, BINPACK_EXTENSIONS)),
  parse(text) {
    const cursor = openCursor(
      text,
      "a file of bin packings: how many, then name, capacity, n, best and the sizes of each",
    );
    skipSpace(cursor);
    const count = readInteger(cursor, "how many instances there are", 1, LARGEST);
    const instances: Instance[] = [];
    while (instances.length < count) {
      const which = `instance ${instances.length + 1} of ${count}`;
      const name = readWord(cursor, `the name of ${which}`);
      const capacity = nextNumber(cursor, `the capacity of ${which}`);
      const n = readCount(cursor, `n, the number of items of ${which},`);
      const best = nextNumber(cursor, `the best known number of bins of ${which}, 0 for none`);
      instances.push({ name, capacity, sizes: readSizes(cursor, n, which), best: best === 0 ? null : best });
    }
    return close(cursor, { kind: "bin-packing", instances });
  },
  *print(record) {
    yield* inPieces(binpackLines(record));
  },
};

export const bpplib: Format<BinPackingRecord> = {
  id: "bpplib",
  title: "BPPLIB bin packing: n, the capacity, the sizes",
  sources: ["Delorme, Iori, Martello 2018, BPPLIB: a library for bin packing and cutting stock problems"],
  kind: "bin-packing",
  extensions: BPPLIB_EXTENSIONS,
  detect: (head, fileName) => judged(looksLikeBpplib(head), endsWithOneOf(fileName, BPPLIB_EXTENSIONS)),
  parse(text) {
    const cursor = openCursor(text, "a bin packing file: n, the capacity, and n sizes");
    const n = readCount(cursor, "n, the number of items,");
    const capacity = nextNumber(cursor, "the capacity");
    const sizes = readSizes(cursor, n, "the file");
    return close(cursor, { kind: "bin-packing", instances: [{ name: null, capacity, sizes, best: null }] });
  },
  *print(record) {
    const { capacity, sizes } = onlyInstance(record);
    yield `${sizes.length}\n${capacity}\n`;
    yield* inPieces(sizes.map((size) => `${size}\n`));
  },
};

function readWord(cursor: Cursor, what: string): string {
  skipSpace(cursor);
  const start = cursor.at;
  while (cursor.text.charCodeAt(cursor.at) > 32) cursor.at++;
  if (cursor.at === start) unexpected(cursor, start, what);
  return cursor.text.slice(start, cursor.at);
}

function nextNumber(cursor: Cursor, what: string): number {
  skipSpace(cursor);
  const at = cursor.at;
  const value = readNumber(cursor, what);
  if (value < 0) unexpected(cursor, at, `${what}, 0 or more`);
  return value;
}

function readCount(cursor: Cursor, what: string): number {
  skipSpace(cursor);
  const start = cursor.at;
  const n = readInteger(cursor, what, 1, LARGEST);
  if (roomFor(cursor, n, SHORTEST_NUMBER) < n) {
    const hint = "The file may be cut off, or of another format.";
    fail(cursor, start, `found n = ${n}, but the file is too short for ${n} items`, { hint });
  }
  return n;
}

const readSizes = (cursor: Cursor, n: number, where: string) =>
  Array.from({ length: n }, (_, item) => nextNumber(cursor, `the size of item ${item + 1} of ${where}`));

function close(cursor: Cursor, record: BinPackingRecord): BinPackingRecord {
  skipSpace(cursor);
  if (!atEnd(cursor)) unexpected(cursor, cursor.at, "the end of the file after the last size");
  return record;
}

function judged(found: number, byEnding: boolean): number {
  if (found === 0) return byEnding ? BY_ENDING : 0;
  return byEnding ? BY_ENDING_AND_CONTENT : found;
}

/** K; a word; three numbers, the middle one whole; a number. */
function looksLikeBinpack(head: string): number {
  const { lines } = headLines(head);
  const [count = "", name = "", header = "", size = ""] = lines.filter((line) => line !== "");
  const numbers = header.split(/\s+/);
  const fits = /^[1-9]\d*$/.test(count) && /^\S+$/.test(name) && numbers.length === 3 && numbers.every(isNumber);
  return fits && /^[1-9]\d*$/.test(numbers[1]) && size.split(/\s+/).every(isNumber) ? SURE : 0;
}

/** n alone, then numbers of which the first is the largest and the others are as many as n says. */
function looksLikeBpplib(head: string): number {
  const { lines, complete } = headLines(head);
  const full = lines.filter((line) => line !== "");
  if (!/^[1-9]\d*$/.test(full[0] ?? "") || !isNumber(full[1] ?? "")) return 0;
  const words = full.slice(1).join(" ").split(/\s+/);
  if (!words.every(isNumber)) return 0;
  const [capacity, ...sizes] = words.map(Number);
  const n = Number(full[0]);
  const fits = complete ? sizes.length === n : sizes.length <= n;
  return fits && n >= FEWEST && sizes.every((size) => size <= capacity) ? LIKELY : 0;
}

const isNumber = (word: string) => NUMBER.test(word);

function* binpackLines({ instances }: BinPackingRecord): Generator<string, void, void> {
  yield `${instances.length}\n`;
  for (const [k, { name, capacity, sizes, best }] of instances.entries()) {
    yield `${name ?? k + 1}\n${capacity} ${sizes.length} ${best ?? 0}\n`;
    for (const size of sizes) yield `${size}\n`;
  }
}

/**
 * Lists of whole numbers: how many, then the numbers, one a line or many. Line breaks mean nothing. O(numbers).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, NumbersRecord } from "./records.ts";
import { atEnd, fail, openCursor, readInteger, roomFor, skipSpace, unexpected } from "./scanner.ts";

const EXTENSIONS = ["numbers", "npp"];
const LARGEST_COUNT = 100_000_000;
const SHORTEST_NUMBER = 2; // a digit and a blank
const LIKELY = 0.85; // above a list of blocks, which has no block above the number of its vertices
const FEWEST = 6; // fewer numbers may well be something else

export const numberList: Format<NumbersRecord> = {
  id: "number-list",
  title: "List of whole numbers, their count first",
  sources: ["Mertens 1998, Phase transition in the number partitioning problem"],
  kind: "numbers",
  extensions: EXTENSIONS,
  detect,
  parse(text) {
    const cursor = openCursor(text, "a list of whole numbers: how many, then the numbers");
    skipSpace(cursor);
    const start = cursor.at;
    const count = readInteger(cursor, "how many numbers there are", 1, LARGEST_COUNT);
    if (roomFor(cursor, count, SHORTEST_NUMBER) < count) {
      const hint = "The file may be cut off, or of another format.";
      fail(cursor, start, `found ${count} as the count, but the file is too short for so many numbers`, { hint });
    }
    const values: number[] = [];
    while (values.length < count) {
      skipSpace(cursor);
      values.push(readInteger(cursor, `number ${values.length + 1} of ${count}`, 0, Number.MAX_SAFE_INTEGER));
    }
    skipSpace(cursor);
    if (!atEnd(cursor)) unexpected(cursor, cursor.at, `the end of the file after ${count} numbers`);
    return { kind: "numbers", values };
  },
  print: (record) => inPieces(lines(record)),
};

function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const { lines: all, complete } = headLines(head);
  const full = all.filter((line) => line !== "");
  const words = full.join(" ").split(/\s+/);
  if (!words.every((word) => /^\d+$/.test(word))) return byEnding ? BY_ENDING : 0;
  const [count, ...numbers] = words.map(Number);
  // A head as long as heads are may yet be all of the text.
  const fits = complete ? numbers.length === count : numbers.length <= count;
  if (byEnding) return fits ? BY_ENDING_AND_CONTENT : BY_ENDING;
  return fits && count >= FEWEST && numbers.some((value) => value > count) && /^\d+$/.test(full[0]) ? LIKELY : 0;
}

function* lines({ values }: NumbersRecord): Generator<string, void, void> {
  yield `${values.length}\n`;
  for (const value of values) yield `${value}\n`;
}

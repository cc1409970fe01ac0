/**
 * Multidimensional knapsack files of the OR-Library (Beasley 1990): K, then K times `n m best` (best 0: not known), n values, m rows of n
 * weights, m capacities. Line breaks mean nothing. O(numbers).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, withoutMark } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, MultidimensionalKnapsackRecord } from "./records.ts";
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

type Instance = MultidimensionalKnapsackRecord["instances"][number];

const EXTENSIONS = ["mknap", "mkp"];
const LARGEST = 100_000_000;
const SHORTEST_NUMBER = 2; // a digit and a blank
const CERTAIN = 0.94; // the text ends where it should
const LIKELY = 0.8; // one instance at least is whole, and the next begins as it should
const PERHAPS = 0.75; // the text goes on inside the first; K alone and three numbers open no other format

export const mknap: Format<MultidimensionalKnapsackRecord> = {
  id: "mknap",
  title: "OR-Library multidimensional knapsacks",
  sources: [
    "Beasley 1990, OR-Library: distributing test problems by electronic mail",
    "Chu, Beasley 1998, A genetic algorithm for the multidimensional knapsack problem",
  ],
  kind: "multidimensional-knapsack",
  extensions: EXTENSIONS,
  detect,
  parse(text) {
    const cursor = openCursor(
      text,
      "a file of multidimensional knapsacks: how many, then n, m, best and the numbers of each",
    );
    skipSpace(cursor);
    const count = readInteger(cursor, "how many instances there are", 1, LARGEST);
    const instances: Instance[] = [];
    while (instances.length < count) instances.push(readOne(cursor, `instance ${instances.length + 1} of ${count}`));
    skipSpace(cursor);
    if (!atEnd(cursor)) unexpected(cursor, cursor.at, `the end of the file after ${count} instances`);
    return { kind: "multidimensional-knapsack", instances };
  },
  *print(record) {
    yield* inPieces(lines(record));
  },
};

function readOne(cursor: Cursor, which: string): Instance {
  const next = (what: string) => {
    skipSpace(cursor);
    return readNumber(cursor, `${what} in ${which}`);
  };
  skipSpace(cursor);
  const start = cursor.at;
  const n = readInteger(cursor, `n, the number of items of ${which},`, 1, LARGEST);
  skipSpace(cursor);
  const m = readInteger(cursor, `m, the number of capacities of ${which},`, 1, LARGEST);
  const needed = 1 + n + n * m + m;
  if (roomFor(cursor, needed, SHORTEST_NUMBER) < needed) {
    const hint = "The file may be cut off, or of another format.";
    fail(cursor, start, `found ${n} items and ${m} capacities, but the file is too short for them`, { hint });
  }
  const best = next("the best known value, 0 for none,");
  const values = Array.from({ length: n }, (_, item) => next(`the value of item ${item + 1}`));
  const weights = Array.from({ length: m }, (_, row) =>
    Array.from({ length: n }, (_, item) => next(`weight ${row + 1} of item ${item + 1}`)),
  );
  const capacities = Array.from({ length: m }, (_, row) => next(`capacity ${row + 1}`));
  return { name: null, values, weights, capacities, best: best === 0 ? null : best };
}

function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const found = looksLike(withoutMark(head).trim(), head.length >= 4096);
  if (found === 0) return byEnding ? BY_ENDING : 0;
  return byEnding ? BY_ENDING_AND_CONTENT : found;
}

function looksLike(text: string, cut: boolean): number {
  if (!/^[1-9]\d*[ \t\r]*\n\s*[1-9]\d*\s+[1-9]\d*\s/.test(text) || !/^[\d\s.eE+-]*$/.test(text)) return 0;
  const words = text.split(/\s+/);
  const numbers = words.map(Number);
  const count = (at: number) => Number.isInteger(numbers[at]) && numbers[at] > 0;
  let at = 1;
  for (let k = 0; k < numbers[0]; k++) {
    if (!cut && at + 2 >= numbers.length) return 0;
    if (at + 2 >= numbers.length) break;
    if (!count(at) || !count(at + 1)) return 0;
    const [n, m] = [numbers[at], numbers[at + 1]];
    at += 3 + n + n * m + m;
  }
  if (at === numbers.length) return CERTAIN;
  if (!cut || at < numbers.length) return 0;
  const [n, m] = [numbers[1], numbers[2]];
  if (4 + n + n * m + m < numbers.length) return LIKELY;
  return /^\d+\s+\d+[ \t]+\d+[ \t]+[\d.]+[ \t\r]*\n/.test(text) ? PERHAPS : 0;
}

function* lines({ instances }: MultidimensionalKnapsackRecord): Generator<string, void, void> {
  yield `${instances.length}\n`;
  for (const { values, weights, capacities, best } of instances) {
    yield `${values.length} ${capacities.length} ${best ?? 0}\n${values.join(" ")}\n`;
    for (const row of weights) yield `${row.join(" ")}\n`;
    yield `${capacities.join(" ")}\n`;
  }
}

/**
 * Knapsack files: `n capacity`, on one line or two, then n lines `value weight`, then perhaps an optimal selection as n numbers 0 or 1
 * (Pisinger's generator). O(n).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, KnapsackRecord } from "./records.ts";
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

const EXTENSIONS = ["kp", "knap", "knapsack"];
const LARGEST = 100_000_000;
const SHORTEST_ITEM = 4; // two digits, two blanks
const SURE = 0.8; // below a METIS graph whose neighbours are mutual
const PERHAPS = 0.72; // the text goes on
const ON_TWO_LINES = 0.93; // n alone opens a QAPLIB file as well, but no such matrix has one number in its first row and two in all others
const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const ITEM = new RegExp(`^${NUMBER}\\s+${NUMBER}$`);

export const knapsack: Format<KnapsackRecord> = {
  id: "knapsack",
  title: "Knapsack, value and weight a line",
  sources: ["Pisinger 2005, Where are the hard knapsack problems?", "https://hjemmesider.diku.dk/~pisinger/codes.html"],
  kind: "knapsack",
  extensions: EXTENSIONS,
  detect,
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

/** A header of two numbers, then as many lines of two numbers as it says, or fewer while the text goes on. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const unsure = byEnding ? BY_ENDING : 0;
  const { lines: all, complete } = headLines(head);
  const full = all.filter((line) => line !== "");
  const split = /^\d+$/.test(full[0] ?? "") && new RegExp(`^${NUMBER}$`).test(full[1] ?? "");
  const header = split ? [full[0], full[1]] : (full[0] ?? "").split(/\s+/);
  if (header.length !== 2 || !/^[1-9]\d*$/.test(header[0]) || !new RegExp(`^${NUMBER}$`).test(header[1])) return unsure;
  const n = Number(header[0]);
  const rest = full.slice(split ? 2 : 1);
  const items = rest.findIndex((line) => !ITEM.test(line));
  const count = items < 0 ? rest.length : items;
  const tail = rest.slice(n).join(" ");
  const fits = complete
    ? count >= n && (tail === "" || (/^[01\s]*$/.test(tail) && tail.split(/\s+/).length === n))
    : count >= Math.min(n, rest.length) && rest.length > 0;
  if (!fits) return unsure;
  if (byEnding) return BY_ENDING_AND_CONTENT;
  return split ? ON_TWO_LINES : complete ? SURE : PERHAPS;
}

function parse(text: string): KnapsackRecord {
  const cursor = openCursor(text, "a knapsack file: n, the capacity, and n lines of value and weight");
  const next = (what: string) => {
    skipSpace(cursor);
    return readNumber(cursor, what);
  };
  skipSpace(cursor);
  const start = cursor.at;
  const n = readInteger(cursor, "n, the number of items,", 1, LARGEST);
  if (roomFor(cursor, n, SHORTEST_ITEM) < n) {
    fail(cursor, start, `found n = ${n}, but the file is too short for ${n} items`, {
      hint: "The file may be cut off, or of another format.",
    });
  }
  const capacity = next("the capacity");
  const values: number[] = [];
  const weights: number[] = [];
  for (let item = 1; item <= n; item++) {
    values.push(next(`the value of item ${item}`));
    weights.push(next(`the weight of item ${item}`));
  }
  return { kind: "knapsack", capacity, values, weights, selection: readSelection(cursor, n) };
}

function readSelection(cursor: Cursor, n: number): number[] | null {
  skipSpace(cursor);
  if (atEnd(cursor)) return null;
  const selection = Array.from({ length: n }, (_, item) => {
    skipSpace(cursor);
    return readInteger(cursor, `0 or 1 for item ${item + 1}`, 0, 1);
  });
  skipSpace(cursor);
  if (!atEnd(cursor)) unexpected(cursor, cursor.at, `the end of the file after ${n} items and a selection`);
  return selection;
}

function* lines({ capacity, values, weights, selection }: KnapsackRecord): Generator<string, void, void> {
  yield `${values.length} ${capacity}\n`;
  for (let item = 0; item < values.length; item++) yield `${values[item]} ${weights[item]}\n`;
  if (selection !== null) yield `${selection.join(" ")}\n`;
}

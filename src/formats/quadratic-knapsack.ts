/**
 * Quadratic knapsack files (Gallo, Hammer & Simeone 1980; generator of Billionnet & Soutif 2004): a name, n, n values, the values of pairs
 * as the upper triangle row by row, 0 (the weights stay at or below the capacity), the capacity, n weights, then perhaps remarks. O(n^2).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, QuadraticKnapsackRecord } from "./records.ts";
import { fail, openCursor, readInteger, readNumber, restOfLine, roomFor, skipSpace, unexpected } from "./scanner.ts";

const EXTENSIONS = ["qkp"];
const LARGEST = 1_000_000;
const SHORTEST_NUMBER = 2; // a digit and a blank
const SURE = 0.97; // rows that get shorter by one are no matrix, even where the numbers are as many
const NUMBERS = /^[\d\s.eE+-]+$/;
const UNNAMED = "qkp";

export const quadraticKnapsack: Format<QuadraticKnapsackRecord> = {
  id: "quadratic-knapsack",
  title: "Quadratic knapsack: values, pairs as an upper triangle, weights",
  sources: [
    "Gallo, Hammer, Simeone 1980, Quadratic knapsack problems",
    "Billionnet, Soutif 2004, An exact method based on Lagrangian decomposition for the 0-1 quadratic knapsack problem",
  ],
  kind: "quadratic-knapsack",
  extensions: EXTENSIONS,
  detect,
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

function parse(text: string): QuadraticKnapsackRecord {
  const cursor = openCursor(text, "a quadratic knapsack file: a name, n, values, pairs, 0, the capacity, weights");
  const next = (what: string) => {
    skipSpace(cursor);
    return readNumber(cursor, what);
  };
  skipSpace(cursor);
  const stated = restOfLine(cursor);
  skipSpace(cursor);
  const start = cursor.at;
  const n = readInteger(cursor, "n, the number of items,", 1, LARGEST);
  const needed = (n * (n + 1)) / 2 + 2 + n;
  if (roomFor(cursor, needed, SHORTEST_NUMBER) < needed) {
    const hint = "The file may be cut off, or of another format.";
    fail(cursor, start, `found n = ${n}, but the file is too short for ${n} items and their pairs`, { hint });
  }
  const values = Array.from({ length: n }, (_, item) => next(`the value of item ${item + 1}`));
  const pairs: [number, number, number][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const value = next(`the value of items ${i + 1} and ${j + 1} together`);
      if (value !== 0) pairs.push([i, j, value]);
    }
  }
  skipSpace(cursor);
  const kind = cursor.at;
  if (readInteger(cursor, "0, for weights at or below the capacity,", 0, 1) !== 0) {
    const hint = "Only inequalities are read; write an equality as a program (groundstate problems model).";
    unexpected(cursor, kind, "0, for weights at or below the capacity", hint);
  }
  const capacity = next("the capacity");
  const weights = Array.from({ length: n }, (_, item) => next(`the weight of item ${item + 1}`));
  const name = stated === UNNAMED || stated === "" ? null : stated;
  return { kind: "quadratic-knapsack", name, values, pairs, weights, capacity };
}

/** A line that is no number, n alone, a line of n numbers, then one of n - 1, and no fewer numbers than there must be. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const { lines: all, complete } = headLines(head);
  const [name = "", count = "", ...rest] = all.filter((line) => line !== "");
  const n = Number(count);
  const width = (line: string | undefined) => (line !== undefined && NUMBERS.test(line) ? line.split(/\s+/).length : 0);
  const fits =
    name !== "" &&
    !NUMBERS.test(name) &&
    /^[1-9]\d*$/.test(count) &&
    (rest.length === 0 || width(rest[0]) === n) &&
    (rest.length < 2 || width(rest[1]) === Math.max(1, n - 1)) &&
    (!complete || rest.reduce((sum, line) => sum + width(line), 0) >= (n * (n + 1)) / 2 + 2 + n);
  if (!fits || rest.length < 2) return byEnding ? BY_ENDING : 0;
  return byEnding ? BY_ENDING_AND_CONTENT : SURE;
}

function* lines({ name, values, pairs, weights, capacity }: QuadraticKnapsackRecord): Generator<string, void, void> {
  const n = values.length;
  yield `${name ?? UNNAMED}\n${n}\n${values.join(" ")}\n`;
  let next = 0;
  for (let i = 0; i + 1 < n; i++) {
    const row = new Array<number>(n - 1 - i).fill(0);
    for (; next < pairs.length && pairs[next][0] === i; next++) row[pairs[next][1] - i - 1] = pairs[next][2];
    yield `${row.join(" ")}\n`;
  }
  yield `\n0\n${capacity}\n${weights.join(" ")}\n`;
}

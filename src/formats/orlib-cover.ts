/**
 * Set covering files of the OR-Library (Beasley 1990): `m n`, then
 * - scp: the n costs, and for each of m rows the number of columns that cover it and those columns, from 1;
 * - rail: for each of n columns its cost, the number of rows it covers and those rows, from 1.
 * Line breaks mean nothing. Rows become elements, columns sets. O(numbers).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, edgeListConfidence, endsWithOneOf, withoutMark } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, SetSystemRecord } from "./records.ts";
import {
  atEnd,
  type Cursor,
  fail,
  largestCount,
  openCursor,
  readInteger,
  readNumber,
  roomFor,
  skipSpace,
  unexpected,
} from "./scanner.ts";

const SCP_EXTENSIONS = ["scp"];
const RAIL_EXTENSIONS = ["rail"];
const LARGEST = 1_000_000_000;
const SHORTEST_NUMBER = 2; // a digit and a blank
const CERTAIN = 0.93; // the text ends where it should
const LIKELY = 0.74; // the text goes on, and fits so far
const COSTS_ONLY = 0.7; // the text goes on, and is all costs so far: many on a line, as nothing else after two numbers is

const common = {
  sources: ["Beasley 1990, OR-Library: distributing test problems by electronic mail"],
  kind: "set-system",
} as const;

export const scp: Format<SetSystemRecord> = {
  ...common,
  id: "scp",
  title: "OR-Library set covering, row by row",
  extensions: SCP_EXTENSIONS,
  detect: (head, fileName) => detect(head, endsWithOneOf(fileName, SCP_EXTENSIONS), fitsRows),
  parse(text) {
    const { cursor, elements, count } = open(text, (m, n) => m + n);
    const costs = Array.from({ length: count }, (_, s) => next(cursor, `the cost of column ${s + 1}`));
    const sets: number[][] = Array.from({ length: count }, () => []);
    for (let e = 0; e < elements; e++) {
      for (const s of readList(cursor, `row ${e + 1}`, "column", count)) sets[s].push(e);
    }
    return close(cursor, { kind: "set-system", elements, costs, sets });
  },
  *print(record) {
    yield* inPieces(rowLines(record));
  },
};

export const rail: Format<SetSystemRecord> = {
  ...common,
  id: "rail",
  title: "OR-Library set covering, column by column",
  extensions: RAIL_EXTENSIONS,
  detect: (head, fileName) => detect(head, endsWithOneOf(fileName, RAIL_EXTENSIONS), fitsColumns),
  parse(text) {
    const { cursor, elements, count } = open(text, (_m, n) => 2 * n);
    const costs: number[] = [];
    const sets = Array.from({ length: count }, (_, s) => {
      costs.push(next(cursor, `the cost of column ${s + 1}`));
      return readList(cursor, `column ${s + 1}`, "row", elements).sort((a, b) => a - b);
    });
    return close(cursor, { kind: "set-system", elements, costs, sets });
  },
  *print(record) {
    yield* inPieces(columnLines(record));
  },
};

/** @param least how many numbers m rows and n columns take at least */
function open(
  text: string,
  least: (m: number, n: number) => number,
): { cursor: Cursor; elements: number; count: number } {
  const cursor = openCursor(text, "a set covering file: m rows, n columns");
  skipSpace(cursor);
  const start = cursor.at;
  const elements = readInteger(cursor, "m, the number of rows,", 1, largestCount(cursor));
  skipSpace(cursor);
  const count = readInteger(cursor, "n, the number of columns,", 1, LARGEST);
  const needed = least(elements, count);
  if (roomFor(cursor, needed, SHORTEST_NUMBER) < needed) {
    const hint = "The file may be cut off, or of another format.";
    fail(cursor, start, `found ${elements} rows and ${count} columns, but the file is too short for them`, { hint });
  }
  return { cursor, elements, count };
}

function next(cursor: Cursor, what: string): number {
  skipSpace(cursor);
  return readNumber(cursor, what);
}

/** `k`, then k indices from 1; as indices from 0. */
function readList(cursor: Cursor, owner: string, what: string, most: number): number[] {
  skipSpace(cursor);
  const size = readInteger(cursor, `the number of ${what}s of ${owner}`, 0, most);
  const seen = new Set<number>();
  for (let k = 0; k < size; k++) {
    skipSpace(cursor);
    const at = cursor.at;
    const index = readInteger(cursor, `a ${what} of ${owner}`, 1, most) - 1;
    if (seen.has(index)) fail(cursor, at, `${owner} names ${what} ${index + 1} twice, expected different ${what}s`);
    seen.add(index);
  }
  return [...seen];
}

function close(cursor: Cursor, record: SetSystemRecord): SetSystemRecord {
  skipSpace(cursor);
  if (!atEnd(cursor)) {
    unexpected(
      cursor,
      cursor.at,
      `the end of the file after ${record.elements} rows and ${record.sets.length} columns`,
    );
  }
  return record;
}

function detect(head: string, byEnding: boolean, fits: (numbers: readonly number[], cut: boolean) => number): number {
  const text = withoutMark(head).trim();
  const unsure = byEnding ? BY_ENDING : 0;
  if (!/^[1-9]\d*\s+[1-9]\d*\s/.test(text) || !/^[\d\s.eE+-]*$/.test(text)) return unsure;
  const cut = head.length >= 4096;
  // The beginning of a list of weighted edges, three numbers a line, may read as sets of few elements by chance.
  if (cut && edgeListConfidence(head) >= 0.5) return unsure;
  const words = text.split(/\s+/);
  if (cut) words.pop();
  const found = fits(words.map(Number), cut);
  return found === 0 ? unsure : byEnding ? BY_ENDING_AND_CONTENT : found;
}

/** How well numbers fit as rows after n costs. */
function fitsRows(numbers: readonly number[], cut: boolean): number {
  const [m, n] = numbers;
  if (numbers.length <= 2 + n) return cut ? COSTS_ONLY : 0;
  return walk(numbers, 2 + n, { items: m, before: 0, most: n }, cut);
}

/** How well numbers fit as columns with costs. */
function fitsColumns(numbers: readonly number[], cut: boolean): number {
  const [m, n] = numbers;
  return walk(numbers, 2, { items: n, before: 1, most: m }, cut);
}

interface Shape {
  readonly items: number;
  /** Numbers of an item before its length. */
  readonly before: number;
  readonly most: number;
}

function walk(numbers: readonly number[], from: number, { items, before, most }: Shape, cut: boolean): number {
  let at = from;
  let largest = 0; // a long row of costs 1 would read as sets of one element each
  for (let item = 0; item < items; item++) {
    at += before;
    if (at >= numbers.length) return cut && item > 2 && largest > 1 ? LIKELY : 0;
    const size = numbers[at++];
    largest = Math.max(largest, size);
    if (!(Number.isInteger(size) && size >= 0 && size <= most)) return 0;
    const end = at + size;
    for (; at < end && at < numbers.length; at++) {
      if (!(Number.isInteger(numbers[at]) && numbers[at] >= 1 && numbers[at] <= most)) return 0;
    }
    if (at < end) return cut && item > 2 && largest > 1 ? LIKELY : 0;
  }
  return at === numbers.length ? CERTAIN : 0;
}

function* rowLines({ elements, costs, sets }: SetSystemRecord): Generator<string, void, void> {
  yield `${elements} ${sets.length}\n${costs.join(" ")}\n`;
  const covering: number[][] = Array.from({ length: elements }, () => []);
  for (const [s, set] of sets.entries()) for (const e of set) covering[e].push(s + 1);
  for (const list of covering) yield `${[list.length, ...list].join(" ")}\n`;
}

function* columnLines({ elements, costs, sets }: SetSystemRecord): Generator<string, void, void> {
  yield `${elements} ${sets.length}\n`;
  for (const [s, set] of sets.entries()) yield `${[costs[s], set.length, ...set.map((e) => e + 1)].join(" ")}\n`;
}

/**
 * Timetables of the International Timetabling Competition 2002: `events rooms features students`, then one number a line (line breaks mean
 * nothing): the seats of each room, whether each student attends each event, whether each room has each feature, whether each event needs it.
 * O(numbers).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, TimetableRecord } from "./records.ts";
import { atEnd, type Cursor, fail, openCursor, readInteger, roomFor, skipSpace, unexpected } from "./scanner.ts";

const EXTENSIONS = ["tim"];
const LARGEST = 1_000_000;
const MOST_SEATS = 1_000_000_000;
const SHORTEST_NUMBER = 2; // a digit and a line end
const CERTAIN = 0.95;
const LIKELY = 0.75; // the text goes on

export const itcTimetable: Format<TimetableRecord> = {
  id: "itc2002",
  title: "International Timetabling Competition 2002",
  sources: [
    "Paechter, Gambardella & Rossi-Doria 2002, International Timetabling Competition, http://sferics.idsia.ch/Files/ttcomp2002/",
  ],
  kind: "timetable",
  extensions: EXTENSIONS,
  detect,
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

const countOf = (events: number, rooms: number, features: number, students: number): number =>
  rooms + students * events + (rooms + events) * features;

/** Four numbers on the first line, one on all others, as many as they say. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const unsure = byEnding ? BY_ENDING : 0;
  const { lines: all, complete } = headLines(head);
  const [header, ...rest] = all.filter((line) => line !== "");
  if (header === undefined || !/^[1-9]\d*\s+[1-9]\d*\s+\d+\s+\d+$/.test(header)) return unsure;
  if (!rest.every((line) => /^\d+$/.test(line)) || rest.length === 0) return unsure;
  const [events, rooms, features, students] = header.split(/\s+/).map(Number);
  const needed = countOf(events, rooms, features, students);
  if (complete ? rest.length !== needed : rest.length > needed) return unsure;
  return byEnding ? BY_ENDING_AND_CONTENT : complete ? CERTAIN : LIKELY;
}

function parse(text: string): TimetableRecord {
  const cursor = openCursor(text, "a timetable file: events, rooms, features, students");
  skipSpace(cursor);
  const start = cursor.at;
  const next = (what: string, low: number, high: number) => {
    skipSpace(cursor);
    return readInteger(cursor, what, low, high);
  };
  const events = next("the number of events", 1, LARGEST);
  const rooms = next("the number of rooms", 1, LARGEST);
  const features = next("the number of features", 0, LARGEST);
  const students = next("the number of students", 0, LARGEST);
  const needed = countOf(events, rooms, features, students);
  if (roomFor(cursor, needed, SHORTEST_NUMBER) < needed) {
    const hint = "The file may be cut off, or of another format.";
    fail(
      cursor,
      start,
      `found ${events} events, ${rooms} rooms, ${features} features and ${students} students, but the file is too short for them`,
      { hint },
    );
  }
  const capacities = Array.from({ length: rooms }, (_, r) => next(`the seats of room ${r + 1}`, 0, MOST_SEATS));
  const record: TimetableRecord = {
    kind: "timetable",
    capacities,
    students: readLists(cursor, students, events, (s, e) => `0 or 1: whether student ${s} attends event ${e}`),
    features,
    roomFeatures: readLists(cursor, rooms, features, (r, f) => `0 or 1: whether room ${r} has feature ${f}`),
    eventFeatures: readLists(cursor, events, features, (e, f) => `0 or 1: whether event ${e} needs feature ${f}`),
  };
  skipSpace(cursor);
  if (!atEnd(cursor)) unexpected(cursor, cursor.at, `the end of the file after ${needed} numbers`);
  return record;
}

/** The columns with a 1 of each row. */
function readLists(
  cursor: Cursor,
  rows: number,
  columns: number,
  what: (row: number, column: number) => string,
): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const list: number[] = [];
    for (let column = 0; column < columns; column++) {
      skipSpace(cursor);
      const { at, text } = cursor;
      const code = text.charCodeAt(at);
      // The words are made for errors only: there may be millions of numbers.
      if ((code === 48 || code === 49) && !(text.charCodeAt(at + 1) > 32)) cursor.at++;
      else unexpected(cursor, at, what(row + 1, column + 1));
      if (code === 49) list.push(column);
    }
    return list;
  });
}

function* lines({
  capacities,
  students,
  features,
  roomFeatures,
  eventFeatures,
}: TimetableRecord): Generator<string, void, void> {
  const events = eventFeatures.length;
  yield `${events} ${capacities.length} ${features} ${students.length}\n`;
  for (const capacity of capacities) yield `${capacity}\n`;
  const blocks: readonly (readonly [readonly (readonly number[])[], number])[] = [
    [students, events],
    [roomFeatures, features],
    [eventFeatures, features],
  ];
  for (const [rows, columns] of blocks) {
    for (const row of rows) {
      const ones = new Set(row);
      for (let column = 0; column < columns; column++) yield ones.has(column) ? "1\n" : "0\n";
    }
  }
}

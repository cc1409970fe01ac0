/**
 * Job-shop files as in JSPLIB and the OR-Library: comments behind #, `jobs machines`, then a line a job of pairs `machine duration` in
 * the order of the operations, machines from 0. Lines may differ in length. O(operations).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces, oneLine } from "./pieces.ts";
import type { Format, JobShopRecord } from "./records.ts";
import {
  atEnd,
  atLineEnd,
  type Cursor,
  endLine,
  fail,
  openCursor,
  readInteger,
  restOfLine,
  roomFor,
  skipSpace,
  unexpected,
} from "./scanner.ts";

const EXTENSIONS = ["jsp", "jss"];
const MOST_JOBS = 10_000_000;
const MOST_MACHINES = 1_000_000;
const LONGEST = 2 ** 31 - 1;
const SHORTEST_JOB = 4; // machine, blank, duration, line end
const CERTAIN = 0.97; // every job takes every machine once: nothing else looks like that
const LIKELY = 0.6; // numbers that happen to be pairs

export const jsplib: Format<JobShopRecord> = {
  id: "jsplib",
  title: "Job shop, pairs of machine and duration",
  sources: [
    "https://github.com/tamy0612/JSPLIB",
    "Beasley 1990, OR-Library: distributing test problems by electronic mail",
  ],
  kind: "job-shop",
  extensions: EXTENSIONS,
  detect,
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

/** A header of two numbers, then as many lines of pairs as it says, or fewer while the text goes on. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const unsure = byEnding ? BY_ENDING : 0;
  const { lines: all, complete } = headLines(head);
  const full = all.filter((line) => line !== "" && !line.startsWith("#"));
  const header = (full[0] ?? "").split(/\s+/).map(Number);
  const [jobs, machines] = header;
  if (header.length !== 2 || !(jobs > 0 && machines > 0)) return unsure;
  const rows = full.slice(1).map((line) => line.split(/\s+/).map(Number));
  if (rows.length === 0 || rows.length > jobs || (complete && rows.length < jobs)) return unsure;
  const machinesOf = (row: readonly number[]) => row.filter((_, k) => k % 2 === 0);
  const fits = rows.every(
    (row) =>
      row.length % 2 === 0 &&
      row.every((value) => Number.isInteger(value) && value >= 0) &&
      machinesOf(row).every((machine) => machine < machines),
  );
  if (!fits) return unsure;
  if (byEnding) return BY_ENDING_AND_CONTENT;
  const once = (row: readonly number[]) => row.length === 2 * machines && new Set(machinesOf(row)).size === machines;
  return machines > 1 && rows.every(once) ? CERTAIN : LIKELY;
}

function parse(text: string): JobShopRecord {
  const cursor = openCursor(text, "a job-shop file: how many jobs and machines, and a line of pairs a job");
  const name = readComments(cursor);
  const start = cursor.at;
  const count = readInteger(cursor, "the number of jobs", 1, MOST_JOBS);
  if (roomFor(cursor, count, SHORTEST_JOB) < count) {
    fail(cursor, start, `found ${count} jobs, but the file is too short for them`, {
      hint: "The file may be cut off, or of another format.",
    });
  }
  const machines = readInteger(cursor, "the number of machines", 1, MOST_MACHINES);
  endLine(cursor, "the end of the line after the numbers of jobs and machines");
  const jobs: [number, number][][] = [];
  while (jobs.length < count) jobs.push(readJob(cursor, `job ${jobs.length + 1} of ${count}`, machines));
  readComments(cursor);
  if (!atEnd(cursor)) unexpected(cursor, cursor.at, `the end of the file after ${count} jobs`);
  return { kind: "job-shop", name, jobs };
}

function readJob(cursor: Cursor, what: string, machines: number): [number, number][] {
  readComments(cursor);
  const job: [number, number][] = [];
  do {
    const operation = `operation ${job.length + 1} of ${what}`;
    const machine = readInteger(cursor, `the machine of ${operation}`, 0, machines - 1);
    job.push([machine, readInteger(cursor, `the duration of ${operation}`, 0, LONGEST)]);
  } while (!atLineEnd(cursor));
  return job;
}

/** Moves over blank lines and comments; the name that one of them gives, or null. */
function readComments(cursor: Cursor): string | null {
  let name: string | null = null;
  skipSpace(cursor);
  while (cursor.text.charAt(cursor.at) === "#") {
    const comment = restOfLine(cursor);
    name ??= /^#\s*instance\s+(\S.*)$/.exec(comment)?.[1] ?? null;
    skipSpace(cursor);
  }
  return name;
}

function* lines({ name, jobs }: JobShopRecord): Generator<string, void, void> {
  if (name !== null && oneLine(name) !== "") yield `# instance ${oneLine(name)}\n`;
  const machines = jobs.reduce((count, job) => job.reduce((most, [machine]) => Math.max(most, machine + 1), count), 1);
  yield `${jobs.length} ${machines}\n`;
  for (const job of jobs) yield `${job.map(([machine, duration]) => `${machine} ${duration}`).join("  ")}\n`;
}

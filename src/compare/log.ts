/**
 * Files of runs: append-only NDJSON, one record a line. A line that a kill tore in two is reported and left out, so at most the run in
 * flight is lost. Files from several machines merge by key into one canonical text.
 */
import { schemaComplaints } from "../validate.ts";
import { type RunRecord, recordSchema } from "./record.ts";

export interface Log {
  /** One a key, the first that was seen, in the order of the lines. */
  readonly records: readonly RunRecord[];
  /** Lines that are no record: where, and what is wrong with them. */
  readonly broken: readonly { readonly line: number; readonly why: string }[];
  /** Lines whose key stood before, with the same content. */
  readonly repeated: number;
  /** Keys with two different contents, of which the first counts: under a work budget a sign that something is not deterministic. */
  readonly differing: readonly string[];
}

export const recordLine = (record: RunRecord): string => `${JSON.stringify(record)}\n`;

/** Reads the lines of one or several files, given one after the other. */
export function parseLog(texts: readonly string[]): Log {
  const records = new Map<string, { readonly record: RunRecord; readonly text: string }>();
  const broken: { line: number; why: string }[] = [];
  const differing = new Set<string>();
  let repeated = 0;
  for (const text of texts) {
    text.split("\n").forEach((line, k) => {
      if (line.trim() === "") return;
      const found = parseLine(line);
      if (typeof found === "string") {
        broken.push({ line: k + 1, why: found });
        return;
      }
      const known = records.get(found.key);
      if (known === undefined) records.set(found.key, { record: found, text: line });
      else if (known.text === line) repeated++;
      else differing.add(found.key);
    });
  }
  return { records: [...records.values()].map(({ record }) => record), broken, repeated, differing: [...differing] };
}

/** A record, or what is wrong with the line. */
function parseLine(line: string): RunRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "no whole JSON document";
  }
  const complaints = schemaComplaints(recordSchema, value, "run");
  if (complaints.length === 0) return value as RunRecord;
  const [{ path, found, expected }] = complaints;
  return `${path} is ${found}, expected ${expected}`;
}

/** The same runs in the same order, however and wherever they were made. */
export function inCanonicalOrder(records: readonly RunRecord[]): RunRecord[] {
  const ranked = records.map((record) => ({ record, rank: rankOf(record) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  return ranked.map(({ record }) => record);
}

/** All records in canonical order: the same runs give the same text. */
export const canonicalLog = (records: readonly RunRecord[]): string =>
  inCanonicalOrder(records).map(recordLine).join("");

/** One a key, the first. */
export const withoutRepeats = (records: readonly RunRecord[]): RunRecord[] =>
  [...new Map([...records].reverse().map((record) => [record.key, record])).values()].reverse();

function rankOf({ problem, instance, entrant, seed, key }: RunRecord): string {
  const number = (seed + 2 ** 53).toString().padStart(17, "0");
  return [problem, instance.name, instance.digest, entrant, number, key].join("\u0000");
}

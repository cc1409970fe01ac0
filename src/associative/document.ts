/**
 * Pattern files into patterns and cues: JSON documents, grids of characters, grey pictures. Messages name the place as the file
 * has it. O(values).
 */
import { GroundstateError } from "../errors.ts";
import { PIXELS_EXPECTED, pixelValue } from "../formats/pixels.ts";
import type { FileRecord } from "../formats/records.ts";
import type { Complaint } from "../problem.ts";
import { requireNone, requireSchema, shorten } from "../validate.ts";
import { type Patterns, patternsFrom } from "./patterns.ts";
import type { Cues } from "./recall/types.ts";
import { type PatternsDocument, patternsSchema } from "./schema.ts";

/** Cues with what the file says of them. */
export interface CueSet extends Cues {
  /** One a cue. */
  readonly labels: readonly string[];
  /** Pixels in a row, or null. */
  readonly width: number | null;
}

/** What a file states: rows of -1, +1, and 0 where nothing is known. */
interface Rows {
  readonly name: string | null;
  readonly width: number | null;
  readonly rows: readonly Row[];
}

interface Row {
  readonly label: string | null;
  readonly values: Int8Array;
  /** How messages call value i. */
  readonly place: (i: number) => string;
}

/** Grey values from the half up are on. */
const THRESHOLD = 0.5;

/** True for a JSON document that means to be a pattern file. */
export function isPatternsDocument(document: unknown): boolean {
  if (typeof document !== "object" || document === null) return false;
  return "patterns" in document && !("problem" in document);
}

/** True for records that hold patterns. */
export function holdsPatterns(record: FileRecord): boolean {
  if (record.kind === "json") return isPatternsDocument(record.document);
  return record.kind === "patterns" || record.kind === "images";
}

/**
 * Patterns from what a file says.
 * @param name of the set where the file states none
 * @throws {GroundstateError} "invalid-instance", at unknown values too
 */
export function patternsFromRecord(record: FileRecord, name: string | null = null): Patterns {
  const { rows, width, name: stated } = rowsOf(record);
  for (const { values, place } of rows) {
    const unknown = values.indexOf(0);
    if (unknown >= 0) {
      const hint = "Only cues may have unknown values: groundstate recall PATTERNS CUES.";
      throw new GroundstateError("invalid-instance", `${place(unknown)} is unknown, expected on or off`, { hint });
    }
  }
  return patternsFrom(
    rows.map(({ values }) => values),
    { name: stated ?? name, width, labels: labelsOf(rows) },
  );
}

/** Cues from what a file says. @throws {GroundstateError} "invalid-instance", also when the cues are not of `size` values */
export function cuesFromRecord(record: FileRecord, size: number): CueSet {
  const { rows, width } = rowsOf(record);
  const values = new Int8Array(rows.length * size);
  rows.forEach((row, k) => {
    if (row.values.length !== size) {
      const found = `cue ${k + 1} has ${row.values.length} values`;
      throw new GroundstateError("invalid-instance", `${found}, expected ${size}, as the stored patterns have`);
    }
    values.set(row.values, k * size);
  });
  return { count: rows.length, size, values, labels: labelsOf(rows), width };
}

function labelsOf(rows: readonly Row[]): string[] {
  return rows.map(({ label }, k) => label ?? String(k + 1));
}

function rowsOf(record: FileRecord): Rows {
  switch (record.kind) {
    case "patterns": {
      const rows = record.patterns.map(({ label, values }, k) => ({
        label,
        values,
        place: (i: number) => {
          const name = label === null ? "" : ` (${JSON.stringify(label)})`;
          return `pattern ${k + 1}${name}, row ${Math.floor(i / record.columns) + 1}, column ${(i % record.columns) + 1}`;
        },
      }));
      return { name: null, width: record.columns, rows };
    }
    case "images": {
      const rows = record.images.map((image) => ({
        label: String(image.class),
        values: Int8Array.from(image.values, (grey) => (grey >= THRESHOLD * record.levels ? 1 : -1)),
        place: String,
      }));
      return { name: null, width: record.columns, rows };
    }
    case "json":
      return rowsOfDocument(record.document);
    default: {
      const hint = "Pattern files: JSON (groundstate schema patterns), pattern-grids, optdigits (groundstate formats).";
      throw new GroundstateError("invalid-instance", `the file holds ${record.kind} data, expected patterns`, { hint });
    }
  }
}

function rowsOfDocument(document: unknown): Rows {
  const hint = "groundstate schema patterns prints the schema.";
  if (!isPatternsDocument(document)) {
    const message = "the document holds no patterns, expected a field of that name and none called problem";
    throw new GroundstateError("invalid-instance", message, { hint });
  }
  requireSchema(patternsSchema, document, "document", "invalid-instance", hint);
  const { name = null, width: stated = null, patterns } = document as PatternsDocument;
  const drawn = patterns.find((pattern) => "pixels" in pattern);
  const width = stated ?? (drawn as { pixels: readonly string[] } | undefined)?.pixels[0].length ?? null;
  requireNone(complaintsOf(patterns, width), "invalid-instance", hint);
  const rows = patterns.map((pattern, k) => {
    const place = `document.patterns[${k}]`;
    const label = pattern.label ?? null;
    if ("values" in pattern)
      return { label, values: asSpins(pattern.values), place: (i: number) => `${place}.values[${i}]` };
    const values = Int8Array.from(pattern.pixels.join(""), pixelValue);
    const columns = width as number;
    return { label, values, place: (i: number) => `${place}.pixels[${Math.floor(i / columns)}][${i % columns}]` };
  });
  return { name, width, rows };
}

type ListedPattern = PatternsDocument["patterns"][number];

/** Bits to spins; unknown is 0. */
function asSpins(values: readonly (number | null)[]): Int8Array {
  return Int8Array.from(values, (value) => (value === null ? 0 : value === 0 ? -1 : value));
}

/** What a schema cannot say: rows of one length, characters that are pixels, one notation throughout the file. */
function complaintsOf(patterns: readonly ListedPattern[], width: number | null): Complaint[] {
  const found: Complaint[] = [];
  patterns.forEach((pattern, k) => {
    if (!("pixels" in pattern)) return;
    pattern.pixels.forEach((row, i) => {
      const path = `document.patterns[${k}].pixels[${i}]`;
      if (row.length !== width) found.push({ path, found: `of ${row.length} pixels`, expected: `${width} in a row` });
      const odd = Array.from(row, pixelValue).findIndex(Number.isNaN);
      if (odd >= 0) found.push({ path: `${path}[${odd}]`, found: shorten(row.charAt(odd)), expected: PIXELS_EXPECTED });
    });
  });
  return [...found, ...mixedNotation(patterns)];
}

/** Spins know no 0 and bits know no -1: what comes second is complained of. */
function mixedNotation(patterns: readonly ListedPattern[]): Complaint[] {
  const first = [0, -1].flatMap((value) => {
    const k = patterns.findIndex((pattern) => "values" in pattern && pattern.values.includes(value as 0));
    if (k < 0) return [];
    const i = (patterns[k] as { values: readonly unknown[] }).values.indexOf(value);
    return [{ value, k, i }];
  });
  if (first.length < 2) return [];
  const [earlier, later] = first.sort((a, b) => a.k - b.k || a.i - b.i);
  const hint = "Write null for what is unknown in a cue.";
  const expected = `1 or ${earlier.value}, as in patterns[${earlier.k}]`;
  return [{ path: `document.patterns[${later.k}].values[${later.i}]`, found: String(later.value), expected, hint }];
}

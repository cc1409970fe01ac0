/** Pattern files on the command line: stored patterns and cues, from any format that holds them, stdin and gzip included. */
import { basename } from "node:path";
import { type CueSet, cuesFromRecord, patternsFromRecord } from "../associative/document.ts";
import type { Patterns } from "../associative/patterns.ts";
import { readRecord } from "./input.ts";
import { STDIN } from "./stdin.ts";

export interface LoadedPatterns {
  readonly patterns: Patterns;
  /** Id of the file's format. */
  readonly format: string;
  /** The file name, or "stdin". */
  readonly source: string;
}

const sourceOf = (path: string): string => (path === STDIN ? "stdin" : basename(path));

/** @throws {GroundstateError} file, format, invalid-instance */
export async function loadPatterns(path: string, formatId?: string): Promise<LoadedPatterns> {
  const { record, format } = await readRecord(path, formatId);
  const source = sourceOf(path);
  const name = source.replace(/\.gz$/, "").replace(/\.[^.]+$/, "");
  return { patterns: patternsFromRecord(record, name), format, source };
}

/** Cues for these patterns; values may be unknown. @throws {GroundstateError} file, format, invalid-instance */
export async function loadCues(path: string, patterns: Patterns, formatId?: string): Promise<CueSet> {
  const { record } = await readRecord(path, formatId);
  return cuesFromRecord(record, patterns.size);
}

/** Files of runs: read whole, appended to run by run, so that a kill loses the runs in flight and nothing else. */
import { closeSync, existsSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { type Log, parseLog, recordLine } from "../compare/log.ts";
import type { RunRecord } from "../compare/record.ts";
import { GroundstateError } from "../errors.ts";
import { readText } from "./input.ts";

/** The runs of several files, one after the other. @throws {GroundstateError} "file" where one cannot be read or holds lines but no run */
export async function readRuns(paths: readonly string[]): Promise<Log> {
  const texts = await Promise.all(paths.map(readText));
  texts.forEach((text, k) => {
    const { records, broken } = parseLog([text]);
    if (records.length > 0 || broken.length === 0) return;
    const [{ line, why }] = broken;
    throw new GroundstateError("file", `${paths[k]} holds no runs: line ${line}: ${why}`, {
      hint: "Expected the NDJSON that groundstate compare --runs FILE writes, one run a line.",
    });
  });
  return parseLog(texts);
}

/** The same for a file that may not be there yet. */
export const readRunsSoFar = (path: string): Promise<Log> => readRuns(existsSync(path) ? [path] : []);

export interface RunFile {
  append(record: RunRecord): void;
  close(): void;
}

/** Opens a file for more runs; a line that a kill left without its end is closed first. @throws {GroundstateError} "file" */
export function openRunFile(path: string): RunFile {
  let file: number;
  try {
    file = openSync(path, "a+");
  } catch (error) {
    throw new GroundstateError("file", `cannot write ${path}: ${(error as Error).message}`, {
      hint: "Choose the name of a file in a folder that is writable.",
    });
  }
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  if (size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a) writeSync(file, "\n");
  return {
    append: (record) => writeAll(file, Buffer.from(recordLine(record))),
    close: () => closeSync(file),
  };
}

/** A write may stop short. */
function writeAll(file: number, bytes: Buffer): void {
  for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
}

/** Files out: whole or not at all, and checked before the work begins. */
import { constants, rmSync } from "node:fs";
import { access, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { GroundstateError } from "../errors.ts";

/**
 * @param inputs files that must not be overwritten
 * @throws {GroundstateError} "file" when the folder is missing or the file could not or should not be written later.
 */
export async function checkWritable(path: string, inputs: readonly string[] = []): Promise<void> {
  const folder = dirname(path);
  const place = await stat(folder).catch(() => null);
  if (place !== null && !place.isDirectory()) {
    throw new GroundstateError("file", `cannot write ${path}: ${folder} is no folder`, {
      hint: "Choose the name of a file in a folder.",
    });
  }
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new GroundstateError("file", `cannot write ${path}: the folder ${folder} does not exist or is not writable`, {
      hint: "Create the folder first, or choose another name.",
    });
  }
  const info = await stat(path).catch(() => null);
  if (info === null) return;
  if (!info.isFile()) {
    const what = info.isDirectory() ? "a folder" : "no regular file";
    throw new GroundstateError("file", `cannot write ${path}: it is ${what}`, {
      hint: "Choose the name of a file.",
    });
  }
  for (const input of inputs) {
    const other = await stat(input).catch(() => null);
    if (other !== null && other.ino === info.ino && other.dev === info.dev) {
      throw new GroundstateError("file", `cannot write ${path}: it is the input`, { hint: "Choose another name." });
    }
  }
}

/** Writes pieces to a temporary file beside the target and renames it when complete. @throws {GroundstateError} "file" */
export async function writeWhole(named: string, pieces: Iterable<string>): Promise<void> {
  const path = await realpath(named).catch(() => named); // a link stays a link
  const temporary = `${path}.${process.pid}.part`;
  const release = removeOnExit(temporary);
  try {
    const file = await open(temporary, "w");
    try {
      for (const piece of pieces) await file.appendFile(piece); // write may stop short
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof GroundstateError) throw error;
    throw new GroundstateError("file", `cannot write ${path}: ${(error as Error).message}`);
  } finally {
    release();
  }
}

/** Ctrl-C and SIGTERM leave no half of a file; where nobody else listens to them they end the process as ever. Gives the way back. */
function removeOnExit(temporary: string): () => void {
  const remove = () => rmSync(temporary, { force: true });
  const end = (signal: "SIGINT" | "SIGTERM") => {
    if (process.listenerCount(signal) === 1) process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.on("exit", remove);
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  return () => {
    process.off("exit", remove);
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
  };
}

/** Pieces to stdout with back-pressure, or to a file, whole or not at all. */
export async function writePieces(path: string | undefined, pieces: Iterable<string>): Promise<void> {
  if (path !== undefined) return writeWhole(path, pieces);
  for (const piece of pieces) {
    if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once("drain", resolve));
  }
}

/** JSON on stdout, a newline at the end. */
export function printJson(value: unknown, compact = false): void {
  process.stdout.write(`${JSON.stringify(value, null, compact ? 0 : 2)}\n`);
}

/** The benchmark data beside the repository, read in place; absent on a bare clone. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Folder of benchmark instances, or null: then tests that need it are skipped and say so. */
export function dataFolder(): string | null {
  const folder = process.env["GROUNDSTATE_DATA"] ?? join(import.meta.dirname, "..", "..", "..", "shared", "data");
  return existsSync(join(folder, "best-known.json")) ? folder : null;
}

/** Text of a data file, gunzipped when its name ends in .gz. */
export function readData(folder: string, file: string): string {
  const bytes = readFileSync(join(folder, file));
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

export interface BestKnown {
  readonly n: number;
  readonly value: number | null;
  readonly proven: boolean;
  readonly sense: "min" | "max";
  readonly file: string;
  readonly m?: number;
  readonly type?: string;
}

/** Best-known values of one family, by instance. */
export function bestKnown(folder: string, family: string): Readonly<Record<string, BestKnown>> {
  return JSON.parse(readFileSync(join(folder, "best-known.json"), "utf8"))[family];
}

/** The data folder: files of public instances and their best-known values (GROUNDSTATE_DATA, or ../shared/data beside the repository). */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type AdapterParameters, chooseInstance, detectFormat, type Problem } from "groundstate";

export interface Entry {
  readonly n: number;
  readonly value: number;
  readonly file: string;
  readonly k?: number;
  readonly imbalance?: number;
}

/** Compiled, this file lies in dist/bench. */
export const root = join(import.meta.dirname, "..", "..");
const data = process.env["GROUNDSTATE_DATA"] ?? join(root, "..", "shared", "data");

/** Entries of one family of best-known.json by name. @throws {Error} without a data folder */
export function family(name: string): Readonly<Record<string, Entry>> {
  if (!existsSync(join(data, "best-known.json"))) throw new Error(`no benchmark data in ${data}; set GROUNDSTATE_DATA`);
  const known = JSON.parse(readFileSync(join(data, "best-known.json"), "utf8"));
  return known[name];
}

/** The text of a data file, unpacked. */
export function read(file: string): string {
  const bytes = readFileSync(join(data, file));
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** @param parameters their `name` tells the instance of a file of several: "mknap1/3" the third, "binpack1/u120_03" the one of that name */
export function instanceOf(problem: Problem, file: string, parameters: AdapterParameters): unknown {
  const text = read(file);
  const whole = detectFormat(text, basename(file).replace(/\.gz$/, "")).parse(text);
  const record = chooseInstance(whole, parameters.name?.split("/")[1], file);
  const adapter = problem.formats.find(
    (candidate) => candidate.kind === record.kind && candidate.toInstance !== undefined,
  );
  if (adapter?.toInstance === undefined) throw new Error(`${file} is no ${problem.id} instance`);
  return adapter.toInstance(record, parameters);
}

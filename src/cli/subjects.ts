/** Instance files as subjects of an experiment, each named by its file. */
import type { Subject } from "../compare/study.ts";
import { UsageError } from "./failure.ts";
import { type InputArguments, loadInstance } from "./input.ts";

export interface NamedSubjects {
  /** In the order of the files. */
  readonly subjects: readonly Subject[];
  readonly fileOf: (name: string) => string;
}

/** Reads and checks all files, so that errors come before the first run. @throws {UsageError} for two files of the same name */
export async function readSubjects(files: readonly string[], input: InputArguments): Promise<NamedSubjects> {
  const subjects: Subject[] = [];
  const named = new Map<string, string>();
  for (const path of files) {
    const { problem, instance, source } = await loadInstance(path, input);
    const name = source.replace(/\.gz$/, "").replace(/\.[^.#]+(?=$|#)/, "");
    const other = named.get(name);
    if (other !== undefined) throw new UsageError(`${other} and ${path} are both called ${name}: rename one`);
    named.set(name, path);
    subjects.push({ problem, instance, name });
  }
  return { subjects, fileOf: (name) => named.get(name) as string };
}

/** What of the arguments says how files are read. */
export function inputOf({ problem, format, instance, parts, imbalance, colours }: InputArguments): InputArguments {
  return { problem, format, instance, parts, imbalance, colours };
}

/** Files in: gzip and stdin transparently, format by content or flag, record to instance, instance checked. */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { holdsPatterns } from "../associative/document.ts";
import { GroundstateError } from "../errors.ts";
import { detectFormat } from "../formats/index.ts";
import type { FileRecord } from "../formats/records.ts";
import { chooseInstance } from "../formats/several.ts";
import { didYouMean } from "../names.ts";
import type { AdapterParameters, Problem } from "../problem.ts";
import { adaptersFor, formatById, problemById, problems } from "../registry.ts";
import { checkInstance } from "../run/options.ts";
import { placeOf } from "./place.ts";
import { fileLabel, STDIN } from "./stdin.ts";

export interface InputArguments {
  readonly problem?: string | undefined;
  readonly format?: string | undefined;
  readonly parts?: number | undefined;
  readonly imbalance?: number | undefined;
  readonly colours?: number | undefined;
  /** Number from 1, or name, of the instance in a file of several. */
  readonly instance?: string | undefined;
}

export interface LoadedInstance {
  readonly problem: Problem;
  readonly instance: unknown;
  readonly format: string;
  /** The file name; for standard input the NAME in the file, or "stdin". */
  readonly source: string;
}

/** Longest text that one JavaScript string holds, with room to spare. */
const MAX_TEXT = 500_000_000;

/** Text of a file, `-` for stdin, gunzipped when it starts like gzip. @throws {GroundstateError} "file" */
export async function readText(path: string): Promise<string> {
  const bytes = path === STDIN ? await readBounded(process.stdin, path) : await readBytes(path);
  const plain = bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b ? await unzip(bytes, path) : bytes;
  return plain.toString("utf8");
}

function tooLong(path: string): GroundstateError {
  return new GroundstateError(
    "file",
    `${fileLabel(path)} holds more than the ${MAX_TEXT} bytes that can be read at once`,
  );
}

async function unzip(bytes: Buffer, path: string): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_TEXT });
  } catch (error) {
    throw new GroundstateError(
      "file",
      `${fileLabel(path)} starts like gzip but cannot be unpacked: ${(error as Error).message}`,
      {
        hint: "The file may be truncated; fetch it again.",
      },
    );
  }
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const info = await stat(path);
    if (info.isFile() && info.size > MAX_TEXT) throw tooLong(path);
    // Pipes and devices do not say how long they are.
    return info.isFile() || info.isDirectory() ? await readFile(path) : await readBounded(createReadStream(path), path);
  } catch (error) {
    if (error instanceof GroundstateError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? "no such file"
        : code === "EACCES"
          ? "no permission to read it"
          : code === "EISDIR"
            ? "it is a folder, expected a file"
            : (error as Error).message;
    throw new GroundstateError("file", `cannot read ${path}: ${why}`, {
      hint: "Give the path of an instance file, or - for stdin.",
    });
  }
}

/** All of a stream that may have no end. @throws {GroundstateError} "file" as soon as there is more than can be read at once */
async function readBounded(stream: NodeJS.ReadableStream, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MAX_TEXT) throw tooLong(path);
  }
  return Buffer.concat(chunks);
}

/** Reads any supported file into its record. */
export async function readRecord(
  path: string,
  formatId: string | undefined,
): Promise<{ record: FileRecord; format: string }> {
  const text = await readText(path);
  const name = path === STDIN ? null : basename(path).replace(/\.gz$/, "");
  const format = formatId === undefined ? detectFormat(text, name) : formatById(formatId);
  return { record: format.parse(text), format: format.id };
}

/** An instance ready to be used: read, adapted, validated. @throws {GroundstateError} */
export async function loadInstance(path: string, args: InputArguments): Promise<LoadedInstance> {
  const loaded = await loadUnchecked(path, args);
  checkInstance(loaded.problem, loaded.instance);
  return loaded;
}

/** The same for who checks the instance: validating millions of edges takes longer than reading them. @throws {GroundstateError} */
export async function loadUnchecked(given: string, args: InputArguments): Promise<LoadedInstance> {
  const { path, which } = placeOf(given, args.instance);
  const { record: whole, format } = await readRecord(path, args.format);
  const record = chooseInstance(whole, which, fileLabel(path));
  if (holdsPatterns(record)) refusePatterns(path);
  const wanted = args.problem === undefined ? null : problemById(args.problem);
  const file = path === STDIN ? (statedName(record) ?? "stdin") : basename(path);
  const source = which === undefined ? file : `${file}#${which}`;
  const loaded =
    record.kind === "json"
      ? fromDocument(record.document, wanted, args)
      : fromRecord(record, format, wanted, args, path === STDIN ? source : nameOf(file, which));
  await loaded.problem.ready?.();
  return { ...loaded, format, source };
}

/** @throws {GroundstateError} "invalid-instance" always */
function refusePatterns(path: string): never {
  const label = fileLabel(path);
  throw new GroundstateError(
    "invalid-instance",
    `${label} holds patterns for an associative memory, expected an instance`,
    {
      hint: `groundstate recall ${path} CUES recalls them; groundstate store ${path} --out MODEL.json makes an instance of the network.`,
    },
  );
}

/** What the file calls itself, if it does. */
function statedName(record: FileRecord): string | null {
  return "name" in record && record.name !== "" ? record.name : null;
}

/** `d.tsp` and `d.tsp.gz` are `d`; one of several in them is `d-3`. */
function nameOf(file: string, which: string | undefined): string {
  return which === undefined ? withoutEndings(file) : `${withoutEndings(file)}-${which}`;
}

function withoutEndings(file: string): string {
  return file.replace(/\.gz$/, "").replace(/\.[^.]+$/, "");
}

function fromDocument(
  document: unknown,
  wanted: Problem | null,
  args: InputArguments,
): { problem: Problem; instance: unknown } {
  const fields = document as Record<string, unknown>;
  const ids = problems.map((problem) => problem.id);
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw new GroundstateError("invalid-instance", "the document is not an object", {
      hint: 'An instance looks like { "problem": "tsp", ... }.',
    });
  }
  if (fields["format"] === "groundstate-result") {
    throw new GroundstateError("invalid-instance", "the file is a result, expected an instance", {
      hint: "Give the instance first: groundstate check INSTANCE RESULT.",
    });
  }
  if (fields["problem"] === undefined && wanted === null) {
    throw new GroundstateError("invalid-instance", "instance.problem is missing", {
      hint: `Expected ${didYouMean("", ids)}, or give --problem.`,
    });
  }
  const stated = fields["problem"] ?? wanted?.id;
  if (typeof stated !== "string" || !ids.includes(stated)) {
    throw new GroundstateError(
      "invalid-instance",
      `instance.problem is ${JSON.stringify(stated)}, expected ${didYouMean(String(stated), ids)}`,
    );
  }
  if (wanted !== null && wanted.id !== stated) {
    throw new GroundstateError(
      "invalid-options",
      `--problem is ${wanted.id}, but the file says "problem": "${stated}"`,
      { hint: "Leave --problem out." },
    );
  }
  const problem = problemById(stated);
  const given = Object.entries(flagParameters(problem, args));
  const parameters = given.map(([flag, value]) => [fieldOf(problem, flag as keyof typeof FLAG_FIELDS), value]);
  return { problem, instance: { ...fields, problem: stated, ...Object.fromEntries(parameters) } };
}

function fromRecord(
  record: FileRecord,
  format: string,
  wanted: Problem | null,
  args: InputArguments,
  name: string,
): { problem: Problem; instance: unknown } {
  const candidates = adaptersFor(record, format);
  if (wanted === null && record.kind === "graph") refuseBrokenGraph(record, format, candidates);
  const chosen = wanted === null ? candidates[0] : candidates.find((candidate) => candidate.problem.id === wanted.id);
  if (chosen === undefined) {
    const asked = wanted === null ? problems : [wanted];
    const reasons = asked.flatMap(({ formats }) =>
      formats.flatMap((adapter) => (adapter.kind === record.kind ? (adapter.refuses?.(record) ?? []) : [])),
    );
    const why = reasons[0] ?? null;
    const list = candidates.map((candidate) => candidate.problem.id).join(", ");
    throw new GroundstateError(
      "invalid-instance",
      `a ${format} file holds ${record.kind === "tour" || record.kind === "assignment" ? "a solution" : `${record.kind} data`}${wanted === null ? "" : `, which is no ${wanted.id} instance`}${why === null ? "" : `: ${why}`}`,
      {
        hint:
          list === ""
            ? why === null
              ? "Give the instance first: groundstate check INSTANCE SOLUTION."
              : "Mend the file."
            : `It can be solved as: ${list}.`,
      },
    );
  }
  const parameters: AdapterParameters = { name, ...flagParameters(chosen.problem, args) };
  return { problem: chosen.problem, instance: chosen.adapter.toInstance!(record, parameters) };
}

/**
 * A graph that the problem of its format does not take would pass for another problem, which its weights mean something else to.
 * @throws {GroundstateError} "invalid-instance"
 */
function refuseBrokenGraph(record: FileRecord, format: string, candidates: readonly { problem: Problem }[]): void {
  for (const { id, formats } of problems) {
    const adapter = formats.find(({ kind, primaryFor }) => kind === record.kind && primaryFor?.includes(format));
    const why = adapter?.refuses?.(record) ?? null;
    if (why === null) continue;
    const others = candidates.map(({ problem }) => problem.id).join(", ");
    throw new GroundstateError("invalid-instance", `a ${format} file is taken for ${id}: ${why}`, {
      hint: `Mend the file, or say what it is: --problem, one of ${others}.`,
    });
  }
}

/** The fields of instances that a flag may fill, where the file cannot say them. */
const FLAG_FIELDS = {
  parts: ["parts", "communities", "cliques"],
  imbalance: ["imbalance"],
  colours: ["colours"],
} as const;

/** The field of this problem's instances that a flag fills; undefined where there is none. */
function fieldOf({ instanceSchema }: Problem, flag: keyof typeof FLAG_FIELDS): string | undefined {
  const { properties = {} } = instanceSchema as { properties?: Record<string, { readonly type?: string }> };
  return FLAG_FIELDS[flag].find((field) => ["integer", "number"].includes(properties[field]?.type ?? ""));
}

/** --parts, --imbalance and --colours, refused where the problem has no such field. */
function flagParameters(problem: Problem, args: InputArguments): Pick<AdapterParameters, keyof typeof FLAG_FIELDS> {
  const given: { -readonly [F in keyof typeof FLAG_FIELDS]?: number } = {};
  for (const flag of ["parts", "imbalance", "colours"] as const) {
    const value = args[flag];
    if (value === undefined) continue;
    if (fieldOf(problem, flag) === undefined) {
      const takers = problems.filter((other) => fieldOf(other, flag) !== undefined).map(({ id }) => id);
      throw new GroundstateError("invalid-options", `--${flag} does not apply to ${problem.id}`, {
        hint: `Leave it out, or say what the file is: --problem ${takers.join(" or ")}.`,
      });
    }
    given[flag] = value;
  }
  return given;
}

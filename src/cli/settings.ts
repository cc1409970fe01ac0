/**
 * Options that stand in a file or in the environment: the command line goes before variables (GROUNDSTATE_TIME=5s), these before the file
 * (groundstate.config.json, the nearest upwards from the working directory), and the file before the defaults. They become words of the
 * command line, so that they are read and refused in the same way.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CommandModule } from "yargs";
import { GroundstateError } from "../errors.ts";
import { didYouMean } from "../names.ts";
import { type CommandOption, commandName, optionsOf } from "./command-options.ts";

export const CONFIG_FILE = "groundstate.config.json";
const PREFIX = "GROUNDSTATE_";

/** An option in force although the command line does not name it. */
export interface Setting {
  readonly command: string;
  readonly option: string;
  /** As on the command line, one word a value. */
  readonly values: readonly string[];
  /** A file or a variable. */
  readonly from: string;
}

export interface Surroundings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `--config`, if given. */
  readonly file?: string | undefined;
}

/** Of two that exclude each other, one that is nearer the command line displaces the other. */
const ALTERNATIVES: Readonly<Record<string, string>> = { time: "work", work: "time", json: "ndjson", ndjson: "json" };

/**
 * All settings of these commands, those of the environment displacing those of the file.
 * @throws {GroundstateError} "file", "invalid-options": a file that cannot be read, unknown commands and options, values of another kind
 */
export function settingsOf(commands: readonly CommandModule[], surroundings: Surroundings): Setting[] {
  const path = surroundings.file ?? surroundings.environment[`${PREFIX}CONFIG`] ?? nearestConfig(surroundings.folder);
  const sections = path === null ? {} : readSections(path, commands.map(commandName));
  return commands.flatMap((module) => {
    const command = commandName(module);
    const options = optionsOf(module);
    const ofVariables = options.flatMap((option) => variableSetting(command, option, surroundings.environment));
    const taken = new Set(ofVariables.map(({ option }) => option));
    const ofFile = Object.entries(sections[command] ?? {}).map(([name, value]) =>
      fileSetting(command, options, name, value, path as string),
    );
    return [...ofVariables, ...ofFile.filter(({ option }) => !displaced(option, taken))];
  });
}

const displaced = (option: string, taken: ReadonlySet<string>): boolean =>
  taken.has(option) || taken.has(ALTERNATIVES[option] ?? "");

/** Whether there is anything to be read: most command lines have no settings, and should not wait for them. */
export function hasSettings({ folder, environment, file }: Surroundings): boolean {
  return (
    file !== undefined ||
    nearestConfig(folder) !== null ||
    Object.keys(environment).some((name) => name.startsWith(PREFIX))
  );
}

/** The settings of this command line as words behind it. */
export function withSettings(args: readonly string[], settings: readonly Setting[]): string[] {
  const given = new Set(args.flatMap((arg) => /^--([a-z-]+)/.exec(arg)?.[1] ?? []));
  const words = settings
    .filter(({ command, option }) => command === args[0] && !displaced(option, given))
    .flatMap(({ option, values }) => values.map((value) => `--${option}=${value}`));
  const end = args.indexOf("--");
  return end < 0 ? [...args, ...words] : [...args.slice(0, end), ...words, ...args.slice(end)];
}

function nearestConfig(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, CONFIG_FILE);
    if (existsSync(path)) return path;
    if (dirname(at) === at) return null;
  }
}

function variableSetting(command: string, { name, kind }: CommandOption, environment: Surroundings["environment"]) {
  const variable = PREFIX + name.toUpperCase().replaceAll("-", "_");
  const text = environment[variable];
  if (text === undefined || text === "") return [];
  const value = kind === "flag" && /^[01]$/.test(text) ? String(text === "1") : text;
  return [{ command, option: name, values: [value], from: variable }];
}

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function readSections(path: string, commands: readonly string[]): Sections {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new GroundstateError("file", `cannot read ${path}: ${(error as Error).message}`, {
      hint: 'Expected JSON such as { "solve": { "time": "10s" } }.',
    });
  }
  if (!isRecord(document)) refuse(path, "", document, "an object with a section for each command");
  const { $schema: _schema, ...sections } = document;
  for (const [name, section] of Object.entries(sections)) {
    if (!commands.includes(name)) refuse(path, name, "no command", didYouMean(name, commands));
    if (!isRecord(section)) refuse(path, name, section, 'an object of options such as { "time": "10s" }');
  }
  return sections as Sections;
}

function fileSetting(
  command: string,
  options: readonly CommandOption[],
  name: string,
  value: unknown,
  from: string,
): Setting {
  const place = `${command}.${name}`;
  const option = options.find((known) => known.name === name);
  if (option === undefined)
    refuse(
      from,
      place,
      "no option",
      didYouMean(
        name,
        options.map((known) => known.name),
      ),
    );
  const values = valuesOf(option.kind, value);
  if (values === null) refuse(from, place, value, EXPECTED[option.kind]);
  return { command, option: name, values, from };
}

const EXPECTED = {
  flag: "true or false",
  list: "a text, a list of texts, or an object of name: value pairs",
  value: "a text or a number",
} as const;

/** Words of the command line, or null for a value of another kind. */
function valuesOf(kind: CommandOption["kind"], value: unknown): string[] | null {
  if (kind === "flag") return typeof value === "boolean" ? [String(value)] : null;
  if (isPlain(value)) return [String(value)];
  if (kind === "value") return null;
  if (Array.isArray(value)) return value.every(isPlain) ? value.map(String) : null;
  if (!isRecord(value)) return null;
  return Object.entries(value).map(([name, of]) => `${name}=${typeof of === "string" ? of : JSON.stringify(of)}`);
}

const isPlain = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function refuse(path: string, place: string, found: unknown, expected: string): never {
  const shown = typeof found === "string" && found.startsWith("no ") ? found : JSON.stringify(found);
  throw new GroundstateError(
    "invalid-options",
    `${path}: ${place || "the document"} is ${shown}, expected ${expected}`,
    {
      hint: "groundstate schema config prints what may stand there; groundstate config shows what is in force.",
    },
  );
}

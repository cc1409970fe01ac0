/** Values on the command line: durations, counts, sizes, key=value pairs. Everything that cannot be read is refused with an example. */
import ms, { type StringValue } from "ms";
import { UsageError } from "./failure.ts";
import { restoreDashes } from "./stdin.ts";

/** Seconds from `5s`, `200ms`, `2m`, or a bare number of seconds. */
export function parseDuration(option: string): (text: string) => number {
  return (text) => {
    const bare = /^\d+(\.\d+)?$/.test(text.trim());
    const milliseconds = bare ? 1000 * Number(text) : safeMs(text);
    if (milliseconds === undefined || !Number.isFinite(milliseconds) || milliseconds <= 0) {
      throw new UsageError(
        `--${option} is ${JSON.stringify(text)}, expected a positive duration such as 5s, 200ms or 2m`,
      );
    }
    return milliseconds / 1000;
  };
}

function safeMs(text: string): number | undefined {
  try {
    return ms(text.trim() as StringValue);
  } catch {
    return undefined;
  }
}

/** A finite number; `1e6` is fine. */
export function parseNumber(option: string, rule: "any" | "positive" | "integer" | "positive-integer" | "fraction") {
  return (text: string): number => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    const whole = Number.isSafeInteger(value);
    const fits = {
      any: Number.isFinite(value),
      positive: Number.isFinite(value) && value > 0,
      integer: whole,
      "positive-integer": whole && value > 0,
      fraction: Number.isFinite(value) && value >= 0,
    }[rule];
    if (fits) return value;
    const expected = {
      any: "a number",
      positive: "a positive number",
      integer: "an integer",
      "positive-integer": "a positive integer",
      fraction: "a number from 0 upwards, such as 0.03",
    }[rule];
    throw new UsageError(`--${option} is ${JSON.stringify(text)}, expected ${expected}`);
  };
}

/** A share of 0 and more, below 1: `1%` or `0.01`. */
export function parseShare(option: string): (text: string) => number {
  return (text) => {
    const match = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*(%?)\s*$/.exec(text);
    const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === "%" ? 100 : 1);
    if (value >= 0 && value < 1) return value;
    throw new UsageError(`--${option} is ${JSON.stringify(text)}, expected a share below 1 such as 0.01 or 1%`);
  };
}

/** Bytes from `4GB`, `512MB`, `2GiB` or a bare number. */
export function parseBytes(option: string): (text: string) => number {
  return (text) => {
    const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?$/i.exec(text.trim());
    const value =
      match === null
        ? Number.NaN
        : Number(match[1]) * (match[3] === "" ? 1000 : 1024) ** " kmgt".indexOf(match[2].toLowerCase() || " ");
    if (value > 0) return value;
    throw new UsageError(`--${option} is ${JSON.stringify(text)}, expected a size such as 4GB or 512MB`);
  };
}

/** Options from repeated name=value. Values are read as JSON where they are JSON, else as text; dots make nested options. */
export function parsePairs(option: string): (texts: readonly string[]) => Record<string, unknown> {
  return (texts) => {
    const result = emptyRecord();
    for (const text of texts.map(restoreDashes)) {
      const at = text.indexOf("=");
      if (at <= 0)
        throw new UsageError(
          `--${option} is ${JSON.stringify(text)}, expected name=value, for example --${option} sweeps=500`,
        );
      assign(result, text.slice(0, at).split("."), parseValue(text.slice(at + 1)), `--${option} ${text}`);
    }
    return plain(result);
  };
}

/** Without a prototype, so that no name means more than what the user gave. */
function emptyRecord(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

/** Names that every object has already, `constructor` and `__proto__` among them: never options. */
function checkName(name: string, given: string): void {
  if (name === "") throw new UsageError(`${given}: a name is empty, expected name=value or outer.inner=value`);
  if (name in Object.prototype) throw new UsageError(`${given}: an option cannot be called ${name}`);
}

function assign(target: Record<string, unknown>, path: readonly string[], value: unknown, given: string): void {
  const [head, ...rest] = path;
  checkName(head, given);
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  if (!Object.hasOwn(target, head)) target[head] = emptyRecord();
  const inner = target[head];
  if (typeof inner !== "object" || inner === null || Array.isArray(inner)) {
    throw new UsageError(`${given}: ${head} already has the value ${JSON.stringify(inner)}, which holds no ${rest[0]}`);
  }
  assign(inner as Record<string, unknown>, rest, value, given);
}

/** The same with ordinary objects, as a parser of JSON would make them. */
function plain(record: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(record)) as Record<string, unknown>;
}

/** JSON where it is JSON, else the text. */
export function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** For options that hold one value: the last one given. yargs calls coerce for absent options too. */
export function single<B>(
  parse: (text: string) => B,
): (given: string | readonly string[] | undefined) => B | undefined {
  return (given) => {
    const last = typeof given === "string" ? given : given?.at(-1);
    return last === undefined ? undefined : parse(restoreDashes(last));
  };
}

/** The last text given, for what is demanded or has a default (yargs sees to that). */
export function demanded(given: string | readonly string[]): string {
  return single(String)(given) as string;
}

/** For options that gather what is given several times. */
export function repeated<B>(
  parse: (texts: readonly string[]) => B,
): (given: readonly string[] | undefined) => B | undefined {
  return (given) => (given === undefined ? undefined : parse(given));
}

/** A file name as an option's value. */
export function parsePath(option: string): (text: string) => string {
  return (text) => {
    if (text === "") throw new UsageError(`--${option} is empty, expected a file name`);
    return text;
  };
}

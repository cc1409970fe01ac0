/** Values on the command line: durations, counts, sizes, key=value pairs. Everything that cannot be read is refused with an example. */
import ms, { type StringValue } from "ms";
import type { Argv } from "yargs";
import { UsageError } from "./failure.ts";

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
    const result: Record<string, unknown> = {};
    for (const text of texts) {
      const at = text.indexOf("=");
      if (at <= 0)
        throw new UsageError(
          `--${option} is ${JSON.stringify(text)}, expected name=value, for example --${option} sweeps=500`,
        );
      assign(result, text.slice(0, at).split("."), parseValue(text.slice(at + 1)));
    }
    return result;
  };
}

function assign(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head, ...rest] = path;
  if (head === "__proto__" || head === "constructor") throw new UsageError(`an option cannot be called ${head}`);
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const inner = (target[head] ?? {}) as Record<string, unknown>;
  target[head] = inner;
  assign(inner, rest, value);
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Options that say how to read an instance. */
export function inputOptions<T>(argv: Argv<T>) {
  return argv
    .option("problem", {
      type: "string",
      describe: "treat the file as this problem (groundstate problems lists them)",
      group: "Input:",
    })
    .option("format", { type: "string", describe: "file format; default: detected from the content", group: "Input:" })
    .option("parts", {
      type: "string",
      coerce: optional(parseNumber("parts", "positive-integer")),
      describe: "number of parts (graph partitioning)",
      group: "Input:",
    })
    .option("imbalance", {
      type: "string",
      coerce: optional(parseNumber("imbalance", "fraction")),
      describe: "allowed imbalance, e.g. 0.03 (graph partitioning)",
      group: "Input:",
    })
    .option("encoding", {
      type: "string",
      array: true,
      nargs: 1,
      coerce: optional(parsePairs("encoding")),
      describe: "encoding option as name=value, e.g. penalty=structural; repeatable",
      group: "Input:",
    })
    .option("memory", {
      type: "string",
      coerce: optional(parseBytes("memory")),
      describe: "memory limit, default 2GB",
      group: "Input:",
    });
}

/** yargs calls coerce for absent options too. */
export function optional<A, B>(parse: (value: A) => B): (value: A | undefined) => B | undefined {
  return (value) => (value === undefined ? undefined : parse(value));
}

/**
 * Validation against JSON Schema (ajv, draft-07) with messages that name place, value found, expectation and way out.
 * One validator per schema, compiled on first use.
 */
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { TSchema } from "typebox";
import { type ErrorCode, GroundstateError } from "./errors.ts";
import { didYouMean } from "./names.ts";
import type { Complaint } from "./problem.ts";

/** How many complaints a message lists before it counts the rest. */
const LISTED = 10;

/** Values with more parts than this get their first complaint only: ajv has no limit of its own on how many it collects. */
const SMALL = 20_000;

const settings = {
  strict: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  verbose: true,
  // Compiling the schema of schemas takes 0.1 s of every run; a test checks ours against it.
  meta: false,
  validateSchema: false,
};
let quick: Ajv | null = null;
let thorough: Ajv | null = null;
const compiled = new WeakMap<TSchema, { quick: ValidateFunction; thorough?: ValidateFunction }>();

function quickValidator(schema: TSchema): { quick: ValidateFunction; thorough?: ValidateFunction } {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  quick ??= new Ajv(settings);
  const made = { quick: quick.compile(schema) };
  compiled.set(schema, made);
  return made;
}

/** Complaints of a value against its schema, [] when it fits: all of them for values of ordinary size, else the first. */
export function schemaComplaints(schema: TSchema, value: unknown, root: string): Complaint[] {
  const validators = quickValidator(schema);
  if (validators.quick(value)) return [];
  let { errors } = validators.quick;
  if (isSmall(value, { left: SMALL })) {
    thorough ??= new Ajv({ ...settings, allErrors: true });
    validators.thorough ??= thorough.compile(schema);
    validators.thorough(value);
    errors = validators.thorough.errors;
  }
  return withoutBranchNoise(errors ?? [])
    .slice(0, 20)
    .map((error) => toComplaint(error, root));
}

function isSmall(value: unknown, budget: { left: number }): boolean {
  budget.left--;
  if (typeof value !== "object" || value === null) return budget.left >= 0;
  for (const part of Object.values(value)) if (!isSmall(part, budget)) return false;
  return budget.left >= 0;
}

/**
 * Alternatives of a failed anyOf each complain. For an object that only one of them could take, what that one complains of is worth
 * saying; for other values only the anyOf itself is. O(errors * depth).
 */
function withoutBranchNoise(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const wrongTypes = new Set(errors.filter(({ keyword }) => keyword === "type").map(placeOf));
  const meant = new Map<string, number>();
  for (const error of errors) if (error.keyword === "anyOf") meant.set(placeOf(error), meantBranch(error, wrongTypes));
  return errors.filter((error) => !((meant.get(placeOf(error)) ?? -1) >= 0) && !isInOtherBranch(error, meant));
}

const keyOf = (schemaPath: string, instancePath: string): string => `${schemaPath} ${instancePath}`;
const placeOf = ({ schemaPath, instancePath }: ErrorObject): string => keyOf(schemaPath, instancePath);

/** The only alternative that takes objects, where the value is one; else -1. */
function meantBranch({ schema, schemaPath, instancePath, data }: ErrorObject, wrongTypes: ReadonlySet<string>): number {
  if (typeof data !== "object" || data === null) return -1;
  const open = (schema as readonly unknown[])
    .map((_, k) => k)
    .filter((k) => !wrongTypes.has(keyOf(`${schemaPath}/${k}/type`, instancePath)));
  return open.length === 1 ? open[0] : -1;
}

/** Whether an error lies in an alternative that is not the one meant. @param meant alternatives by place, -1 for none */
function isInOtherBranch({ schemaPath, instancePath }: ErrorObject, meant: ReadonlyMap<string, number>): boolean {
  for (const { 0: text, 1: branch, index } of schemaPath.matchAll(/\/anyOf\/(\d+)(?=\/)/g)) {
    const anyOf = schemaPath.slice(0, index) + text.slice(0, "/anyOf".length);
    for (let end = instancePath.length; end >= 0; end = end === 0 ? -1 : instancePath.lastIndexOf("/", end - 1)) {
      const known = meant.get(keyOf(anyOf, instancePath.slice(0, end)));
      if (known !== undefined && known !== Number(branch)) return true;
    }
  }
  return false;
}

/** @throws {GroundstateError} with `code` when the value breaks its schema, naming every place (up to ten). */
export function requireSchema(schema: TSchema, value: unknown, root: string, code: ErrorCode, hint?: string): void {
  requireNone(schemaComplaints(schema, value, root), code, hint);
}

/** @throws {GroundstateError} with `code` when there are complaints. */
export function requireNone(complaints: readonly Complaint[], code: ErrorCode, hint?: string): void {
  if (complaints.length === 0) return;
  const lines = complaints
    .slice(0, LISTED)
    .map(({ path, found, expected }) => `${path} is ${found}, expected ${expected}`);
  if (complaints.length > LISTED) lines.push(`and ${complaints.length - LISTED} more`);
  const way = complaints.find((complaint) => complaint.hint !== undefined)?.hint ?? hint;
  throw new GroundstateError(code, lines.join("\n"), way === undefined ? {} : { hint: way });
}

function toComplaint(error: ErrorObject, root: string): Complaint {
  const path = root + pointerToPath(error.instancePath);
  const found = shorten(error.data);
  switch (error.keyword) {
    case "additionalProperties": {
      const name = String(error.params["additionalProperty"]);
      const known = Object.keys((error.parentSchema as { properties?: object })["properties"] ?? {});
      return {
        path: `${path}.${name}`,
        found: "an unknown field",
        expected: known.length === 0 ? "no fields" : didYouMean(name, known),
      };
    }
    case "required":
      return { path: `${path}.${error.params["missingProperty"]}`, found: "missing", expected: "a value" };
    case "enum": {
      const allowed = (error.params["allowedValues"] as unknown[]).map(String);
      return { path, found, expected: didYouMean(String(error.data), allowed) };
    }
    case "const":
      return { path, found, expected: JSON.stringify(error.params["allowedValue"]) };
    case "type":
      return { path, found, expected: typeName(error.params["type"] as string | string[]) };
    case "anyOf":
      return { path, found, expected: `one of: ${alternatives(error)}` };
    default:
      return { path, found, expected: inPlainWords(error) };
  }
}

/** What ajv says in its own dialect ("must NOT have fewer than 2 items"). */
function inPlainWords({ keyword, params, message }: ErrorObject): string {
  const limit = Number(params["limit"]);
  const count = (what: string) => `${limit} ${what}${limit === 1 ? "" : "s"}`;
  switch (keyword) {
    case "minItems":
      return `at least ${count("item")}`;
    case "maxItems":
      return `at most ${count("item")}`;
    case "minLength":
      return `at least ${count("character")}`;
    case "maxLength":
      return `at most ${count("character")}`;
    case "minProperties":
      return `at least ${count("field")}`;
    case "maxProperties":
      return `at most ${count("field")}`;
    case "uniqueItems":
      return `different items, not items ${params["j"]} and ${params["i"]} alike`;
    case "multipleOf":
      return `a multiple of ${params["multipleOf"]}`;
    case "pattern":
      return `a text that matches ${params["pattern"]}`;
    case "oneOf":
      return "what fits one of the forms allowed here";
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return `a number ${params["comparison"]} ${limit}`;
    default:
      return (message ?? "another value").replace(/^must be /, "").replace(/^must /, "to ");
  }
}

function alternatives(error: ErrorObject): string {
  const options = (error.schema as { type?: string; const?: unknown; description?: string }[]).map(
    (option) =>
      option.description ?? (option.const === undefined ? option.type : JSON.stringify(option.const)) ?? "another form",
  );
  return options.join(" | ");
}

function typeName(type: string | string[]): string {
  const names = (Array.isArray(type) ? type : [type]).map(
    (name) =>
      ({ number: "a number", integer: "an integer", array: "an array", object: "an object", string: "a text" })[name] ??
      name,
  );
  return names.join(" or ");
}

function pointerToPath(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part.replaceAll("~1", "/").replaceAll("~0", "~")}`))
    .join("");
}

/** A value as JSON, at most 40 characters. */
export function shorten(value: unknown): string {
  if (Array.isArray(value) && value.length > 8) return `an array of ${value.length}`;
  const text = asText(value);
  return text.length <= 40 ? text : `${text.slice(0, 37)}...`;
}

function asText(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value); // cyclic
  }
}

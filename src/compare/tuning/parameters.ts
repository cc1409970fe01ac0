/**
 * Options to be tuned as points of the unit cube: each knows which value stands at u in [0, 1). Lists are cut into equal pieces, ranges run
 * linearly or by logarithm, whole numbers have pieces of equal length on that scale. Other numbers are rounded to three digits: nobody could
 * tell them apart.
 */
import type { TSchema } from "typebox";
import { GroundstateError } from "../../errors.ts";
import { didYouMean } from "../../names.ts";
import { solverById } from "../../registry.ts";
import { mergeOptions } from "../../run/options.ts";

/** What the user allows for an option. */
export type Parameter =
  | { readonly name: string; readonly values: readonly unknown[] }
  | {
      readonly name: string;
      readonly low: number;
      readonly high: number;
      readonly scale: "linear" | "log";
      /** Whole numbers only; left out: where the option takes no others. */
      readonly whole?: boolean;
    };

/** A parameter that its solver can take. */
export interface Axis {
  readonly name: string;
  /** How many values there are; Infinity for other numbers than whole ones. */
  readonly count: number;
  /** Neighbouring values are alike: not so in a list. */
  readonly ordered: boolean;
  valueAt(u: number): unknown;
  /** The middle of the piece of value number k, of finitely many. */
  pieceAt(k: number): number;
  /** A place of a value, or null where it is not allowed. */
  placeOf(value: unknown): number | null;
}

/**
 * @param fixed options of the solver that all candidates share
 * @throws {GroundstateError} "invalid-options", "unknown-name": every value of a list and both ends of a range must be options of the solver
 */
export function axesOf(
  solverId: string,
  fixed: Readonly<Record<string, unknown>>,
  parameters: readonly Parameter[],
): Axis[] {
  const { defaults, optionsSchema } = solverById(solverId);
  const known = (optionsSchema as OptionSchema).properties ?? {};
  if (parameters.length === 0) refuse("there is nothing to tune", "Name options and their ranges.");
  return parameters.map((parameter, k) => {
    const { name } = parameter;
    if (!Object.hasOwn(known, name)) {
      const expected = Object.keys(known).length === 0 ? "it has no options" : didYouMean(name, Object.keys(known));
      refuse(`${solverId} has no option ${JSON.stringify(name)}`, `Expected ${expected}.`);
    }
    if (Object.hasOwn(fixed, name)) refuse(`${name} is both fixed and to be tuned`, "Leave one of them out.");
    if (parameters.findIndex((other) => other.name === name) < k)
      refuse(`${name} is to be tuned twice`, "Give it once.");
    const axis = "values" in parameter ? listAxis(parameter) : rangeAxis(solverId, parameter, known[name]);
    for (const value of "values" in parameter ? parameter.values : [parameter.low, parameter.high])
      mergeOptions(defaults, { ...fixed, [name]: value }, optionsSchema, `${solverId} options`);
    return axis;
  });
}

interface OptionSchema extends TSchema {
  readonly type?: string;
  readonly anyOf?: readonly OptionSchema[];
  readonly properties?: Readonly<Record<string, OptionSchema>>;
}

function refuse(message: string, hint: string): never {
  throw new GroundstateError("invalid-options", message, { hint });
}

function listAxis({ name, values }: Extract<Parameter, { values: unknown }>): Axis {
  const texts = values.map((value) => JSON.stringify(value));
  if (values.length < 2) refuse(`${name} has one value, ${texts[0]}: nothing to choose from`, "Give at least two.");
  const twice = texts.findIndex((text, k) => texts.indexOf(text) < k);
  if (twice >= 0) refuse(`${name} has the value ${texts[twice]} twice`, "Give each value once.");
  const placeOf = (value: unknown) => {
    const at = texts.indexOf(JSON.stringify(value));
    return at < 0 ? null : (at + 0.5) / values.length;
  };
  return {
    name,
    count: values.length,
    ordered: false,
    valueAt: (u) => values[Math.floor(u * values.length)],
    pieceAt: (k) => (k + 0.5) / values.length,
    placeOf,
  };
}

type Range = Extract<Parameter, { low: unknown }>;

function rangeAxis(solverId: string, parameter: Range, schema: OptionSchema): Axis {
  const { name, low, high, scale } = parameter;
  const shown = `${name}=${low}:${high}`;
  if (!takes(schema, "integer") && !takes(schema, "number"))
    refuse(`${solverId} takes no numbers for ${name}`, "Give a list of values, name=value,value.");
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    refuse(`${shown} is no range`, "The first number must be the lower one.");
  if (scale === "log" && low <= 0) refuse(`${shown} cannot run by logarithm`, "Begin above 0, or leave :log out.");
  const whole = parameter.whole ?? !takes(schema, "number");
  if (whole && !(Number.isSafeInteger(low) && Number.isSafeInteger(high)))
    refuse(`${shown} is not between whole numbers, which ${name} takes`, "Give integers.");
  const [forth, back] = scale === "log" ? [Math.log, Math.exp] : [Number, Number];
  const [from, to] = [forth(low), forth(whole ? high + 1 : high)];
  const valueAt = (u: number) => {
    const value = back(from + u * (to - from));
    return Math.min(high, Math.max(low, whole ? Math.floor(value) : Number(value.toPrecision(3))));
  };
  const middleOf = (value: number) => Math.min(1 - 2 ** -32, (forth(whole ? value + 0.5 : value) - from) / (to - from));
  return {
    name,
    count: whole ? high - low + 1 : Number.POSITIVE_INFINITY,
    ordered: true,
    valueAt,
    pieceAt: (k) => middleOf(low + k),
    placeOf: (value) => (typeof value !== "number" || value < low || value > high ? null : middleOf(value)),
  };
}

const takes = ({ type, anyOf = [] }: OptionSchema, wanted: string): boolean =>
  type === wanted || anyOf.some((choice) => takes(choice, wanted));

/** Options of solvers and encodings as lines of text, read from their JSON Schemas: description, values, default. */
import pc from "picocolors";
import type { TSchema } from "typebox";

/** The part of JSON Schema that option schemas use. */
interface OptionSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly OptionSchema[];
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** One line an option; options of options have dotted names, as on the command line. */
export function optionLines(schema: TSchema, defaults: object): string[] {
  const options = flatten(schema as OptionSchema, defaults as Record<string, unknown>, "");
  if (options.length === 0) return ["  none"];
  const width = Math.max(...options.map(({ name }) => name.length));
  return options.map(({ name, option, given }) => `  ${pc.bold(name.padEnd(width))}  ${explain(option, given)}`);
}

interface NamedOption {
  readonly name: string;
  readonly option: OptionSchema;
  readonly given: unknown;
}

function flatten(
  { properties = {} }: OptionSchema,
  defaults: Readonly<Record<string, unknown>>,
  prefix: string,
): NamedOption[] {
  return Object.entries(properties).flatMap(([name, option]) => {
    const given = defaults[name];
    return option.properties === undefined
      ? [{ name: prefix + name, option, given }]
      : flatten(option, (given ?? {}) as Record<string, unknown>, `${prefix}${name}.`);
  });
}

function explain(option: OptionSchema, given: unknown): string {
  const { text, saysDefault } = withoutDefault(option.description ?? "", given);
  const values = option.type === "boolean" ? "true or false" : valuesOf(option);
  const sentences = [
    text,
    values === "" ? "" : values[0].toUpperCase() + values.slice(1),
    saysDefault ? "" : `Default ${JSON.stringify(given) ?? "none"}`,
  ];
  return sentences
    .filter((sentence) => sentence !== "")
    .map(asSentence)
    .join(" ");
}

function asSentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

/** The description without a closing "Default: x." that states the default; one that says more about it stays. */
function withoutDefault(description: string, given: unknown): { text: string; saysDefault: boolean } {
  const match = /^(.*?)[\s(]+default:? (.+?)\)?\.?$/is.exec(description);
  if (match === null) return { text: description, saysDefault: false };
  const [, before, stated] = match;
  const same = stated === String(given) || (typeof given === "number" && Number(stated) === given);
  if (same) return { text: before, saysDefault: false };
  return { text: description, saysDefault: [":", ","].some((mark) => stated.startsWith(`${given}${mark}`)) };
}

/** The values that fit, in words; "" when the type says nothing. */
function valuesOf(option: OptionSchema): string {
  if (option.const !== undefined) return String(option.const);
  if (option.enum !== undefined) return `one of ${option.enum.join(", ")}`;
  if (option.anyOf !== undefined) {
    const choices = option.anyOf.map(valuesOf).filter((text) => text !== "");
    return option.anyOf.every((choice) => choice.const !== undefined)
      ? `one of ${choices.join(", ")}`
      : choices.join(", or ");
  }
  switch (option.type) {
    case "integer":
      return `an integer${range(option)}`;
    case "number":
      return `a number${range(option)}`;
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    default:
      return "";
  }
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: OptionSchema): string {
  const low =
    minimum !== undefined ? ` from ${minimum}` : exclusiveMinimum !== undefined ? ` above ${exclusiveMinimum}` : "";
  const high =
    maximum !== undefined
      ? low === "" || exclusiveMinimum !== undefined
        ? ` up to ${maximum}`
        : ` to ${maximum}`
      : exclusiveMaximum !== undefined
        ? ` below ${exclusiveMaximum}`
        : "";
  return low !== "" && high !== "" && !high.startsWith(" to") ? `${low} and${high}` : low + high;
}

/** `--param sweeps=100:10000:log`: an option to be tuned, with the values allowed for it. */
import type { Parameter } from "../compare/tuning/parameters.ts";
import { parseValue } from "./arguments.ts";
import { splitList } from "./entrants.ts";
import { UsageError } from "./failure.ts";

const EXAMPLES = "sweeps=100:10000:log, tenure=5:50 or schedule=linear,geometric";
const WORDS = ["linear", "log", "integer"];

/** A range `name=low:high` with `:log` and `:integer` behind it, or a list `name=value,value`. @throws {UsageError} */
export function parseParameter(text: string): Parameter {
  const refuse = (why: string): never => {
    throw new UsageError(`--param is ${JSON.stringify(text)}: ${why}, expected for example ${EXAMPLES}`);
  };
  const at = text.indexOf("=");
  if (at <= 0) refuse("no option is named");
  const name = text.slice(0, at);
  const given = text.slice(at + 1);
  const [low, high, ...words] = given.split(":");
  if (high === undefined || /[[{",]/.test(given)) {
    const values = splitList(given);
    return values.includes("") ? refuse("a value is empty") : { name, values: values.map(parseValue) };
  }
  for (const end of [low, high]) {
    if (end.trim() === "" || !Number.isFinite(Number(end))) refuse(`${JSON.stringify(end)} is no number`);
  }
  for (const word of words) if (!WORDS.includes(word)) refuse(`${JSON.stringify(word)} is none of ${WORDS.join(", ")}`);
  if (words.includes("log") && words.includes("linear")) refuse("it cannot be both log and linear");
  const scale = words.includes("log") ? "log" : "linear";
  return { name, low: Number(low), high: Number(high), scale, ...(words.includes("integer") ? { whole: true } : {}) };
}

/** The texts behind `problems`, `solvers`, `formats`, `rules`, `dynamics` and `schema`, made from what is registered. */
import pc from "picocolors";
import type { TSchema } from "typebox";
import { learningRules, ruleById } from "../associative/learning/index.ts";
import { dynamics, dynamicsById } from "../associative/recall/index.ts";
import type { Format } from "../formats/records.ts";
import type { Problem } from "../problem.ts";
import { composites, formatById, formats, problemById, problems, solverById, solvers } from "../registry.ts";
import { publishedSchema, type SchemaKind } from "../run/schemas.ts";
import { optionLines } from "./option-text.ts";
import { printJson } from "./output.ts";
import { explainSolver, TRIED } from "./solver-text.ts";

export type What = "problems" | "solvers" | "formats" | "rules" | "dynamics";

/** What there is of each, and how to find one. */
const ROWS: Readonly<Record<What, readonly { readonly id: string; readonly title: string }[]>> = {
  problems,
  solvers,
  formats,
  rules: learningRules,
  dynamics,
};

export async function list(what: What, name: string | undefined, json: boolean): Promise<number> {
  if (name !== undefined) {
    const [data, text] = await explain(what, name);
    if (json) printJson(data);
    else process.stdout.write(`${text}\n`);
    return 0;
  }
  const rows = ROWS[what];
  if (json) {
    printJson(rows.map(({ id, title }) => ({ id, title })));
    return 0;
  }
  const width = Math.max(...rows.map(({ id }) => id.length));
  const lines = rows.map(({ id, title }) => `  ${pc.bold(id.padEnd(width))}  ${title}`);
  if (what === "solvers")
    lines.push(...composites.map(({ id }) => `  ${pc.bold(`${id}(SOLVER)`)}  the same solver from many starts`));
  process.stdout.write(`${lines.join("\n")}\n\ngroundstate ${what} NAME explains one.\n`);
  return 0;
}

async function explain(what: What, name: string): Promise<[unknown, string]> {
  if (what === "problems") return explainProblem(problemById(name));
  if (what === "solvers") return explainSolver(solverById(name));
  if (what === "rules") return explainMethod(ruleById(name), "store --set or recall --learn name=value");
  if (what === "dynamics") return explainMethod(dynamicsById(name), "--set name=value");
  return explainFormat(formatById(name));
}

function explainProblem(problem: Problem): [unknown, string] {
  const { id, title, summary, sources, sense, objective, defaults } = problem;
  const readable = formats.filter((format) =>
    problem.formats.some((adapter) => adapter.kind === format.kind && adapter.toInstance !== undefined),
  );
  const solution = fieldLines(problem.solutionSchema);
  const text = [
    `${pc.bold(title)} (${id})`,
    "",
    summary,
    "",
    `Objective: ${sense === "min" ? "minimise" : "maximise"} the ${objective}.`,
    `Files: ${[`JSON (groundstate schema ${id})`, ...readable.map((format) => format.id)].join(", ")}.`,
    "",
    "An instance in JSON:",
    ...fieldLines(problem.instanceSchema),
    "",
    ...(solution.length === 0 ? [] : ["A solution:", ...solution, ""]),
    "Encoding options (--encoding name=value):",
    ...optionLines(problem.optionsSchema, defaults),
    "",
    "To try it, and to see the variables and the weights with their proof:",
    ...tryLines(problem),
    "",
    ...kindLines(problem),
    ...(problem.guide === undefined ? [] : [problem.guide, ""]),
    ...sources.map((source) => `- ${source}`),
  ].join("\n");
  return [{ id, title, summary, sources, sense, objective, encoding: problem.optionsSchema, defaults }, text];
}

/** What every document opens with. */
const COMMON = ["$schema", "problem", "name", "comment"];

/** One line a field, what may be left out in brackets. */
function fieldLines(schema: TSchema): string[] {
  const { properties = {}, required = [] } = schema as {
    readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
    readonly required?: readonly string[];
  };
  const fields = Object.entries(properties).filter(([name]) => !COMMON.includes(name));
  const shown = fields.map(([name, { description = "" }]) => {
    return { name: required.includes(name) ? name : `[${name}]`, description };
  });
  const width = shown.reduce((most, { name }) => Math.max(most, name.length), 0);
  return shown.map(({ name, description }) => `  ${pc.bold(name.padEnd(width))}  ${description}`);
}

function tryLines({ id, generate }: Problem): string[] {
  const file = `${id}.json`;
  const made = generate === undefined ? [] : [`  groundstate generate ${id} --size ${TRIED} --out ${file}`];
  return [...made, `  groundstate solve ${file}`, `  groundstate explain ${file}`];
}

/** Kinds of random instances, the first made unless another is asked for. */
function kindLines({ id, kinds = [] }: Problem): string[] {
  if (kinds.length === 0) return [];
  const width = Math.max(...kinds.map((kind) => kind.id.length));
  const lines = kinds.map((kind) => `  ${kind.id.padEnd(width)}  ${kind.title}`);
  return [`Random instances (groundstate generate ${id} --kind NAME):`, ...lines, ""];
}

/** What learning rules and the dynamics of recall have in common. */
interface Method {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly sources: readonly string[];
  readonly optionsSchema: TSchema;
  readonly defaults: object;
}

function explainMethod(method: Method, given: string): [unknown, string] {
  const { id, title, summary, sources, optionsSchema, defaults } = method;
  const text = [
    `${pc.bold(title)} (${id})`,
    "",
    summary,
    "",
    `Options (${given}):`,
    ...optionLines(optionsSchema, defaults),
    "",
    ...sources.map((source) => `- ${source}`),
  ].join("\n");
  return [{ id, title, summary, sources, options: optionsSchema, defaults }, text];
}

/** Kinds of files that hold patterns, which are no instances. */
const PATTERN_KINDS: readonly string[] = ["patterns", "images"];

function explainFormat({ id, title, kind, extensions, sources }: Format): [unknown, string] {
  const holders = problems
    .filter((problem) => problem.formats.some((adapter) => adapter.kind === kind))
    .map((problem) => problem.id);
  const text = [
    `${pc.bold(title)} (${id})`,
    `File names: ${extensions.map((extension) => `.${extension}`).join(", ") || "any"}, also gzipped.`,
    `Used by: ${holders.join(", ") || (PATTERN_KINDS.includes(kind) ? "store and recall" : "all problems")}.`,
    ...sources.map((source) => `- ${source}`),
  ].join("\n");
  return [{ id, title, kind, extensions, problems: holders, sources }, text];
}

export function schema(name: string, kind: SchemaKind): number {
  printJson(publishedSchema(name, kind));
  return 0;
}

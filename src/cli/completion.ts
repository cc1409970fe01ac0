/**
 * What a shell may complete beyond commands and options: names of solvers, problems, formats, rules and dynamics, and options of the solver
 * that stands on the line. Loaded only when a shell asks.
 */
import { learningRules } from "../associative/learning/index.ts";
import { dynamics } from "../associative/recall/index.ts";
import { formats, problems, solverById, solvers } from "../registry.ts";

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

/** Positionals that are names, by command. */
const NAMES: Readonly<Record<string, () => string[]>> = {
  problems: () => ids(problems),
  generate: () => ids(problems),
  schema: () => [...ids(problems), "result", "patterns", "config"],
  solvers: () => ids(solvers),
  formats: () => ids(formats),
  rules: () => ids(learningRules),
  dynamics: () => ids(dynamics),
};

/** Options whose values are names. */
const VALUES: Readonly<Record<string, (words: readonly string[]) => string[]>> = {
  "--problem": () => ids(problems),
  "--format": () => ids(formats),
  "--solver": ([command]) => [...(command === "solve" ? ["auto"] : []), ...ids(solvers)],
  "--rule": () => ids(learningRules),
  "--dynamics": () => ids(dynamics),
  "--set": solverOptions,
  "--param": solverOptions,
  "--kind": ([, id]) => ids(problems.find((problem) => problem.id === id)?.kinds ?? []),
};

/**
 * Completions of the last word, or null where commands, options, choices and files are meant.
 * @param words the command line behind the program's name, the last one unfinished
 */
export function completions(words: readonly string[]): string[] | null {
  const current = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  const [command] = words;
  if (current.startsWith("-")) return null;
  const names = VALUES[before]?.(words) ?? (words.length === 2 ? NAMES[command]?.() : undefined);
  return names?.filter((name) => name.startsWith(current)) ?? null;
}

/** `name=` of every option of the solver on the line. */
function solverOptions(words: readonly string[]): string[] {
  const at = words.indexOf("--solver");
  const [id] = (at < 0 ? "annealing" : (words[at + 1] ?? "")).split(" ");
  const known = solvers.some((solver) => solver.id === id) ? solverById(id).optionsSchema : {};
  return Object.keys((known as { readonly properties?: object }).properties ?? {}).map((name) => `${name}=`);
}

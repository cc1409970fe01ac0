/** What `groundstate solvers NAME` says: how a solver works and when to choose it, what it takes and refuses, its options, a way to try it. */
import pc from "picocolors";
import type { EnergyModel } from "../model/types.ts";
import type { Problem } from "../problem.ts";
import { createRandom } from "../random.ts";
import { problems } from "../registry.ts";
import { type Solver, usualSolver } from "../solver.ts";
import { optionLines } from "./option-text.ts";
import { quoteWord } from "./repeat.ts";

/** A size that every problem has, be it of squares. */
export const TRIED = 4;

const PROMISES = { descent: "no accepted move raises the energy", exact: "proves the optimum when it is let run" };

/** The data and the text. Encodes a small instance of every problem: what a solver refuses, only a model can tell. */
export async function explainSolver(solver: Solver): Promise<[unknown, string]> {
  const { id, title, summary, sources, defaults, optionsSchema } = solver;
  const guarantees = [...solver.guarantees];
  const { takes, refuses, usualFor } = judgements(solver, await smallModels());
  const text = [
    `${pc.bold(title)} (${id})`,
    "",
    summary,
    "",
    ...(guarantees.length === 0
      ? []
      : [`Promises: ${guarantees.map((guarantee) => PROMISES[guarantee]).join("; ")}.`, ""]),
    `Takes models of: ${takes.length === problems.length ? "all problems, when they are small enough" : takes.join(", ")}.`,
    ...(usualFor.length === 0 ? [] : [`The usual choice for: ${usualFor.join(", ")}.`]),
    ...refusalLines(refuses),
    "",
    "Options (--set name=value):",
    ...optionLines(optionsSchema, defaults),
    "",
    ...exampleLines(id, usualFor[0] ?? plainest(takes)),
    "References:",
    ...sources.map((source) => `- ${source}`),
  ].join("\n");
  const data = { id, title, summary, sources, guarantees, options: optionsSchema, defaults, takes, refuses, usualFor };
  return [data, text];
}

interface SmallModel {
  readonly problem: Problem;
  readonly model: EnergyModel;
}

/** Of each problem, as it is encoded by default. */
async function smallModels(): Promise<SmallModel[]> {
  return Promise.all(
    problems.map(async (problem) => {
      await problem.ready?.();
      const instance = (problem.generate ?? problem.sample)(createRandom(1), TRIED);
      return { problem, model: problem.encode(instance, problem.defaults).model };
    }),
  );
}

interface Refused {
  readonly problems: readonly string[];
  readonly reason: string;
  readonly instead: string;
}

interface Judgements {
  /** Problem ids. */
  readonly takes: readonly string[];
  readonly usualFor: readonly string[];
  readonly refuses: readonly Refused[];
}

function judgements(solver: Solver, models: readonly SmallModel[]): Judgements {
  const takes: string[] = [];
  const usualFor: string[] = [];
  const refuses = new Map<string, { problems: string[]; reason: string; instead: string }>();
  for (const { problem, model } of models) {
    const refusal = solver.refuses(model, solver.defaults);
    if (refusal === null) {
      takes.push(problem.id);
      if (usualSolver(model) === solver.id) usualFor.push(problem.id);
      continue;
    }
    const key = `${refusal.reason} ${refusal.instead}`;
    const same = refuses.get(key);
    if (same === undefined) refuses.set(key, { problems: [problem.id], ...refusal });
    else same.problems.push(problem.id);
  }
  return { takes, usualFor, refuses: [...refuses.values()] };
}

function refusalLines(refuses: readonly Refused[]): string[] {
  if (refuses.length === 0) return [];
  return [
    "Refuses:",
    ...refuses.map(({ problems: ids, reason, instead }) => `  ${ids.join(", ")}: ${reason}; use ${instead}`),
  ];
}

/** Cuts of graphs are what most solvers of spins are shown with. */
const plainest = (takes: readonly string[]): string | undefined => takes.find((id) => id === "max-cut") ?? takes[0];

/** Commands that work as they stand. */
function exampleLines(solver: string, problem: string | undefined): string[] {
  if (problem === undefined) return [];
  const file = `${problem}.json`;
  return [
    "To try it:",
    `  groundstate generate ${problem} --size ${TRIED} --out ${file}`,
    `  groundstate solve ${file} --solver ${quoteWord(solver)}`,
    "",
  ];
}

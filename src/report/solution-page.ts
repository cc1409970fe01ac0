/** A result as a page: the solution drawn, how the search went, what is proved, the energy's weights, and how to make it again. */
import type { Encoding, Problem } from "../problem.ts";
import { type Result, STATUS_WORDS } from "../run/result.ts";
import { drawnFigures } from "./drawn.ts";
import { energyFigure } from "./energy.ts";
import { type Block, type Facts, figureBlock, type Page, paragraph, tableBlock } from "./page.ts";
import { penaltyBlocks } from "./penalty-words.ts";
import { progressFigure } from "./progress.ts";
import { ruleBlocks } from "./rules.ts";
import { stateFigure } from "./state-grid.ts";
import { weightBlocks } from "./weight-maps.ts";
import { formatValue } from "./words.ts";

/** Letters of a solution that are shown. */
const MOST_TOLD = 4000;
/** Digits of numbers that people may want to compare. */
const DIGITS = 12;

/** The report of a run. @param command that gives the same result again, if it is known. Encodes the instance once more. */
export function solutionPage(problem: Problem, instance: unknown, result: Result, command?: string): Page {
  const encoding = problem.encode(instance, result.encoding);
  const drawing = problem.draw(instance, result.valid ? result.solution : null);
  const progress = decides(problem, instance) ? null : progressFigure(result, problem.objective);
  const search = [energyFigure(result), ...(progress === null ? [] : [progress])];
  return {
    title: result.instance.name ?? drawing?.title ?? problem.title,
    opening: [{ kind: "facts", facts: keyFacts(problem, instance, result) }],
    sections: [
      { heading: "Solution", blocks: solutionBlocks(problem, instance, result, encoding, drawing) },
      { heading: "Search", blocks: search.map(figureBlock) },
      { heading: "Rules", blocks: ruleBlocks(result) },
      { heading: "Penalties", blocks: penaltyBlocks(encoding, problem.id) },
      { heading: "Weights", blocks: weightBlocks(encoding) },
      { heading: "How it was made", blocks: origin(result, command) },
    ],
  };
}

function keyFacts(problem: Problem, instance: unknown, result: Result): Facts {
  const { objective, bound, gap, timing, work, seed, solver, reason } = result;
  const answer = problem.answer?.(instance, objective, bound);
  return [
    ["problem", `${problem.title} (${problem.id}), ${result.instance.description}`],
    ...(decides(problem, instance) ? [] : [[problem.objective, amountOf(objective)] as const]),
    ...(answer === undefined ? [] : [["answer", answer] as const]),
    ["status", STATUS_WORDS[result.status]],
    ...(decides(problem, instance) ? [] : [["bound", boundText(bound)] as const]),
    ...(gap === null ? [] : [["gap", `${Number((100 * gap).toFixed(3))} %`] as const]),
    ["solver", reason === null ? solver : `${solver} (${reason})`],
    ["work", `${formatValue(work, DIGITS)} moves tried, seed ${seed}`],
    ["time", `${formatValue(timing.total, 3)} s`],
  ];
}

/** Nothing is counted where the instance asks yes or no: the answer says it all. */
const decides = (problem: Problem, instance: unknown): boolean => problem.decides?.(instance) === true;

const amountOf = (objective: number | null): string =>
  objective === null ? "no valid solution found" : formatValue(objective, DIGITS);

const boundText = (bound: Result["bound"]): string =>
  bound === null ? "nothing proved" : `${formatValue(bound.value, DIGITS)} (${bound.proof})`;

function solutionBlocks(
  problem: Problem,
  instance: unknown,
  result: Result,
  encoding: Encoding<unknown>,
  drawing: ReturnType<Problem["draw"]>,
): Block[] {
  const told = result.valid ? problem.tell?.(instance, result.solution) : undefined;
  const state = stateFigure(problem, instance, result, encoding);
  const counted = decides(problem, instance)
    ? "a valid solution"
    : `${problem.objective} ${amountOf(result.objective)}`;
  const caption = result.objective === null ? "Without a valid solution" : counted;
  return [
    ...(drawing === null ? [] : drawnFigures(drawing, caption)),
    ...(told === undefined
      ? []
      : [paragraph(told.length > MOST_TOLD ? `${told.slice(0, MOST_TOLD)} ... (shortened)` : told)]),
    ...(state === null ? [] : [figureBlock(state)]),
  ];
}

function origin(result: Result, command: string | undefined): Block[] {
  const { solver, options, encoding, limits, seed, threads, version, instance, verification } = result;
  const limit = Object.entries({ work: limits.work, "time (s)": limits.time, target: limits.target })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
  const facts: Facts = [
    ["seed", String(seed)],
    ["limits", limit || "none"],
    ...(threads === undefined ? [] : [["threads", String(threads)] as const]),
    ["instance", instance.digest],
    ["groundstate", version],
    ...(verification === null
      ? []
      : [
          [
            "verified",
            `${verification.moves} accepted moves, ${verification.mismatches} wrong energies, ${verification.rises} rises`,
          ] as const,
        ]),
  ];
  return [
    ...optionTable(`Options of the solver ${solver}, defaults included`, options),
    ...optionTable("Options of the encoding, defaults included", encoding),
    { kind: "facts", facts },
    ...(command === undefined
      ? []
      : [paragraph("The same result again:"), { kind: "command", text: command } as const]),
  ];
}

function optionTable(caption: string, options: Readonly<Record<string, unknown>>): Block[] {
  const rows = Object.entries(options).map(([name, value]) => [name, JSON.stringify(value) ?? "none"]);
  return rows.length === 0 ? [] : [tableBlock({ caption, head: ["option", "value"], rows, words: [1] })];
}

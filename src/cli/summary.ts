/** The closing report of a run, as aligned lines. Says what is proved, what is not, and how to repeat the run. */
import pc from "picocolors";
import type { PenaltyProof, Problem } from "../problem.ts";
import { type Result, STATUS_WORDS } from "../run/result.ts";
import { formatGap, formatNumber, formatSeconds } from "./numbers.ts";
import { verificationText } from "./verification.ts";

interface Place {
  readonly source: string;
  /** The command that gives the same result again. */
  readonly repeat: string;
  readonly out: string | undefined;
}

/** Longest solution text printed; longer ones point to --out. */
const SOLUTION_LENGTH = 2000;

export function summary(problem: Problem, instance: unknown, result: Result, place: Place): string {
  const rows: [string, string][] = [
    ["instance", `${result.instance.name ?? place.source} (${problem.id}, ${result.instance.description})`],
    ["solver", result.reason === null ? result.solver : `${result.solver} (${result.reason})`],
    ["status", `${STATUS_WORDS[result.status]}, after ${formatSeconds(result.timing.total)}`],
    ...objectiveRow(problem, instance, result),
    ...answerRow(problem, instance, result),
    ["valid", result.valid ? pc.green("yes, checked from the instance") : pc.red("no")],
    ...repairRows(result),
    ...result.violations.slice(0, 5).map((violation): [string, string] => ["", violation.message]),
    ...boundRows(problem, instance, result),
    ...penaltyRow(result.penalty),
    ...verificationRow(result),
    ["work", `${formatNumber(result.work)} moves tried, seed ${result.seed}`],
    ["repeat", place.repeat],
  ];
  if (result.valid) rows.push(["solution", solutionText(problem, instance, result, place)]);
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${rows.map(([name, value]) => `${pc.dim(name.padEnd(width))}  ${value}`).join("\n")}\n`;
}

const CHANGES_SHOWN = 10;

/** What a repair changed, and what that did to the objective. */
function repairRows({ repaired, objective }: Result): [string, string][] {
  if (repaired === undefined) return [];
  const { changes, objectiveBefore, violations } = repaired;
  const words = changes.slice(0, CHANGES_SHOWN).map(({ variable, from, to }) => {
    const before = from === null ? "nothing" : JSON.stringify(from);
    return `${variable}: ${before} to ${JSON.stringify(to)}`;
  });
  if (changes.length > CHANGES_SHOWN) words.push(`and ${changes.length - CHANGES_SHOWN} more`);
  const was = objectiveBefore === null ? "no objective" : `objective ${formatNumber(objectiveBefore)}`;
  const rules = `${violations} broken rule${violations === 1 ? "" : "s"}`;
  return [
    ["repaired", `from ${rules} and ${was} to ${objective === null ? "nothing" : formatNumber(objective)}`],
    ["changed", words.join("; ")],
  ];
}

/** Nothing is counted where the instance asks yes or no, nor bounded: `answer` says it all. */
function objectiveRow(problem: Problem, instance: unknown, { objective }: Result): [string, string][] {
  if (problem.decides?.(instance) === true) return [];
  return [
    [problem.objective, objective === null ? pc.red("no valid solution found") : pc.bold(formatNumber(objective))],
  ];
}

/** For problems that ask yes or no. */
function answerRow(problem: Problem, instance: unknown, { objective, bound }: Result): [string, string][] {
  const answer = problem.answer?.(instance, objective, bound);
  return answer === undefined ? [] : [["answer", pc.bold(answer)]];
}

function boundRows(problem: Problem, instance: unknown, { bound, gap }: Result): [string, string][] {
  if (problem.decides?.(instance) === true) return [];
  const proved = bound === null ? "nothing proved" : `${formatNumber(bound.value)} (${bound.proof})`;
  return [["bound", proved], ...(gap === null ? [] : [["gap", formatGap(gap)] as [string, string]])];
}

function penaltyRow(penalty: PenaltyProof | null): [string, string][] {
  return penalty === null ? [] : [["penalty", penaltyText(penalty)]];
}

export function penaltyText({ mode, guaranteed, inequality }: PenaltyProof): string {
  if (mode === "structural") return "none: moves stay inside the valid states";
  return `${mode}, ${guaranteed ? "every ground state is valid and optimal" : "guarantee off"}: ${inequality}`;
}

function verificationRow({ verification }: Result): [string, string][] {
  if (verification === null) return [];
  const text = verificationText(verification);
  return [["verified", verification.first === null ? text : pc.red(`${text}; first: ${verification.first}`)]];
}

function solutionText(problem: Problem, instance: unknown, result: Result, place: Place): string {
  const text = problem.tell?.(instance, result.solution) ?? JSON.stringify(result.solution);
  if (text.length <= SOLUTION_LENGTH) return text;
  return place.out === undefined
    ? "too long to print: write it with --out FILE, or use --json"
    : `written to ${place.out}`;
}

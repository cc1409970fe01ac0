/** The closing report of a run, as aligned lines. Says what is proved, what is not, and how to repeat the run. */
import pc from "picocolors";
import type { PenaltyProof, Problem } from "../problem.ts";
import type { Result } from "../run/result.ts";
import { formatGap, formatNumber, formatSeconds } from "./numbers.ts";
import { verificationText } from "./verification.ts";

const STATUS_WORDS: Record<Result["status"], string> = {
  optimal: "optimal: proved that nothing better exists",
  "local-minimum": "local minimum of the solver's moves",
  exhausted: "the solver's schedule is done",
  "target-reached": "target reached",
  "work-limit": "stopped by the work limit",
  "time-limit": "stopped by the time limit",
  aborted: "interrupted; this is the best so far",
};

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
    [
      problem.objective,
      result.objective === null ? pc.red("no valid solution found") : pc.bold(formatNumber(result.objective)),
    ],
    ...answerRow(problem, instance, result),
    ["valid", result.valid ? pc.green("yes, checked from the instance") : pc.red("no")],
    ...repairRows(result),
    ...result.violations.slice(0, 5).map((violation): [string, string] => ["", violation.message]),
    ["bound", boundText(result)],
    ...(result.gap === null ? [] : [["gap", formatGap(result.gap)] as [string, string]]),
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

/** For problems that ask yes or no. */
function answerRow(problem: Problem, instance: unknown, { objective, bound }: Result): [string, string][] {
  const answer = problem.answer?.(instance, objective, bound);
  return answer === undefined ? [] : [["answer", pc.bold(answer)]];
}

/** The same in short and without colours: names and values for a page with pictures. */
export function resultFacts(problem: Problem, instance: unknown, result: Result): [string, string][] {
  const answer = problem.answer?.(instance, result.objective, result.bound);
  return [
    ["problem", `${problem.id}, ${result.instance.description}`],
    ["solver", result.solver],
    ["status", STATUS_WORDS[result.status]],
    [problem.objective, result.objective === null ? "no valid solution found" : formatNumber(result.objective)],
    ...(answer === undefined ? [] : [["answer", answer] as [string, string]]),
    ["bound", boundText(result)],
    ["work", `${formatNumber(result.work)} moves tried, seed ${result.seed}`],
    ["time", formatSeconds(result.timing.total)],
  ];
}

const boundText = ({ bound }: Result): string =>
  bound === null ? "nothing proved" : `${formatNumber(bound.value)} (${bound.proof})`;

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

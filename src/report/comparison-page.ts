/** A comparison as a page: what it shows in sentences, standings, figures, every instance, every run that failed, what was run and how. */
import type { Analysis } from "../compare/analysis.ts";
import { groupBy } from "../compare/lists.ts";
import type { RunRecord } from "../compare/record.ts";
import { budgetText, digits, percent, successText, targetText, ttsText, verdictOf } from "../compare/words.ts";
import { comparisonFigures } from "./comparison.ts";
import { type Block, type Facts, figureBlock, type Page, type PageTable, paragraph, tableBlock } from "./page.ts";

/** Pairs of many entrants are many: beyond these the first are told, those with a difference before the others. */
const MOST_VERDICTS = 60;
/** Rows of failures: each stands for all seeds of one entrant on one instance that ended alike. */
const MOST_FAILURES = 300;

/** The report of a comparison. @param command that gives the same comparison again, if it is known */
export function comparisonPage(analysis: Analysis, records: readonly RunRecord[], command?: string): Page {
  const { entrants, instances } = analysis;
  return {
    title: `Comparison of ${counted(entrants.length, "solver")} on ${counted(instances.length, "instance")}`,
    opening: [...verdicts(analysis), ...warnings(analysis)],
    sections: [
      { heading: "Over all instances", blocks: [tableBlock(standings(analysis))] },
      { heading: "Figures", blocks: comparisonFigures(analysis, records).map(figureBlock) },
      { heading: "By instance", blocks: [tableBlock(byInstance(analysis))] },
      { heading: "Runs without a valid solution", blocks: failures(analysis, records) },
      { heading: "What was run", blocks: whatWasRun(analysis, records, command) },
    ],
  };
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

function verdicts(analysis: Analysis): Block[] {
  const { pairs, budget } = analysis;
  const isTold = ({ gap, reach }: Analysis["pairs"][number]) => gap.better !== null || reach.better !== null;
  const sorted = [...pairs.filter(isTold), ...pairs.filter((pair) => !isTold(pair))];
  const items = sorted.slice(0, MOST_VERDICTS).map((pair) => verdictOf(pair, budget.kind));
  const left = pairs.length - items.length;
  const asked = `Success is ${targetText(analysis)}. Gaps are relative to that value. Intervals hold 95 %.`;
  const tests =
    "Differences by Wilcoxon's signed-rank test over runs of the same instance and seed, corrected by Holm over all tests.";
  return [
    ...(items.length === 0 ? [] : [{ kind: "list", items } as const]),
    ...(left > 0 ? [paragraph(`${left} more pairs are left out here.`)] : []),
    paragraph(items.length === 0 ? asked : `${asked} ${tests}`),
  ];
}

function warnings({ missing, disturbed }: Analysis): Block[] {
  return [
    ...(missing > 0 ? [paragraph(`${counted(missing, "run")} missing from the full table.`)] : []),
    ...(disturbed > 0
      ? [paragraph(`${counted(disturbed, "run")} had less than 90 % of a processor: their times say little.`)]
      : []),
  ];
}

/** Best mean rank first. */
function standings({ entrants }: Analysis): PageTable {
  const rows = [...entrants]
    .sort((a, b) => a.rank - b.rank)
    .map((one) => [
      one.entrant,
      String(one.runs),
      String(one.failed),
      String(one.invalid),
      successText(one),
      percent(one.meanGap),
      percent(one.gap[2]),
      percent(one.gap[4]),
      one.rank.toFixed(2),
    ]);
  const head = ["solver", "runs", "failed", "invalid", "success", "mean gap", "median gap", "worst gap", "mean rank"];
  return { caption: "Solvers by their mean rank among all, 1 the best", head, rows };
}

function byInstance({ instances, cells, budget }: Analysis): PageTable {
  const unit = budget.kind === "time" ? "s" : "flips";
  const several = new Set(instances.map(({ problem }) => problem)).size > 1;
  const found = groupBy(cells, ({ instance }) => instance);
  const rows = instances.flatMap(({ name, problem, reference, from }, k) =>
    (found.get(k) ?? []).map((cell) => [
      ...(several ? [name, problem] : [name]),
      reference === null ? "none" : `${digits(reference)} (${from})`,
      cell.entrant,
      successText(cell),
      percent(cell.gap[2]),
      digits(cell.reach[2]),
      ttsText(cell),
    ]),
  );
  const head = [
    ...(several ? ["instance", "problem"] : ["instance"]),
    ...["reference", "solver", "success", "median gap"],
    ...[`median ${unit} to target`, `99 % ${unit}`],
  ];
  return { caption: "Each solver on each instance", head, rows, words: several ? [1, 3] : [2] };
}

/** None is left out: what ended alike stands in one row with its seeds. */
function failures({ instances }: Analysis, records: readonly RunRecord[]): Block[] {
  const lost = records.filter(({ status, objective }) => status === "failed" || objective === null);
  if (lost.length === 0) return [paragraph("Every run ended with a valid solution.")];
  const problems = new Set(instances.map(({ problem }) => problem));
  const groups = groupBy(lost, (run) => JSON.stringify([run.entrant, run.problem, run.instance, reasonOf(run)]));
  const rows = [...groups.values()].map((runs) => {
    const [run] = runs;
    const name = problems.size > 1 ? `${run.instance.name} (${run.problem})` : run.instance.name;
    const outcome = run.status === "failed" ? "failed" : "invalid";
    return [run.entrant, name, outcome, String(runs.length), runs.map(({ seed }) => seed).join(", "), reasonOf(run)];
  });
  const left = rows.length - MOST_FAILURES;
  const head = ["solver", "instance", "outcome", "runs", "seeds", "reason"];
  const caption = `${counted(lost.length, "run")} that failed or ended invalid: misses in every count above`;
  return [
    tableBlock({ caption, head, rows: rows.slice(0, MOST_FAILURES), words: [1, 2, 4, 5] }),
    ...(left > 0 ? [paragraph(`${left} more rows are left out; the file of runs has all.`)] : []),
  ];
}

function reasonOf({ status, error, violations }: RunRecord): string {
  if (status === "failed") return error ?? "no reason given";
  const broken = violations.length === 0 ? "no solution" : `broken rules: ${violations.join(", ")}`;
  return `${broken} (${status})`;
}

function whatWasRun(analysis: Analysis, records: readonly RunRecord[], command: string | undefined): Block[] {
  const { entrants, instances, seeds, runs, budget, machines, version } = analysis;
  const stops = new Set(records.map(({ stopAt }) => stopAt !== null));
  const facts: Facts = [
    ["runs", `${runs}: ${entrants.length} solvers, ${instances.length} instances, ${counted(seeds.length, "seed")}`],
    ["budget of a run", `${budgetText(budget)}${stops.has(true) ? ", or until the target is reached" : ""}`],
    ["seeds", seedsText(seeds)],
    ["instances", instances.map(({ name }) => name).join(", ")],
    ["machines", machines.length > 0 ? machines.join("; ") : "no matter: runs are limited by work, not by time"],
    ["groundstate", version],
    ...encodings(records),
  ];
  const rows = entrants.map(({ entrant, solver, options }) => [entrant, solver, optionsText(options)]);
  const head = ["entrant", "solver", "options"];
  return [
    { kind: "facts", facts },
    tableBlock({ caption: "Solvers with all their options, defaults included", head, rows, words: [1, 2] }),
    ...(command === undefined
      ? []
      : [paragraph("The same comparison again:"), { kind: "command", text: command } as const]),
  ];
}

const optionsText = (options: Readonly<Record<string, unknown>>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ") || "none";

/** Encoding options of each problem. */
function encodings(records: readonly RunRecord[]): Facts {
  const kinds = new Set(records.map(({ problem, encoding }) => `${problem}: ${optionsText(encoding)}`));
  return [["encoding", [...kinds].sort().join("; ")]];
}

/** Runs of consecutive seeds as ranges. */
function seedsText(seeds: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const seed of seeds) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === seed - 1) last[1] = seed;
    else ranges.push([seed, seed]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`)).join(", ");
}

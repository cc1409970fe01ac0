/** An analysis as CSV (a line a cell) and as Markdown. */
import type { Analysis, Cell } from "./analysis.ts";
import { budgetText, digits, percent, successText, targetText, ttsText, verdictOf } from "./words.ts";

/** One line an entrant and instance; empty cells for what is not known. RFC 4180. */
export function analysisCsv({ cells, instances, budget }: Analysis): string {
  const unit = budget.kind === "time" ? "seconds" : "work";
  const head = [
    ...["problem", "instance", "reference", "reference_from", "target", "solver", "runs", "failed", "invalid", "hits"],
    ...["success", "success_low", "success_high", "gap_least", "gap_lower", "gap_median", "gap_upper", "gap_greatest"],
    ...[`${unit}_to_target_median`, `tts99_${unit}`, `tts99_${unit}_low`, `tts99_${unit}_high`],
  ];
  const rows = cells.map((cell) => {
    const { problem, name, reference, from, target } = instances[cell.instance];
    const { success, gap, reach, tts } = cell;
    return [
      ...[problem, name, reference, from, target, cell.entrant, cell.runs, cell.failed, cell.invalid, cell.hits],
      ...[success.mean, success.low, success.high, ...gap, reach[2], tts.value, tts.low, tts.high],
    ];
  });
  return [head, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function analysisMarkdown(analysis: Analysis): string {
  const { budget, entrants, instances, cells, pairs, seeds, runs, version, machines, missing, disturbed } = analysis;
  const unit = budget.kind === "time" ? "s" : "flips";
  const byInstance = (k: number) => cells.filter(({ instance }) => instance === k);
  return [
    `# Comparison of ${entrants.length} solvers on ${instances.length} instances`,
    "",
    `${runs} runs of ${budgetText(budget)} each, seeds ${seeds[0]} to ${seeds.at(-1)}, groundstate ${version}${machines.length > 0 ? `, on ${machines.join("; ")}` : ""}.`,
    `Success: ${targetText(analysis)}. Gaps are relative to that value. Intervals hold 95 %. Failed and invalid runs count as misses.`,
    ...(missing > 0 ? [`${missing} runs are missing from the full table.`] : []),
    ...(disturbed > 0 ? [`${disturbed} runs had less than 90 % of a processor: their times say little.`] : []),
    "",
    "## Over all instances",
    "",
    ...table(
      ["solver", "runs", "failed", "invalid", "success", "mean gap", "median gap", "worst gap", "mean rank"],
      entrants.map((of) => [
        of.entrant,
        of.runs,
        of.failed,
        of.invalid,
        successText(of),
        percent(of.meanGap),
        percent(of.gap[2]),
        percent(of.gap[4]),
        of.rank.toFixed(2),
      ]),
    ),
    "",
    "## Solver against solver",
    "",
    "Wilcoxon's signed-rank test over pairs of runs of the same instance and seed, p corrected by Holm over all tests.",
    "",
    ...pairs.map((pair) => `- ${verdictOf(pair, budget.kind)}`),
    "",
    "## By instance",
    "",
    ...table(
      ["instance", "reference", "solver", "success", "median gap", `median ${unit} to target`, `99 % ${unit}`],
      instances.flatMap((instance, k) => byInstance(k).map((cell) => rowOf(instance, cell))),
    ),
    "",
  ].join("\n");
}

function rowOf({ name, reference }: Analysis["instances"][number], cell: Cell): (string | number)[] {
  return [
    name,
    reference ?? "-",
    cell.entrant,
    successText(cell),
    percent(cell.gap[2]),
    digits(cell.reach[2]),
    ttsText(cell),
  ];
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map((_name, k) => (k === 0 ? "---" : "---:"))), ...rows.map(line)];
}

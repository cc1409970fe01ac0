/** An analysis as tables for a terminal: entrants over all, entrants by instance, and what the tests say. */
import pc from "picocolors";
import type { Analysis } from "../compare/analysis.ts";
import { budgetText, digits, percent, successText, targetText, ttsText, verdictOf } from "../compare/words.ts";
import { counted } from "./numbers.ts";
import { textTable } from "./table.ts";

/** Pairs beyond these are left to the other outputs. */
const PAIRS = 30;

export function analysisTables(analysis: Analysis): string {
  const { entrants, instances, budget, seeds, runs, missing, disturbed, pairs } = analysis;
  const unit = budget.kind === "time" ? "s" : "flips";
  const notes = [
    missing > 0 ? `${counted(missing, "run is", "runs are")} missing from the full table.` : "",
    disturbed > 0
      ? `${counted(disturbed, "run")} had less than 90 % of a processor: times are disturbed; take fewer --jobs, or --work.`
      : "",
  ].filter((note) => note !== "");
  return [
    pc.bold(
      `${counted(entrants.length, "solver")}, ${counted(instances.length, "instance")}, ${counted(seeds.length, "seed")}`,
    ),
    `${counted(runs, "run")} of ${budgetText(budget)}; success: ${targetText(analysis)}; intervals hold 95 %`,
    ...notes.map((note) => pc.yellow(note)),
    "",
    textTable(
      ["solver", "runs", "failed", "invalid", "success", "mean gap", "median gap", "worst gap", "mean rank"],
      entrants.map((entrant) => [
        entrant.entrant,
        String(entrant.runs),
        String(entrant.failed),
        String(entrant.invalid),
        successText(entrant),
        percent(entrant.meanGap),
        percent(entrant.gap[2]),
        percent(entrant.gap[4]),
        entrant.rank.toFixed(2),
      ]),
    ),
    "",
    ...instances.flatMap((instance, k) => [
      `${pc.bold(instance.name)} (${instance.problem}; reference ${instance.reference ?? "none"}, ${instance.from})`,
      textTable(
        ["", "success", "median gap", `median ${unit} to target`, `99 % ${unit}`],
        analysis.cells
          .filter((cell) => cell.instance === k)
          .map((cell) => [
            `  ${cell.entrant}`,
            successText(cell),
            percent(cell.gap[2]),
            digits(cell.reach[2]),
            ttsText(cell),
          ]),
      ),
      "",
    ]),
    ...pairs.slice(0, PAIRS).map((pair) => verdictOf(pair, budget.kind)),
    ...(pairs.length > PAIRS ? [`... and ${pairs.length - PAIRS} more pairs (--json, --md, --csv).`] : []),
    "",
  ].join("\n");
}

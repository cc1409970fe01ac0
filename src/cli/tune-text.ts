/** A tuning in words and tables: how the races went, what the test says, and the command that uses it. */
import pc from "picocolors";
import type { Tuning } from "../compare/tuning/types.ts";
import { budgetText } from "../compare/words.ts";
import { analysisTables } from "./compare-text.ts";
import { counted } from "./numbers.ts";
import { optionPairs, quoteWord } from "./repeat.ts";
import { textTable } from "./table.ts";

/** Survivors listed of the last race. */
const LISTED = 8;

/** @param file for the command that uses what was found */
export function tuningText(tuning: Tuning, file: string): string {
  const { solver, budget, candidates, runs, training, test, testedOn, races, analysis } = tuning;
  const where =
    testedOn === "other instances"
      ? `tested on ${counted(test.length, "other instance")}: ${test.join(", ")}`
      : "tested on the same instances with other seeds: the verdict holds for these instances";
  return [
    pc.bold(`${solver}: ${counted(candidates, "setting")} tried in ${counted(runs, "run")} of ${budgetText(budget)}`),
    `trained on ${counted(training.length, "instance")}: ${training.join(", ")}`,
    where,
    "",
    textTable(
      ["race", "settings", "blocks", "runs", "left"],
      races.map((race, k) => [`${k + 1}`, race.candidates, race.blocks, race.runs, race.left.length].map(String)),
    ),
    "",
    textTable(
      ["left after the last race", "mean rank"],
      (races.at(-1)?.left ?? [])
        .slice(0, LISTED)
        .map(({ entrant, meanRank }) => [entrant, meanRank === 0 ? "-" : meanRank.toFixed(2)]),
    ),
    "",
    ...(analysis === null ? [] : [pc.bold("Test"), analysisTables(analysis)]),
    sentenceOf(tuning),
    "",
    commandOf(tuning, file),
    "",
  ].join("\n");
}

function sentenceOf({ verdict, winner, usual, recommended }: Tuning): string {
  const kept = `Keep ${pc.bold(recommended.entrant)}`;
  switch (verdict) {
    case "better":
      return pc.green(`${winner.entrant} is better than ${usual.entrant} in runs that the race has not seen.`);
    case "usual won":
      return `${kept}: it won the race itself.`;
    case "worse":
      return `${kept}: ${winner.entrant} won the race and lost the test.`;
    case "mixed":
      return `${kept}, unless speed counts more than quality or the other way round: the test says both.`;
    case "no difference":
      return `${kept}: ${winner.entrant} won the race, but the test shows no difference.`;
  }
}

function commandOf({ solver, recommended: { options } }: Tuning, file: string): string {
  const set = optionPairs(options).flatMap((pair) => ["--set", pair]);
  return pc.dim(["groundstate", "solve", file, "--solver", solver, ...set].map(quoteWord).join(" "));
}

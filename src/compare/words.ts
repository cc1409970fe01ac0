/** What an analysis says, in sentences and short cells: shared by tables on terminals, in Markdown and on pages. */
import type { Analysis, Cell, Outcomes } from "./analysis.ts";
import { ALPHA, type PairComparison, type PairTest } from "./pairs.ts";
import type { Budget } from "./record.ts";

export const budgetText = ({ kind, amount }: Budget): string =>
  kind === "time" ? `${digits(amount)} s` : `${digits(amount)} flips tried`;

/** Three significant digits, whole numbers whole. */
export function digits(value: number | null): string {
  if (value === null) return "-";
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const short = value.toPrecision(3);
  return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6 ? String(Number(short)) : short;
}

export const percent = (share: number | null, places = 3): string =>
  share === null ? "-" : `${Number((100 * share).toFixed(places))} %`;

/** `70 % [40, 89]` */
export function successText({ success: { mean, low, high } }: Pick<Outcomes, "success">): string {
  const ends = low === null || high === null ? "" : ` [${(100 * low).toFixed(0)}, ${(100 * high).toFixed(0)}]`;
  return `${(100 * mean).toFixed(0)} %${ends}`;
}

/** `1.2 [0.9, 2.1]`, with `-` for never. */
export function ttsText({ tts: { value, low, high } }: Pick<Cell, "tts">): string {
  if (value === null) return "-";
  return low === null ? digits(value) : `${digits(value)} [${digits(low)}, ${high === null ? "..." : digits(high)}]`;
}

/** What success was. */
export function targetText({ reference, within, instances }: Analysis): string {
  const fallen = instances.filter(({ from }) => from !== reference).length;
  const words = {
    best: "the best value that any of the runs found",
    bound: "the best bound that any of the runs proved",
    known: "the value given",
  }[reference];
  const but = fallen === 0 ? "" : ` (${fallen} without one: the best found)`;
  return `${within === 0 ? "" : `within ${percent(within)} of `}${words}${but}`;
}

/** One sentence for each pair: who is better at what, by how much, and how sure that is. */
export function verdictOf(pair: PairComparison, kind: Budget["kind"]): string {
  const { first, second, gap, reach } = pair;
  const said: string[] = [];
  if (reach.better !== null) {
    said.push(`${named(pair, reach)} reaches the target sooner${speedText(reach)} (${chance(reach)})`);
  }
  if (gap.better !== null) said.push(`${named(pair, gap)} ends nearer the reference (${chance(gap)})`);
  if (said.length > 0) return `${first} against ${second}: ${said.join("; ")}.`;
  const p = Math.min(gap.corrected, reach.corrected);
  const what = kind === "time" ? "in time or quality" : "in work or quality";
  return `${first} against ${second}: no difference ${what} shown (p ${pText(p)} > ${ALPHA}, ${gap.pairs} pairs of runs).`;
}

const named = ({ first, second }: PairComparison, { better }: PairTest) => (better === "first" ? first : second);

/** How many times as fast, where the runs that both reach the target say the same as the test. */
function speedText({ better, effect }: PairTest): string {
  if (effect === null) return "";
  const turned = (x: number | null) => (x === null || better === "first" ? x : 1 / x);
  const value = turned(effect.value) as number;
  if (value <= 1) return "";
  const [low, high] = better === "first" ? [effect.low, effect.high] : [turned(effect.high), turned(effect.low)];
  return `, ${digits(value)} times as fast [${low === null ? "..." : digits(low)}, ${high === null ? "..." : digits(high)}] where both reach it`;
}

const chance = ({ corrected, firstBetter, secondBetter, pairs }: PairTest) =>
  `p ${pText(corrected)}; better in ${Math.max(firstBetter, secondBetter)}, worse in ${Math.min(firstBetter, secondBetter)} of ${pairs} pairs`;

const pText = (p: number): string => (p < 1e-4 ? "< 0.0001" : String(Number(p.toPrecision(2))));

/** What `landscape` prints: what holds for the whole landscape, and its basins one a line. */
import pc from "picocolors";
import type { Landscape, LandscapeStatistics } from "../landscape/index.ts";
import type { EnergyModel } from "../model/types.ts";
import { counted, formatNumber } from "./numbers.ts";

/** The plateau of a basin, as people see it. */
export interface Attractor {
  /** Of the states listed. */
  readonly values: readonly (readonly number[])[];
  readonly labels: readonly string[];
  /** The first of them in the problem's words, or null. */
  readonly told: string | null;
  /** Whether the first of them is a valid solution. */
  readonly valid: boolean;
}

const DYNAMICS_WORDS: Record<LandscapeStatistics["dynamics"], string> = {
  random: "random, a drawn unstable variable flips",
  cyclic: "cyclic, all variables in turn",
  greedy: "greedy, the steepest flip",
  synchronous: "synchronous, all unstable variables flip at once",
};

/** States of a plateau that a line names. */
const NAMED = 2;

/** What holds for all of it, by name. */
export function landscapeRows({ domain }: EnergyModel, found: Landscape): [string, string][] {
  const { n, tree, basinCount, groundBasinCount, saddleCount, deepest, groundBarrier, statistics } = found;
  const kept = tree.basins.length < basinCount ? `, ${formatNumber(tree.basins.length)} kept` : "";
  const equal = found.tolerance === 0 ? "" : `; closer than ${found.tolerance.toPrecision(2)} counts as equal`;
  return [
    [
      "states",
      `${formatNumber(2 ** n)} of ${counted(n, domain)}, ${counted(found.levels, "energy", "energies")} from ` +
        `${formatNumber(found.lowest)} to ${formatNumber(found.highest)}${equal}`,
    ],
    ["basins", `${formatNumber(basinCount)}, of which ${formatNumber(groundBasinCount)} of least energy${kept}`],
    ["saddles", formatNumber(saddleCount)],
    ["deepest trap", deepest === null ? "none: every basin is a ground state" : `${formatNumber(deepest)} to climb`],
    ...(groundBarrier === null
      ? []
      : [["between ground states", `${formatNumber(groundBarrier)} to climb`] as [string, string]]),
    ["dynamics", DYNAMICS_WORDS[statistics.dynamics]],
    ...statisticsRows(statistics),
  ];
}

function statisticsRows({ dynamics, elsewhere, expectedFlips, from, cycles }: LandscapeStatistics): [string, string][] {
  const unit = dynamics === "synchronous" ? "steps" : "flips";
  const rows: [string, string][] = [
    ["to the end", `${formatNumber(expectedFlips)} ${unit} expected from a random state`],
  ];
  if (from !== null) rows.push(["from the given state", `${formatNumber(from.expectedFlips)} ${unit} expected`]);
  if (elsewhere > 0) rows.push(["outside basins", `${percent(elsewhere)} end on plateaus that lead down elsewhere`]);
  if (cycles !== null && cycles.count > 0)
    rows.push(["2-cycles", `${formatNumber(cycles.count)}, reached by ${percent(cycles.probability)}`]);
  return rows;
}

export function landscapeText(
  title: string,
  rows: readonly (readonly [string, string])[],
  found: Landscape,
  attractors: readonly Attractor[],
  { limit }: { readonly limit: number },
): string {
  const margin = Math.max(...rows.map(([name]) => name.length));
  const lines = [title, ...rows.map(([name, value]) => `${pc.dim(name.padEnd(margin))}  ${value}`), ""];
  lines.push(...table(basinTable(found, attractors, limit)));
  lines.push(...leftOut(found.basinCount, attractors.length, limit));
  return `${lines.join("\n")}\n`;
}

function leftOut(count: number, kept: number, limit: number): string[] {
  const left = count - Math.min(limit, kept);
  if (left === 0) return [];
  const way =
    count > kept ? `--keep N keeps more than ${formatNumber(kept)}, --limit N lists more` : "--limit N or --json";
  return [`... ${counted(left, "more basin")}: ${way}`];
}

function basinTable(found: Landscape, attractors: readonly Attractor[], limit: number): string[][] {
  const { tree, basins, statistics } = found;
  const start = statistics.from !== null;
  const head = ["energy", "states", "ends here", ...(start ? ["from given"] : []), "surely", "escape", "state"];
  const body = attractors.slice(0, limit).map(({ labels, told, valid }, k) => {
    const { energy, size } = tree.basins[k];
    const { probability, probabilityFrom, surely, escapeBarrier } = basins[k];
    return [
      formatNumber(energy),
      formatNumber(size),
      percent(probability),
      ...(start ? [percent(probabilityFrom ?? 0)] : []),
      formatNumber(surely),
      escapeBarrier === null ? "-" : formatNumber(escapeBarrier),
      describe(labels, size, told, valid),
    ];
  });
  return [head, ...body];
}

function describe(labels: readonly string[], size: number, told: string | null, valid: boolean): string {
  const shown = labels.slice(0, NAMED).join(" ");
  const more = size > NAMED ? ` and ${size - NAMED} more` : "";
  return `${shown}${more}${told === null ? "" : `  ${told}`}${valid ? "" : "  (not valid)"}`;
}

/** Columns lined up, numbers to the right, the last one to the left. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_head, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row, k) => {
    const last = row.length - 1;
    const line = row.map((cell, column) => (column === last ? cell : cell.padStart(widths[column]))).join("  ");
    return k === 0 ? pc.dim(line) : line;
  });
}

function percent(share: number): string {
  const value = 100 * share;
  if (value === 0 || value === 100) return `${value} %`;
  return value < 0.01 ? "< 0.01 %" : `${value.toFixed(2)} %`;
}

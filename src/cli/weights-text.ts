/** What `weights` prints: for each part how many weights there are and how strong, and the weights of one unit as a table or a list. */
import pc from "picocolors";
import type { EnergyModel } from "../model/types.ts";
import type { PenaltyProof } from "../problem.ts";
import { unitGrid, unitName } from "../report/units.ts";
import type { Spread, WeightTable } from "../report/weights.ts";
import { counted, formatNumber } from "./numbers.ts";
import { penaltyText } from "./summary.ts";

export interface PartOfUnit {
  /** Between the unit and each other, length n. */
  readonly weights: Float64Array;
  readonly bias: number;
}

export interface PartRead {
  readonly name: string;
  readonly model: EnergyModel;
  /** Null where the model is too large to be read whole. */
  readonly table: WeightTable | null;
  /** Null where no unit was asked for. */
  readonly unit: PartOfUnit | null;
}

/** Larger grids are told by their strongest weights. */
const MOST_ROWS = 24;
const MOST_COLUMNS = 12;
const STRONGEST = 10;

/** What is known of the whole energy, by name. */
export function weightsRows(
  model: EnergyModel,
  penalty: PenaltyProof | null,
  parts: readonly PartRead[],
): [string, string][] {
  const kind = model.domain === "bit" ? "bits x, 0 or 1" : "spins x, -1 or 1";
  return [
    ["variables", `${formatNumber(model.n)} ${kind}; E = - sum over pairs w_ij x_i x_j - sum b_i x_i + c`],
    ...parts.flatMap((part) => partRows(part)),
    ...(penalty === null ? [] : penaltyRows(penalty)),
  ];
}

export function weightsText(
  title: string,
  rows: readonly (readonly [string, string])[],
  model: EnergyModel,
  parts: readonly PartRead[],
  unit: number | null,
  width: number | undefined,
): string {
  const margin = Math.max(...rows.map(([name]) => name.length));
  const lines = [title, ...rows.map(([name, value]) => `${pc.dim(name.padEnd(margin))}  ${value}`)];
  if (unit !== null) lines.push(...unitLines(model, parts, unit, width));
  return `${lines.join("\n")}\n`;
}

function partRows({ name, model: { n }, table }: PartRead): [string, string][] {
  if (table === null) return [[name, "too many variables to read all weights"]];
  const { couplings, biases, offset } = table;
  const pairs = `${formatNumber(couplings.count)} of ${formatNumber((n * (n - 1)) / 2)} pairs coupled`;
  return [
    [
      name,
      `${pairs}${rangeOf(couplings, "w")}; ${counted(biases.count, "bias", "biases")}${rangeOf(biases, "b")}; c = ${formatNumber(offset)}`,
    ],
  ];
}

function rangeOf({ least, most }: Spread, letter: string): string {
  if (least === null || most === null) return "";
  if (least === most) return `, ${letter} = ${formatNumber(least)}`;
  return `, ${letter} from ${formatNumber(least)} to ${formatNumber(most)}`;
}

function penaltyRows(penalty: PenaltyProof): [string, string][] {
  const witness: [string, string][] = penalty.mode === "structural" ? [] : [["witness", penalty.witness]];
  return [["penalty", penaltyText(penalty)], ...witness];
}

function unitLines(model: EnergyModel, parts: readonly PartRead[], unit: number, width: number | undefined): string[] {
  const title = `unit ${unit}${model.labels === undefined ? "" : `, ${unitName(model, unit)}`}`;
  const { rows, columns, units } = unitGrid(model, width);
  const small = rows <= MOST_ROWS && columns <= MOST_COLUMNS && unit < units;
  return parts.flatMap(({ name, unit: own }) => {
    if (own === null) return [];
    const heading = `${title}: weights to all others, ${name}; bias ${formatNumber(own.bias)}`;
    return ["", heading, ...(small ? tableLines(model, own.weights, unit, width) : strongestLines(model, own.weights))];
  });
}

/** As the units lie; the unit itself is a dot. */
function tableLines(model: EnergyModel, weights: Float64Array, unit: number, width: number | undefined): string[] {
  const { rows, columns, units, rowLabels = [], columnLabels = [] } = unitGrid(model, width);
  const cells: string[][] = columnLabels.length === 0 ? [] : [["", ...columnLabels]];
  for (let row = 0; row < rows; row++) {
    const line = [rowLabels[row] ?? ""];
    for (let i = row * columns; i < Math.min(units, (row + 1) * columns); i++) {
      line.push(i === unit ? "." : formatNumber(weights[i]));
    }
    cells.push(line);
  }
  const widths = Array.from({ length: columns + 1 }, (_, k) => Math.max(...cells.map((line) => line[k]?.length ?? 0)));
  return cells.map(
    (line) => `  ${line.map((cell, k) => (k === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[k]))).join("  ")}`,
  );
}

function strongestLines(model: EnergyModel, weights: Float64Array): string[] {
  const coupled: number[] = [];
  for (let i = 0; i < weights.length; i++) if (weights[i] !== 0) coupled.push(i);
  coupled.sort((i, j) => Math.abs(weights[j]) - Math.abs(weights[i]) || i - j);
  const lines = coupled
    .slice(0, STRONGEST)
    .map((i) => `  ${formatNumber(weights[i]).padStart(12)}  ${unitName(model, i)}`);
  const more = coupled.length - lines.length;
  return [
    ...lines,
    ...(more > 0 ? [`  ... ${formatNumber(more)} more: --json or --plot`] : []),
    ...(coupled.length === 0 ? ["  none"] : []),
  ];
}

/** Penalty weights from thresholds: margin, rounding to few digits, and the proof that goes with them. */
import type { PenaltyProof } from "../../src/problem.ts";
import type { Balance } from "./balance.ts";
import type { PartitioningOptions } from "./schema.ts";
import type { Threshold } from "./threshold.ts";

const DIGITS = 5; // 6 significant bits: at most 3 % above the margin, and products with squared loads stay exact
const LARGEST_EXACT_TOTAL = 2 ** 22; // 6 bits times (2 * total)^2 stays below 2^53

/**
 * A weight above `threshold`: threshold * margin, rounded up to 6 significant bits and, when `integral`, to an integer.
 * Where any positive weight is enough, `otherwise` is taken. Mode tight multiplies by the tightness and rounds to bits only.
 */
export function weightAbove(
  threshold: number,
  otherwise: number,
  integral: boolean,
  { penalty, margin, tightness }: PartitioningOptions,
): number {
  const target = threshold > 0 ? threshold * margin : otherwise;
  if (penalty === "tight") return roundUp(target * tightness, 0);
  return roundUp(target, integral ? 1 : 0);
}

function roundUp(value: number, grid: number): number {
  const step = Math.max(grid, 2 ** (Math.floor(Math.log2(value)) - DIGITS));
  return Math.ceil(value / step) * step;
}

/** The proof of weights that exceed their thresholds. */
export function proofOf(
  options: PartitioningOptions,
  balance: Balance,
  { witness, feasible }: Threshold,
  weights: PenaltyProof["weights"],
  inequality: string,
): PenaltyProof {
  const representable = balance.total <= LARGEST_EXACT_TOTAL;
  const tight = options.penalty === "tight";
  const conditions = [
    ...(tight ? [`scaled by ${options.tightness}, below what is proven`] : []),
    ...(feasible ? [] : ["provided that a balanced partition exists"]),
    ...(representable ? [] : [`but loads above ${LARGEST_EXACT_TOTAL} lose digits when squared`]),
  ];
  return {
    mode: tight ? "tight" : "exact",
    weights,
    inequality: [inequality, ...conditions].join("; "),
    witness,
    guaranteed: !tight && feasible && representable,
  };
}

export const STRUCTURAL: PenaltyProof = {
  mode: "structural",
  weights: [],
  inequality:
    "no weights: among balanced partitions the energy is the weight of the cut; other states must never be visited",
  witness: "none",
  guaranteed: false,
};

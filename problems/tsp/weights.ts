/**
 * Penalty weights on a coarse dyadic grid: n rewards and the offset then add up without rounding, so that the energy of a
 * tour is its length to the last bit. Reward R' per bit, penalty P per conflicting pair (one city twice, one place twice).
 *
 * R' > M and P > R' suffice: with d >= 0 a bit in conflict lowers the energy by at least P - R' by leaving. Without conflicts
 * each place holds at most one city, so a free city fits a free place at a cost of at most M < R'. Hence every 1-flip local
 * minimum, strict or not, is a tour, and so is every ground state; tours differ in energy by their lengths only.
 */
import type { PenaltyProof } from "../../src/problem.ts";
import { cityName, type TspInstance, type TspOptions } from "./schema.ts";
import type { Threshold } from "./threshold.ts";

/** Grid steps within a weight: 2^20 of them leave 2^32 additions exact in a double. */
const STEPS_LOG2 = 20;
const SMALLEST_LOG2 = -1000; // a power of two whose products with counts stay normal numbers

/** A power of two, whole when the distances are. */
export function gridFor(size: number, integral: boolean): number {
  const grid = 2 ** Math.max(SMALLEST_LOG2, Math.floor(Math.log2(size)) - STEPS_LOG2);
  return integral ? Math.max(1, grid) : grid;
}

/** The first multiple of `grid` that reaches `target` and lies above `threshold`. */
export function gridAbove(threshold: number, target: number, grid: number): number {
  return Math.max(Math.ceil(target / grid), Math.floor(threshold / grid) + 1) * grid;
}

export interface Weights {
  readonly reward: number;
  readonly pair: number;
}

/** @param integral whether all distances are whole numbers: then so are the weights */
export function weightsFor({ cost }: Threshold, options: TspOptions, integral: boolean): Weights {
  const { penalty, margin, tightness } = options;
  const grid = gridFor(margin * cost, integral);
  const reward =
    penalty === "tight"
      ? Math.max(1, Math.floor((tightness * cost) / grid)) * grid
      : gridAbove(cost, margin * cost, grid);
  return { reward, pair: gridAbove(reward, margin * reward, grid) };
}

export function penaltyProof(
  instance: TspInstance,
  threshold: Threshold,
  { reward, pair }: Weights,
  mode: "exact" | "tight",
): PenaltyProof {
  const { cost } = threshold;
  const holds = reward > cost;
  return {
    mode,
    weights: [
      { name: "reward of a bit, R'", weight: reward, threshold: cost },
      { name: "penalty of a conflicting pair, P", weight: pair, threshold: reward },
    ],
    inequality: `R' = ${reward} ${holds ? ">" : "<="} M = ${cost} and P = ${pair} > R' = ${reward}`,
    witness: witnessOf(instance, threshold),
    guaranteed: mode === "exact",
  };
}

function witnessOf(instance: TspInstance, { cost, city, between }: Threshold): string {
  const name = cityName(instance, city);
  if (between === null) {
    return `M is bounded from above: of the cities not examined none, ${name} the most remote, can be farther than ${cost / 2} from another`;
  }
  const [from, to] = between;
  return `${name} between ${cityName(instance, from)} and ${cityName(instance, to)} costs M = ${cost}, the most of all cities`;
}

/** Without penalties only states that are permutations count, and their energy is the length. */
export const STRUCTURAL_PROOF: PenaltyProof = {
  mode: "structural",
  weights: [],
  inequality: "no weights: among permutations the energy is the tour length; other states must never be visited",
  witness: "none",
  guaranteed: false,
};

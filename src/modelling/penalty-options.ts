/** Options of encodings whose penalty weights are proven to be enough, and the weights that follow from them. */
import { Type } from "typebox";
import { GroundstateError } from "../errors.ts";
import { gridAbove, gridFor } from "./penalty-grid.ts";

/** How weights follow from their thresholds, in every encoding that has weights. */
export interface WeightFactors {
  /** Weight over threshold, above 1. */
  readonly margin: number;
  /** Weight over threshold in mode tight, at most 1. */
  readonly tightness: number;
}

export const factorDefaults: WeightFactors = {
  margin: 1.05, // every 1-flip local minimum stayed valid in 340 of 340 arrangements at n = 4 (MATH 3); more only blunts the objective
  tightness: 0.5,
};

/** @param words what the two numbers mean to the encoding, in sentences */
export const factorSchemas = ({
  margin = "Factor of a penalty weight over its threshold.",
  tightness = "Weights as a fraction of their thresholds in mode tight.",
} = {}) => ({
  margin: Type.Optional(
    Type.Number({
      exclusiveMinimum: 1,
      maximum: 1e6,
      description: `${margin} Default: ${factorDefaults.margin}.`,
    }),
  ),
  tightness: Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      description: `${tightness} Default: ${factorDefaults.tightness}.`,
    }),
  ),
});

/** For callers without the schema. @throws {GroundstateError} "invalid-options" */
export function requireFactors({ margin, tightness }: WeightFactors): void {
  if (!(margin > 1 && margin <= 1e6)) throw badOption("margin", margin, "a number above 1, at most 1e6");
  if (!(tightness > 0 && tightness <= 1)) throw badOption("tightness", tightness, "a number above 0, at most 1");
}

/** An error of code "invalid-options", to be thrown by whoever found the value. */
export const badOption = (name: string, value: number | null, expected: string): GroundstateError =>
  new GroundstateError("invalid-options", `${name} is ${value}, expected ${expected}`);

/** exact: proven weights. tight: `tightness` times their thresholds, guarantee off. */
export interface PenaltyOptions extends WeightFactors {
  readonly penalty: "exact" | "tight";
}

export const penaltyDefaults: PenaltyOptions = { penalty: "exact", ...factorDefaults };

/** @param description opens with what is encoded */
export const penaltyOptionsSchema = (description: string) =>
  Type.Object(
    {
      penalty: Type.Optional(
        Type.Enum(["exact", "tight"], {
          description: "exact: proven weights. tight: weights below the proven thresholds. Default: exact.",
        }),
      ),
      ...factorSchemas(),
    },
    { additionalProperties: false, description },
  );

/**
 * The weight over a threshold, on one grid for all so that sums of many stay exact.
 * @param largest the largest threshold of all; @param integral whether the objective is a whole number everywhere
 */
export function weightsAbove(
  largest: number,
  integral: boolean,
  { penalty, margin, tightness }: PenaltyOptions,
): (threshold: number) => number {
  const grid = largest > 0 ? gridFor(margin * largest, integral && penalty === "exact") : 1;
  if (penalty === "tight") return (threshold) => Math.max(1, Math.floor((tightness * threshold) / grid)) * grid;
  return (threshold) => gridAbove(threshold, margin * threshold, grid);
}

const ROUNDING = 2 ** -50; // of energies that are no whole numbers, over their magnitude: coefficients that are sums of a few doubles

/** How far a weight must lie above its threshold where energies of up to `magnitude` are rounded. */
export const roundingOf = (integral: boolean, magnitude: number): number =>
  integral && magnitude < 2 ** 52 ? 0 : ROUNDING * magnitude;

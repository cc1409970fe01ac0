/** Options of encodings whose penalty weights are proven to be enough, and the weights that follow from them. */
import { Type } from "typebox";
import { gridAbove, gridFor } from "./penalty-grid.ts";

export interface PenaltyOptions {
  readonly penalty: "exact" | "tight";
  readonly margin: number;
  readonly tightness: number;
}

export const penaltyDefaults: PenaltyOptions = { penalty: "exact", margin: 1.05, tightness: 0.5 };

/** @param description opens with what is encoded */
export const penaltyOptionsSchema = (description: string) =>
  Type.Object(
    {
      penalty: Type.Optional(
        Type.Enum(["exact", "tight"], {
          description: "exact: proven weights. tight: weights below the proven thresholds. Default: exact.",
        }),
      ),
      margin: Type.Optional(
        Type.Number({
          exclusiveMinimum: 1,
          maximum: 1e6,
          description: "Factor of a penalty weight over its threshold. Default: 1.05.",
        }),
      ),
      tightness: Type.Optional(
        Type.Number({
          exclusiveMinimum: 0,
          maximum: 1,
          description: "Weights as a fraction of their thresholds in mode tight. Default: 0.5.",
        }),
      ),
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

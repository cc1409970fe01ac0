/** The penalty weights of timetables and their proof. The inequalities: encode.ts. */
import { requireFactors, weightsAbove } from "../../src/modelling/penalty-options.ts";
import type { PenaltyProof } from "../../src/problem.ts";
import type { TimetablingOptions } from "./schema.ts";

export interface TimetableWeights {
  /** W, R and P. */
  readonly conflict: number;
  readonly reward: number;
  readonly pair: number;
  readonly proof: PenaltyProof;
}

/** @param most U: what some valid timetable costs above the cheapest place of each event, or the most that any could */
export function timetableWeights(
  most: { readonly value: number; readonly witness: string },
  integral: boolean,
  options: TimetablingOptions,
): TimetableWeights {
  requireFactors(options);
  const { value, witness } = most;
  const weight = weightsAbove(value, integral, options)(value);
  const pair = 2 * weight;
  const sign = weight > value ? ">" : "<=";
  return {
    conflict: weight,
    reward: weight,
    pair,
    proof: {
      mode: options.penalty,
      weights: [
        { name: "conflict, shared room or missing place, W", weight, threshold: value },
        { name: "reward of a placed event, R", weight, threshold: value },
        { name: "pair of places of one event, P", weight: pair, threshold: weight + value },
      ],
      inequality: `W = R = ${weight} ${sign} U = ${value} and P - R = ${weight} ${sign} U`,
      witness,
      guaranteed: options.penalty === "exact",
    },
  };
}

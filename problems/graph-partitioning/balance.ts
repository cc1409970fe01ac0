/**
 * What balanced means: every part weighs at most capacity = floor((1 + imbalance) * ceil(total / parts)).
 * The weights, the capacity, and how far the loads may lie below it.
 */
import { clippedBinary } from "../../src/model/index.ts";
import type { PartitioningInstance } from "./schema.ts";

export interface Balance {
  readonly n: number;
  readonly parts: number;
  /** Length n, or null when every vertex weighs 1. */
  readonly weights: Float64Array | null;
  readonly total: number;
  /** Largest allowed load of a part. */
  readonly capacity: number;
  /** Whether some partition is out of balance: false when one part may hold everything. */
  readonly binding: boolean;
  /**
   * A valid part is lighter than the capacity by at most min(capacity, parts * capacity - total): when the others are full,
   * this one holds the rest. For two parts that is also the largest allowed difference of their loads.
   */
  readonly room: number;
}

// (1 + imbalance), the share and their product carry one rounding each, as imbalance itself does: 4 * 2^-53 in all.
const ROUNDING = 1 + 2 * Number.EPSILON;

export function balanceOf({ vertices: n, vertexWeights, parts = 2, imbalance = 0 }: PartitioningInstance): Balance {
  const weighted = vertexWeights?.some((weight) => weight !== 1) === true;
  const weights = weighted ? Float64Array.from(vertexWeights!) : null;
  const total = weights === null ? n : weights.reduce((sum, weight) => sum + weight, 0);
  const capacity = Math.floor((1 + imbalance) * Math.ceil(total / parts) * ROUNDING);
  const room = Math.min(capacity, parts * capacity - total);
  return { n, parts, weights, total, capacity, binding: capacity < total, room };
}

export const weightOf = ({ weights }: Balance, v: number): number => (weights === null ? 1 : weights[v]);

/**
 * Coefficients a_k of the slack variables that fill up a part (for two spins: the difference of the two parts); empty when
 * nothing needs filling. Two parts with room 1 need none: the difference is odd, so its square is 1 exactly when balanced.
 */
export function slackCoefficients({ parts, room, binding }: Balance): readonly number[] {
  if (!binding || (parts === 2 && room < 2)) return [];
  return clippedBinary(room);
}

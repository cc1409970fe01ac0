/** What the dense kernels and their reference agree on: which systems are dense, and the number type of fields and weights. */
import type { SpinSystem } from "../system.ts";
import { kernelUnit } from "./form.ts";

/**
 * Couplings a variable, as a share of all variables, from which whole rows beat lists: with 2,500 spins and 10 % of the pairs lists try
 * 28.9 million flips a second, rows 12.1 (weights -100 .. 100, whole anneals).
 */
const DENSE_SHARE = 0.2;
/** Below this the lanes of a dense row are mostly empty. */
const SMALLEST = 48;
/** Fields of 16 bits leave one number above them all for the padding. */
const SHORT_REACH = 32_766;
const BYTE = 127;
const SHORT = 32_767;
/** From so many rows on, sums of bytes are worth their widening. */
const LEAST_CHUNK = 4;

export type DenseKind = "short" | "whole-short" | "whole" | "real";

export interface DenseForm {
  readonly kind: DenseKind;
  /** Spins a block: 128 bytes of fields. */
  readonly block: 32 | 64;
  /** Energy of 1 in the kernel's numbers. */
  readonly unit: number;
  /** Rows whose weights can be summed as bytes; 0: sum in full width. */
  readonly chunk: number;
  /** Fields of the padding, above all others. */
  readonly padding: number;
  /** Thresholds are cut off here, below the padding and above all fields. */
  readonly highest: number;
  /** In a descent s h must be below this: exact for whole numbers, beyond rounding for real ones. */
  readonly descent: number;
}

/**
 * A sparse batch touches a list of neighbours for 16 replicas where one of them flips, a dense one a row of bytes for that replica alone.
 */
export function isDense({ n, rowStart }: SpinSystem): boolean {
  return n >= SMALLEST && rowStart[n] >= DENSE_SHARE * n * n;
}

export function denseForm(system: SpinSystem): DenseForm {
  const unit = kernelUnit(system);
  // The unit of real systems is at least the reach, so fields are at most 1.
  if (!system.integer) {
    return { kind: "real", block: 32, unit, chunk: 0, padding: 1e30, highest: 1e29, descent: -(2 ** -20) };
  }
  let largest = 0;
  for (let k = 0; k < system.weight.length; k++) largest = Math.max(largest, Math.abs(system.weight[k]));
  if (largest <= BYTE && system.reach <= SHORT_REACH) {
    const chunk = Math.floor(BYTE / Math.max(1, largest));
    const common = { kind: "short", block: 64, unit, padding: 32_767, highest: SHORT_REACH, descent: -1 } as const;
    return { ...common, chunk: chunk >= LEAST_CHUNK ? chunk : 0 };
  }
  const common = { block: 32, unit, chunk: 0, padding: 2 ** 30, highest: 2 ** 30 - 128, descent: -0.5 } as const;
  return { kind: largest <= SHORT ? "whole-short" : "whole", ...common };
}

/** Positions of a sweep: n, filled up to whole vectors. */
export const densePositions = (n: number): number => Math.ceil(n / 16) * 16;

/** Positions from .. to - 1 as the kernels take them. */
export function roundPositions(n: number, from: number, to: number): [number, number] {
  const end = densePositions(n);
  return [Math.floor(from / 16) * 16, to >= end ? end : Math.floor(to / 16) * 16];
}

/** Fields of the state of all -1: b_i - sum_j w_ij, in units. Length n. */
export function lowestFields({ n, rowStart, weight, bias }: SpinSystem): Float64Array {
  const fields = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    fields[i] = bias[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) fields[i] -= weight[k];
  }
  return fields;
}

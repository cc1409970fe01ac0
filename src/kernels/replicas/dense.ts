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

/** Where thresholds exceed this share of the fields' size every sixth proposal or more is accepted, and bounds decide little. */
const HOT = 0.35;

/** Smaller systems are one block of bytes: 48 spins try 120 million flips a second so, 82 in rows of bits; 100 spins 111 and 129. */
const BITS_FROM = 65;

export type DenseKind = "bits" | "short" | "whole-short" | "whole" | "real";

export interface DenseForm {
  readonly kind: DenseKind;
  /** Spins a block: 128 bytes of fields, 256 where rows are bits. */
  readonly block: 32 | 64 | 128;
  /** Energy of 1 in the kernel's numbers. */
  readonly unit: number;
  /** How rows are summed: of bytes: how many of them as bytes, 0: in full width; of bits: the weight of a 1 less that of a 0, times 2^16, plus that of a 0. */
  readonly sum: number;
  /** Thresholds of this scale and above are hot: whole numbers are drawn for all spins (dense-bounds.ts). Fields of 32 bits: always. */
  readonly hot: number;
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
    return { kind: "real", block: 32, unit, sum: 0, hot: 0, padding: 1e30, highest: 1e29, descent: -(2 ** -20) };
  }
  let largest = 0;
  for (let k = 0; k < system.weight.length; k++) largest = Math.max(largest, Math.abs(system.weight[k]));
  if (largest <= BYTE && system.reach <= SHORT_REACH) {
    const chunk = Math.floor(BYTE / Math.max(1, largest));
    const hot = HOT * rootMeanSquare(system);
    const common = { unit, hot, padding: 32_767, highest: SHORT_REACH, descent: -1 } as const;
    const values = system.n < BITS_FROM ? null : twoValues(system);
    if (values !== null) {
      const [low, high] = values;
      return { kind: "bits", block: 128, sum: (high - low) * 2 ** 16 + (low & 0xffff), ...common };
    }
    return { kind: "short", block: 64, sum: chunk >= LEAST_CHUNK ? chunk : 0, ...common };
  }
  const common = { block: 32, unit, sum: 0, hot: 0, padding: 2 ** 30, highest: 2 ** 30 - 128, descent: -0.5 } as const;
  return { kind: largest <= SHORT ? "whole-short" : "whole", ...common };
}

/** The low and the high coupling of a system that has but two, of which no coupling (0) may be one; else null. */
function twoValues({ n, rowStart, weight }: SpinSystem): [number, number] | null {
  let [low, high] = rowStart[n] < n * (n - 1) ? [0, 0] : [weight[0], weight[0]];
  for (let k = 0; k < weight.length; k++) {
    if (weight[k] === low || weight[k] === high) continue;
    if (low !== high) return null;
    if (weight[k] < low) low = weight[k];
    else high = weight[k];
  }
  return [low ?? 0, high ?? 0];
}

/** Of the fields of random states, units. */
function rootMeanSquare({ n, weight, bias }: SpinSystem): number {
  let sum = 0;
  for (let k = 0; k < weight.length; k++) sum += weight[k] ** 2;
  for (let i = 0; i < n; i++) sum += bias[i] ** 2;
  return Math.sqrt(sum / Math.max(1, n));
}

/** Positions of a sweep: n, filled up to whole vectors. */
export const densePositions = (n: number): number => Math.ceil(n / 16) * 16;

/** Positions from .. to - 1 as the kernels take them: whole blocks. */
export function roundPositions({ block }: DenseForm, n: number, from: number, to: number): [number, number] {
  const end = densePositions(n);
  return [Math.floor(from / block) * block, to >= end ? end : Math.floor(to / block) * block];
}

/** The coupling that a bit of 0 stands for; 0 where rows are no bits. */
export const lowOf = ({ kind, sum }: DenseForm): number => (kind === "bits" ? (sum << 16) >> 16 : 0);

/** Fields of the state of all -1: b_i - sum_j w_ij, in units. Length n. */
export function lowestFields({ n, rowStart, weight, bias }: SpinSystem): Float64Array {
  const fields = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    fields[i] = bias[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) fields[i] -= weight[k];
  }
  return fields;
}

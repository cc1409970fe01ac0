/** What a memory has made of its patterns: which are fixed points, how firmly, at what energy, and how alike they are. O(P n (P + n)). */
import { loadKernels } from "../kernels/load.ts";
import { DEFAULT_MEMORY_LIMIT } from "../model/index.ts";
import type { LearnedMemory } from "./index.ts";
import type { LearningContext, LearningProgress } from "./learning/types.ts";
import { compare, type Likeness } from "./likeness.ts";
import { patternFields, rowLengths, type Stability, stabilityOf } from "./stability.ts";

/** How well couplings hold the patterns, before anything is recalled. */
export interface Appraisal extends Stability, Likeness {
  /** P / n. */
  readonly load: number;
  /** One a pattern: E(xi). */
  readonly energies: Float64Array;
}

/** Stability, crosstalk and likeness of the patterns of a memory, in slices. @throws {MemoryError} */
export function* appraise(
  { patterns, weights }: LearnedMemory,
  context: Partial<LearningContext> = {},
): Generator<LearningProgress, Appraisal, void> {
  const { kernels = loadKernels(), memoryLimit = DEFAULT_MEMORY_LIMIT } = context;
  const { count, size, values } = patterns;
  const fields = yield* patternFields(patterns, weights, { kernels, memoryLimit });
  const likeness = yield* compare(patterns, { kernels, memoryLimit });
  const energies = Float64Array.from({ length: count }, (_, mu) => {
    let sum = 0;
    for (let k = mu * size; k < (mu + 1) * size; k++) sum += values[k] * fields[k];
    return -sum / 2;
  });
  return { load: count / size, energies, ...stabilityOf(patterns, fields, rowLengths(weights, size)), ...likeness };
}

/** Random memories and cues for tests of recall: learned, integer and real couplings, with biases and without, cues with gaps. */
import fc from "fast-check";
import { learnedModel } from "../../src/associative/index.ts";
import { type Patterns, patternAt, patternsFrom } from "../../src/associative/patterns.ts";
import type { Cues, Memory } from "../../src/associative/recall/types.ts";
import { isIntegerModel } from "../../src/model/index.ts";
import { createRandom, type Random } from "../../src/random.ts";

export const randomPatterns = (count: number, size: number, random: Random): Patterns =>
  patternsFrom(Array.from({ length: count }, () => Int8Array.from({ length: size }, () => 2 * random.below(2) - 1)));

/** Hebb's couplings, written out; `kind` replaces them by random ones. */
export function weightsOf(patterns: Patterns, kind: "hebb" | "whole" | "real", random: Random): Float64Array {
  const { count, size } = patterns;
  const weights = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      let value = kind === "whole" ? random.below(7) - 3 : 2 * random.uniform() - 1;
      if (kind === "hebb") {
        value = 0;
        for (let mu = 0; mu < count; mu++) value += patternAt(patterns, mu)[i] * patternAt(patterns, mu)[j];
        value /= size;
      }
      weights[i * size + j] = weights[j * size + i] = value;
    }
  }
  return weights;
}

/** A memory with these couplings, and biases where given. */
export function memoryWith(patterns: Patterns, weights: Float64Array, biases: Float64Array | null = null): Memory {
  const bare = learnedModel(weights, patterns.size);
  const model = biases === null ? bare : { ...bare, biases: { kind: "dense" as const, n: bare.n, values: biases } };
  return { patterns, weights, model: { ...model, integer: isIntegerModel(model) } };
}

export interface Case {
  readonly memory: Memory;
  readonly cues: Cues;
  readonly seed: number;
}

function makeCase(seed: number, size: number, count: number, kind: number): Case {
  const random = createRandom(seed, 55);
  const patterns = randomPatterns(count, size, random);
  const weights = weightsOf(patterns, (["hebb", "whole", "real"] as const)[kind % 3], random);
  const biases = kind < 3 ? null : Float64Array.from({ length: size }, () => random.below(5) - 2);
  const gaps = random.below(3); // none, a few, many
  const values = Int8Array.from({ length: 3 * size }, () => (random.below(4) < gaps ? 0 : 2 * random.below(2) - 1));
  return { memory: memoryWith(patterns, weights, biases), cues: { count: 3, size, values }, seed };
}

/** Up to 20 spins and 6 patterns, three cues. */
export const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.nat(), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 6 }), fc.nat({ max: 5 }))
  .map(([seed, size, count, kind]) => makeCase(seed, size, count, kind));

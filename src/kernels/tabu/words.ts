/** xoshiro128** (Blackman & Vigna 2018) from four drawn words: the generator that the kernels keep in their own memory. */
import { fromWords, type Random } from "../../random.ts";

/** Four words, not all zero: the state of a session's generator. */
export function drawSeed(random: Random): Int32Array {
  const words = Int32Array.from({ length: 4 }, () => random.uint32() | 0);
  words[0] |= Number((words[0] | words[1] | words[2] | words[3]) === 0);
  return words;
}

/** The words that the generator gives, one a call, in [0, 2^32). */
export const createWords = (random: Random): (() => number) => fromWords(drawSeed(random)).uint32;

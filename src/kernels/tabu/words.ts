/** xoshiro128** (Blackman & Vigna 2018) from four drawn words: the generator that the kernels keep in their own memory. */
import type { Random } from "../../random.ts";

/** Four words, not all zero: the state of a session's generator. */
export function drawSeed(random: Random): Int32Array {
  const words = Int32Array.from({ length: 4 }, () => random.uint32() | 0);
  words[0] |= Number((words[0] | words[1] | words[2] | words[3]) === 0);
  return words;
}

/** The words that the generator gives, one a call, in [0, 2^32). */
export function createWords(random: Random): () => number {
  let [s0, s1, s2, s3] = drawSeed(random);
  return () => {
    const scrambled = Math.imul(s1, 5);
    const word = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return word;
  };
}

/**
 * Error correction: codewords are the memories, a received word the cue. The code is Reed and Muller's of first order and length 16: 32 words
 * that differ in at least 8 places, so any 3 wrong symbols, or any 7 lost ones, leave the word that was sent the nearest.
 */
import assert from "node:assert/strict";
import { correctionsOf, createRandom, erase, flipNoise, memoryOf, patternAt, patternsFrom, recall } from "groundstate";

const size = 16;
const parity = (bits: number): number => (bits === 0 ? 0 : (bits & 1) ^ parity(bits >> 1));
/** Message u: symbol i is (-1)^(u0 + u1 i0 + ... + u4 i3). */
const codeword = (u: number) => Array.from({ length: size }, (_, i) => (parity(u & (2 * i + 1)) === 0 ? 1 : -1));
const codebook = patternsFrom(Array.from({ length: 32 }, (_, u) => codeword(u)));
const memory = memoryOf(codebook);
const show = (word: ArrayLike<number>) => Array.from(word, (symbol) => "-?+"[symbol + 1]).join("");

const random = createRandom(11);
for (const [damage, received] of [
  ["3 wrong", flipNoise(codebook, 3 / size, random)],
  ["7 lost", erase(codebook, 7 / size, random)],
] as const) {
  const { trajectories } = await recall(memory, received, { options: { maxSteps: 1 } });
  const corrections = correctionsOf(codebook, received, trajectories);
  const right = corrections.filter(({ kind, codeword }, u) => kind === "corrected" && codeword === u).length;
  console.log(`sent      ${show(patternAt(codebook, 19))}`);
  console.log(`received  ${show(received.values.subarray(19 * size, 20 * size))}  (${damage})`);
  console.log(`corrected ${show(trajectories[19].state)}`);
  console.log(`${right} of ${codebook.count} words corrected in one step`);
  assert.equal(right, codebook.count);
}

// Every one of the 560 ways to damage 3 symbols of a word.
const ways: number[] = [];
for (let a = 0; a < size; a++)
  for (let b = 0; b < a; b++)
    for (let c = 0; c < b; c++)
      ways.push(...codeword(19).map((symbol, i) => (i === a || i === b || i === c ? -symbol : symbol)));
const words = { count: ways.length / size, size, values: Int8Array.from(ways) };
const decoded = correctionsOf(codebook, words, (await recall(memory, words)).trajectories);
const right = decoded.filter(({ codeword }) => codeword === 19).length;
console.log(`${right} of all ${words.count} words with 3 errors corrected`);
assert.equal(right, 560);

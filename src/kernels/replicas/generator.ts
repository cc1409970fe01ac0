/**
 * Random words of the replica kernels: four sfc32 generators side by side (Doty-Humphrey 2010; passes PractRand in every bit), a draw gives four
 * words or sixteen bytes, little end first. The kernels keep the same state in vector registers.
 */
import type { Random } from "../../random.ts";

const WARM_UP = 12;

export interface LaneGenerator {
  /** The state as the kernels load it: a, b, c and counter of the four generators. */
  readonly state: Int32Array;
  /** The last draw. */
  readonly words: Int32Array;
  /** The same as bytes. */
  readonly bytes: Uint8Array;
  next(): void;
}

/** Seeds 96 bits of each generator with words of `random` and mixes them. */
export function createLaneGenerator(random: Random): LaneGenerator {
  const state = Int32Array.from({ length: 16 }, (_, k) => (k < 12 ? random.uint32() | 0 : 1));
  const words = new Int32Array(4);
  function next(): void {
    for (let lane = 0; lane < 4; lane++) {
      const [a, b, c, counter] = [state[lane], state[4 + lane], state[8 + lane], state[12 + lane]];
      const word = (a + b + counter) | 0;
      state[12 + lane] = counter + 1;
      state[lane] = b ^ (b >>> 9);
      state[4 + lane] = (c + (c << 3)) | 0;
      state[8 + lane] = (((c << 21) | (c >>> 11)) + word) | 0;
      words[lane] = word;
    }
  }
  for (let round = 0; round < WARM_UP; round++) next();
  return { state, words, bytes: new Uint8Array(words.buffer), next };
}

/**
 * The draws of dense sweeps in 32-bit fields: words and their logarithms, for one turn of a replica.
 */
import { nextA, nextB, nextC, nextCounter, saveGenerator, wordOf } from "./generator";
import { half, minusLog } from "./logarithm";

/** In the scratch of a turn: half words u32[128] at 0, -ln u of them f32[128] from here. */
export const LOGARITHMS: usize = 512;

/** Draws `count` vectors of four half words to `words`, and -ln u of each to `logarithms`. */
export function drawLogarithms(generator: usize, words: usize, logarithms: usize, count: usize): void {
  let a = v128.load(generator);
  let b = v128.load(generator, 16);
  let c = v128.load(generator, 32);
  let counter = v128.load(generator, 48);
  for (const end = words + (count << 4); words < end; words += 16, logarithms += 16) {
    const word = wordOf(a, b, counter);
    counter = nextCounter(counter);
    a = nextA(b);
    b = nextB(c);
    c = nextC(c, word);
    const halfWord = half(word);
    v128.store(words, halfWord);
    v128.store(logarithms, minusLog(halfWord));
  }
  saveGenerator(generator, a, b, c, counter);
}

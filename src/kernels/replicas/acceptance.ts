/** Acceptance probabilities by x = s h, half the gain in units, for the sweeps that look them up: 24 bits, byte by byte. */
import { exponential } from "../exponential.ts";

/** 15/16: level moves, as in `Kernels.metropolisSweep`. */
const LEVEL = 0xf0_0000;
const CERTAIN = 2 ** 24 - 1;
/** Entries of one vector look-up. */
const ROW = 16;
/** Room for the three bytes of the probabilities of x = 0 .. 127. */
export const TABLE_BYTES = 3 * 128;

export interface AcceptanceTable {
  /** Look-ups needed to cover all x that are accepted at all: 1 to 8. */
  readonly rows: number;
  /** Leading, middle and last bytes of floor(2^24 p(x)), each 16 `rows` entries. */
  readonly bytes: Uint8Array;
}

/** @param rate 2 beta unit, so that p(x) = exp(-rate x). @param reach largest x, at most 127 */
export function acceptanceTable(rate: number, reach: number): AcceptanceTable {
  const chances: number[] = [LEVEL];
  for (let x = 1; x <= reach; x++) {
    const chance = Math.min(CERTAIN, Math.floor(exponential(-rate * x) * 2 ** 24));
    if (chance === 0) break;
    chances.push(chance);
  }
  const rows = Math.ceil(chances.length / ROW);
  const size = rows * ROW;
  const bytes = new Uint8Array(3 * size);
  chances.forEach((chance, x) => {
    bytes[x] = chance >>> 16;
    bytes[size + x] = (chance >>> 8) & 0xff;
    bytes[2 * size + x] = chance & 0xff;
  });
  return { rows, bytes };
}

/**
 * Overlaps of one state with all patterns, by bits: 32 spins a word, xi . s = n - 2 (differing spins). O(P n / 32) a state, the packing
 * O(P n) once.
 */
import type { Patterns } from "./patterns.ts";

export interface PackedPatterns {
  /** m_mu = xi_mu . s / n for all patterns, into `out` (length count). `state`: -1/+1, length size. */
  overlaps(state: Int8Array, out: Float64Array): void;
}

/** Allocates P n / 8 bytes. */
export function packPatterns({ count, size, values }: Patterns): PackedPatterns {
  const words = Math.ceil(size / 32);
  const packed = new Int32Array(count * words);
  for (let mu = 0; mu < count; mu++) pack(values, mu * size, size, packed, mu * words);
  const asked = new Int32Array(words);
  return {
    overlaps(state, out) {
      asked.fill(0);
      pack(state, 0, size, asked, 0);
      for (let mu = 0, at = 0; mu < count; mu++) {
        let differing = 0;
        for (let k = 0; k < words; k++, at++) differing += bitCount(packed[at] ^ asked[k]);
        out[mu] = (size - 2 * differing) / size;
      }
    },
  };
}

function pack(spins: Int8Array, from: number, size: number, into: Int32Array, at: number): void {
  for (let i = 0; i < size; i++) if (spins[from + i] > 0) into[at + (i >> 5)] |= 1 << (i & 31);
}

/** Number of set bits (Warren, Hacker's Delight, 5-1). */
function bitCount(bits: number): number {
  let v = bits - ((bits >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

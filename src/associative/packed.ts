/**
 * One state against all patterns, by bits: 32 spins a word, xi . s = n - 2 (differing spins). O(P n / 32) a state, the packing
 * O(P n) once.
 */
import { bitCount } from "../kernels/bits.ts";
import type { Patterns } from "./patterns.ts";

export interface PackedPatterns {
  /** m_mu = xi_mu . s / n for all patterns, into `out` (length count). `state`: -1/+1, length size. */
  overlaps(state: Int8Array, out: Float64Array): void;
  /** How many known spins of `word` differ from each pattern, into `out` (length count). 0 stands for unknown. */
  errors(word: Int8Array, out: Int32Array): void;
  /** The first pattern that is this state in every spin, or null. O(n) as a rule. */
  find(state: Int8Array): number | null;
}

/** Allocates P n / 8 bytes. */
export function packPatterns({ count, size, values }: Patterns): PackedPatterns {
  const words = Math.ceil(size / 32);
  const packed = new Int32Array(count * words);
  for (let mu = 0; mu < count; mu++) packPlus(values, mu * size, size, packed, mu * words);
  const asked = new Int32Array(words);
  const known = new Int32Array(words);
  const index = createIndex(packed, count, words);
  function ask(state: Int8Array): void {
    asked.fill(0);
    packPlus(state, 0, size, asked, 0);
  }
  return {
    overlaps(state, out) {
      ask(state);
      for (let mu = 0, at = 0; mu < count; mu++) {
        let differing = 0;
        for (let k = 0; k < words; k++, at++) differing += bitCount(packed[at] ^ asked[k]);
        out[mu] = (size - 2 * differing) / size;
      }
    },
    errors(word, out) {
      ask(word);
      known.fill(0);
      for (let i = 0; i < size; i++) if (word[i] !== 0) known[i >> 5] |= 1 << (i & 31);
      for (let mu = 0, at = 0; mu < count; mu++) {
        let differing = 0;
        for (let k = 0; k < words; k++, at++) differing += bitCount((packed[at] ^ asked[k]) & known[k]);
        out[mu] = differing;
      }
    },
    find(state) {
      ask(state);
      return index(asked);
    },
  };
}

function packPlus(spins: Int8Array, from: number, size: number, into: Int32Array, at: number): void {
  for (let i = 0; i < size; i++) if (spins[from + i] > 0) into[at + (i >> 5)] |= 1 << (i & 31);
}

/** Finds rows of words by a hash of them; of equal rows the first. */
function createIndex(rows: Int32Array, count: number, words: number): (row: Int32Array) => number | null {
  const byHash = new Map<number, number[]>();
  const isRow = (row: Int32Array, mu: number) => row.every((word, k) => word === rows[mu * words + k]);
  const find = (row: Int32Array) => byHash.get(hashOf(row))?.find((mu) => isRow(row, mu)) ?? null;
  for (let mu = 0; mu < count; mu++) {
    const row = rows.subarray(mu * words, (mu + 1) * words);
    if (find(row) !== null) continue;
    const key = hashOf(row);
    const alike = byHash.get(key);
    if (alike === undefined) byHash.set(key, [mu]);
    else alike.push(mu);
  }
  return find;
}

/** Fowler, Noll & Vo's, a word at a time, with the last mixing step of MurmurHash3 for its low bits. */
function hashOf(row: Int32Array): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < row.length; k++) {
    hash = Math.imul(hash ^ row[k], 0x01000193);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
}

/**
 * Seeded random numbers: xoshiro128** (Blackman & Vigna 2018, period 2^128 - 1), seeded through SplitMix32-style mixing.
 * Streams depend on (seed, run) and nothing else, so serial, threaded and distributed runs draw the same bits.
 * Integer arithmetic only, so the same bits in every JavaScript engine (`normal` excepted: it takes a logarithm, and only makes instances and noise).
 */

export interface Random {
  /** Uniform integer in [0, 2^32). */
  uint32(): number;
  /** Uniform double in [0, 1) with 32 random bits. */
  uniform(): number;
  /** Uniform integer in [0, bound), 1 <= bound <= 2^32, without modulo bias, by rejection. */
  below(bound: number): number;
  /** Standard normal variate (polar method, Marsaglia & Bray 1964). */
  normal(): number;
  /** Shuffles in place, uniformly (Fisher & Yates). */
  shuffle(values: Int32Array | number[]): void;
  /** A new stream for a part of the work: depends on the seed that made this stream and on `run`, not on draws so far. */
  split(run: number): Random;
}

function mix(z: number): number {
  let x = z | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0;
}

/** Four 32-bit words from (seed, run). Any safe integers, negative ones too. */
export function splitSeed(seed: number, run: number): Int32Array {
  const words = [seed | 0, Math.floor(seed / 4294967296) | 0, run | 0, Math.floor(run / 4294967296) | 0];
  const state = new Int32Array(4);
  let h = 0x9e3779b9 | 0;
  for (let round = 0; round < 2; round++) {
    for (let k = 0; k < 4; k++) {
      h = mix((h + Math.imul(words[k], 0x9e3779b1) + 0x6d2b79f5 + k) | 0);
      state[k] = mix(state[k] ^ h);
    }
  }
  if ((state[0] | state[1] | state[2] | state[3]) === 0) state[0] = 1; // the all-zero state is a fixed point
  return state;
}

/** Stream number `run` of `seed`. */
export function createRandom(seed: number, run = 0): Random {
  return fromWords(splitSeed(seed, run));
}

/** The stream whose generator has these four words, not all zero, as its state. */
export function fromWords(words: Int32Array): Random {
  const [origin0, origin1] = [words[0], words[1]];
  let s0 = words[0];
  let s1 = words[1];
  let s2 = words[2];
  let s3 = words[3];
  let spare = Number.NaN;

  function next(): number {
    const r = Math.imul(s1, 5);
    const result = Math.imul((r << 7) | (r >>> 25), 9);
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result >>> 0;
  }
  function uniform(): number {
    return next() * 2.3283064365386963e-10; // 2^-32
  }
  function below(bound: number): number {
    const limit = 4294967296 - (4294967296 % bound);
    let r = next();
    while (r >= limit) r = next();
    return r % bound;
  }
  function normal(): number {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const q = u * u + v * v;
      if (q > 0 && q < 1) {
        const f = Math.sqrt((-2 * Math.log(q)) / q);
        spare = v * f;
        return u * f;
      }
    }
  }
  return {
    uint32: next,
    uniform,
    below,
    normal,
    shuffle(values) {
      for (let i = values.length - 1; i > 0; i--) {
        const j = below(i + 1);
        const t = values[i];
        values[i] = values[j];
        values[j] = t;
      }
    },
    split: (run) => fromWords(splitSeed((origin0 >>> 0) + (origin1 >>> 11) * 4294967296, run)),
  };
}

/** Softmax retrieval in WebAssembly against the reference, bit for bit, and both against attention written down plainly. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttentionRequest, AttentionSession } from "../../src/kernels/attention/types.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const kernels = loadKernels();

interface Case {
  readonly request: AttentionRequest;
  readonly queries: Float64Array | Int8Array;
  readonly beta: number;
}

const cases = fc
  .record({
    seed: fc.nat(1e6),
    count: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 100, max: 300 })),
    size: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 120, max: 270 })),
    spins: fc.boolean(),
    queryCount: fc.integer({ min: 0, max: 20 }),
    query: fc.constantFrom("signs" as const, "doubled signs" as const, "partly signs" as const, "real" as const),
    twice: fc.boolean(),
    beta: fc.constantFrom(1e-12, 0.003, 0.05, 0.3, 1, 1e6),
  })
  .map(({ seed, count, size, spins, queryCount, query, twice, beta }): Case => {
    const random = createRandom(seed);
    const patterns = spins
      ? Int8Array.from({ length: count * size }, () => (random.below(2) === 0 ? -1 : 1))
      : Float64Array.from({ length: count * size }, () => random.normal());
    if (twice) patterns.copyWithin(size * (count >> 1), 0, size); // one pattern equals another
    const length = queryCount * size;
    const sign = () => random.below(3) - 1;
    const real = () => random.normal();
    const queries =
      query === "signs"
        ? Int8Array.from({ length }, sign)
        : query === "real"
          ? Float64Array.from({ length }, real)
          : Float64Array.from({ length }, () =>
              query === "partly signs" && random.below(2000) === 0 ? real() : sign(),
            );
    return { request: { count, size, patterns }, queries, beta };
  });

function finish(session: AttentionSession, { queries, beta }: Case, budget = 1e9) {
  const count = queries.length / session.size;
  const [out, lse] = [new Float64Array(queries.length), new Float64Array(count)];
  session.begin({ count, queries, beta, out, lse });
  let before = 0;
  while (!session.advance(budget)) {
    expect(session.done).toBeGreaterThanOrEqual(before);
    before = session.done;
  }
  expect(session.done).toBe(count);
  return { out, lse };
}

const retrieved = (from: Kernels, one: Case, budget?: number) => finish(from.attention(one.request), one, budget);

describe("batched softmax retrieval", () => {
  prop(
    "gives the bits of the reference, in slices of any size",
    [cases, fc.constantFrom(0, 1000, 1e5, 1e9)],
    (one, budget) => {
      const [found, expected] = [retrieved(kernels, one, budget), retrieved(referenceKernels, one)];
      expect(found.out).toEqual(expected.out);
      expect(found.lse).toEqual(expected.lse);
    },
  );

  prop(
    "agrees with attention to 1e-12",
    [cases.filter(({ queries }) => queries.length > 0)],
    (one) => {
      const { count, size, patterns } = one.request;
      const { out, lse } = retrieved(kernels, one);
      const magnitude = Float64Array.from(patterns).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      for (let q = 0; q < lse.length; q++) {
        const scores = Array.from({ length: count }, (_, mu) => {
          let sum = 0;
          for (let j = 0; j < size; j++) sum += patterns[mu * size + j] * one.queries[q * size + j];
          return one.beta * sum;
        });
        // Scores are rounded sums of `size` products: an exponent carries beta times their error.
        const tolerance = 1e-12 * (1 + (patterns instanceof Int8Array ? 0 : one.beta));
        const largest = Math.max(...scores);
        const weights = scores.map((score) => Math.exp(score - largest));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        expect(Math.abs(lse[q] - (largest + Math.log(total)) / one.beta)).toBeLessThanOrEqual(
          1e-12 * (Math.abs(largest) / one.beta + Math.log(count) / one.beta + 1),
        );
        for (let j = 0; j < size; j++) {
          const expected = weights.reduce((sum, weight, mu) => sum + (weight / total) * patterns[mu * size + j], 0);
          expect(Math.abs(out[q * size + j] - expected)).toBeLessThanOrEqual(tolerance * magnitude);
        }
      }
    },
    { numRuns: 50 },
  );

  it("returns a stored pattern exactly at a high beta, the mean of two equal scores, and may write over its queries", () => {
    const patterns = Int8Array.of(1, 1, 1, 1, -1, -1, 1, 1, -1);
    for (const from of [kernels, referenceKernels]) {
      const session = from.attention({ count: 3, size: 3, patterns });
      const queries = Float64Array.of(1, 0.5, -0.5, 0, 1, 0);
      const lse = new Float64Array(2);
      session.begin({ count: 2, queries, beta: 1e300, out: queries, lse });
      while (!session.advance(10));
      expect(Array.from(queries)).toEqual([1, 1, -1, 1, 1, 0]);
      expect(Array.from(lse)).toEqual([2, 1]);
    }
  });

  it("refuses what it cannot take, and more memory than it may", () => {
    const options = expect.objectContaining({ code: "invalid-options" });
    for (const from of [kernels, referenceKernels]) {
      const memory = (count: number, patterns: Float64Array | Int8Array) => () =>
        from.attention({ count, size: 2, patterns });
      expect(memory(0, new Int8Array(0))).toThrow(options);
      expect(memory(1, Int8Array.of(1))).toThrow(options);
      expect(memory(1, Int8Array.of(1, 0))).toThrow(options);
      expect(memory(1, Float64Array.of(1, Number.NaN))).toThrow(options);
      const session = memory(1, Float64Array.of(1, 2))();
      const run = {
        count: 1,
        queries: Float64Array.of(1, 1),
        beta: 1,
        out: new Float64Array(2),
        lse: new Float64Array(1),
      };
      for (const change of [
        { count: 2 },
        { beta: 0 },
        { beta: Number.POSITIVE_INFINITY },
        { queries: Float64Array.of(1, Number.POSITIVE_INFINITY) },
        { out: new Float64Array(1) },
        { lse: new Float64Array(0) },
      ]) {
        expect(() => session.begin({ ...run, ...change })).toThrow(options);
      }
      const large = { count: 1000, size: 100, patterns: new Float64Array(100_000), memoryLimit: 500_000 };
      expect(() => from.attention(large)).toThrow(expect.objectContaining({ code: "memory" }));
    }
  });
});

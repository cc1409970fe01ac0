/** Modern Hopfield retrieval is attention: equal to a literal softmax, energies that never rise, and the nearest of many patterns in one step. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flipNoise } from "../../src/associative/corrupt.ts";
import { memoryOf } from "../../src/associative/index.ts";
import { patternAt } from "../../src/associative/patterns.ts";
import { recallSync } from "../../src/associative/recall/index.ts";
import { modernEnergy, nearestBeta } from "../../src/associative/recall/modern.ts";
import { retrieve } from "../../src/associative/recall/retrieve.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";
import { randomPatterns } from "./memories.ts";

const LONG = process.env["GROUNDSTATE_LONG"] !== undefined;

/** softmax(beta Q K') V with K = V = patterns, as it is written. */
function literalAttention(patterns: number[][], queries: number[][], beta: number): number[][] {
  return queries.map((query) => {
    const scores = patterns.map((pattern) => beta * pattern.reduce((sum, x, i) => sum + x * query[i], 0));
    const largest = Math.max(...scores);
    const weights = scores.map((score) => Math.exp(score - largest));
    const total = weights.reduce((a, b) => a + b, 0);
    return query.map((_, i) => weights.reduce((sum, weight, mu) => sum + (weight / total) * patterns[mu][i], 0));
  });
}

const matrix = (rows: number, size: number) =>
  fc.array(
    fc.array(
      fc.integer({ min: -997, max: 997 }).map((k) => k / 997),
      { minLength: size, maxLength: size },
    ),
    {
      minLength: rows,
      maxLength: rows,
    },
  );

describe("retrieve", () => {
  prop(
    "equals softmax attention to 1e-12",
    [
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 }))
        .chain(([size, count, asked]) => fc.tuple(matrix(count, size), matrix(asked, size))),
      fc.constantFrom(0.01, 0.5, 1, 8, 100),
      fc.integer({ min: 0, max: 3 }),
    ],
    ([patterns, queries], beta, steps) => {
      let expected = queries;
      for (let t = 0; t < steps; t++) expected = literalAttention(patterns, expected, beta);
      const flat = (rows: number[][]) => Float64Array.from(rows.flat());
      for (const kernels of [undefined, referenceKernels]) {
        const settings = { size: patterns[0].length, beta, steps, ...(kernels === undefined ? {} : { kernels }) };
        const found = retrieve(flat(patterns), flat(queries), settings);
        const worst = found.reduce((most, x, k) => Math.max(most, Math.abs(x - expected.flat()[k])), 0);
        // Steps multiply errors by up to beta n: at most 1e-12 after the first.
        expect(worst).toBeLessThan(steps <= 1 ? 1e-12 : 1e-9);
      }
    },
  );
  it("refuses what does not fit", () => {
    const ones = new Float64Array(6).fill(1);
    const cases = [
      { size: 4, beta: 1 },
      { size: 3, beta: 0 },
      { size: 3, beta: 1, steps: -1 },
      { size: 0, beta: 1 },
    ];
    for (const settings of cases)
      expect(() => retrieve(ones, ones, settings)).toThrow(expect.objectContaining({ code: "invalid-options" }));
    const odd = ones.with(2, Number.NaN);
    expect(() => retrieve(odd, ones, { size: 3, beta: 1 })).toThrow(/finite/);
    expect(retrieve(ones, new Float64Array(0), { size: 3, beta: 1 })).toEqual(new Float64Array(0));
  });
});

describe("the energy of the modern network", () => {
  prop(
    "never rises from real states, at any beta (concave-convex procedure)",
    [
      fc.nat(),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 8 }),
      fc.double({ min: -3, max: 3, noNaN: true }),
    ],
    (seed, size, count, power) => {
      const random = createRandom(seed);
      const patterns = randomPatterns(count, size, random);
      const beta = 10 ** power;
      let state: Float64Array = Float64Array.from({ length: size }, () => 4 * random.uniform() - 2);
      let before = modernEnergy(patterns, state, beta);
      for (let t = 0; t < 6; t++) {
        state = retrieve(Float64Array.from(patterns.values), state, { size, beta });
        const now = modernEnergy(patterns, state, beta);
        expect(now.value).toBeLessThanOrEqual(before.value + 1e-11 * now.size);
        before = now;
      }
    },
    { numRuns: LONG ? 10_000 : 500 },
  );
  it("rises when the update overshoots, so the law can fail", () => {
    const patterns = randomPatterns(4, 10, createRandom(5));
    const random = createRandom(6);
    let rises = 0;
    for (let k = 0; k < 20; k++) {
      const state = Float64Array.from({ length: 10 }, () => 4 * random.uniform() - 2);
      const next = retrieve(Float64Array.from(patterns.values), state, { size: 10, beta: 1 });
      const beyond = next.map((x, i) => state[i] + 4 * (x - state[i]));
      if (modernEnergy(patterns, beyond, 1).value > modernEnergy(patterns, state, 1).value) rises++;
    }
    expect(rises).toBeGreaterThan(0);
  });
});

describe("many patterns", () => {
  function share(count: number, size: number, asked: number, noise: number): number {
    const random = createRandom(7);
    const patterns = randomPatterns(count, size, random);
    const some = { ...patterns, count: asked, values: patterns.values.slice(0, asked * size) };
    const settings = { dynamics: "modern", options: { maxSteps: 1 } };
    const { outcomes } = recallSync(memoryOf(patterns), flipNoise(some, noise, random), settings);
    return outcomes.filter(({ memory, exact, kind }, k) => memory === k && exact && kind === "memory").length / asked;
  }
  it("are recalled in one step from 20 % noise, of 2,000 with 128 spins", () => {
    expect(share(2000, 128, 200, 0.2)).toBeGreaterThan(0.99);
  });
  it.skipIf(!LONG)("are recalled in one step from 20 % noise, of 10,000 with 256 spins (Ramsauer et al. 2020)", () => {
    expect(share(10_000, 256, 10_000, 0.2)).toBeGreaterThan(0.999);
  });
  prop(
    "one step with the default beta ends in the nearest pattern whenever it is unique",
    [fc.nat(), fc.integer({ min: 2, max: 24 }), fc.integer({ min: 1, max: 40 })],
    (seed, size, count) => {
      const random = createRandom(seed);
      const patterns = randomPatterns(count, size, random);
      const cue = Int8Array.from({ length: size }, () => random.below(3) - 1);
      const scores = Array.from({ length: count }, (_, mu) =>
        patternAt(patterns, mu).reduce((sum, x, i) => sum + x * cue[i], 0),
      );
      const best = Math.max(...scores);
      const nearest = scores.flatMap((score, mu) => (score === best ? [mu] : []));
      const words = new Set(nearest.map((mu) => String(patternAt(patterns, mu))));
      if (words.size > 1) return;
      const settings = { dynamics: "modern", options: { maxSteps: 1 } };
      const { trajectories } = recallSync(memoryOf(patterns), { count: 1, size, values: cue }, settings);
      expect(trajectories[0].state).toEqual(patternAt(patterns, nearest[0]));
      expect(nearestBeta(count)).toBeGreaterThan(Math.log(Math.max(1, count - 1)) / 2);
    },
    { numRuns: 200 },
  );
});

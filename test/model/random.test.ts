/** The random numbers: unbiased, in range, and a function of (seed, run) alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, splitSeed } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const seeds = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const draw = (seed: number, run: number, count = 8) => {
  const random = createRandom(seed, run);
  return Array.from({ length: count }, () => random.uint32());
};

/** Chi-square statistic of counts against a uniform distribution. */
const chiSquare = (counts: readonly number[]) => {
  const expected = counts.reduce((sum, c) => sum + c, 0) / counts.length;
  return counts.reduce((sum, c) => sum + (c - expected) ** 2 / expected, 0);
};

describe("random numbers", () => {
  prop("depend on seed and run alone", [seeds, fc.nat()], (seed, run) => {
    createRandom(seed + 1).uint32();
    expect(draw(seed, run)).toEqual(draw(seed, run));
    expect(splitSeed(seed, run)).toEqual(splitSeed(seed, run));
  });

  prop(
    "differ between seeds, between runs, and when both are swapped",
    [seeds, fc.nat(1e6), fc.integer({ min: 1, max: 1e6 })],
    (seed, run, by) => {
      expect(draw(seed, run)).not.toEqual(draw(seed, run + by));
      if (Number.isSafeInteger(seed + by)) expect(draw(seed, run)).not.toEqual(draw(seed + by, run));
      if (seed !== run) expect(draw(seed, run)).not.toEqual(draw(run, seed));
    },
  );

  it("use both halves of a large seed", () => {
    const streams = [0, 1, 2 ** 32, 2 ** 32 + 1, -1, -(2 ** 32), 2 ** 52].map((seed) => draw(seed, 0).join());
    expect(new Set(streams).size).toBe(streams.length);
    const runs = [0, 1, 2 ** 32, 2 ** 40].map((run) => draw(5, run).join());
    expect(new Set(runs).size).toBe(runs.length);
  });

  it("never share a first draw among many streams of one seed more than chance would have it", () => {
    const first = new Set(Array.from({ length: 20_000 }, (_, run) => draw(1, run, 2).join()));
    expect(first.size).toBe(20_000);
  });

  prop("split off streams that ignore what was drawn before", [seeds, fc.nat(), fc.nat(20)], (seed, run, draws) => {
    const used = createRandom(seed);
    for (let k = 0; k < draws; k++) used.uint32();
    expect(used.split(run).uint32()).toBe(createRandom(seed).split(run).uint32());
    expect(createRandom(seed).split(run).uint32()).not.toBe(
      createRandom(seed)
        .split(run + 1)
        .uint32(),
    );
  });

  it("are uniform below a bound (chi-square, fixed seed)", () => {
    const random = createRandom(20);
    for (const bound of [2, 3, 7, 10, 100]) {
      const counts = new Array<number>(bound).fill(0);
      for (let k = 0; k < 2000 * bound; k++) counts[random.below(bound)]++;
      // Mean bound - 1, standard deviation sqrt(2 (bound - 1)); five of them is beyond chance.
      expect(chiSquare(counts)).toBeLessThan(bound - 1 + 5 * Math.sqrt(2 * (bound - 1)));
    }
  });

  it("are unbiased below a bound that does not divide 2^32", () => {
    // 3 x 2^30: plain remainders would give the lowest third twice the share of the others.
    const random = createRandom(21);
    const counts = [0, 0, 0];
    for (let k = 0; k < 30_000; k++) counts[Math.floor(random.below(3 * 2 ** 30) / 2 ** 30)]++;
    expect(chiSquare(counts)).toBeLessThan(2 + 5 * 2);
  });

  prop("stay in their range", [seeds, fc.integer({ min: 1, max: 2 ** 32 })], (seed, bound) => {
    const random = createRandom(seed);
    for (let k = 0; k < 20; k++) {
      const u = random.uniform();
      expect(u >= 0 && u < 1).toBe(true);
      const below = random.below(bound);
      expect(Number.isInteger(below) && below >= 0 && below < bound).toBe(true);
      expect(Number.isFinite(random.normal())).toBe(true);
    }
  });

  it("are normal with mean 0 and variance 1", () => {
    const random = createRandom(22);
    const values = Array.from({ length: 20_000 }, () => random.normal());
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + v * v, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(20_000));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / 20_000));
  });

  it("shuffle every order equally often", () => {
    const random = createRandom(23);
    const counts = new Map<string, number>();
    for (let k = 0; k < 24_000; k++) {
      const values = [0, 1, 2, 3];
      random.shuffle(values);
      counts.set(values.join(), (counts.get(values.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(chiSquare([...counts.values()])).toBeLessThan(23 + 5 * Math.sqrt(46));
  });
});

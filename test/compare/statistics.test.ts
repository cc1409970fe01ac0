/** The tests behind the verdicts: known values, and what simulated experiments of known truth must give. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyse,
  bootstrap,
  holm,
  medianEstimate,
  signedRank,
  statisticOf,
  timeToSolution,
} from "../../src/compare/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";
import { madeUpRuns } from "./support.ts";

describe("signed-rank test", () => {
  it("gives the published values of textbook samples", () => {
    // Wilcoxon 1945, table I: differences of 8 pairs; R's wilcox.test(exact = TRUE) gives p = 0.0390625 for V = 33.
    expect(signedRank([8, 7, 6, 5, 4, 3, 2, -1]).p).toBeCloseTo(4 / 256, 12);
    expect(signedRank([8, 7, 6, 5, 4, -3, 2, 1]).statistic).toBe(33);
    expect(signedRank([8, 7, 6, 5, 4, -3, 2, 1]).p).toBeCloseTo(10 / 256, 12);
    expect(signedRank([0, 0, 0])).toEqual({ pairs: 0, statistic: 0, p: 1 });
  });
  prop(
    "equals the share of all signs, ties and infinite sizes included",
    [fc.array(fc.constantFrom(-3, -2, -1, 0, 1, 2, 3, Number.POSITIVE_INFINITY), { minLength: 1, maxLength: 9 })],
    (differences) => {
      const given = differences.filter((value) => value !== 0);
      if (given.length === 0) return;
      const middle = (rankSum(given.map(Math.abs), () => true) ?? 0) / 2;
      const distance = Math.abs(signedRank(given).statistic - middle);
      let as = 0;
      for (let signs = 0; signs < 2 ** given.length; signs++) {
        const sum = rankSum(given.map(Math.abs), (k) => ((signs >> k) & 1) === 1);
        if (Math.abs(sum - middle) >= distance - 1e-9) as++;
      }
      expect(signedRank(given).p).toBeCloseTo(as / 2 ** given.length, 10);
    },
  );
  it("goes over into the normal approximation without a step", () => {
    const random = createRandom(5);
    const values = Array.from({ length: 100 }, () => random.normal() + 0.15);
    const [exact, more] = [signedRank(values).p, signedRank([...values, 1e-9, -2e-9]).p];
    expect(more / exact).toBeGreaterThan(0.9);
    expect(more / exact).toBeLessThan(1.1);
  });
});

/** Sum of mean ranks of the sizes chosen, counted pair by pair. */
function rankSum(sizes: readonly number[], chosen: (k: number) => boolean): number {
  return sizes.reduce((sum, size, k) => {
    if (!chosen(k)) return sum;
    const below = sizes.filter((other) => other < size).length;
    const equal = sizes.filter((other) => other === size).length;
    return sum + below + (equal + 1) / 2;
  }, 0);
}

describe("Holm's correction", () => {
  it("multiplies by the tests that are left, and never lets a larger p become the smaller one", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe("time to solution", () => {
  it("is the best cut of repeated runs", () => {
    expect(statisticOf(timeToSolution, [2, 2, 2])).toBe(2);
    // Half of the runs by 1 s: 1 s ln 0.01 / ln 0.5 = 6.64 s; all by 100 s.
    expect(statisticOf(timeToSolution, [1, 100])).toBeCloseTo(6.6439, 4);
    const never = Number.POSITIVE_INFINITY;
    expect(statisticOf(timeToSolution, [never, never])).toBe(never);
  });
  it("tells what independent restarts need: exponential times of mean 1 give ln 100", () => {
    const random = createRandom(1);
    const reaches = Array.from({ length: 4000 }, () => -Math.log(1 - random.uniform()));
    const cutOff = reaches.map((reach) => (reach > 1 ? Number.POSITIVE_INFINITY : reach));
    const found = statisticOf(timeToSolution, cutOff);
    expect(found).toBeGreaterThan(4.3);
    expect(found).toBeLessThan(4.8);
  });
});

describe("intervals", () => {
  const covering = (interval: (sample: readonly number[]) => { low: number; high: number }, truth: number) => {
    let covered = 0;
    for (let k = 0; k < 300; k++) {
      const random = createRandom(k, 7);
      const { low, high } = interval(Array.from({ length: 40 }, () => random.normal()));
      if (low <= truth && truth <= high) covered++;
    }
    return covered / 300;
  };
  it("of medians cover in about 95 of 100 samples", () => {
    expect(covering(medianEstimate, 0)).toBeGreaterThan(0.93);
    expect(covering(medianEstimate, 0)).toBeLessThan(0.99);
  });
  it("of medians are the published ranks: 2nd and 9th of 10, 40th and 61st of 100, none of 5", () => {
    const upTo = (count: number) => medianEstimate(Array.from({ length: count }, (_value, k) => k + 1));
    expect(upTo(10)).toEqual({ value: 5.5, low: 2, high: 9 });
    expect(upTo(100)).toEqual({ value: 50.5, low: 40, high: 61 });
    expect(upTo(5)).toEqual({ value: 3, low: -Infinity, high: Infinity });
    expect(upTo(1001).low).toBeCloseTo(470, -0.5);
  });
  it("of resampled statistics cover too", () => {
    const mean = (sorted: readonly number[], times: ArrayLike<number>) =>
      sorted.reduce((sum, value, k) => sum + value * times[k], 0) / sorted.length;
    expect(covering((sample) => bootstrap(sample, mean, 1), 0)).toBeGreaterThan(0.9);
    expect(covering((sample) => bootstrap(sample, mean, 1), 0)).toBeLessThan(0.99);
  });
});

describe("comparisons of known truth", () => {
  const known = new Map(Array.from({ length: 20 }, (_value, k) => [`instance-${k}`, 100]));
  const verdicts = (slowness: number, instances: number, seeds: number, repetitions: number) => {
    const found = { none: 0, faster: 0, slower: 0 };
    for (let k = 0; k < repetitions; k++) {
      const entrants = [
        { entrant: "one", slowness: 1 },
        { entrant: "two", slowness },
      ];
      const runs = madeUpRuns(createRandom(k), entrants, instances, seeds);
      const [{ gap, reach }] = analyse(runs, { reference: { kind: "known", values: known } }).pairs;
      const better = [gap.better, reach.better];
      if (better.includes("first")) found.faster++;
      else if (better.includes("second")) found.slower++;
      else found.none++;
    }
    return found;
  };
  it("finds no difference between a solver and itself in at least 95 of 100 repetitions", () => {
    expect(verdicts(1, 20, 10, 100).none).toBeGreaterThanOrEqual(95);
  }, 60_000);
  it("finds a planted factor of 2 in speed, and in the right direction", () => {
    expect(verdicts(2, 20, 10, 25)).toEqual({ none: 0, faster: 25, slower: 0 });
  }, 60_000);
});

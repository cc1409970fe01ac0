/** Capacity curves: laws of seeds, loads and rules, a naive measurement as the oracle, and the figures of the literature. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CapacityCurve, capacity, capacitySync, measuringCapacity } from "../../src/associative/capacity.ts";
import { flipNoise } from "../../src/associative/corrupt.ts";
import { overlap, patternAt, patternsFrom } from "../../src/associative/patterns.ts";
import { crossing, estimate, meanShare, share, studentPoint } from "../../src/estimates.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const long = process.env["GROUNDSTATE_LONG"] !== undefined;
const means = ({ points }: CapacityCurve) => points.map((point) => point.overlap.mean);

describe("estimates", () => {
  it("know Student's points", () => {
    // Tables of Fisher & Yates.
    for (const [degrees, point] of [
      [1, 12.7062],
      [9, 2.2622],
      [11, 2.201],
      [15, 2.1314],
      [30, 2.0423],
      [120, 1.9799],
    ])
      expect(studentPoint(degrees)).toBeCloseTo(point, 3);
  });
  it("cover the mean of normal values 95 times in 100", () => {
    const random = createRandom(5);
    let covered = 0;
    for (let k = 0; k < 4000; k++) {
      const { low, high } = estimate([random.normal(), random.normal(), random.normal(), random.normal()], [-99, 99]);
      if ((low ?? 1) <= 0 && (high ?? -1) >= 0) covered++;
    }
    expect(covered / 4000).toBeGreaterThan(0.935);
    expect(covered / 4000).toBeLessThan(0.965);
  });
  it("stay within the range and leave one trial without an interval", () => {
    expect(estimate([1, 0.2], [-1, 1])).toEqual({ mean: 0.6, low: -1, high: 1 });
    expect(estimate([0, 2], [-99, 99]).high).toBeCloseTo(1 + 12.7062, 9); // the standard error of two values 2 apart is 1
    expect(estimate([0.25], [-1, 1])).toEqual({ mean: 0.25, low: null, high: null });
  });
  it("give Wilson's interval of a share", () => {
    const { low, high } = share(0, 10);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(0.2775, 4);
    expect(share(5, 10).low).toBeCloseTo(0.2366, 4);
  });
  it("of shares are never surer than as many independent draws", () => {
    expect(estimate([1, 1, 1], [0, 1]).low).toBe(1);
    expect(meanShare([1, 1, 1], 4)).toEqual({ mean: 1, low: share(12, 12).low, high: 1 });
    const apart = meanShare([0.25, 0.75], 100);
    expect(apart).toEqual(estimate([0.25, 0.75], [0, 1]));
    expect(meanShare([0.5], 100)).toEqual({ mean: 0.5, low: null, high: null });
  });
  it("find the first crossing by straight lines", () => {
    const curve = [
      [0, 1],
      [1, 0.75],
      [2, 0.25],
      [3, 0],
    ] as const;
    expect(crossing(curve, 0.5)).toBe(1.5);
    expect(crossing(curve, -1)).toBeNull();
  });
});

const arbitrary = {
  size: fc.integer({ min: 8, max: 40 }),
  loads: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
  seed: fc.integer(),
};

describe("capacity curves", () => {
  prop(
    "a load measures the same alone, a rule beside others too",
    [arbitrary.size, arbitrary.loads, arbitrary.seed],
    (size, counts, seed) => {
      const settings = { patterns: size, seed, trials: 2, noise: 0.1 };
      const loads = counts.map((count) => count / size);
      const [hebb, inverse] = capacitySync({ ...settings, loads, rules: ["hebb", "pseudo-inverse"] });
      expect(hebb.points.map(({ patterns }) => patterns)).toEqual(counts.slice().sort((a, b) => a - b));
      const [alone] = capacitySync({ ...settings, loads: [counts[0] / size], rules: ["pseudo-inverse"] });
      expect(inverse.points.find(({ patterns }) => patterns === counts[0])).toEqual(alone.points[0]);
    },
    { numRuns: 20 },
  );
  prop(
    "measures what a naive measurement measures",
    [arbitrary.size, fc.integer({ min: 1, max: 12 }), arbitrary.seed],
    (size, count, seed) => {
      const { overlap: measured, exact } = capacitySync({
        patterns: size,
        loads: [count / size],
        noise: 0.1,
        trials: 1,
        seed,
      })[0].points[0];
      const overlaps = naiveOverlaps(size, count, seed);
      expect(measured.mean).toBeCloseTo(overlaps.reduce((a, b) => a + b, 0) / count, 12);
      expect(exact.mean).toBeCloseTo(overlaps.filter((m) => m === 1).length / count, 12);
    },
    { numRuns: 20 },
  );
  it("hold what Hebb's rule cannot", () => {
    const loads = [0.05, 0.3];
    const rules = ["hebb", "gradient", "pseudo-inverse"];
    const curves = capacitySync({ patterns: 120, loads, rules, noise: 0, trials: 2 });
    for (const curve of curves) expect(means(curve)[0]).toBeGreaterThan(0.999);
    const [hebb, gradient, inverse] = curves.map(({ points }) => points[1]);
    expect(hebb.overlap.mean).toBeLessThan(0.6);
    expect(gradient.exact.mean).toBe(1);
    expect(inverse.exact.mean).toBe(1);
  });
  it("bend near 0.14 n for Hebb's rule", () => {
    const loads = Array.from({ length: 12 }, (_, k) => 0.02 * (k + 1));
    const [{ knee, points }] = capacitySync({ patterns: 300, loads, trials: 4 });
    expect(points[3].overlap.mean).toBeGreaterThan(0.97);
    expect(points[11].overlap.mean).toBeLessThan(0.6);
    expect(knee.bend).toBeGreaterThan(0.1);
    expect(knee.bend).toBeLessThan(0.17);
    expect(knee.half).toBeGreaterThan(0.13);
    expect(knee.steepest).toBeGreaterThanOrEqual((knee.bend as number) - 0.02);
  });
  it("recall more patterns than spins by a modern network", () => {
    const [{ label, points, knee }] = capacitySync({
      patterns: 64,
      loads: [2, 8],
      dynamics: "modern",
      noise: 0.2,
      trials: 2,
    });
    expect(label).toBe("modern");
    for (const { exact } of points) expect(exact.mean).toBeGreaterThan(0.97);
    expect(knee).toEqual({ bend: null, steepest: null, half: null });
  });
  it("take subsets of given patterns", () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 6 }, () => Array.from({ length: 50 }, () => 2 * random.below(2) - 1));
    const patterns = patternsFrom(rows);
    const [{ points }] = capacitySync({ patterns, loads: [0.02, 0.12], rules: ["pseudo-inverse"], noise: 0 });
    expect(points.map((point) => [point.patterns, point.exact.mean])).toEqual([
      [1, 1],
      [6, 1],
    ]);
    expect(() => capacitySync({ patterns, loads: [0.2] })).toThrow(
      expect.objectContaining({ code: "invalid-options" }),
    );
  });
  it("keep the finished loads on the way, and end when the signal does", async () => {
    const work = measuringCapacity({ patterns: 40, loads: [0.05, 0.1], trials: 1 });
    const seen = new Set<number>();
    for (let next = work.next(); next.done !== true; next = work.next()) seen.add(next.value.curves[0].points.length);
    expect([...seen]).toEqual([0, 1]);
    const aborted = capacity({ patterns: 40, loads: [0.1] }, { signal: AbortSignal.abort(new Error("enough")) });
    await expect(aborted).rejects.toThrow("enough");
  });
  it("refuse what they cannot measure", () => {
    const wrong = [
      { loads: [] },
      { loads: [0] },
      { loads: [0.1], noise: 2 },
      { loads: [0.1], trials: 0 },
      { loads: [0.1], rules: [] },
      { loads: [0.1], rules: ["hebb", "hebb"] },
      { loads: [0.1], rules: ["hebb"], dynamics: "modern" },
      { loads: [0.1], learn: { storkey: {} } },
      { loads: [0.1], nois: 0.1 },
      { patterns: 1, loads: [1] },
    ];
    for (const settings of wrong)
      expect(() => capacitySync({ patterns: 20, ...settings } as never)).toThrow(
        expect.objectContaining({ code: "invalid-options" }),
      );
    expect(() => capacitySync({ patterns: 1000, loads: [10], memoryLimit: 1e6 })).toThrow(
      expect.objectContaining({ code: "memory" }),
    );
    expect(() => capacitySync({ patterns: 20, loads: [0.1], rules: ["heb"] })).toThrow(
      expect.objectContaining({ code: "unknown-name" }),
    );
  });
});

/** Sums of products and sweeps as the formulas say them, in whole numbers. */
function naiveOverlaps(size: number, count: number, seed: number): number[] {
  const random = createRandom(seed, 0);
  const drawn = random.split(0);
  const bits = Array.from({ length: Math.ceil((count * size) / 32) }, () => drawn.uint32());
  const spin = (mu: number, i: number) => ((bits[(mu * size + i) >> 5] >>> ((mu * size + i) & 31)) & 1) * 2 - 1;
  const patterns = patternsFrom(
    Array.from({ length: count }, (_, mu) => Array.from({ length: size }, (_, i) => spin(mu, i))),
  );
  const cues = flipNoise(patterns, 0.1, random.split(1));
  return Array.from({ length: count }, (_, mu) => {
    const state = cues.values.slice(mu * size, (mu + 1) * size);
    for (let moved = true; moved; ) {
      moved = false;
      for (let i = 0; i < size; i++) {
        let field = 0;
        for (let j = 0; j < size; j++)
          for (let nu = 0; nu < count && j !== i; nu++) field += spin(nu, i) * spin(nu, j) * state[j];
        if (field * state[i] >= 0) continue;
        state[i] = -state[i];
        moved = true;
      }
    }
    return overlap(patternAt(patterns, mu), state);
  });
}

describe.runIf(long)("figures of the literature", () => {
  it("1000 spins: Hebb's rule recalls 100 patterns from 10 % noise and loses 200, pseudo-inverse keeps 500", () => {
    const rules = ["hebb", "pseudo-inverse"];
    const [hebb] = capacitySync({ patterns: 1000, loads: [0.1, 0.2], cues: 200 });
    expect(hebb.points[0].overlap.low).toBeGreaterThan(0.97);
    expect(hebb.points[1].overlap.high).toBeLessThan(0.5);
    const [lost, kept] = capacitySync({ patterns: 1000, loads: [0.5], rules, noise: 0.05, cues: 500 });
    expect(lost.points[0].overlap.mean).toBeLessThan(0.5);
    expect(kept.points[0].overlap.mean).toBeGreaterThan(0.97);
  });
  it("1000 spins: the curve bends within 0.13 and 0.145 n", () => {
    const loads = Array.from({ length: 21 }, (_, k) => (k + 2) / 100);
    const [{ knee }] = capacitySync({ patterns: 1000, loads, trials: 10 });
    expect(knee.bend).toBeGreaterThanOrEqual(0.13);
    expect(knee.bend).toBeLessThanOrEqual(0.145);
  });
  it("a modern network of 256 spins recalls 10,000 patterns from 20 % noise in one step", () => {
    const options = { maxSteps: 1 };
    const settings = { loads: [10_000 / 256], noise: 0.2, cues: 10_000, trials: 1, dynamics: "modern", options };
    expect(capacitySync({ patterns: 256, ...settings })[0].points[0].exact.mean).toBeGreaterThan(0.999);
  });
});

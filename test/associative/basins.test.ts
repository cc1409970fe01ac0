/** Basins of stored patterns against all states of small networks, one after the other. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basins, basinsSync, measuringBasins } from "../../src/associative/basins.ts";
import { randomPatterns } from "../../src/associative/capacity.ts";
import { learnSync, memoryOf } from "../../src/associative/index.ts";
import { patternAt } from "../../src/associative/patterns.ts";
import { binomial, drawnSubsets, subsets } from "../../src/associative/subsets.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

describe("subsets", () => {
  prop("are all different, and as many as C(n, d)", [fc.nat(10), fc.nat(10)], (n, size) => {
    const d = Math.min(n, size);
    const listed = Array.from(subsets(n, d), (set) => set.join());
    expect(new Set(listed).size).toBe(binomial(n, d));
    expect(listed).toHaveLength(binomial(n, d));
    for (const set of subsets(n, d)) expect([...set].every((i, k) => i < n && (k === 0 || i > set[k - 1]))).toBe(true);
  });
  it("are drawn alike", () => {
    const counts = new Map<string, number>();
    for (const set of drawnSubsets(5, 2, 10_000, createRandom(4))) {
      const name = [...set].sort().join();
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

const memoryOfSize = (n: number, count: number, seed: number) =>
  learnSync(randomPatterns(count, n, createRandom(seed)), "hebb", { normalised: false });

/** Ends of all 2^n states, by sweeps in order of index; bit i set: spin i is +1. */
function endsOf(weights: Float64Array, n: number): number[] {
  return Array.from({ length: 2 ** n }, (_, start) => {
    let state = start;
    for (let moved = true; moved; ) {
      moved = false;
      for (let i = 0; i < n; i++) {
        let field = 0;
        for (let j = 0; j < n; j++) field += weights[i * n + j] * ((state >> j) & 1 ? 1 : -1);
        if (field * ((state >> i) & 1 ? 1 : -1) >= 0) continue;
        state ^= 1 << i;
        moved = true;
      }
    }
    return state;
  });
}

const bitsOf = (spins: Int8Array) => spins.reduce((bits, s, i) => bits | (s > 0 ? 1 << i : 0), 0);
const bitCount = (bits: number) => bits.toString(2).replaceAll("0", "").length;

describe("basins", () => {
  prop(
    "are those of all states",
    [fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 3 }), fc.integer()],
    (n, count, seed) => {
      const memory = memoryOfSize(n, count, seed);
      const ends = endsOf(memory.weights, n);
      const curves = basinsSync(memory, { distances: "all", samples: Number.POSITIVE_INFINITY, threshold: 1 });
      for (const [mu, { points, volume }] of curves.entries()) {
        const goal = bitsOf(patternAt(memory.patterns, mu));
        expect((volume as number) * 2 ** n).toBeCloseTo(ends.filter((end) => end === goal).length, 9);
        for (const { distance, returned, all } of points) {
          const asked = [...ends.keys()].filter((start) => bitCount(start ^ goal) === distance);
          const back = asked.filter((start) => ends[start] === goal).length;
          expect(all).toBe(true);
          expect(returned).toEqual({ mean: back / asked.length, low: null, high: null });
        }
      }
    },
    { numRuns: 25 },
  );
  it("are about the same from samples", () => {
    const memory = memoryOfSize(14, 2, 7);
    const exact = basinsSync(memory, { distances: [0.2, 0.3, 0.4], samples: 10_000 });
    const drawn = basinsSync(memory, { distances: [0.2, 0.3, 0.4], samples: 300 });
    for (const [mu, { points }] of drawn.entries()) {
      for (const [k, { returned, all, distance }] of points.entries()) {
        const { mean } = exact[mu].points[k].returned;
        if (binomial(14, distance) > 300) expect(all).toBe(false);
        expect(Math.abs(returned.mean - mean)).toBeLessThan(0.12);
      }
    }
  });
  it("are wide for few patterns and narrow for many", () => {
    const radius = (count: number) => {
      const curves = basinsSync(memoryOfSize(100, count, 1), { samples: 40 });
      return curves.reduce((sum, curve) => sum + (curve.radius ?? 0.5), 0) / count;
    };
    const [few, many] = [radius(3), radius(13)];
    expect(few).toBeGreaterThan(0.35);
    expect(many).toBeLessThan(few - 0.1);
  });
  it("do not depend on the other patterns asked or on the signal that ends them", async () => {
    const memory = memoryOf(randomPatterns(3, 30, createRandom(2)));
    expect(await basins(memory)).toEqual(basinsSync(memory));
    expect(basinsSync(memory, { distances: [0.3] })[1].points[0]).toEqual(
      basinsSync(memory, { distances: [0.1, 0.3] })[1].points[1],
    );
    const work = measuringBasins(memory);
    for (let next = work.next(); next.done !== true; next = work.next())
      expect(next.value.curves.length).toBeLessThan(3);
    await expect(basins(memory, {}, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
  });
  it("refuse what they cannot measure", () => {
    const memory = memoryOfSize(24, 2, 1);
    const wrong = [
      { samples: Number.POSITIVE_INFINITY },
      { samples: 0 },
      { distances: [] },
      { distances: [1.2] },
      { threshold: 0 },
      { seed: 0.5 },
      { sample: 3 },
    ];
    for (const settings of wrong)
      expect(() => basinsSync(memory, settings as never)).toThrow(expect.objectContaining({ code: "invalid-options" }));
  });
});

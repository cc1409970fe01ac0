/** What enumeration collects: the histogram of levels. */
import { describe, expect, it } from "vitest";
import { createHistogram } from "../../src/kernels/enumeration/histogram.ts";

/** Milliseconds, the least of several tries, to count 4000 levels of this spacing ten times over. */
function timeOf(spacing: number): number {
  const levels = Float64Array.from({ length: 4000 }, (_, k) => ((k * 7) % 4000) - 2000).map((k) => k * spacing);
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5; attempt++) {
    const histogram = createHistogram(100_000);
    const begin = performance.now();
    for (let round = 0; round < 10; round++) histogram.add(levels, 0);
    least = Math.min(least, performance.now() - begin);
    const found = histogram.result();
    expect(found).toHaveLength(4000);
    expect(found[0]).toEqual({ level: -2000 * spacing, count: 10 });
    expect(found.every(({ count }) => count === 10)).toBe(true);
  }
  return least;
}

describe("the histogram of levels", () => {
  it("counts levels that differ in their high words only as fast as small ones", () => {
    const usual = timeOf(1);
    for (const power of [16, 24, 31, 32, 33, 40]) expect(timeOf(2 ** power)).toBeLessThan(20 * usual + 40);
  });

  it("gives up beyond its limit", () => {
    const histogram = createHistogram(10);
    histogram.add(
      Float64Array.from({ length: 11 }, (_, k) => k),
      0,
    );
    expect(histogram.complete).toBe(false);
  });
});

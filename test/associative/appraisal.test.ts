/** What is said of a memory, against its definitions summed term by term. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appraise } from "../../src/associative/appraisal.ts";
import { learnSync } from "../../src/associative/index.ts";
import { overlap, patternAt, patternsFrom } from "../../src/associative/patterns.ts";
import { localFields } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { finish } from "../../src/run/slices.ts";
import { prop } from "../support/prop.ts";
import { rowsOf } from "./learning-laws.ts";
import { randomPatterns } from "./memories.ts";

const sets = fc
  .record({ count: fc.integer({ min: 1, max: 11 }), size: fc.integer({ min: 2, max: 12 }), seed: fc.nat(9999) })
  .map(({ count, size, seed }) => randomPatterns(count, size, createRandom(seed)));
const rules = fc.constantFrom("hebb", "storkey", "pseudo-inverse");

describe("an appraisal", () => {
  prop("has the margins and unstable spins of the local fields", [sets, rules], (patterns, rule) => {
    const memory = learnSync(patterns, rule);
    const { margins, unstableSpins, fixedPoints, smallestMargin, load } = finish(appraise(memory));
    const { size, count } = patterns;
    for (let mu = 0; mu < count; mu++) {
      const xi = patternAt(patterns, mu);
      const fields = localFields(memory.model, xi);
      const expected = Array.from(fields, (field, i) => {
        const row = memory.weights.subarray(i * size, (i + 1) * size);
        const length = Math.hypot(...row);
        return length === 0 ? 0 : (xi[i] * field) / length;
      });
      expect(margins[mu]).toBeCloseTo(Math.min(...expected), 9);
      // Fields that are 0 in exact numbers may have either sign.
      const unstable = expected.filter((margin) => margin < -1e-12).length;
      const doubtful = expected.filter((margin) => Math.abs(margin) <= 1e-12).length;
      expect(unstableSpins[mu]).toBeGreaterThanOrEqual(unstable);
      expect(unstableSpins[mu]).toBeLessThanOrEqual(unstable + doubtful);
    }
    expect(fixedPoints).toBe(unstableSpins.filter((spins) => spins === 0).length);
    expect([smallestMargin, load]).toEqual([Math.min(...margins), count / size]);
  });

  prop("has the crosstalk of the definition, which tells what Hebb's rule loses", [sets], (patterns) => {
    const { size: n } = patterns;
    const rows = rowsOf(patterns);
    const hebb = finish(appraise(learnSync(patterns, "hebb", { normalised: false })));
    rows.forEach((xi, mu) => {
      const crosstalk = xi.map((spin, i) => {
        let sum = 0;
        rows.forEach((other, nu) => {
          if (nu !== mu) for (let j = 0; j < n; j++) if (j !== i) sum += other[i] * other[j] * xi[j];
        });
        return (-spin * sum) / n;
      });
      expect(hebb.crosstalk[mu]).toBeCloseTo(Math.max(...crosstalk), 12);
      const lost = crosstalk.filter((c) => Math.round(n * c) > n - 1).length;
      expect(hebb.unstableSpins[mu]).toBe(lost);
    });
  });

  prop("finds the pair that is most alike, up to sign", [sets], (patterns) => {
    const { mostAlike, nearDuplicates, nearDuplicateCount } = finish(appraise(learnSync(patterns, "hebb")));
    const rows = rowsOf(patterns);
    const pairs = rows.flatMap((a, first) =>
      rows.slice(first + 1).map((b, k) => ({ first, second: first + 1 + k, overlap: overlap(a, b) })),
    );
    const near = pairs.filter((pair) => Math.abs(pair.overlap) >= 0.9);
    expect(nearDuplicateCount).toBe(near.length);
    expect([...nearDuplicates]).toEqual(expect.arrayContaining(near));
    if (pairs.length === 0) expect(mostAlike).toBe(null);
    else expect(Math.abs(mostAlike?.overlap ?? 0)).toBe(Math.max(...pairs.map((pair) => Math.abs(pair.overlap))));
  });

  it("lists the nearest of many near-duplicates first, and counts all", () => {
    const random = createRandom(3);
    const centre = Array.from({ length: 100 }, () => 2 * random.below(2) - 1);
    const rows = Array.from({ length: 40 }, (_, k) => centre.map((spin, i) => (i < k % 5 ? -spin : spin)));
    const { nearDuplicates, nearDuplicateCount } = finish(appraise(learnSync(patternsFrom(rows), "hebb")));
    expect(nearDuplicateCount).toBe((40 * 39) / 2);
    expect(nearDuplicates).toHaveLength(100);
    expect(nearDuplicates.every((pair) => pair.overlap === 1)).toBe(true); // 5 x (8 x 7 / 2) = 140 pairs are equal
    expect(nearDuplicates[0]).toMatchObject({ first: 0, second: 5 });
  });
});

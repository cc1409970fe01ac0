import { describe, expect, it } from "vitest";
import inheritance from "../../examples/number-partitioning/inheritance.json" with { type: "json" };
import { numberPartitioning } from "../../problems/number-partitioning/index.ts";
import { leastDifference } from "../../problems/number-partitioning/referee.ts";
import type { NumberPartitioningInstance } from "../../problems/number-partitioning/schema.ts";
import { formatById } from "../../src/formats/index.ts";
import { solve, solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { bestKnown, dataFolder, readData } from "../support/data.ts";

const folder = dataFolder();
const of = (numbers: number[]): NumberPartitioningInstance => ({ problem: "number-partitioning", numbers });

/** Least difference by dynamic programming over sums: an oracle that knows no energy. */
function leastBySums({ numbers }: NumberPartitioningInstance): number {
  let sums = new Set([0]);
  for (const value of numbers) sums = new Set([...sums].flatMap((sum) => [sum + value, Math.abs(sum - value)]));
  return Math.min(...sums);
}

describe("number partitioning", () => {
  it("takes one spin a number, and memory linear in them", () => {
    const { model, penalty } = numberPartitioning.encode(of([1, 2, 3, 4]), {});
    expect([model.n, model.domain, model.integer, penalty]).toEqual([4, "spin", true, null]);
    expect(model.couplings).toMatchObject({ terms: [{ couplings: { kind: "rank-one" } }] });
  });

  it("splits the example evenly, as its sums allow", () => {
    requireSchema(numberPartitioning.instanceSchema, inheritance, "inheritance.json", "invalid-instance");
    const instance = inheritance as NumberPartitioningInstance;
    const { objective, status } = solveSync(numberPartitioning, instance, { time: 2 });
    expect([Math.sqrt(objective!), status]).toEqual([leastBySums(instance), "optimal"]);
  });

  it("bounds the difference by parity, common divisors and the largest number, never too high", () => {
    expect(leastDifference(of([6, 10, 14]))).toBe(2);
    expect(leastDifference(of([3, 1, 2]))).toBe(0);
    expect(leastDifference(of([20, 4, 5]))).toBe(11);
    expect(leastDifference(of([0, 0]))).toBe(0);
    for (const numbers of [
      [9, 7, 5, 2, 2],
      [4, 4, 4],
      [8, 6, 4, 2],
      [100, 1],
    ]) {
      expect(leastDifference(of(numbers))).toBeLessThanOrEqual(leastBySums(of(numbers)));
    }
    expect(numberPartitioning.answer?.(of([20, 4, 5]), 121, { value: 121, proof: "" })).toBe(
      "no even split: the sums differ by 11 or more",
    );
  });

  it("refuses sums that a double cannot hold, and keeps those just below exact", () => {
    const half = 2 ** 52;
    expect(numberPartitioning.check(of([half, half]))[0]?.expected).toContain("2^53");
    const largest = of([half, half - 1]);
    expect(numberPartitioning.check(largest)).toEqual([]);
    expect(numberPartitioning.cost(largest, { side: [0, 1] })).toBe(1);
    expect(numberPartitioning.tell?.(largest, { side: [0, 1] })).toContain("difference 1");
  });

  it.skipIf(folder === null)("splits every published list as well as can be, with proof", async () => {
    for (const { file, n, value } of Object.values(bestKnown(folder!, "numpart"))) {
      const instance = numberPartitioning.formats[0].toInstance!(
        formatById("number-list").parse(readData(folder!, file)),
        {},
      );
      expect(instance.numbers.length).toBe(n);
      const { status, objective, energy: found } = await solve(numberPartitioning, instance, { time: 20 });
      expect([file, status, Math.sqrt(objective!), found]).toEqual([file, "optimal", value, objective]);
    }
  });
});

import { describe, expect, it } from "vitest";
import hike from "../../examples/knapsack/hike.json" with { type: "json" };
import { knapsack } from "../../problems/knapsack/index.ts";
import type { KnapsackInstance } from "../../problems/knapsack/schema.ts";
import { formatById } from "../../src/formats/index.ts";
import { isRejected } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";
import { bestKnown, dataFolder, readData } from "../support/data.ts";

const folder = dataFolder();

/** Best value by dynamic programming over whole capacities: an oracle that knows no energy. */
function bestValue({ values, weights, capacity }: KnapsackInstance): number {
  const best = new Float64Array(capacity + 1);
  values.forEach((value, item) => {
    for (let room = capacity; room >= weights[item]; room--) {
      best[room] = Math.max(best[room], best[room - weights[item]] + value);
    }
  });
  return best[capacity];
}

describe("knapsack", () => {
  it("the example fits its schema, and its optimum is 56", () => {
    requireSchema(knapsack.instanceSchema, hike, "hike.json", "invalid-instance");
    expect(knapsack.check(hike as KnapsackInstance)).toEqual([]);
    expect(bestValue(hike as KnapsackInstance)).toBe(56);
  });

  it("needs a penalty above the most valuable item, and a slack bit for each power of two of the capacity", () => {
    const instance: KnapsackInstance = { problem: "knapsack", values: [5, 9, 2], weights: [4, 5, 6], capacity: 8 };
    const { model, penalty } = knapsack.encode(instance, knapsack.defaults);
    expect(penalty).toMatchObject({ mode: "exact", guaranteed: true, weights: [{ name: "capacity", threshold: 5 }] });
    expect(model.n).toBe(3 + 4);
    expect(penalty?.inequality).toContain("take[item 0]");
  });

  it("tells the weight of a solution, and why one is too heavy", () => {
    const instance: KnapsackInstance = { problem: "knapsack", values: [5, 9], weights: [4, 5], capacity: 8 };
    expect(knapsack.tell?.(instance, { take: [0, 1] })).toBe("1: item 1; weight 5 of 8");
    expect(knapsack.verify(instance, { take: [1, 1] })).toEqual([
      { code: "too-heavy", message: "the items weigh 9, 1 above the capacity of 8", amount: 1 },
    ]);
    const decoded = knapsack
      .encode(instance, knapsack.defaults)
      .decode({ kind: "plain", values: Int8Array.of(1, 1, 0, 0, 0, 0) });
    expect(isRejected(decoded) && decoded.violations[0].message).toBe("capacity: 9 <= 8 does not hold, off by 1");
  });

  it("bounds the value from above, and exactly where everything fits", () => {
    for (let seed = 0; seed < 50; seed++) {
      const instance = knapsack.generate!(createRandom(seed), 1 + (seed % 12));
      expect(knapsack.bound!(instance).value).toBeGreaterThanOrEqual(bestValue(instance));
    }
    expect(knapsack.bound!({ problem: "knapsack", values: [3, -1, 4], weights: [1, 0, 2], capacity: 3 }).value).toBe(7);
  });

  it.skipIf(folder === null)("the optimum in Pisinger's files is the one listed, and embeds at its value", () => {
    const name = "knapPI_1_100_1000_1";
    const { file, value } = bestKnown(folder!, "knapsack")[name];
    const record = formatById("knapsack").parse(readData(folder!, file));
    const instance = knapsack.formats[0].toInstance!(record, {});
    const take = record.kind === "knapsack" ? [...record.selection!] : [];
    expect([knapsack.verify(instance, { take }), knapsack.cost(instance, { take }), bestValue(instance)]).toEqual([
      [],
      value,
      value,
    ]);
  });
});

/** Linear ordering: bounds against lists of all orders, its words, its files. The laws of all problems run in test/conformance. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderingBounds, pairBound } from "../../problems/linear-ordering/bounds.ts";
import { linearOrdering } from "../../problems/linear-ordering/index.ts";
import { dicycleBounds } from "../../src/bounds/dicycles.ts";
import { leastOverSubsets } from "../../src/bounds/subsets.ts";
import { formatById } from "../../src/formats/index.ts";
import { createRandom } from "../../src/random.ts";
import { allBounds, bestListed, boundContext } from "../support/bounding.ts";
import { prop } from "../support/prop.ts";

const seeds = fc.nat(1e6);
const sizes = fc.integer({ min: 1, max: 6 });

/** Drives a generator to its end. */
function last<T>(run: Generator<void, T, void>): T {
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

describe("linear ordering", () => {
  prop("has bounds that no order beats, and proves its optimum", [seeds, sizes], (seed, size) => {
    const instance = linearOrdering.sample(createRandom(seed), size);
    const best = bestListed(linearOrdering, instance);
    const bounds = allBounds(linearOrdering, instance);
    for (const { value } of bounds) expect(value).toBeGreaterThanOrEqual(best);
    expect(bounds[bounds.length - 1].value).toBeCloseTo(best, 6);
  });

  prop("rounds bounds upward where doubles do not hold the sums", [seeds], (seed) => {
    const random = createRandom(seed);
    const draw = () => random.below(2 ** 31) * 2 ** 22 + random.below(2 ** 22);
    const weights = Array.from({ length: 5 }, () => Array.from({ length: 5 }, draw));
    const instance = { problem: "linear-ordering" as const, weights };
    const best = bestListed(linearOrdering, instance);
    for (const { value } of allBounds(linearOrdering, instance)) expect(value).toBeGreaterThanOrEqual(best);
  });

  prop("has bounds by triples that never fall behind and no order beats", [seeds, sizes], (seed, size) => {
    const instance = linearOrdering.sample(createRandom(seed), size);
    const { weights } = instance;
    const whole = weights.every((row) => row.every(Number.isInteger));
    const best = bestListed(linearOrdering, instance);
    let backward = 0;
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) backward += weights[j][i];
    let before = Number.NEGATIVE_INFINITY;
    let sweeps = 0;
    for (const sweep of dicycleBounds(size, (i, j) => weights[j][i] - weights[i][j], whole)) {
      if (sweep === undefined) continue;
      expect(sweep.inexact).toBe(false);
      expect(backward - sweep.bound).toBeGreaterThanOrEqual(best - 1e-9);
      expect(sweep.bound).toBeGreaterThanOrEqual(before);
      before = sweep.bound;
      if (++sweeps === 30) break;
    }
  });

  it("allows for the unit to which huge margins are rounded", () => {
    const huge = 2 ** 51 + 1; // with room for shares the unit is more than 1
    for (const sign of [1, -1]) {
      const sweeps = dicycleBounds(3, () => sign * huge, true);
      let sweep = sweeps.next().value;
      while (sweep === undefined) sweep = sweeps.next().value;
      expect(sweep.bound).toBeLessThanOrEqual(sign < 0 ? -3 * huge : 0);
    }
  });

  it("proves that a cycle of three votes loses one of them", () => {
    const weights = [
      [0, 10, 3],
      [4, 0, 9],
      [8, 2, 0],
    ];
    let loss = 0;
    for (const sweep of dicycleBounds(3, (i, j) => weights[j][i] - weights[i][j], true)) {
      if (sweep !== undefined) loss = sweep.bound;
      if (loss > -14) break;
      expect(loss).toBeLessThan(-7);
      if (Math.abs(loss + 8) < 1e-3) break;
    }
    // Before i < j are worth -6, -7 and 5; of the cycle 0 > 1 > 2 > 0 the least margin, 5, is lost.
    expect(loss).toBeCloseTo(-6 - 7 + 5, 2);
  });

  it("closes most of the gap on 30 random items, where the optimum is not enumerated", () => {
    const instance = linearOrdering.generate!(createRandom(5), 30);
    const bounds = [...orderingBounds(instance, boundContext())].filter((bound) => bound !== null);
    const [first, final] = [pairBound(instance).value, bounds[bounds.length - 1].value];
    // The order by sums of rows is a start that anyone has.
    const sums = instance.weights.map((row) => row.reduce((sum, value) => sum + value, 0));
    const order = sums.map((_, i) => i).sort((a, b) => sums[b] - sums[a]);
    const reached = linearOrdering.cost(instance, { order });
    expect(final).toBeGreaterThanOrEqual(reached);
    expect(first - final).toBeGreaterThan(0.5 * (first - reached));
  });

  prop("finds by subsets what all orders have", [seeds, fc.integer({ min: 0, max: 6 })], (seed, n) => {
    const random = createRandom(seed);
    const table = Array.from({ length: n }, () => Array.from({ length: n }, () => random.below(20)));
    const cost = (sum: number, j: number, place: number) => sum * (place + 1) + table[j][j];
    const found = last(leastOverSubsets({ size: n, weight: (i, j) => table[i][j], cost }));
    const of = (order: number[]): number =>
      order.reduce((total, j, place) => {
        const sum = order.slice(0, place).reduce((part, i) => part + table[i][j], 0);
        return total + cost(sum, j, place);
      }, 0);
    const orders = (items: number[]): number[][] =>
      items.length === 0
        ? [[]]
        : items.flatMap((i) => orders(items.filter((j) => j !== i)).map((rest) => [i, ...rest]));
    const all = orders(Array.from({ length: n }, (_, i) => i));
    expect(found).toBe(Math.min(...all.map(of)));
  });

  it("names the order, first to last", () => {
    const instance = {
      problem: "linear-ordering" as const,
      names: ["a", "b"],
      weights: [
        [0, 1],
        [5, 0],
      ],
    };
    expect(linearOrdering.tell!(instance, { order: [1, 0] })).toBe("b > a");
    expect(linearOrdering.cost(instance, { order: [1, 0] })).toBe(5);
    expect(linearOrdering.verify(instance, { order: [1, 1] }).map(({ code }) => code)).toEqual([
      "repeated-item",
      "missing-item",
    ]);
  });

  it("complains about rows that are too short, huge numbers and names used twice", () => {
    const instance = { problem: "linear-ordering" as const, names: ["a", "a"], weights: [[0], [1e300, 0]] };
    expect(linearOrdering.check(instance).map(({ path }) => path)).toEqual(["weights[0]", "weights[1][0]", "names[1]"]);
  });

  it("reads LOLIB matrices with and without a line of text", () => {
    const read = (text: string) => linearOrdering.formats[0].toInstance!(formatById("lolib").parse(text), {});
    expect(read("input-output table\n2\n0 5\n1 0\n")).toEqual({
      problem: "linear-ordering",
      comment: "input-output table",
      weights: [
        [0, 5],
        [1, 0],
      ],
    });
    expect(read("2\n0 5 1\n0\n").weights).toEqual([
      [0, 5],
      [1, 0],
    ]);
  });
});

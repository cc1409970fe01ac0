import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberPartitioning } from "../../problems/number-partitioning/index.ts";
import { completeSearch } from "../../solvers/differencing/complete.ts";
import { exchange } from "../../solvers/differencing/exchange.ts";
import { meeting } from "../../solvers/differencing/meeting.ts";
import { openSplit, type Split } from "../../solvers/differencing/split.ts";
import { sortedSums, sumReader } from "../../solvers/differencing/sums.ts";
import { type EnergyModel, energy, squaredSum } from "../../src/model/index.ts";
import { chooseSolver } from "../../src/run/auto.ts";
import { solve, solveSync } from "../../src/run/solve.ts";
import { prop } from "../support/prop.ts";

/** Least difference by a table of sums that can be reached: an oracle that knows no order and no halves. */
function leastBySums(numbers: readonly number[]): number {
  let sums = new Set([0]);
  for (const value of numbers) sums = new Set([...sums].flatMap((sum) => [sum + value, Math.abs(sum - value)]));
  return Math.min(...sums);
}

const differenceOf = (numbers: readonly number[], { spins }: Split): number =>
  Math.abs(numbers.reduce((sum, value, i) => sum + value * spins[i], 0));

/** Few and many digits, signs, zeros, ties. */
const lists = fc
  .tuple(fc.constantFrom(3, 50, 10_000, 10 ** 12), fc.integer({ min: 0, max: 12 }))
  .chain(([most, n]) => fc.array(fc.integer({ min: -most, max: most }), { minLength: n, maxLength: n }));

const whole = { most: 10 ** 9 };

describe("differencing", () => {
  prop("alone ends at the least difference", [lists], (numbers) => {
    const split = openSplit(Float64Array.from(numbers));
    const search = completeSearch(split);
    while (!search.over && split.best > split.least) search.advance(whole.most);
    expect(split.best).toBe(leastBySums(numbers.map(Math.abs)));
    expect(differenceOf(numbers, split)).toBe(split.best);
  });

  prop("by meeting in the middle alone ends there too", [lists], (numbers) => {
    const split = openSplit(Float64Array.from(numbers));
    const halves = meeting(split);
    while (!halves.over) halves.advance();
    expect(split.best).toBe(leastBySums(numbers.map(Math.abs)));
    expect(differenceOf(numbers, split)).toBe(split.best);
  });

  prop("never claims a lower bound above the least difference", [lists], (numbers) => {
    expect(openSplit(Float64Array.from(numbers)).least).toBeLessThanOrEqual(leastBySums(numbers.map(Math.abs)));
  });

  it("reads all sums of many numbers in order, in windows, and knows the signs of each", () => {
    const numbers = Float64Array.from({ length: 20 }, (_, i) => 3 ** (i % 13) + i);
    const all = sortedSums(numbers).sums;
    const reader = sumReader(numbers, 0, 5000);
    const read: number[] = [];
    let width = 1e4;
    for (let high = reader.lowest; high <= reader.highest; ) {
      if (!reader.read(high + width)) {
        width /= 2;
        continue;
      }
      reader.accept();
      read.push(...reader.window);
      high += width;
      if (reader.window.length < 2500) width *= 2;
    }
    expect(Float64Array.from(new Set(read)).join() === all.join()).toBe(true);
    for (const sum of [all[0], all[all.length >> 1], all[all.length - 1]]) {
      expect(reader.signsOf(sum).reduce((total, sign, i) => total + sign * numbers[i], 0)).toBe(sum);
    }
  });

  it("settles 38 numbers of 13 digits without an even split, and the energy of the split is exact", async () => {
    // Multiples of 11 apart from one: no difference is one.
    const numbers = Array.from({ length: 38 }, (_, i) => 11 * ((7919 * (i + 3) ** 7) % 909_090_909_091));
    numbers[37] += 5;
    const instance = { problem: "number-partitioning", numbers };
    const { status, objective, energy: found } = await solve("number-partitioning", instance, { time: 60 });
    expect([status, found]).toEqual(["optimal", objective]);
    expect([5, 6]).toContain(Math.sqrt(objective!) % 11);
  });

  it("takes numbers with very many equal sums", async () => {
    const numbers = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 10 ** 9 : 10 ** 9 + 7 * 10 ** 7));
    const odd = [...numbers.slice(1), 3 * 10 ** 8 + 1];
    const { status, objective } = await solve(
      "number-partitioning",
      { problem: "number-partitioning", numbers: odd },
      { time: 60 },
    );
    expect([status, Math.sqrt(objective!)]).toEqual(["optimal", leastBySums(odd)]);
  });

  prop("exchanges until none lowers the difference", [lists], (given) => {
    const numbers = Float64Array.from(given, Math.abs).sort().reverse();
    const signs = new Int8Array(numbers.length).fill(1);
    const difference = exchange(numbers, signs);
    const sum = numbers.reduce((total, value, k) => total + signs[k] * value, 0);
    expect(Math.abs(sum)).toBe(difference);
    const flipped = (k: number) => -2 * signs[k] * numbers[k];
    for (let a = 0; a < numbers.length; a++) {
      expect(Math.abs(sum + flipped(a))).toBeGreaterThanOrEqual(difference);
      for (let b = 0; b < a; b++) {
        if (signs[a] === signs[b]) continue;
        expect(Math.abs(sum + flipped(a) + flipped(b))).toBeGreaterThanOrEqual(difference);
      }
    }
  });

  it("splits ten thousand numbers evenly at once", () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => 1 + ((i * 7919) % 1_000_003));
    const total = numbers.reduce((sum, value) => sum + value, 0);
    const { objective, status } = solveSync(
      "number-partitioning",
      { problem: "number-partitioning", numbers },
      { time: 60 },
    );
    expect([objective, status]).toEqual([total % 2, "optimal"]);
  });

  it("is what auto takes for squares of one sum, and for nothing else", () => {
    const { model } = numberPartitioning.encode({ problem: "number-partitioning", numbers: [3, 1, 2] }, {});
    expect(chooseSolver(model, () => true).solver).toBe("differencing");
    expect(squaredSum(model)).toEqual(Float64Array.of(3, 1, 2));
    const others: Partial<EnergyModel>[] = [
      { domain: "bit" },
      { biases: { kind: "constant", n: 3, value: 1 } },
      { couplings: { kind: "rank-one", n: 3, vector: Float64Array.of(1, 2, 3) } },
      {
        couplings: {
          kind: "sum",
          n: 3,
          terms: [{ scale: -1, start: 0, couplings: { kind: "rank-one", n: 3, vector: Float64Array.of(1, 2, 1 / 2) } }],
        },
      },
      {
        couplings: {
          kind: "sum",
          n: 3,
          terms: [{ scale: -1, start: 1, couplings: { kind: "rank-one", n: 2, vector: Float64Array.of(1, 2) } }],
        },
      },
      {
        structure: [{ kind: "balance", items: 3, parts: 2, weights: null, capacity: 2, penalised: false, slack: null }],
      },
    ];
    for (const other of others) expect(squaredSum({ ...model, ...other })).toBeNull();
  });

  it("keeps small squares of large sums exact", () => {
    const numbers = [903_000_000_007, 451_500_000_001, 451_500_000_003, 17];
    const { model, embed } = numberPartitioning.encode({ problem: "number-partitioning", numbers }, {});
    expect(energy(model, embed({ side: [1, 0, 0, 1] }))).toBe(20 ** 2);
  });
});

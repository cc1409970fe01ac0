/** Multidimensional and quadratic knapsacks: bounds and proofs against enumeration, constructions, files of several instances. */
import { describe, expect, it } from "vitest";
import van from "../../examples/multidimensional-knapsack/van.json" with { type: "json" };
import stalls from "../../examples/quadratic-knapsack/stalls.json" with { type: "json" };
import { multidimensionalKnapsack } from "../../problems/multidimensional-knapsack/index.ts";
import type { MultidimensionalKnapsackInstance } from "../../problems/multidimensional-knapsack/schema.ts";
import { quadraticKnapsack } from "../../problems/quadratic-knapsack/index.ts";
import type { QuadraticKnapsackInstance } from "../../problems/quadratic-knapsack/schema.ts";
import { lagrangianDual } from "../../src/bounds/packing-rows.ts";
import { formatById } from "../../src/formats/index.ts";
import { chooseInstance } from "../../src/formats/several.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Problem } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";

const load = van as MultidimensionalKnapsackInstance;
const square = stalls as unknown as QuadraticKnapsackInstance;

/** The best of all selections, by the referee and the cost alone. */
function bestValue<I extends { readonly values: readonly number[] }>(
  problem: Pick<Problem<I, { take: number[] }>, "verify" | "cost">,
  instance: I,
): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const take of assignments(instance.values.length, [0, 1])) {
    if (problem.verify(instance, { take }).length === 0) best = Math.max(best, problem.cost(instance, { take }));
  }
  return best;
}

describe("multidimensional knapsack", () => {
  it("the example fits its schema, and its optimum is found and proved", () => {
    requireSchema(multidimensionalKnapsack.instanceSchema, load, "van.json", "invalid-instance");
    expect(multidimensionalKnapsack.check(load)).toEqual([]);
    const value = bestValue(multidimensionalKnapsack, load);
    const result = solveSync(multidimensionalKnapsack, load, { work: 20_000 });
    expect(result).toMatchObject({ objective: value, bound: { value }, valid: true });
  });

  it("is bounded by its dual, and closed by trying what the dual leaves open, with and without an incumbent", () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = createRandom(seed);
      const make = seed % 2 === 0 ? multidimensionalKnapsack.sample : multidimensionalKnapsack.generate!;
      const instance = make(random, 3 + (seed % 8));
      const best = bestValue(multidimensionalKnapsack, instance);
      for (const { bound } of lagrangianDual(instance, () => null)) expect(bound).toBeGreaterThanOrEqual(best);
      for (const known of [null, best, best / 2]) {
        const context = { kernels: referenceKernels, memoryLimit: 1e8, incumbent: () => known };
        const bounds = [...multidimensionalKnapsack.bounds!(instance, context)];
        expect(bounds.at(-1)?.value).toBe(best);
      }
    }
  });

  it("begins with a selection that keeps all capacities and is worth most of the best", () => {
    let [found, most] = [0, 0];
    for (let seed = 0; seed < 20; seed++) {
      const instance = multidimensionalKnapsack.generate!(createRandom(seed), 12);
      const begin = multidimensionalKnapsack.construct!(instance)!;
      expect(multidimensionalKnapsack.verify(instance, begin)).toEqual([]);
      found += multidimensionalKnapsack.cost(instance, begin);
      most += bestValue(multidimensionalKnapsack, instance);
    }
    expect(found).toBeGreaterThan(0.9 * most);
  });

  it("names the capacity that is broken, and compares decimals as they are written", () => {
    expect(multidimensionalKnapsack.verify(load, { take: [1, 1, 1, 1, 1, 0, 0, 0] })[0].message).toBe(
      "the items weigh 350, 50 above weight of 300",
    );
    const tenths = {
      problem: load.problem,
      values: [1, 1],
      weights: [[0.1, 0.2]],
      capacities: [0.3],
    };
    expect(multidimensionalKnapsack.verify(tenths, { take: [1, 1] })).toEqual([]);
    expect(multidimensionalKnapsack.check({ ...load, capacities: [1] })[0]).toMatchObject({ path: "resources" });
    expect(multidimensionalKnapsack.check({ ...load, weights: [[1], [1], [1]] })[0].path).toBe("weights[0]");
  });
});

describe("quadratic knapsack", () => {
  it("the example fits its schema, and is bounded by upper planes", () => {
    requireSchema(quadraticKnapsack.instanceSchema, square, "stalls.json", "invalid-instance");
    expect(quadraticKnapsack.check(square)).toEqual([]);
    expect(bestValue(quadraticKnapsack, square)).toBe(140);
  });

  it("is never worth more than its bound, and begins with a selection that fits", () => {
    for (let seed = 0; seed < 100; seed++) {
      const instance = quadraticKnapsack.sample(createRandom(seed), 2 + (seed % 8));
      expect(quadraticKnapsack.bound!(instance).value).toBeGreaterThanOrEqual(bestValue(quadraticKnapsack, instance));
      expect(quadraticKnapsack.verify(instance, quadraticKnapsack.construct!(instance)!)).toEqual([]);
    }
  });
});

describe("files of several instances", () => {
  const text = "2\n first\n 10 2 1\n4\n5\nsecond\n7 1 0\n7\n";
  const record = formatById("binpack").parse(text);

  it("give the one that is named, or numbered from 1", () => {
    const second = { kind: "bin-packing", instances: [{ name: "second", capacity: 7, sizes: [7], best: null }] };
    expect(chooseInstance(record, "second", "f.txt")).toEqual(second);
    expect(chooseInstance(record, "2", "f.txt")).toEqual(second);
  });

  it("say which there are when none is chosen, or none such is there", () => {
    expect(() => chooseInstance(record, undefined, "f.txt")).toThrow(
      "f.txt holds 2 instances and none was chosen, expected one of 1 (first), 2 (second)",
    );
    expect(() => chooseInstance(record, "3", "f.txt")).toThrow(/there is no "3"/);
    expect(() => chooseInstance(record, "secnd", "f.txt")).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("Did you mean second?") }),
    );
    const single = formatById("knapsack").parse("1 5\n3 4\n");
    expect(() => chooseInstance(single, "1", "k.txt")).toThrow(/holds a single one/);
    expect(chooseInstance(single, undefined, "k.txt")).toBe(single);
  });
});

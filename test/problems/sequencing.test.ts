/** Sequencing: makespans by hand, bounds against lists of all sequences. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sequencing } from "../../problems/sequencing/index.ts";
import { createRandom } from "../../src/random.ts";
import { allBounds, bestListed, boundContext } from "../support/bounding.ts";
import { prop } from "../support/prop.ts";

const instance = {
  problem: "sequencing" as const,
  names: ["a", "b", "c"],
  setups: [
    [0, 1, 9],
    [7, 0, 2],
    [3, 8, 0],
  ],
  initial: [5, 1, 0],
  processing: [10, 20, 30],
};

describe("sequencing", () => {
  it("adds the initial setup, the setups between and the jobs themselves, and nothing behind the last", () => {
    expect(sequencing.cost(instance, { order: [0, 1, 2] })).toBe(5 + 1 + 2 + 60);
    expect(sequencing.cost(instance, { order: [2, 0, 1] })).toBe(0 + 3 + 1 + 60);
    expect(sequencing.tell!(instance, { order: [2, 0, 1] })).toBe("c - a - b");
    const { setups } = instance;
    expect(sequencing.cost({ problem: "sequencing", setups }, { order: [2, 1, 0] })).toBe(15);
  });

  prop("has bounds that no sequence beats", [fc.nat(1e6), fc.integer({ min: 1, max: 6 })], (seed, size) => {
    const sample = sequencing.sample(createRandom(seed), size);
    const best = bestListed(sequencing, sample);
    const slack = 1e-9 * Math.max(1, best);
    for (const context of [boundContext(), boundContext({ incumbent: () => best })]) {
      for (const { value } of allBounds(sequencing, sample, context, 300)) {
        expect(value).toBeLessThanOrEqual(best + slack);
      }
    }
  });

  prop("rounds bounds downward where doubles do not hold the sums", [fc.nat(1e6)], (seed) => {
    const random = createRandom(seed);
    const row = (draw: () => number) => Array.from({ length: 5 }, draw);
    const setups = row(() => 0).map(() => row(() => 1 + random.below(3)));
    const processing = row(() => 1e-15 * random.uniform()); // lost in part when added to a setup
    const sample = { problem: "sequencing" as const, setups, processing };
    const best = bestListed(sequencing, sample);
    for (const { value } of allBounds(sequencing, sample, boundContext({ incumbent: () => best }), 300)) {
      expect(value).toBeLessThanOrEqual(best);
    }
  });

  it("has a bound that ends at the best sequence, initial setup and all", () => {
    expect(allBounds(sequencing, instance, boundContext({ incumbent: () => 64 }), 300).at(-1)?.value).toBe(64);
  });

  it("complains about times below 0 and lists of the wrong length", () => {
    const wrong = {
      ...instance,
      initial: [1, 2],
      processing: [1, -2, 3],
      setups: [
        [0, 1, 2],
        [1, 0],
        [3, 3, 0],
      ],
    };
    expect(sequencing.check(wrong).map(({ path }) => path)).toEqual(["setups[1]", "initial", "processing[1]"]);
  });
});

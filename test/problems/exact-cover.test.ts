import { describe, expect, it } from "vitest";
import nightShifts from "../../examples/exact-cover/night-shifts.json" with { type: "json" };
import { exactCover } from "../../problems/exact-cover/index.ts";
import type { ExactCoverInstance } from "../../problems/exact-cover/schema.ts";
import { formatById } from "../../src/formats/index.ts";
import { toCsr } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";

const covers = (instance: ExactCoverInstance) =>
  [...assignments(instance.sets.length, [0, 1])].filter(
    (choose) => exactCover.verify(instance, { choose }).length === 0,
  );

describe("exact cover", () => {
  it("the example fits its schema, and has one exact cover: Knuth's", () => {
    requireSchema(exactCover.instanceSchema, nightShifts, "night-shifts.json", "invalid-instance");
    const instance = nightShifts as ExactCoverInstance;
    expect(exactCover.check(instance)).toEqual([]);
    expect(covers(instance)).toEqual([[0, 1, 0, 1, 0, 1]]);
    expect(exactCover.cost(instance, { choose: [0, 1, 0, 1, 0, 1] })).toBe(210 + 290 + 180);
  });

  it("takes one bit a set, and couples sets by twice the elements that they share", () => {
    const sets = [[0, 1, 2], [2, 0], [3]];
    const { model, penalty } = exactCover.encode({ problem: "exact-cover", elements: 4, sets }, exactCover.defaults);
    expect([model.n, Array.from(toCsr(model).values), model.offset]).toEqual([3, [-4, -4], 4]);
    expect(penalty).toMatchObject({ weights: [{ weight: 1, threshold: 0 }], guaranteed: true });
  });

  it("asks little more than the dearest element where shares are alike, and never more than all costs", () => {
    const threshold = (sets: number[][], costs: number[]) => {
      const instance: ExactCoverInstance = { problem: "exact-cover", elements: 4, sets, costs };
      return exactCover.encode(instance, exactCover.defaults).penalty?.weights[0].threshold;
    };
    expect(
      threshold(
        [
          [0, 1],
          [2, 3],
          [1, 2],
          [0, 3],
        ],
        [6, 6, 6, 6],
      ),
    ).toBe(3);
    expect(threshold([[0, 1, 2, 3], [0], [1], [2, 3]], [8, 1, 9, 2])).toBe(1 + 7 + 1 + 1 + 2);
    expect(threshold([[0, 1, 2, 3], [0]], [1, 9])).toBe(9);
  });

  it("names elements covered never or twice, and those that no set holds", () => {
    const instance: ExactCoverInstance = { problem: "exact-cover", elements: 2, sets: [[0], [0], [1]] };
    expect(
      exactCover.verify(instance, { choose: [1, 1, 0] }).map(({ message, code }) => `${code}: ${message}`),
    ).toEqual([
      "shared-element: element 0 is in 2 chosen sets, expected one",
      "uncovered-element: element 1 is in no chosen set, expected one",
    ]);
    expect(exactCover.check({ ...instance, elements: 3 })[0]).toMatchObject({ found: "no set with element 2" });
  });

  it("generates instances that have an exact cover, and writes them as files", () => {
    for (const size of [1, 4, 12]) {
      const instance = exactCover.generate!(createRandom(size), size);
      expect(covers(instance).length).toBeGreaterThan(0);
      const text = [...formatById("scp").print(exactCover.formats[0].fromInstance!(instance))].join("");
      const { sets, elements } = exactCover.formats[0].toInstance!(formatById("scp").parse(text), {});
      expect([sets, elements]).toEqual([instance.sets, instance.elements]);
    }
  });
});

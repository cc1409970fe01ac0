import { describe, expect, it } from "vitest";
import firstAid from "../../examples/set-cover/first-aid.json" with { type: "json" };
import { setCover } from "../../problems/set-cover/index.ts";
import type { SetCoverInstance } from "../../problems/set-cover/schema.ts";
import { formatById } from "../../src/formats/index.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";
import { dataFolder, readData } from "../support/data.ts";

const folder = dataFolder();

describe("set cover", () => {
  it("the example fits its schema, and its best cover costs 10", () => {
    requireSchema(setCover.instanceSchema, firstAid, "first-aid.json", "invalid-instance");
    const instance = firstAid as SetCoverInstance;
    expect(setCover.check(instance)).toEqual([]);
    const costs = [...assignments(5, [0, 1])].flatMap((choose) =>
      setCover.verify(instance, { choose }).length === 0 ? [setCover.cost(instance, { choose })] : [],
    );
    expect(Math.min(...costs)).toBe(10);
  });

  it("needs a penalty above the cheapest set of each element, and one bit more for an element in three", () => {
    const sets = [[0, 1], [0, 1], [0]];
    const instance: SetCoverInstance = { problem: "set-cover", elements: 2, sets, costs: [5, 7, 3] };
    const { model, penalty } = setCover.encode(instance, setCover.defaults);
    expect(penalty?.weights.map(({ name, threshold }) => [name, threshold])).toEqual([
      ["cover[0]", 3],
      ["cover[1]", 5],
    ]);
    expect(model.n).toBe(3 + 1);
  });

  it("says which element is in no set at all, and which is in no chosen one", () => {
    const instance: SetCoverInstance = { problem: "set-cover", elements: 3, sets: [[0], [1]] };
    expect(setCover.check(instance)[0]).toMatchObject({ path: "sets", found: "no set with element 2" });
    const whole: SetCoverInstance = { ...instance, elements: 2 };
    expect(setCover.verify(whole, { choose: [1, 0] })).toEqual([
      { code: "uncovered-element", message: "element 1 is in no chosen set", amount: 1 },
    ]);
    expect(setCover.check({ ...whole, sets: [[0, 0], [4], [1]] }).map(({ path }) => path)).toEqual([
      "sets[0][1]",
      "sets[1][0]",
    ]);
  });

  it("generates covers of any size", () => {
    for (const size of [1, 10, 200]) {
      const instance = setCover.generate!(createRandom(size), size);
      expect([instance.sets.length, setCover.check(instance)]).toEqual([size, []]);
    }
  });

  it.skipIf(folder === null)("files by rows and by columns give the sets that they state", () => {
    const byRows = formatById("scp").parse(readData(folder!, "setcover/scp41.txt"));
    const instance = setCover.formats[0].toInstance!(byRows, {});
    expect([instance.elements, instance.sets.length, setCover.check(instance)]).toEqual([200, 1000, []]);
    const text = [...formatById("rail").print(setCover.formats[0].fromInstance!(instance))].join("");
    expect(formatById("rail").parse(text)).toEqual(byRows);
  });
});

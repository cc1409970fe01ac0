import { describe, expect, it } from "vitest";
import festival from "../../examples/set-packing/street-festival.json" with { type: "json" };
import { setPacking } from "../../problems/set-packing/index.ts";
import type { SetPackingInstance } from "../../problems/set-packing/schema.ts";
import { MemoryError } from "../../src/errors.ts";
import { formatById } from "../../src/formats/index.ts";
import { toCsr } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";

describe("set packing", () => {
  it("the example fits its schema, and its best packing is worth 165", () => {
    requireSchema(setPacking.instanceSchema, festival, "street-festival.json", "invalid-instance");
    const instance = festival as SetPackingInstance;
    expect(setPacking.check(instance)).toEqual([]);
    const values = [...assignments(6, [0, 1])].flatMap((choose) =>
      setPacking.verify(instance, { choose }).length === 0 ? [setPacking.cost(instance, { choose })] : [],
    );
    expect(Math.max(...values)).toBe(40 + 80 + 20 + 30);
  });

  it("takes one bit a set and one coupling two sets that meet, however many elements they share", () => {
    const sets = [[0, 1, 2], [2, 0], [3], []];
    const { model, penalty } = setPacking.encode(
      { problem: "set-packing", elements: 4, sets, values: [6, 2, 1, 1] },
      setPacking.defaults,
    );
    expect([model.n, Array.from(toCsr(model).values)]).toEqual([4, [-3, -3]]);
    expect(penalty).toMatchObject({ witness: "vertices set 0 and set 1", weights: [{ threshold: 2 }] });
  });

  it("names shared elements, and what is wrong with an instance", () => {
    const instance: SetPackingInstance = { problem: "set-packing", elements: 3, sets: [[0, 1], [2], [1]] };
    expect(setPacking.verify(instance, { choose: [1, 1, 1] })).toEqual([
      { code: "shared-element", message: "element 1 is in set 0 and in set 2, both chosen", amount: 1 },
    ]);
    const wrong = { ...instance, sets: [[0, 0], [3], [1]], values: [1] };
    expect(setPacking.check(wrong).map(({ path }) => path)).toEqual(["values", "sets[0][1]", "sets[1][0]"]);
  });

  it("reads and writes files of sets, and refuses negative values", () => {
    const instance = setPacking.generate!(createRandom(3), 12);
    const record = setPacking.formats[0].fromInstance!(instance);
    const text = [...formatById("rail").print(record)].join("");
    const again = setPacking.formats[0].toInstance!(formatById("rail").parse(text), { name: instance.name! });
    expect(again).toEqual(instance);
    expect(setPacking.formats[0].refuses!({ ...record, costs: [-1] } as never)).toMatch(/-1/);
  });

  it("bounds sets that all meet by the best of them, and refuses more meetings than the memory holds", () => {
    const sets = Array.from({ length: 4 }, (_, s) => [0, s]);
    expect(
      setPacking.bound!({ problem: "set-packing", elements: 4, sets: sets.slice(1), values: [2, 9, 4] }).value,
    ).toBe(9);
    const many = Array.from({ length: 20_000 }, () => [0]);
    const crowd: SetPackingInstance = { problem: "set-packing", elements: 1, sets: many };
    expect(() => setPacking.encode(crowd, setPacking.defaults)).toThrow(MemoryError);
  });
});

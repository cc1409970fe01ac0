import { describe, expect, it } from "vitest";
import saturday from "../../examples/paint-shop/saturday-shift.json" with { type: "json" };
import { paintShop } from "../../problems/paint-shop/index.ts";
import type { PaintShopInstance } from "../../problems/paint-shop/schema.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { allSolutions } from "../support/all-solutions.ts";

const of = (cars: string): PaintShopInstance => ({ problem: "paint-shop", cars: [...cars] });

describe("the binary paint shop", () => {
  it("takes one spin a model and no penalty", () => {
    const { model, penalty } = paintShop.encode(of("abcabc"), paintShop.defaults);
    expect([model.n, penalty]).toEqual([3, null]);
    expect(paintShop.encode(paintShop.generate!(createRandom(1), 50), paintShop.defaults).model.n).toBe(50);
  });

  it.each([
    ["aa", 1],
    ["abab", 1],
    ["abba", 1],
    ["aabb", 2],
    ["abcabc", 1],
  ])("%s needs %i changes", (cars, changes) => {
    expect(solveSync(paintShop, of(cars), { time: 2 }).objective).toBe(changes);
  });

  it("finds the best plan of the example, as listing all of them does", () => {
    requireSchema(paintShop.instanceSchema, saturday, "saturday-shift.json", "invalid-instance");
    const instance = saturday as PaintShopInstance;
    const plans = [...allSolutions["paint-shop"](instance as never)] as { colour: number[] }[];
    const best = Math.min(...plans.map((plan) => paintShop.cost(instance, plan)));
    const { objective, status } = solveSync(paintShop, instance, { time: 2 });
    expect([objective, status]).toEqual([best, "optimal"]);
  });

  it("names a model that does not stand there twice, and one painted in one colour", () => {
    expect(paintShop.check(of("aab")).map(({ found }) => found)).toEqual(['model "b" once']);
    expect(paintShop.check(of("aaabb")).map(({ path }) => path)).toEqual(["cars[2]"]);
    const [same] = paintShop.verify(of("abab"), { colour: [0, 1, 0, 0] });
    expect(same.message).toBe('both cars of model "a" (cars 0 and 2) have colour 0');
  });

  it("tells the runs of one colour", () => {
    const instance = { ...of("abab"), colours: ["red", "white"] };
    expect(paintShop.tell?.(instance, { colour: [0, 0, 1, 1] })).toBe("1 changes: 2 x red, 2 x white");
  });
});

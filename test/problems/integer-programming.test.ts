import { describe, expect, it } from "vitest";
import bakery from "../../examples/integer-programming/bakery.json" with { type: "json" };
import { integerProgramming } from "../../problems/integer-programming/index.ts";
import type { IntegerProgram } from "../../problems/integer-programming/schema.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { requireSchema } from "../../src/validate.ts";
import { allSolutions } from "../support/all-solutions.ts";

const instance = bakery as unknown as IntegerProgram;

describe("integer programming", () => {
  it("takes a clipped binary code a variable, and slack in binary", () => {
    requireSchema(integerProgramming.instanceSchema, bakery, "bakery.json", "invalid-instance");
    const { size } = compileProgram(integerProgramming.program(instance));
    expect(size).toEqual({ variables: 3 + 2 + 1, slack: 5 + 4, auxiliaries: 0 });
  });

  it("names broken constraints and sums that cannot be reached", () => {
    const [broken] = integerProgramming.verify(instance, { values: [7, 3, 1] });
    expect(broken.message).toBe("flour is 23, expected at most 20");
    const never = { ...instance, constraints: [{ name: "never", linear: [[0, 1]], from: 8 }] };
    expect(integerProgramming.check(never)[0].path).toBe("constraints[0]");
    const plans = [...allSolutions["integer-programming"](instance as never)] as { values: number[] }[];
    const worth = plans
      .filter((plan) => integerProgramming.verify(instance, plan).length === 0)
      .map((plan) => integerProgramming.cost(instance, plan));
    expect(Math.max(...worth)).toBe(42); // seven rolls, two cakes and the second oven use up the flour
  });
});

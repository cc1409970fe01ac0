import { describe, expect, it } from "vitest";
import bakery from "../../examples/integer-programming/bakery.json" with { type: "json" };
import { integerProgramming } from "../../problems/integer-programming/index.ts";
import type { IntegerProgram } from "../../problems/integer-programming/schema.ts";
import { formatById } from "../../src/formats/index.ts";
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

describe("pseudo-Boolean files", () => {
  const adapter = integerProgramming.formats.find(({ kind }) => kind === "pseudo-boolean")!;
  const read = (text: string) => formatById("pseudo-boolean").parse(text);

  it("mean what they say where constraints are linear: ~x is 1 - x, and products are multiplied out", () => {
    const plan = adapter.toInstance!(read("max: +2 x1 ~x2 -3 ~x1 ~x2 +1 x2 x2 ;\n+2 x1 -1 ~x2 >= 0;\n"), {
      name: "two",
    });
    requireSchema(integerProgramming.instanceSchema, plan, "the file", "invalid-instance");
    expect(integerProgramming.check(plan)).toEqual([]);
    for (const [x, y] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]) {
      const values = [x, y];
      expect(integerProgramming.verify(plan, { values }).length === 0).toBe(2 * x - (1 - y) >= 0);
      expect(integerProgramming.cost(plan, { values })).toBe(2 * x * (1 - y) - 3 * (1 - x) * (1 - y) + y);
    }
  });

  it("are refused with the reason where they are not, and hold no wider integers", () => {
    expect(adapter.refuses!(read("min: +1 x1 ;\n+1 x1 x2 >= 1 ;\n"))).toMatch(/constraint 1 has a product/);
    expect(adapter.refuses!(read("min: +1 x1 ~x2 x3 ;\n"))).toMatch(/a product of 3 variables/);
    expect(adapter.refuses!(read("min: +1 x1 x1 x2 ;\n+1 x1 x1 >= 1 ;\n"))).toBeNull();
    expect(() => adapter.fromInstance!(instance)).toThrow(/opb file holds bits only/);
  });
});

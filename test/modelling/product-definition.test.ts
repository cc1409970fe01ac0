import { describe, expect, it } from "vitest";
import { energy } from "../../src/model/index.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { and, equal, minus, times } from "../../src/modelling/program/expressions.ts";
import { linear, valueAt } from "../../src/modelling/program/polynomial.ts";
import { productDefinition } from "../../src/modelling/program/product-definition.ts";
import { allStates } from "../support/oracle.ts";

describe("the definition of a product", () => {
  it.each([
    ["a bit", 0],
    ["a bit behind the others", 1],
  ])("%s is 0 where z = x y, else 1 or more, without an auxiliary bit", (_what, way) => {
    const m = program();
    const x = m.bit("x");
    const y = m.bit("y");
    const z = m.bit("z");
    m.subjectTo("z is x y", way === 0 ? equal(z, times(x, y)) : equal(minus(and(x, y), z), 0));
    const { model, size, made } = compileProgram(m.build());
    expect([size.slack, size.auxiliaries, made.get("z is x y")]).toEqual([0, 0, "product of two bits"]);
    for (const values of allStates(3, 0)) {
      const price = energy(model, { kind: "plain", values });
      if (values[2] === values[0] * values[1]) expect(price).toBe(0);
      else expect(price).toBeGreaterThanOrEqual(1);
    }
  });

  it("is the square where the constraint has a price", () => {
    const m = program();
    const [x, y, z] = [m.bit("x"), m.bit("y"), m.bit("z")];
    m.subjectTo("z is x y", equal(z, times(x, y)), { price: 5 });
    const { model } = compileProgram(m.build());
    const least = (a: number, b: number, c: number) => {
      const states = Array.from(allStates(model.n, 0), (values) => values.slice());
      const mine = states.filter((values) => values[0] === a && values[1] === b && values[2] === c);
      return Math.min(...mine.map((values) => energy(model, { kind: "plain", values })));
    };
    expect([least(0, 0, 1), least(1, 1, 0), least(1, 0, 1), least(1, 1, 1)]).toEqual([5, 5, 5, 0]);
  });

  it("sees no definition elsewhere", () => {
    expect(productDefinition(linear([0, 1], [1, -1], 0))).toBeNull();
    const shared = linear([0], [1], 0);
    shared.terms.set("pair", { bits: [0, 1], coefficient: -1 });
    expect(productDefinition(shared)).toBeNull();
    const double = linear([2], [2], 0);
    double.terms.set("pair", { bits: [0, 1], coefficient: -1 });
    expect(productDefinition(double)).toBeNull();
    expect(valueAt(shared, Int8Array.of(1, 0))).toBe(1);
  });
});

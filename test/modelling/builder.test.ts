import { deepStrictEqual } from "node:assert";
import { describe, expect, it } from "vitest";
import { GroundstateError } from "../../src/errors.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { evaluate } from "../../src/modelling/program/evaluate.ts";
import {
  allDifferent,
  and,
  at,
  atMostOne,
  exactlyOne,
  implies,
  is,
  lessOrEqual,
  minus,
  not,
  or,
  plus,
  power,
  square,
  sum,
  times,
} from "../../src/modelling/program/expressions.ts";
import { isRejected } from "../../src/problem.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";

const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof GroundstateError) return `${error.message} ${error.hint}`;
    throw error;
  }
  return "nothing was refused";
};

describe("the builder", () => {
  it("makes plain data that survives JSON", () => {
    const m = program();
    const x = m.bits("take", ["lamp", "tent"]);
    const colour = m.choice("colour", ["red", "blue"]);
    const tour = m.order("tour", ["a", "b"]);
    m.maximise(plus(times(3, x[0]), times(5, x[1]), power(minus(x[0], x[1]), 2), is(colour, "blue"), at(tour, "b", 0)));
    m.subjectTo("weight", lessOrEqual(sum(times(2, x[0]), times(4, x[1])), 5));
    m.subjectTo("dark", implies(is(colour, "red"), x[0]), { price: 2 });
    m.subjectTo("some", or(x[0], and(x[1], not(is(colour, 0)))));
    const built = m.build();
    deepStrictEqual(JSON.parse(JSON.stringify(built)), built);
    expect(built.variables.map(({ name }) => name)).toEqual(["take[lamp]", "take[tent]", "colour", "tour"]);
    expect(evaluate(built, [0, 1, 1, [1, 0]])).toMatchObject({
      objective: 5 + 1 + 1 + 1,
      price: 0,
      violations: [],
      soft: [],
    });
    expect(evaluate(built, [0, 1, 0, [0, 1]])).toMatchObject({ objective: 6, price: 2, total: 4 });
  });

  it("solves what it says: three queens of different colours at different desks", () => {
    const m = program();
    const desk = m.choices("desk", ["ann", "bob", "eve"], 3);
    m.subjectTo("own desk", allDifferent(desk));
    m.minimise(sum(desk.flatMap((d, who) => [0, 1, 2].map((k) => times(((who + 1) * (k + 2)) % 5, is(d, k))))));
    const { model, decode } = compileProgram(m.build());
    const decoded = decode({ kind: "plain", values: bruteForce(denseModel(model)).states[0] });
    expect(isRejected(decoded) ? null : new Set(decoded.solution).size).toBe(3);
  });

  it("names every constraint that is broken, with its numbers", () => {
    const m = program();
    const x = m.bits("x", 3);
    m.subjectTo("few", lessOrEqual(sum(x), 1));
    m.subjectTo("pair", exactlyOne([x[0], x[1]]));
    const { decode, model } = compileProgram(m.build());
    const values = new Int8Array(model.n).fill(1);
    const decoded = decode({ kind: "plain", values });
    expect(decoded.violations.map(({ message }) => message)).toEqual([
      "few: 3 <= 1 does not hold, off by 2",
      "pair: 2 == 1 does not hold, off by 1",
    ]);
  });

  it("refuses names used twice, unknown names, logic over numbers, with the way out", () => {
    const m = program();
    m.bit("x");
    const k = m.integer("k", 0, 5);
    const c = m.choice("c", ["a", "b"]);
    m.subjectTo("all", atMostOne([k]));
    expect(refusal(() => m.build())).toMatch(/constraint "all" uses logic over an expression \(variable\).*comparison/);
    expect(refusal(() => is(c, "z"))).toMatch(/no option of c is called "z" Known: "a", "b"/);
    const twice = program();
    twice.bits("x", 1);
    twice.bits("x", 1);
    expect(refusal(() => twice.build())).toMatch(/two variables are called "x\[0\]"/);
    const wrong = program();
    wrong.integer("k", 3, 1);
    expect(refusal(() => wrong.build())).toMatch(/integer "k" goes from 3 to 1/);
    expect(refusal(() => program().subjectTo("c", lessOrEqual(1, 2), { price: 1, weight: 1 }))).toMatch(
      /price and a weight/,
    );
  });

  it("keeps long sums flat and deep ones off the stack", () => {
    const m = program();
    const x = m.bit("x");
    let deep = sum(x);
    for (let k = 0; k < 100_000; k++) deep = plus(deep, k % 2 === 0 ? x : 1);
    m.minimise(deep);
    const { model } = compileProgram(m.build());
    expect([model.n, model.offset]).toEqual([1, 50_000]);
    expect(evaluate(m.build(), [1]).objective).toBe(100_001);
  });

  it("encodes 100,000 terms in seconds", () => {
    const m = program();
    const x = m.bits("x", 1000);
    m.minimise(
      sum(Array.from({ length: 100_000 }, (_, k) => times((k % 7) - 3, x[k % 1000], x[(k * 37 + 11) % 1000]))),
    );
    const start = process.cpuUsage().user;
    compileProgram(m.build());
    expect((process.cpuUsage().user - start) / 1e6).toBeLessThan(3);
  });

  it("knows every code of an integer", () => {
    for (const code of ["binary", "unary", "one-hot", "domain-wall"] as const) {
      const m = program();
      const k = m.integer("k", -2, 4, { code });
      m.minimise(square(minus(k, 3)));
      const { model, decode, size } = compileProgram(m.build());
      expect(size.variables).toBe({ binary: 3, unary: 6, "one-hot": 7, "domain-wall": 6 }[code]);
      for (const values of bruteForce(denseModel(model)).states) {
        expect(decode({ kind: "plain", values }).solution).toEqual([3]);
      }
    }
  });
});

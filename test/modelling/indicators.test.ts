import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroundstateError } from "../../src/errors.ts";
import { type ProgramBuilder, program } from "../../src/modelling/program/builder.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { evaluate } from "../../src/modelling/program/evaluate.ts";
import {
  and,
  atLeast,
  atMostOne,
  equal,
  exactlyOne,
  holds,
  implies,
  is,
  lessOrEqual,
  not,
  or,
  sum,
  times,
  xor,
} from "../../src/modelling/program/expressions.ts";
import { withIndicators } from "../../src/modelling/program/indicators.ts";
import type { Expression, Program, Rule } from "../../src/modelling/program/types.ts";
import { isRejected } from "../../src/problem.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { allAssignments, feasible } from "./programs.ts";

/** Three bits, a number and a choice, to speak of. */
function words() {
  const m = program();
  const [x, y, z] = m.bits("x", 3);
  const n = m.integer("n", -1, 2);
  const colour = m.choice("colour", ["red", "blue"]);
  return { m, x, y, z, n, colour };
}
type Words = ReturnType<typeof words>;

/** Statements with comparisons in every position and direction. */
const STATEMENTS: Readonly<Record<string, (w: Words) => Rule | Expression>> = {
  "behind a bit": ({ x, y, z, n }) => implies(x, atLeast(sum(y, z, n), 2)),
  "behind no bit": ({ x, y, n }) => implies(not(x), lessOrEqual(sum(y, n), 1)),
  "an equation behind an option": ({ y, n, colour }) => implies(is(colour, "red"), equal(sum(y, n), 2)),
  "one that cannot hold behind a bit": ({ x, n }) => implies(x, atLeast(n, 3)),
  "one that always holds behind a bit": ({ x, n }) => implies(x, lessOrEqual(n, 2)),
  "refused behind a bit": ({ x, y, n }) => implies(x, not(atLeast(sum(n, y), 2))),
  "refused twice": ({ x, y, n }) => not(not(atLeast(sum(n, x, y), 1))),
  "refused behind a bit, though it always holds": ({ x, n }) => implies(x, not(lessOrEqual(n, 2))),
  "before a bit": ({ x, y, n }) => implies(atLeast(sum(n, y), 1), x),
  "on both sides": ({ x, y, z, n }) => implies(atLeast(n, 1), atLeast(sum(x, y, z), 2)),
  "refused by itself": ({ y, n }) => not(atLeast(sum(n, times(2, y)), 2)),
  "refused among others": ({ x, y, n }) => or(not(atLeast(sum(n, y), 1)), x),
  "an equation refused": ({ n }) => not(equal(n, 1)),
  "an equation refused among others": ({ x, n }) => or(x, not(equal(n, 1))),
  "in and, inside or": ({ x, y, n }) => or(x, and(y, atLeast(n, 1))),
  "in xor": ({ x, y, n }) => xor(x, lessOrEqual(sum(n, y), 0)),
  "by itself": ({ x, y, n }) => holds(lessOrEqual(sum(x, y), n)),
  "of which at most one": ({ x, n }) => atMostOne([atLeast(n, 1), lessOrEqual(n, 1), x]),
  "of which exactly one": ({ y, n }) => exactlyOne([equal(n, 0), atLeast(n, 2), y]),
  "inside another": ({ x, y, n }) => implies(x, atLeast(sum(holds(atLeast(n, 1)), y), 2)),
  counted: ({ x, y, n }) => equal(sum(holds(atLeast(n, 0)), holds(atLeast(n, 2))), sum(x, y)),
  "in quarters": ({ x, y, n }) => implies(x, atLeast(sum(times(1.25, n), times(0.5, y)), 1.5)),
};

const objectives = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 5, maxLength: 5 });

function stated(statement: (w: Words) => Rule | Expression, factors: readonly number[], price?: number): Program {
  const w = words();
  const parts = [w.x, w.y, w.z, w.n, is(w.colour, 1)].map((e, k) => times(factors[k], e));
  w.m.minimise(sum(parts));
  w.m.subjectTo("rule", statement(w), price === undefined ? {} : { price });
  return w.m.build();
}

describe.each(Object.entries(STATEMENTS))("a comparison %s", (_name, statement) => {
  prop(
    "holds in every ground state, at the best objective",
    [objectives, fc.constantFrom(undefined, 1, 4)],
    (factors, price) => {
      const given = stated(statement, factors, price);
      const { model, decode } = compileProgram(given);
      const { best } = feasible(given);
      const ground = bruteForce(denseModel(model));
      expect(ground.energy).toBe(best);
      for (const values of ground.states.slice(0, 30)) {
        const decoded = decode({ kind: "plain", values });
        if (isRejected(decoded)) throw new Error(decoded.violations[0].message);
        expect(evaluate(given, decoded.solution).total).toBe(best);
      }
    },
    { numRuns: process.env["GROUNDSTATE_LONG"] === undefined ? 4 : 12 }, // up to 2^20 states each
  );

  it("is the same without it: the extended program takes what the program takes, at the same price", () => {
    const given = stated(statement, [1, -2, 3, -1, 2]);
    const extended = withIndicators(given);
    const inside = (e: Expression): boolean => JSON.stringify(e).includes('"holds"');
    expect(extended.program.constraints.some((c) => inside(c as unknown as Expression))).toBe(false);
    for (const assignment of allAssignments(given)) {
      const before = evaluate(given, assignment);
      const after = evaluate(extended.program, extended.extend(assignment));
      expect(after.violations.length > 0).toBe(before.violations.length > 0);
      expect(after.total).toBe(before.total);
    }
  });
});

describe("indicators", () => {
  const compiled = (state: (m: ProgramBuilder) => void) => {
    const m = program();
    state(m);
    return compileProgram(m.build());
  };

  it("need no bit of their own behind a literal, and one for the direction that counts elsewhere", () => {
    const behind = compiled((m) => {
      const [x, a, b] = m.bits("x", 3);
      m.subjectTo("rule", implies(x, atLeast(sum(a, b), 1)));
    });
    expect(behind.size.variables).toBe(3);
    expect(behind.weights.map(({ name }) => name)).toEqual(["rule"]);
    const refused = compiled((m) => {
      const [x, a, b] = m.bits("x", 3);
      m.subjectTo("rule", implies(x, not(atLeast(sum(a, b), 1))));
    });
    expect(refused.size.variables).toBe(3);
    const before = compiled((m) => {
      const [x, a, b] = m.bits("x", 3);
      m.minimise(sum(times(2, x), a, b));
      m.subjectTo("rule", implies(atLeast(sum(a, b), 1), x));
    });
    expect(before.size.variables).toBe(4);
    expect(before.weights.map(({ name }) => name)).toEqual(["rule", "rule (comparison 1 fails)"]);
  });

  it("use the least multipliers that the ranges of codes allow", () => {
    const m = program();
    const [x, ...rest] = m.bits("x", 4);
    m.subjectTo("rule", implies(x, lessOrEqual(sum(rest.map((e, k) => times(k + 2, e))), 4)));
    const [{ rule }] = withIndicators(m.build()).program.constraints;
    // 2 a + 3 b + 4 c - 4 is 5 at most, and 0 at most with x: 5 less with x.
    expect(JSON.stringify(rule)).toContain('{"op":"number","value":5},{"op":"variable","variable":0}');
    expect(rule).toMatchObject({ kind: "compare", relation: "<=", right: { op: "number", value: 5 } });
  });

  it("are made once for one comparison, wherever it stands", () => {
    const { size } = compiled((m) => {
      const [x, y, z] = m.bits("x", 3);
      const many = holds(atLeast(sum(x, y, z), 2));
      m.minimise(times(3, many));
      m.subjectTo("one", or(many, x));
      m.subjectTo("two", xor(many, y));
    });
    expect(size.variables).toBe(4);
  });

  it("refuse numbers without a common unit", () => {
    const state = () =>
      compiled((m) => {
        const [x, y, z] = m.bits("x", 3);
        m.subjectTo("odd", or(x, atLeast(sum(times(Math.PI, y), times(Math.E, z)), 1)));
      });
    expect(state).toThrow(GroundstateError);
    expect(state).toThrow(/comparison in odd/);
  });
});

/** Programs that are small to write down and large to encode, or beyond the digits of a double: refused with figures, at once. */
import { describe, expect, it } from "vitest";
import { type ProgramBuilder, program } from "../../src/modelling/program/builder.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { at, atLeast, lessOrEqual, or, plus, power, sum, times } from "../../src/modelling/program/expressions.ts";
import { addMonomial, constant, linear, raise } from "../../src/modelling/program/polynomial.ts";
import { quadratise } from "../../src/modelling/program/quadratise.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";

/** Seconds of processor time: far above what a refusal takes, far below what the work would. */
const AT_ONCE = 2;

function refusal(act: () => unknown): string {
  const begun = process.cpuUsage();
  try {
    act();
  } catch (error) {
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1e6).toBeLessThan(AT_ONCE);
    return (error as Error).message;
  }
  return "nothing was refused";
}

function refusalOf(state: (m: ProgramBuilder) => void): string {
  const m = program();
  state(m);
  const stated = m.build();
  return refusal(() => compileProgram(stated));
}

describe("work that would take minutes", () => {
  it("is refused for powers of sums, in objectives and inside logic", () => {
    expect(refusalOf((m) => m.minimise(power(sum(m.bits("x", 20)), 8)))).toBe(
      "the objective, multiplied out, takes 4.79e+6 products of two terms, above the limit of 4.00e+6",
    );
    const inLogic = (m: ProgramBuilder) => {
      const n = m.integer("n", 0, 1_000_000);
      m.subjectTo("either", or(lessOrEqual(n, 5) as never, atLeast(power(n, 8), 5) as never));
    };
    expect(refusalOf(inLogic)).toContain("multiplied out, takes");
  });

  it("is not refused for powers whose bits are few: x^2 = x", () => {
    const p = raise(linear([0, 1, 2], [1, 1, 1], 0), 64, "p");
    expect([...p.terms.values()].map(({ bits }) => bits.length).sort()).toEqual([1, 1, 1, 2, 2, 2, 3]);
    expect(p.terms.get(-1)?.coefficient).toBe(1);
  });

  it("is refused for products of many bits with too many pairs", () => {
    const p = constant(0);
    const bits = Array.from({ length: 2000 }, (_, bit) => bit);
    for (let skip = 0; skip < 6; skip++) addMonomial(p, bits.slice(skip), 1);
    expect(refusal(() => quadratise(p, true, () => 0))).toMatch(
      /^making 6 products of more than two bits quadratic needs/,
    );
  });

  it("is refused for codes with too many bits, naming the largest", () => {
    const order = (m: ProgramBuilder) => m.minimise(at(m.order("o", 5000), 0, 0));
    expect(refusalOf(order)).toMatch(/^25000000 bits of the variables' codes needs about 5.82 GiB, above the limit/);
    const m = program();
    m.bit("x");
    for (let k = 0; k < 5; k++) m.integer(`n[${k}]`, 0, 900_000, { code: "unary" });
    expect(() => compileProgram(m.build())).toThrowError(
      expect.objectContaining({ hint: expect.stringContaining('"n[0]" alone takes 900001 bits') }),
    );
  });
});

describe("numbers that doubles cannot hold side by side", () => {
  const huge = 1e23;

  it("are refused where a penalty, or another term, would be lost beside them", () => {
    const lonely = refusalOf((m) => {
      const [x, y] = m.bits("x", 2);
      m.minimise(times(huge, x));
      m.subjectTo("one", atLeast(plus(x, y), 1));
    });
    expect(lonely).toBe(
      "numbers of more than 15 digits in sum: the number of x[0] in the objective is 1e+23 beside 1, the penalty of one",
    );
    const uneven = refusalOf((m) => {
      const [x, y] = m.bits("x", 2);
      m.minimise(plus(times(huge, x), times(3, x, y)));
    });
    expect(uneven).toContain("beside 3, the number of x[0] * x[1] in the objective");
  });

  it("are taken where all are large alike", () => {
    const m = program();
    const [x, y] = m.bits("x", 2);
    m.minimise(plus(times(huge, x), times(2 * huge, y)));
    m.subjectTo("one", atLeast(plus(x, y), 1));
    const { model, penalty } = compileProgram(m.build());
    expect(penalty?.guaranteed).toBe(true);
    expect([...bruteForce(denseModel(model)).states[0].subarray(0, 2)]).toEqual([1, 0]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMonomial,
  constant,
  degree,
  multiply,
  type Polynomial,
  raise,
  valueAt,
} from "../../src/modelling/program/polynomial.ts";
import { type Quadratic, quadratise } from "../../src/modelling/program/quadratise.ts";
import { allStates } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";

const BITS = 5;

const polynomials = (quarters: boolean): fc.Arbitrary<Polynomial> =>
  fc
    .array(
      fc.tuple(
        fc.subarray(
          Array.from({ length: BITS }, (_, bit) => bit),
          { minLength: 0 },
        ),
        fc.integer({ min: -9, max: 9 }),
      ),
      { maxLength: 8 },
    )
    .map((terms) => {
      const p = constant(0);
      for (const [bits, value] of terms) addMonomial(p, bits, quarters ? value / 4 : value);
      return p;
    });

function quadratic(p: Polynomial, integral: boolean): Quadratic & { readonly n: number } {
  let n = BITS;
  const result = quadratise(p, integral, () => n++);
  return { ...result, n };
}

/** Law: at every state of the old bits, the least value over the auxiliaries is the value of the polynomial, and products take it. */
function minimumLaw(p: Polynomial, { polynomial, auxiliaries, n }: Quadratic & { readonly n: number }): void {
  expect(degree(polynomial)).toBeLessThanOrEqual(2);
  expect(auxiliaries.length).toBe(n - BITS);
  for (const state of allStates(BITS, 0)) {
    const values = new Int8Array(n);
    values.set(state);
    for (const { bit, factors } of auxiliaries) values[bit] = factors.every((f) => values[f] === 1) ? 1 : 0;
    expect(valueAt(polynomial, values)).toBe(valueAt(p, state));
    let least = Number.POSITIVE_INFINITY;
    for (const own of allStates(n - BITS, 0)) {
      values.set(own, BITS);
      least = Math.min(least, valueAt(polynomial, values));
    }
    expect(least).toBe(valueAt(p, state));
  }
}

describe("quadratisation", () => {
  prop("keeps the minimum over auxiliaries, whole numbers", [polynomials(false)], (p) => {
    const made = quadratic(p, true);
    if (made.n <= BITS + 7) minimumLaw(p, made);
  });

  prop("keeps the minimum over auxiliaries, quarters", [polynomials(true)], (p) => {
    const made = quadratic(p, false);
    if (made.n <= BITS + 7) minimumLaw(p, made);
  });

  it("takes one auxiliary a negative monomial, and degree - 2 a positive one", () => {
    for (const size of [3, 4, 5]) {
      const bits = Array.from({ length: size }, (_, bit) => bit);
      const monomial = (value: number) => {
        const p = constant(0);
        addMonomial(p, bits, value);
        return p;
      };
      expect(quadratic(monomial(-3), true).auxiliaries.length).toBe(1);
      expect(quadratic(monomial(3), true).auxiliaries.length).toBe(size - 2);
    }
  });

  it("shares the pair that most monomials have", () => {
    const p = constant(0);
    for (const third of [2, 3, 4]) addMonomial(p, [0, 1, third], 1);
    const { auxiliaries } = quadratic(p, true);
    expect(auxiliaries).toEqual([{ bit: BITS, factors: [0, 1] }]);
  });

  it("refuses products that would be too large, by their number of terms", () => {
    const wide = constant(1);
    for (let bit = 0; bit < 400; bit++) addMonomial(wide, [bit], 1);
    expect(() => raise(wide, 4, "the objective")).toThrowError(/the objective, multiplied out, needs about/);
    expect(multiply(wide, wide, "x").terms.size).toBe(400 + (400 * 399) / 2);
  });
});

prop(
  "products and powers of polynomials are those of their values",
  [polynomials(false), polynomials(true), fc.nat({ max: 4 })],
  (p, q, exponent) => {
    const [product, power] = [multiply(p, q, "p q"), raise(p, exponent, "p^k")];
    for (const state of allStates(BITS, 0)) {
      expect(valueAt(product, state) + 0).toBe(valueAt(p, state) * valueAt(q, state) + 0);
      expect(valueAt(power, state) + 0).toBe(valueAt(p, state) ** exponent + 0);
    }
  },
);

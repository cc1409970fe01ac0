/** Our own logarithm and tangent against those of the engine, whose error is a unit in the last place or so. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { areaTangent, hyperbolicTangent, logarithm, logarithmOfNext } from "../../src/kernels/elementary.ts";
import { prop } from "../support/prop.ts";

function close(found: number, expected: number): void {
  if (found === expected) return;
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(expected));
}

const magnitudes = fc.double({ min: 0, max: 1.7e308, noNaN: true });
const reals = fc.oneof(
  fc.double({ min: -30, max: 30, noNaN: true }),
  fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
);
const many = { numRuns: 3000 };

prop("ln x", [magnitudes], (x) => close(logarithm(x), Math.log(x)), many);
prop("ln x near 1", [reals], (x) => close(logarithm(1 + x / 40), Math.log(1 + x / 40)), many);
prop("ln(1 + x)", [reals.filter((x) => x > -1)], (x) => close(logarithmOfNext(x), Math.log1p(x)), many);
prop("tanh x", [reals], (x) => close(hyperbolicTangent(x), Math.tanh(x)), many);
prop("artanh v", [reals.filter((v) => Math.abs(v) < 1)], (v) => close(areaTangent(v), Math.atanh(v)), many);
prop("tanh is odd and stays within -1 and 1", [reals], (x) => {
  expect(hyperbolicTangent(-x)).toBe(-hyperbolicTangent(x));
  expect(Math.abs(hyperbolicTangent(x))).toBeLessThanOrEqual(1);
});

it("the ends", () => {
  expect([logarithm(0), logarithm(1), logarithm(Number.POSITIVE_INFINITY)]).toEqual([-Infinity, 0, Infinity]);
  expect(logarithm(-1)).toBeNaN();
  expect([hyperbolicTangent(400), hyperbolicTangent(-400)]).toEqual([1, -1]);
  expect([areaTangent(1), areaTangent(-1), logarithmOfNext(-1)]).toEqual([Infinity, -Infinity, -Infinity]);
});

import fc from "fast-check";
import { describe } from "vitest";
import { layoutOf } from "../../src/modelling/program/codes.ts";
import { type Form, multipliedOut } from "../../src/modelling/program/lower.ts";
import { addMonomial, constant, valueAt } from "../../src/modelling/program/polynomial.ts";
import { type Knowledge, knowledges, rangeOf, slopesOf } from "../../src/modelling/program/ranges.ts";
import { allStates } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";

/** Two choices of two options, an order of two items, two bits: ten bits, of which eight stand in groups. */
const layout = layoutOf([
  { kind: "choice", name: "c", options: ["a", "b"] },
  { kind: "choice", name: "d", options: ["a", "b"] },
  { kind: "order", name: "o", items: ["i", "j"] },
  { kind: "bit", name: "x" },
  { kind: "bit", name: "y" },
]);
const UNITS = [
  [0, 1],
  [2, 3],
  [4, 5],
  [6, 7],
  [4, 6],
  [5, 7],
];

const value = fc.integer({ min: -5, max: 5 });
const some = (most: number) => fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 1, maxLength: most });
const forms: fc.Arbitrary<Form> = fc
  .tuple(
    fc.array(fc.tuple(some(3), value), { maxLength: 12 }),
    fc.array(fc.tuple(some(5), value, fc.integer({ min: -2, max: 2 })), { maxLength: 2 }),
  )
  .map(([terms, squares]) => {
    const polynomial = constant(1);
    for (const [bits, coefficient] of terms) addMonomial(polynomial, bits, coefficient);
    const whole = squares.filter(([, a]) => a !== 0);
    return {
      polynomial,
      squares: whole.map(([bits, a, scale]) => ({ scale, constant: a, bits, coefficients: bits.map((_, k) => a + k) })),
    };
  });

const counts = (values: Int8Array) => UNITS.map((unit) => unit.filter((bit) => values[bit] === 1).length);

const CASES: readonly [string, readonly (Knowledge | null)[], (values: Int8Array) => boolean][] = [
  ["any state", [null], () => true],
  ["states without conflicts", knowledges(layout, 10, false), (values) => counts(values).every((count) => count <= 1)],
  ["legal codes", knowledges(layout, 10, true), (values) => counts(values).every((count) => count === 1)],
];

describe.each(CASES)("over %s", (_name, known, holds) => {
  prop(
    "the range of a form holds all its values, and the slopes all its changes",
    [forms],
    (form) => {
      const plain = multipliedOut(form);
      const range = rangeOf(form, known);
      const slopes = slopesOf(form, 10, known);
      for (const values of allStates(10, 0)) {
        if (!holds(values)) continue;
        const here = valueAt(plain, values);
        if (here < range.low || here > range.high) throw new Error(`${here} is outside ${range.low} to ${range.high}`);
        for (let bit = 0; bit < 10; bit++) {
          if (values[bit] === 0) continue;
          // The slope of a bit: from the state in which it is 0, the rest of its units being 0.
          values[bit] = 0;
          const change = here - valueAt(plain, values);
          values[bit] = 1;
          if (change < slopes.low[bit] || change > slopes.high[bit])
            throw new Error(`bit ${bit} changes it by ${change}`);
        }
      }
    },
    { numRuns: 40 },
  );
});

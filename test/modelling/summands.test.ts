import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withPenalties } from "../../src/modelling/program/clauses.ts";
import { layoutOf } from "../../src/modelling/program/codes.ts";
import { lowerForm, multipliedOut, negated } from "../../src/modelling/program/lower.ts";
import { type Penalty, penaltyOf } from "../../src/modelling/program/penalties.ts";
import { valueAt } from "../../src/modelling/program/polynomial.ts";
import { knowledges, rangeOf } from "../../src/modelling/program/ranges.ts";
import { powersOf, rangeOfSummands, type Summands } from "../../src/modelling/program/summands.ts";
import type { Expression, Program } from "../../src/modelling/program/types.ts";
import { createRandom } from "../../src/random.ts";
import { allStates } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { feasible, randomProgram } from "./programs.ts";

const LARGEST = 11; // bits whose states are listed

const number = (value: number): Expression => ({ op: "number", value });

/** A random program whose constraints are all soft, with a power of some of its objective added to it. */
function pricedProgram(seed: number): Program {
  const random = createRandom(seed);
  const made = randomProgram(seed);
  const { objective } = made;
  const terms = objective.op === "sum" ? objective.terms : [objective];
  const base: Expression = { op: "sum", terms: [terms[random.below(terms.length)], number(random.below(7) - 3)] };
  const power: Expression = { op: "power", base, exponent: 2 + random.below(2) };
  const factors = [number(random.below(2) === 0 ? -2 : 3), power];
  const constraints = made.constraints.map((constraint) => ({ ...constraint, price: 1 + random.below(9) }));
  return {
    ...made,
    objective: { op: "sum", terms: [{ op: "product", factors }, ...terms] },
    constraints,
  };
}

/** A program without hard constraints in parts, and how many bits it takes with slack. */
function summandsOf(program: Program): { summands: Summands; bits: number; own: number } {
  const layout = layoutOf(program.variables);
  let { bits } = layout;
  const allocate = (count: number) => {
    bits += count;
    return bits - count;
  };
  const known = knowledges(layout, layout.bits, true);
  const context = { program, layout, known, slack: "binary", step: null, allocate } as const;
  const soft: Penalty[] = [];
  const worth: number[] = [];
  for (const constraint of program.constraints) {
    const penalty = penaltyOf(constraint, context);
    if (penalty === null) continue;
    soft.push(penalty);
    worth.push((constraint.price ?? 0) * penalty.unit ** 2);
  }
  const given = lowerForm(program.objective, layout, "the objective");
  const lowered = program.sense === "max" ? negated(given) : given;
  const whole = withPenalties(lowered, soft, worth);
  return { summands: { whole, lowered, powers: powersOf(program, layout), soft, worth }, bits, own: layout.bits };
}

describe("the range of an objective in parts", () => {
  prop(
    "holds the totals of all assignments, and is never wider than that of the whole",
    [fc.nat({ max: 10_000_000 })],
    (seed) => {
      const program = pricedProgram(seed);
      const { summands, bits } = summandsOf(program);
      const known = knowledges(layoutOf(program.variables), bits, true);
      const range = rangeOfSummands(summands, known);
      for (const { energy } of feasible(program).all) {
        if (energy < range.low || energy > range.high)
          throw new Error(`${energy} is outside ${range.low} to ${range.high}`);
      }
      const whole = rangeOf(summands.whole, known);
      expect(range.low).toBeGreaterThanOrEqual(whole.low);
      expect(range.high).toBeLessThanOrEqual(whole.high);
    },
    { numRuns: 800 },
  );

  prop(
    "has no state at all below it, illegal codes and wrong slack included",
    [fc.nat({ max: 10_000_000 })],
    (seed) => {
      const { summands, bits } = summandsOf(pricedProgram(seed));
      if (bits > LARGEST) return;
      const { low } = rangeOfSummands(summands, [null]);
      const plain = multipliedOut(summands.whole);
      for (const values of allStates(bits, 0)) expect(valueAt(plain, values)).toBeGreaterThanOrEqual(low);
    },
    { numRuns: 300 },
  );

  it("is narrower for many, at both ends: the laws are not about the same range", () => {
    let [above, below] = [0, 0];
    for (let seed = 0; seed < 300; seed++) {
      const program = pricedProgram(seed);
      const { summands, bits } = summandsOf(program);
      const known = knowledges(layoutOf(program.variables), bits, true);
      const [range, whole] = [rangeOfSummands(summands, known), rangeOf(summands.whole, known)];
      if (range.low > whole.low) above++;
      if (range.high < whole.high) below++;
    }
    expect(Math.min(above, below)).toBeGreaterThan(30);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroundstateError } from "../../src/errors.ts";
import { layoutOf, readValue } from "../../src/modelling/program/codes.ts";
import { evaluate } from "../../src/modelling/program/evaluate.ts";
import { multipliedOut } from "../../src/modelling/program/lower.ts";
import { type Penalty, penaltyOf } from "../../src/modelling/program/penalties.ts";
import { valueAt } from "../../src/modelling/program/polynomial.ts";
import { knowledges } from "../../src/modelling/program/ranges.ts";
import type { Program, Value } from "../../src/modelling/program/types.ts";
import { allStates } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { allAssignments, feasible, randomProgram } from "./programs.ts";

const LARGEST = 12;

/** The penalty of the first constraint, and how many bits it uses in all; null when it always holds or never. */
function penaltyIn(program: Program): { penalty: Penalty; bits: number; own: number } | null {
  const layout = layoutOf(program.variables);
  let bits = layout.bits;
  const allocate = (count: number) => {
    bits += count;
    return bits - count;
  };
  const known = knowledges(layout, layout.bits, true);
  try {
    const penalty = penaltyOf(program.constraints[0], {
      program,
      layout,
      known,
      slack: "binary",
      step: null,
      allocate,
    });
    return penalty === null ? null : { penalty, bits, own: layout.bits };
  } catch (error) {
    if (!(error instanceof GroundstateError && error.message.includes("can never hold"))) throw error;
    expect(feasible(program).all).toEqual([]);
    return null;
  }
}

/** Least penalty over the slack, by state of the variables' bits. */
function leastPenalties({ penalty, bits, own }: { penalty: Penalty; bits: number; own: number }): number[] {
  const form = multipliedOut(penalty.form);
  const least = new Array<number>(2 ** own).fill(Number.POSITIVE_INFINITY);
  let code = 0;
  for (const values of allStates(bits, 0)) {
    const at = code++ % 2 ** own;
    least[at] = Math.min(least[at], valueAt(form, values));
  }
  return least;
}

describe.each(["hard", "soft"] as const)("penalties of %s constraints", (kind) => {
  prop(
    "are 0 where the constraint holds, at least 1 elsewhere (or the price, when soft), and never below 0",
    [fc.nat({ max: 10_000_000 })],
    (seed) => {
      const made = randomProgram(seed);
      if (made.constraints.length === 0) return;
      const price = kind === "soft" ? 4 : null;
      const program: Program = { ...made, constraints: [{ ...made.constraints[0], price }] };
      const found = penaltyIn(program);
      if (found === null || found.bits > LARGEST) return;
      const layout = layoutOf(program.variables);
      const possible = new Set(allAssignments(program).map((assignment) => JSON.stringify(assignment)));
      const least = leastPenalties(found);
      let code = 0;
      for (const bits of allStates(found.own, 0)) {
        const penalty = least[code++];
        expect(penalty).toBeGreaterThanOrEqual(0);
        const read = program.variables.map((variable, v) => readValue(variable, layout.codes[v], bits));
        if (read.some(({ wrong }) => wrong !== null)) continue;
        const assignment = read.map(({ value }) => value as Value);
        expect(possible.has(JSON.stringify(assignment))).toBe(true);
        const { violations, price: cost } = evaluate(program, assignment);
        if (price !== null) expect(price * found.penalty.unit ** 2 * penalty).toBe(cost);
        else if (violations.length === 0) expect(penalty).toBe(0);
        else expect(penalty).toBeGreaterThanOrEqual(1);
      }
    },
    { numRuns: 800 },
  );
});

it("an impossible constraint is refused by its name, with what it asks and what there is", () => {
  const bit = { op: "variable", variable: 0 } as const;
  const rule = { kind: "compare", left: bit, relation: ">=", right: { op: "number", value: 2 } } as const;
  const program: Program = {
    sense: "min",
    variables: [{ kind: "bit", name: "x" }],
    objective: bit,
    constraints: [{ name: "two", rule, price: null, weight: null }],
  };
  const layout = layoutOf(program.variables);
  const context = { program, layout, known: [null], slack: "binary", step: null, allocate: () => 1 } as const;
  expect(() => penaltyOf(program.constraints[0], context)).toThrowError(/constraint "two" can never hold/);
});

/**
 * A valid assignment to compare with, if an obvious one is valid: everything at its lowest value (nothing taken), or everything at its
 * highest (everything covered), items of orders forwards or backwards. Any valid assignment bounds the optimum. O(size of the program).
 */
import { evaluate } from "./evaluate.ts";
import type { Assignment, Program, Value, Variable } from "./types.ts";

/** The least value among these, as an energy (negated when maximising, prices included), or Infinity. */
export function obviousEnergy(program: Program): number {
  const sign = program.sense === "min" ? 1 : -1;
  let best = Number.POSITIVE_INFINITY;
  for (const end of ["lowest", "highest"] as const) {
    const assignment: Assignment = program.variables.map((variable) => valueAtEnd(variable, end));
    const { violations, total } = evaluate(program, assignment);
    if (violations.length === 0) best = Math.min(best, sign * total);
  }
  return best;
}

/** An integer at the end of its range, the first or last option, the items in order or in reverse. */
export function valueAtEnd(variable: Variable, end: "lowest" | "highest"): Value {
  const low = end === "lowest";
  switch (variable.kind) {
    case "bit":
      return low ? 0 : 1;
    case "spin":
      return low ? -1 : 1;
    case "integer":
      return low ? variable.from : variable.to;
    case "choice":
      return low ? 0 : variable.options.length - 1;
    default: {
      const items = variable.items.map((_, item) => item);
      return low ? items : items.reverse();
    }
  }
}

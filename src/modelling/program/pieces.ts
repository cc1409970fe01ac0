/**
 * A program in pieces that are valued apart, so that changing one variable costs no more than what speaks of it: hard constraints
 * (by how much they are broken), and the terms of the objective with the prices of soft ones (as an energy: negated when maximising).
 */
import { breachOf, expressionValue, priceOf } from "./evaluate.ts";
import type { Assignment, Constraint, Expression, Program, Rule } from "./types.ts";
import { partsOf } from "./walk.ts";

/** A term of the objective or a constraint; 0 is what a constraint that holds is worth. */
export interface Piece {
  readonly hard: boolean;
  /** Variables that it speaks of, each once. */
  readonly variables: readonly number[];
  /** Parts that one valuation looks at. */
  readonly size: number;
  value(assignment: Assignment): number;
}

/** O(size of the program). */
export function piecesOf({ sense, objective, constraints }: Program): Piece[] {
  const sign = sense === "min" ? 1 : -1;
  const terms = objective.op === "sum" ? objective.terms : [objective];
  return [...terms.map((term) => termPiece(term, sign)), ...constraints.map(constraintPiece)];
}

const termPiece = (term: Expression, sign: number): Piece => ({
  hard: false,
  ...mentioned([term], []),
  value: (assignment) => sign * expressionValue(term, assignment),
});

function constraintPiece(constraint: Constraint): Piece {
  const { rule, price } = constraint;
  const hard = price === null;
  return {
    hard,
    ...mentioned(expressionsOf(rule), rule.kind === "all-different" ? rule.variables : []),
    value(assignment) {
      const found = breachOf(constraint, assignment);
      return found === null ? 0 : hard ? found.amount : priceOf(constraint, found);
    },
  };
}

function expressionsOf(rule: Rule): readonly Expression[] {
  switch (rule.kind) {
    case "compare":
      return [rule.left, rule.right];
    case "implies":
      return [rule.when, rule.implied];
    case "range":
    case "true":
      return [rule.of];
    case "all-different":
      return [];
    default:
      return rule.of;
  }
}

function mentioned(expressions: readonly Expression[], more: readonly number[]): Pick<Piece, "variables" | "size"> {
  const found = new Set<number>(more);
  const open = [...expressions];
  let size = more.length;
  for (let e = open.pop(); e !== undefined; e = open.pop()) {
    size++;
    if (e.op === "variable" || e.op === "is" || e.op === "at") found.add(e.variable);
    else for (const part of partsOf(e)) open.push(part);
  }
  return { variables: [...found], size };
}

/** The parts of an expression, to look at and to replace. */
import { unreachable } from "../../errors.ts";
import type { Expression } from "./types.ts";

/** The parts one level down, [] for numbers and references. */
export function partsOf(e: Expression): readonly Expression[] {
  switch (e.op) {
    case "number":
    case "variable":
    case "is":
    case "at":
      return [];
    case "sum":
      return e.terms;
    case "product":
      return e.factors;
    case "power":
      return [e.base];
    case "not":
      return [e.of];
    case "and":
    case "or":
    case "xor":
      return e.of;
    case "holds":
      return [e.left, e.right];
    default:
      return unreachable(e);
  }
}

/** The same expression with other parts, as many and in the order of `partsOf`. */
export function withParts(e: Expression, parts: readonly Expression[]): Expression {
  switch (e.op) {
    case "number":
    case "variable":
    case "is":
    case "at":
      return e;
    case "sum":
      return { ...e, terms: parts };
    case "product":
      return { ...e, factors: parts };
    case "power":
      return { ...e, base: parts[0] };
    case "not":
      return { ...e, of: parts[0] };
    case "and":
    case "or":
    case "xor":
      return { ...e, of: parts };
    case "holds":
      return { ...e, left: parts[0], right: parts[1] };
    default:
      return unreachable(e);
  }
}

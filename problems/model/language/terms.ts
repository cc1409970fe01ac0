/** Objectives as lists of terms: `[3, "x", "y[a]"]` is 3 x y[a]. No parser, no indices: the way of programs that write documents. O(terms). */
import type { Expression } from "../../../src/modelling/program/types.ts";
import { refuseField } from "./complaints.ts";
import { type Declarations, fullName } from "./declarations.ts";

export function sumOfTerms(
  path: string,
  terms: readonly (readonly unknown[])[],
  declarations: Declarations,
): Expression {
  const variables = new Map<string, Expression>();
  for (const { name, kind, over, first, count } of declarations.variables.values()) {
    if (kind === "choice" || kind === "order") continue;
    for (let k = 0; k < count; k++) variables.set(fullName(name, over, k), { op: "variable", variable: first + k });
  }
  return {
    op: "sum",
    terms: terms.map((term, t): Expression => {
      const factors = term.map((factor, f): Expression => {
        if (f === 0) return { op: "number", value: factor as number };
        const variable = variables.get((factor as string).replaceAll(" ", ""));
        return (
          variable ??
          refuseField(
            `${path}.terms[${t}][${f}]`,
            JSON.stringify(factor),
            "the full name of a bit, spin or integer, such as x or x[a,b]",
          )
        );
      });
      return { op: "product", factors };
    }),
  };
}

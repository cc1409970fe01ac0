/** Pseudo-Boolean files of any degree as documents: bits x1, x2 ... with the polynomials as texts. */
import type { PseudoBooleanTerm } from "../../src/formats/records.ts";
import { asRecord } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { ModelInstance, ModelSolution } from "./schema.ts";

const literal = (k: number): string => (k < 0 ? `(1 - x${-k})` : `x${k}`);

/** "0 + 3 * x1 * (1 - x2) - 2 * x3". */
function textOf(terms: readonly PseudoBooleanTerm[], constant: number): string {
  const text = terms
    .map(({ coefficient, literals }) => {
      const sign = coefficient < 0 ? "-" : "+";
      return ` ${sign} ${[Math.abs(coefficient), ...literals.map(literal)].join(" * ")}`;
    })
    .join("");
  return `${constant}${text}`;
}

export const pseudoBooleanAdapter: FormatAdapter<ModelInstance, ModelSolution> = {
  kind: "pseudo-boolean",
  primary: false,
  toInstance(record, { name }) {
    const { variables, sense, objective, constraints } = asRecord(record, "pseudo-boolean");
    const bits = Array.from({ length: variables }, (_, v) => [`x${v + 1}`, { type: "bit" } as const] as const);
    const rules = constraints.map(({ terms, relation, bound }) => {
      return `${textOf(terms, 0)} ${relation === "=" ? "==" : relation} ${bound}`;
    });
    return {
      problem: "model",
      ...(name === undefined ? {} : { name }),
      variables: Object.fromEntries(bits),
      [sense === "min" ? "minimize" : "maximize"]: textOf(objective.terms, objective.constant),
      ...(rules.length === 0 ? {} : { "subject to": rules }),
    };
  },
};

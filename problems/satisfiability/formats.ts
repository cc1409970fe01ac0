/** DIMACS formulas, and assignments as one number a variable. */

import { GroundstateError } from "../../src/errors.ts";
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { SatisfiabilityInstance, SatisfiabilitySolution } from "./schema.ts";

export const formats: readonly FormatAdapter<SatisfiabilityInstance, SatisfiabilitySolution>[] = [
  {
    kind: "clauses",
    primary: true,
    toInstance(record, { name }) {
      const { variables, clauses } = asRecord(record, "clauses");
      const title = name === undefined ? {} : { name };
      return { problem: "satisfiability", ...title, variables, clauses: clauses.map((clause) => [...clause]) };
    },
    fromInstance({ variables, clauses, weights }) {
      if (weights?.some((weight) => weight !== 1)) {
        throw new GroundstateError("format", "clauses with weights have no place in a DIMACS cnf file", {
          hint: "Write the instance as JSON.",
        });
      }
      return { kind: "clauses", variables, clauses };
    },
  },
  listFormat("values"),
];

/** OR-Library assignment files, and solutions as one task an agent. */
import { GroundstateError } from "../../src/errors.ts";
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { AssignmentInstance, AssignmentSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<AssignmentInstance, AssignmentSolution>[] = [
  {
    kind: "matrix",
    primary: false,
    primaryFor: ["orlib-assign"],
    toInstance(record, { name }) {
      const { comment, rows } = asRecord(record, "matrix");
      return {
        problem: "assignment",
        ...(name === undefined ? {} : { name }),
        ...(comment === null ? {} : { comment }),
        costs: rows.map((row) => [...row]),
      };
    },
    fromInstance({ comment, costs, sense }) {
      const forbidden = costs.some((row) => row.includes(null));
      if (sense === "max" || forbidden || costs[0].length !== costs.length) {
        const message = "a file of a matrix has no place for sense max, forbidden pairs, or more tasks than agents";
        throw new GroundstateError("format", message, { hint: "Write JSON." });
      }
      return { kind: "matrix", comment: comment ?? null, rows: costs as number[][] };
    },
  },
  listFormat("task"),
];

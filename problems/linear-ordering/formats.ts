/** LOLIB matrices of linear ordering. */
import { asRecord } from "../../src/modelling/document.ts";
import type { OrderSolution } from "../../src/modelling/order.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { OrderingInstance } from "./schema.ts";

export const formats: readonly FormatAdapter<OrderingInstance, OrderSolution>[] = [
  {
    kind: "matrix",
    primary: true,
    toInstance(record, { name }) {
      const { comment, rows } = asRecord(record, "matrix");
      return {
        problem: "linear-ordering",
        ...(name === undefined ? {} : { name }),
        ...(comment === null ? {} : { comment }),
        weights: rows.map((row) => [...row]),
      };
    },
    fromInstance: ({ name, comment, weights }) => ({
      kind: "matrix",
      comment: comment ?? name ?? null,
      rows: weights,
    }),
  },
];

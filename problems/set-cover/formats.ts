/** Set covering files, and selections as one number a set. */
import { asRecord } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { SetCoverInstance, SetCoverSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<SetCoverInstance, SetCoverSolution>[] = [
  {
    kind: "set-system",
    primary: true,
    refuses(record) {
      if (record.kind !== "set-system") return null;
      const negative = record.costs.find((cost) => cost < 0);
      return negative === undefined ? null : `set-cover needs costs of 0 or more, found ${negative}.`;
    },
    toInstance(record, { name }) {
      const { elements, costs, sets } = asRecord(record, "set-system");
      const title = name === undefined ? {} : { name };
      return { problem: "set-cover", ...title, elements, sets: sets.map((set) => [...set]), costs: [...costs] };
    },
    fromInstance: ({ elements, sets, costs }) => ({
      kind: "set-system",
      elements,
      costs: costs ?? sets.map(() => 1),
      sets: sets.map((set) => [...set].sort((a, b) => a - b)),
    }),
  },
  {
    kind: "assignment",
    primary: false,
    toSolution: (record) => ({ choose: [...asRecord(record, "assignment").values] }),
    fromSolution: (_instance, { choose }) => ({ kind: "assignment", values: choose }),
  },
];

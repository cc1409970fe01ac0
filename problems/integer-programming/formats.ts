/** Programs in LP files, and values as one number a variable. */
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import { pseudoBooleanAdapter } from "./pseudo-boolean.ts";
import { boundsOf, type IntegerProgram, type IntegerSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<IntegerProgram, IntegerSolution>[] = [
  {
    kind: "integer-program",
    primary: true,
    toInstance(record, { name }) {
      const { sense, variables, objective, constraints, name: own } = asRecord(record, "integer-program");
      const title = name ?? own;
      const { constant, linear, quadratic } = objective;
      return {
        problem: "integer-programming",
        ...(title === null ? {} : { name: title }),
        sense,
        variables: variables.map((variable) => ({ ...variable })),
        objective: {
          ...(constant === 0 ? {} : { constant }),
          linear: linear.map((term) => [...term]),
          ...(quadratic.length === 0 ? {} : { quadratic: quadratic.map((term) => [...term]) }),
        },
        constraints: constraints.map(({ name: rule, linear: terms, from, to }) => ({
          name: rule,
          linear: terms.map((term) => [...term]),
          ...(from === null ? {} : { from }),
          ...(to === null ? {} : { to }),
        })),
      };
    },
    fromInstance({ name, sense, variables, objective, constraints }) {
      const { constant = 0, linear, quadratic = [] } = objective;
      return {
        kind: "integer-program",
        name: name ?? null,
        sense,
        variables: variables.map((variable) => ({ name: variable.name, ...boundsOf(variable) })),
        objective: {
          constant,
          linear: linear.map(([variable, coefficient]) => [variable, coefficient]),
          quadratic: quadratic.map(([i, j, coefficient]) => [i, j, coefficient]),
        },
        constraints: constraints.map(({ name: rule, linear: terms, from = null, to = null }) => {
          return { name: rule, linear: terms.map(([variable, coefficient]) => [variable, coefficient]), from, to };
        }),
      };
    },
  },
  pseudoBooleanAdapter,
  listFormat("values"),
];

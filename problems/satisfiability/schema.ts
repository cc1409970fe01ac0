/** Instances and solutions of satisfiability: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("satisfiability"),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the variables, all different. Default: x1, x2, ..." }),
    ),
    variables: Type.Integer({ minimum: 1, maximum: 1e7, description: "Number of variables, called 1, 2, ..." }),
    clauses: Type.Array(Type.Array(Type.Integer({ minimum: -1e7, maximum: 1e7 })), {
      description:
        "Clauses as in DIMACS files: k asks that variable k be true, -k that it be false; one of them suffices.",
    }),
    weights: Type.Optional(
      Type.Array(Type.Number({ minimum: 0, maximum: 1e15 }), {
        description: "What satisfying each clause is worth, 0 or more. Default: all 1.",
      }),
    ),
  },
  { ...closed, description: "A satisfiability instance: clauses over variables that are true or false." },
);
export type SatisfiabilityInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    values: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number a variable: 1 if it is true, else 0.",
    }),
  },
  { ...closed, description: "Which variables are true." },
);
export type SatisfiabilitySolution = Static<typeof solutionSchema>;

export function variableName({ names }: SatisfiabilityInstance, variable: number): string {
  return names?.[variable] ?? `x${variable + 1}`;
}

export const weightOf = ({ weights }: SatisfiabilityInstance, clause: number): number => weights?.[clause] ?? 1;

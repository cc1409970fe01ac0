/** Instances and solutions of set cover: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("set-cover"),
    elements: Type.Integer({ minimum: 1, maximum: 1e9, description: "Number of elements to cover." }),
    sets: Type.Array(Type.Array(Type.Integer({ minimum: 0 })), {
      minItems: 1,
      description: "The elements of each set, counted from 0, each at most once in a set.",
    }),
    costs: Type.Optional(
      Type.Array(Type.Number({ minimum: 0 }), { description: "What each set costs, 0 or more. Default: all 1." }),
    ),
    names: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the sets, all different. Default: set 0, set 1, ..." }),
    ),
  },
  { ...closed, description: "A set-cover instance: elements, and sets of them with costs." },
);
export type SetCoverInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    choose: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number a set: 1 if it is chosen, else 0.",
    }),
  },
  { ...closed, description: "Which sets are chosen." },
);
export type SetCoverSolution = Static<typeof solutionSchema>;

export function setName({ names }: SetCoverInstance, set: number): string {
  return names?.[set] ?? `set ${set}`;
}

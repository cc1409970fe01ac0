/** Instances, solutions and options of low-autocorrelation sequences: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("autocorrelation"),
    length: Type.Integer({ minimum: 1, maximum: 500, description: "Length of the sequence." }),
    weights: Type.Optional(
      Type.Array(Type.Number({ minimum: 0, maximum: 1e6 }), {
        description: "How much the squared autocorrelation at each lag 1, 2, ... counts, 0 or more. Default: all 1.",
      }),
    ),
  },
  { ...closed, description: "A low-autocorrelation instance: the length of a sequence of signs." },
);
export type AutocorrelationInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    sequence: Type.Array(Type.Integer({ minimum: -1, maximum: 1 }), { description: "Signs, -1 or 1." }),
  },
  { ...closed, description: "A sequence of signs." },
);
export type AutocorrelationSolution = Static<typeof solutionSchema>;

/** Weight of a lag from 1. */
export const lagWeight = ({ weights }: AutocorrelationInstance, lag: number): number => weights?.[lag - 1] ?? 1;

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

export const optionsSchema = Type.Object(
  {
    penalty: Type.Enum(["exact", "tight"], {
      description: "exact: proven weights. tight: weights below the proven thresholds. Default: exact.",
    }),
    margin: Type.Number({
      exclusiveMinimum: 1,
      maximum: 1e6,
      description: "Factor of a penalty weight over its threshold. Default: 1.05.",
    }),
    tightness: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      description: "Weights as a fraction of their thresholds in mode tight. Default: 0.5.",
    }),
  },
  { ...closed, description: "How heavy the penalties of products are." },
);
export type AutocorrelationOptions = Static<typeof optionsSchema>;

/** Weight of a lag from 1. */
export const lagWeight = ({ weights }: AutocorrelationInstance, lag: number): number => weights?.[lag - 1] ?? 1;

/** Instances and solutions of integer programs: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

const whole = (description: string) => Type.Integer({ minimum: -1e9, maximum: 1e9, description });

const linear = Type.Array(
  Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: "[variable, coefficient]." }),
  {
    description: "Terms [variable, coefficient], variables counted from 0; those of one variable add up.",
  },
);

export const instanceSchema = Type.Object(
  {
    ...documentHeader("integer-programming"),
    sense: Type.Enum(["min", "max"], { description: "Whether the objective is to be minimised or maximised." }),
    variables: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, description: "Name of the variable, unlike all others." }),
          from: Type.Optional(whole("Least value. Default: 0.")),
          to: Type.Optional(whole("Largest value. Default: 1.")),
        },
        { ...closed, description: "A whole number." },
      ),
      { minItems: 1, description: "The variables, whole numbers between bounds." },
    ),
    objective: Type.Object(
      {
        constant: Type.Optional(Type.Number({ description: "Added to the terms. Default: 0." })),
        linear,
        quadratic: Type.Optional(
          Type.Array(
            Type.Array(Type.Number(), { minItems: 3, maxItems: 3, description: "[variable, variable, value]." }),
            {
              description: "Products [variable, variable, coefficient]; both variables may be the same. Default: none.",
            },
          ),
        ),
      },
      { ...closed, description: "What is minimised or maximised." },
    ),
    constraints: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, description: "Name of the constraint, unlike all others." }),
          linear,
          from: Type.Optional(
            Type.Number({ description: "The least that the terms may add up to. Default: anything." }),
          ),
          to: Type.Optional(Type.Number({ description: "The most that the terms may add up to. Default: anything." })),
        },
        { ...closed, description: "from <= sum of the terms <= to." },
      ),
      { description: "What must hold; the same from and to for an equation." },
    ),
  },
  { ...closed, description: "An integer program: whole numbers between bounds, an objective and linear constraints." },
);
export type IntegerProgram = Static<typeof instanceSchema>;
export type Terms = IntegerProgram["objective"]["linear"];

export const solutionSchema = Type.Object(
  { values: Type.Array(Type.Integer(), { description: "The value of each variable, in order." }) },
  { ...closed, description: "Values of the variables." },
);
export type IntegerSolution = Static<typeof solutionSchema>;

export const boundsOf = ({ from = 0, to = 1 }: IntegerProgram["variables"][number]) => ({ from, to });

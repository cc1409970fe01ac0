/** Instances and solutions of the binary paint shop: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("paint-shop"),
    cars: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 2,
      description: "The model of each car in the order in which they are painted; every model twice.",
    }),
    colours: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 2,
        maxItems: 2,
        description: "Names of the two colours. Default: 0 and 1.",
      }),
    ),
  },
  { ...closed, description: "A paint-shop instance: a sequence of cars, two of each model." },
);
export type PaintShopInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    colour: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "The colour of each car, 0 or 1; the two cars of a model differ.",
    }),
  },
  { ...closed, description: "The colour of every car." },
);
export type PaintShopSolution = Static<typeof solutionSchema>;

/** The two places of each model, by first appearance. */
export function placesOf({ cars }: PaintShopInstance): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, model] of cars.entries()) {
    const known = places.get(model);
    if (known === undefined) places.set(model, [place]);
    else known.push(place);
  }
  return places;
}

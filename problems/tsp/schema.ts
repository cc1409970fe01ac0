/** Instances, solutions and options of the travelling-salesman problem: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { arrangementFactors } from "../../src/modelling/arrangement.ts";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { factorDefaults } from "../../src/modelling/penalty-options.ts";
import { placesProperties } from "../../src/modelling/places-schema.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("tsp"),
    cities: Type.Optional(
      Type.Array(Type.String(), { minItems: 3, description: "Names of the cities. Default: city 0, city 1, ..." }),
    ),
    ...placesProperties(3, {
      coordinates:
        "One row a city, 2 or 3 numbers. GEO: latitude, longitude as DDD.MM (degrees and minutes); great-circle: latitude, longitude in decimal degrees.",
      distances: "distances[i][j] is the way from city i to city j, 0 or more; 0 for i = j.",
      many: "cities",
    }),
  },
  { ...closed, description: "A travelling-salesman instance: coordinates with a metric, or a matrix of distances." },
);

/** Fits the schema, and `check` finds nothing: exactly one of `coordinates` (with `metric`) and `distances` is there. */
export type TspInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    tour: Type.Array(Type.Integer({ minimum: 0 }), {
      description: "City indices from 0 in visiting order, each once; the way back to the first is implied.",
    }),
  },
  { ...closed, description: "A round trip." },
);
export type TspSolution = Static<typeof solutionSchema>;

const PENALTY_MODES = ["exact", "tight", "structural", "talavan-yanez"] as const;

export const optionsSchema = Type.Object(
  {
    penalty: Type.Optional(
      Type.Enum([...PENALTY_MODES], {
        description:
          "exact: proven weights. tight: weights below the proven threshold. structural: no penalty, for solvers that stay among tours. talavan-yanez: their weights for continuous networks. Default: exact.",
      }),
    ),
    ...arrangementFactors,
    fixFirst: Type.Optional(
      Type.Boolean({
        description: "Start every tour in city 0: (n - 1)^2 variables instead of n^2. Default: false.",
      }),
    ),
    countWeight: Type.Optional(
      Type.Number({
        minimum: 1e-3,
        maximum: 1e3,
        description: "C of talavan-yanez, the weight of the total count, in units of the largest distance. Default: 2.",
      }),
    ),
  },
  { ...closed, description: "How tours become an energy." },
);
export type TspOptions = Required<Static<typeof optionsSchema>>;

export const defaults: TspOptions = {
  penalty: "exact",
  ...factorDefaults,
  fixFirst: false,
  countWeight: 2, // even, so that integer distances give integer weights
};

export function cityCount(instance: TspInstance): number {
  return (instance.coordinates ?? instance.distances ?? []).length;
}

export function cityName(instance: TspInstance, city: number): string {
  return instance.cities?.[city] ?? `city ${city}`;
}

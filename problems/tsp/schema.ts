/** Instances, solutions and options of the travelling-salesman problem: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { METRICS } from "../../src/model/index.ts";
import { closed, documentHeader } from "../../src/modelling/document.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("tsp"),
    cities: Type.Optional(
      Type.Array(Type.String(), { minItems: 3, description: "Names of the cities. Default: city 0, city 1, ..." }),
    ),
    symmetric: Type.Optional(
      Type.Boolean({
        description: "Whether distances[i][j] equals distances[j][i]. Default: true. False for one-way distances.",
      }),
    ),
    metric: Type.Optional(
      Type.Enum([...METRICS], {
        description:
          "How distances follow from coordinates. Capital names are TSPLIB's, rounded to integers; great-circle gives kilometres.",
      }),
    ),
    coordinates: Type.Optional(
      Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 3 }), {
        minItems: 3,
        description:
          "One row a city, 2 or 3 numbers. GEO: latitude, longitude as DDD.MM (degrees and minutes); great-circle: latitude, longitude in decimal degrees.",
      }),
    ),
    distances: Type.Optional(
      Type.Array(Type.Array(Type.Number(), { minItems: 3 }), {
        minItems: 3,
        description:
          "Instead of coordinates: distances[i][j] is the way from city i to city j, 0 or more; 0 for i = j.",
      }),
    ),
    display: Type.Optional(
      Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), {
        minItems: 3,
        description: "Positions x, y of the cities for drawing only, where the distances are explicit.",
      }),
    ),
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
    margin: Type.Optional(
      Type.Number({
        exclusiveMinimum: 1,
        maximum: 1e6,
        description: "Factor of reward over threshold, and of pair penalty over reward. Default: 1.05.",
      }),
    ),
    tightness: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description: "Reward as a fraction of the proven threshold in mode tight. Default: 0.5.",
      }),
    ),
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
  margin: 1.05, // every 1-flip local minimum stayed valid in 340 of 340 instances at n = 4 (MATH 3); more only blunts the objective
  tightness: 0.5,
  fixFirst: false,
  countWeight: 2, // even, so that integer distances give integer weights
};

export function cityCount(instance: TspInstance): number {
  return (instance.coordinates ?? instance.distances ?? []).length;
}

export function cityName(instance: TspInstance, city: number): string {
  return instance.cities?.[city] ?? `city ${city}`;
}

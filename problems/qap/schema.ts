/** Instances, solutions and options of quadratic assignment: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { arrangementDefaults, arrangementOptionsSchema } from "../../src/modelling/arrangement.ts";
import { closed, documentHeader } from "../../src/modelling/document.ts";

const matrix = (description: string) =>
  Type.Array(Type.Array(Type.Number(), { minItems: 1 }), { minItems: 1, description });
const names = (description: string) => Type.Optional(Type.Array(Type.String(), { minItems: 1, description }));

export const instanceSchema = Type.Object(
  {
    ...documentHeader("qap"),
    flows: matrix("flows[i][j] goes from facility i to facility j; any sign, not necessarily as much both ways."),
    distances: matrix(
      "distances[k][l] is the way from location k to location l; any sign, not necessarily the same both ways.",
    ),
    costs: Type.Optional(matrix("costs[i][k] is the cost of facility i at location k alone. Default: none.")),
    facilities: names("Names of the facilities. Default: facility 0, facility 1, ..."),
    locations: names("Names of the locations. Default: location 0, location 1, ..."),
    display: Type.Optional(
      Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), {
        minItems: 1,
        description: "Positions x, y of the locations, for drawing only.",
      }),
    ),
  },
  { ...closed, description: "A quadratic assignment instance: flows between facilities, distances between locations." },
);

/** Fits the schema, and `check` finds nothing: all matrices are square and of one size. */
export type QapInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    location: Type.Array(Type.Integer({ minimum: 0 }), {
      description: "location[i] is the location of facility i, counted from 0; each location once.",
    }),
  },
  { ...closed, description: "A location for every facility." },
);
export type QapSolution = Static<typeof solutionSchema>;

export const optionsSchema = arrangementOptionsSchema;
export type QapOptions = Required<Static<typeof optionsSchema>>;
export const defaults: QapOptions = arrangementDefaults;

export function facilityName({ facilities }: QapInstance, facility: number): string {
  return facilities?.[facility] ?? `facility ${facility}`;
}

export function locationName({ locations }: QapInstance, location: number): string {
  return locations?.[location] ?? `location ${location}`;
}

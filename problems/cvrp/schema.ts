/** Instances, solutions and options of vehicle routing with capacities: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { placesProperties } from "../../src/modelling/places-schema.ts";

/** So that loads and sums of loads are exact everywhere. */
const LARGEST_LOAD = 1e9;

export const instanceSchema = Type.Object(
  {
    ...documentHeader("cvrp"),
    places: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 2,
        description: "Names: the depot, then the customers. Default: depot, customer 1, customer 2, ...",
      }),
    ),
    ...placesProperties(2, {
      coordinates: "One row a place, the depot first, 2 or 3 numbers. GEO and great-circle: latitude, longitude.",
      distances: "distances[i][j] is the way from place i to place j; place 0 is the depot.",
      many: "places",
    }),
    demands: Type.Array(Type.Integer({ minimum: 0, maximum: LARGEST_LOAD }), {
      minItems: 1,
      description: "What each customer is brought, the first customer first; whole numbers, so choose the unit small.",
    }),
    capacity: Type.Integer({ minimum: 1, maximum: LARGEST_LOAD, description: "Most that one route brings." }),
    vehicles: Type.Optional(
      Type.Integer({ minimum: 1, description: "Most routes. Default: as many as there are customers." }),
    ),
  },
  { ...closed, description: "Customers around a depot, what each is brought, and how much a vehicle carries." },
);

/** Fits the schema, and `check` finds nothing: exactly one of `coordinates` (with `metric`) and `distances` is there. */
export type CvrpInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  {
    routes: Type.Array(
      Type.Array(Type.Integer({ minimum: 1 }), { description: "Customers from 1 in the order of their visits." }),
      { description: "One list a vehicle; the ways from and to the depot are implied. Idle vehicles are left out." },
    ),
  },
  { ...closed, description: "Routes from the depot and back." },
);
export type CvrpSolution = Static<typeof solutionSchema>;

export const optionsSchema = Type.Object(
  {},
  {
    ...closed,
    description: "None: loads along routes are no quadratic function of the bits, so they stay a structure.",
  },
);
export type CvrpOptions = Static<typeof optionsSchema>;

export const defaults: CvrpOptions = {};

export function customerCount({ demands }: CvrpInstance): number {
  return demands.length;
}

/** Most routes that can be of use. */
export function routeLimit(instance: CvrpInstance): number {
  return Math.min(instance.vehicles ?? Number.POSITIVE_INFINITY, customerCount(instance));
}

/** Place 0 is the depot. */
export function placeName({ places }: CvrpInstance, place: number): string {
  return places?.[place] ?? (place === 0 ? "depot" : `customer ${place}`);
}

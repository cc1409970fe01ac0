/**
 * Instances, solutions and options of Hamiltonian cycles and paths: a graph, directed or not, and an order of all its vertices.
 * Every order is a solution; what counts is how many consecutive pairs are no edge.
 */
import { type Static, Type } from "typebox";
import { arrangementDefaults, arrangementOptionsSchema } from "../arrangement.ts";
import { closed, documentHeader } from "../document.ts";
import { directedSchema, orderSchema, pairsSchema, vertexNames, vertexPositions } from "../graph.ts";

/** What is asked for. */
export type Route = "cycle" | "path";

const graphProperties = {
  vertices: orderSchema("Number of vertices."),
  edges: pairsSchema("Edges of the graph.", "either"),
  directed: directedSchema,
  names: vertexNames("vertex 0, vertex 1, ..."),
  coordinates: vertexPositions,
};

const endSchema = (which: string) =>
  Type.Optional(Type.Integer({ minimum: 0, description: `The vertex where the path ${which}. Default: any.` }));

export const cycleSchema = Type.Object(
  { ...documentHeader("hamiltonian-cycle"), ...graphProperties },
  { ...closed, description: "A Hamiltonian-cycle instance: a graph." },
);
export const pathSchema = Type.Object(
  { ...documentHeader("hamiltonian-path"), ...graphProperties, from: endSchema("begins"), to: endSchema("ends") },
  {
    ...closed,
    description: "A Hamiltonian-path instance: a graph, and where the path begins and ends if that is fixed.",
  },
);
export type CycleInstance = Static<typeof cycleSchema>;
export type PathInstance = Static<typeof pathSchema>;

/** Either; a cycle has no fixed ends. */
export type RouteInstance = Omit<PathInstance, "problem"> & { readonly problem: `hamiltonian-${Route}` };

export const solutionSchema = Type.Object(
  {
    order: Type.Array(Type.Integer({ minimum: 0 }), {
      description: "All vertices from 0 in the order in which they are visited, each once.",
    }),
  },
  { ...closed, description: "An order of the vertices." },
);
export type RouteSolution = Static<typeof solutionSchema>;

export { arrangementDefaults as defaults, arrangementOptionsSchema as optionsSchema };

export function routeOf({ problem }: RouteInstance): Route {
  return problem === "hamiltonian-cycle" ? "cycle" : "path";
}

/** "vertex 3", or its name. */
export function vertexName(instance: RouteInstance, vertex: number): string {
  return instance.names?.[vertex] ?? `vertex ${vertex}`;
}

/**
 * Instances, solutions and options of Hamiltonian cycles and paths: a graph, directed or not, and an order of all its vertices.
 * Every order is a solution; what counts is how many consecutive pairs are no edge.
 */
import { type Static, Type } from "typebox";
import { arrangementDefaults, arrangementOptionsSchema } from "../arrangement.ts";
import { closed, documentHeader } from "../document.ts";
import { orderSchema } from "../graph.ts";

/** Joins vertices i and j; directed from i to j. */
export type Arc = [i: number, j: number];

/** What is asked for. */
export type Route = "cycle" | "path";

const graphProperties = {
  vertices: orderSchema("Number of vertices."),
  edges: Type.Unsafe<Arc[]>(
    Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: "[i, j]." }), {
      description:
        "Edges of the graph. Each is [i, j], 0-based, no loops; every pair once, or once a direction if directed.",
    }),
  ),
  directed: Type.Optional(
    Type.Boolean({ description: "Whether [i, j] may be used from i to j only. Default: false, both ways." }),
  ),
  names: Type.Optional(Type.Array(Type.String(), { description: "Names of the vertices. Default: 0, 1, ..." })),
  coordinates: Type.Optional(
    Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), {
      description: "Positions x, y of the vertices, y upwards, for drawing only. Default: on a circle.",
    }),
  ),
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

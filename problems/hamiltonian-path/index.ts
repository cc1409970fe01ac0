/**
 * Hamiltonian path: an order of all vertices of a graph in which every consecutive pair is an edge, between any two vertices or from
 * one that is given to another. Any order with those ends is a solution, the objective counts the missing edges, and 0 is a
 * Hamiltonian path. A single vertex is a path. Garey & Johnson 1979, GT39.
 */
import { hamiltonianBounds } from "../../src/bounds/hamiltonian/index.ts";
import type { ArrangementOptions } from "../../src/modelling/arrangement.ts";
import { checkRoute } from "../../src/modelling/hamiltonian/check.ts";
import { encodeRoute } from "../../src/modelling/hamiltonian/encode.ts";
import { answerRoute, missingEdges, verifyRoute } from "../../src/modelling/hamiltonian/referee.ts";
import { plantedGraph, sampleGraph } from "../../src/modelling/hamiltonian/sample.ts";
import {
  defaults,
  optionsSchema,
  type PathInstance,
  pathSchema,
  type RouteSolution,
  solutionSchema,
} from "../../src/modelling/hamiltonian/schema.ts";
import { drawRoute, routeFormats, tellOrder } from "../../src/modelling/hamiltonian/surroundings.ts";
import { defineProblem } from "../../src/problem.ts";

export const hamiltonianPath = defineProblem<PathInstance, RouteSolution, ArrangementOptions>({
  id: "hamiltonian-path",
  title: "Hamiltonian path",
  summary:
    "Is there a walk along the edges of a graph, directed or not, that visits every vertex once, between given vertices or any? Bit (v, p) says that vertex v is visited at place p; the energy is the number of consecutive vertices without an edge, plus penalties for vertices without or with several places. 0 missing edges is a Hamiltonian path. The fewest missing edges and 1 are the fewest paths that cover the graph.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Garey & Johnson 1979, Computers and Intractability, GT39",
    "Lucas 2014, Ising formulations of many NP problems, section 7.1",
  ],
  sense: "min",
  objective: "missing edges",
  instanceSchema: pathSchema,
  solutionSchema,
  optionsSchema,
  defaults,
  check: checkRoute,
  describe: ({ vertices, edges, directed }) =>
    `${vertices} vertices, ${edges.length} ${directed === true ? "directed " : ""}edges`,
  encode: encodeRoute,
  cost: missingEdges,
  verify: verifyRoute,
  bound: () => ({ value: 0, proof: "a count is never negative" }),
  bounds: (instance, context) => hamiltonianBounds(instance, "path", context),
  answer: answerRoute,
  sample: (random, size) => ({ problem: "hamiltonian-path", ...sampleGraph(random, size, "path") }),
  generate: (random, size) => ({
    problem: "hamiltonian-path",
    name: `planted-${size}`,
    ...plantedGraph(random, size, "path"),
  }),
  tell: tellOrder,
  formats: routeFormats<PathInstance>((graph) => ({ problem: "hamiltonian-path", ...graph }), []),
  draw: drawRoute,
});

/**
 * Hamiltonian path: an order of all vertices of a graph in which every consecutive pair is an edge, between any two vertices or from
 * one that is given to another. Any order with those ends is a solution, the objective counts the missing edges, and 0 is a
 * Hamiltonian path. A single vertex is a path. Garey & Johnson 1979, GT39.
 */
import { hamiltonianBounds } from "../../src/bounds/hamiltonian/index.ts";
import type { ArrangementOptions } from "../../src/modelling/arrangement.ts";
import { routeProblem } from "../../src/modelling/hamiltonian/common.ts";
import { plantedGraph, sampleGraph } from "../../src/modelling/hamiltonian/sample.ts";
import { type PathInstance, pathSchema, type RouteSolution } from "../../src/modelling/hamiltonian/schema.ts";
import { routeFormats } from "../../src/modelling/hamiltonian/surroundings.ts";
import { defineProblem } from "../../src/problem.ts";

export const hamiltonianPath = defineProblem<PathInstance, RouteSolution, ArrangementOptions>({
  ...routeProblem,
  id: "hamiltonian-path",
  title: "Hamiltonian path",
  summary:
    "Is there a walk along the edges of a graph, directed or not, that visits every vertex once, between given vertices or any? Bit (v, p) says that vertex v is visited at place p, n^2 bits for n vertices; the energy is the number of consecutive vertices without an edge, plus penalties for vertices without or with several places. 0 missing edges is a Hamiltonian path. The fewest missing edges and 1 are the fewest paths that cover the graph.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Garey & Johnson 1979, Computers and Intractability, GT39",
    "Lucas 2014, Ising formulations of many NP problems, section 7.1",
  ],
  instanceSchema: pathSchema,
  bounds: (instance, context) => hamiltonianBounds(instance, "path", context),
  sample: (random, size) => ({ problem: "hamiltonian-path", ...sampleGraph(random, size, "path") }),
  generate: (random, size) => ({
    problem: "hamiltonian-path",
    name: `planted-${size}`,
    ...plantedGraph(random, size, "path"),
  }),
  formats: routeFormats<PathInstance>((graph) => ({ problem: "hamiltonian-path", ...graph }), []),
});

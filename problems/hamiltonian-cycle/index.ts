/**
 * Hamiltonian cycle: an order of all vertices of a graph, around which every consecutive pair is an edge. Any order is a solution,
 * the objective counts the missing edges, and 0 is a Hamiltonian cycle. An undirected edge serves once, so cycles need three
 * vertices, or two with edges both ways when directed. Karp 1972, problems 9 and 10.
 */
import { hamiltonianBounds } from "../../src/bounds/hamiltonian/index.ts";
import type { ArrangementOptions } from "../../src/modelling/arrangement.ts";
import { routeProblem } from "../../src/modelling/hamiltonian/common.ts";
import { plantedGraph, sampleGraph } from "../../src/modelling/hamiltonian/sample.ts";
import { type CycleInstance, cycleSchema, type RouteSolution } from "../../src/modelling/hamiltonian/schema.ts";
import { routeFormats } from "../../src/modelling/hamiltonian/surroundings.ts";
import { defineProblem } from "../../src/problem.ts";

export const hamiltonianCycle = defineProblem<CycleInstance, RouteSolution, ArrangementOptions>({
  ...routeProblem,
  id: "hamiltonian-cycle",
  title: "Hamiltonian cycle",
  summary:
    "Is there a round trip along the edges of a graph, directed or not, that visits every vertex once? Bit (v, p) says that vertex v is visited at place p, n^2 bits for n vertices; the energy is the number of consecutive vertices without an edge, plus penalties for vertices without or with several places. 0 missing edges is a Hamiltonian cycle.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Hopfield & Tank 1985, Neural computation of decisions in optimization problems",
    "Reinelt 1995, TSPLIB 95 (HCP)",
    "Lucas 2014, Ising formulations of many NP problems, section 7.1",
  ],
  instanceSchema: cycleSchema,
  bounds: (instance, context) => hamiltonianBounds(instance, "cycle", context),
  sample: (random, size) => ({ problem: "hamiltonian-cycle", ...sampleGraph(random, size, "cycle") }),
  generate: (random, size) => ({
    problem: "hamiltonian-cycle",
    name: `planted-${size}`,
    ...plantedGraph(random, size, "cycle"),
  }),
  formats: routeFormats<CycleInstance>((graph) => ({ problem: "hamiltonian-cycle", ...graph }), ["tsplib-hcp"]),
});

/**
 * Maximum independent set: choose vertices of which no two are joined, as heavy as possible together.
 * maximise sum_v w_v x_v, the ends of every edge apart. One bit a vertex, n in all; O(n + m).
 */
import { pairColumns } from "../../src/modelling/graph.ts";
import type { PenaltyOptions } from "../../src/modelling/penalty-options.ts";
import { independentBound } from "../../src/modelling/vertex-subset/bounds.ts";
import { drawChoice, subsetFormats, subsetProblem, tellVertices } from "../../src/modelling/vertex-subset/common.ts";
import { encodeChoice } from "../../src/modelling/vertex-subset/encode.ts";
import { edgesWith, verifyChoice } from "../../src/modelling/vertex-subset/referee.ts";
import { sampleWeightedGraph, vertexSubsetKinds } from "../../src/modelling/vertex-subset/sample.ts";
import type { SubsetSolution } from "../../src/modelling/vertex-subset/schema.ts";
import { defineProblem } from "../../src/problem.ts";
import { type IndependentSetInstance, instanceSchema } from "./schema.ts";

const verify = (instance: IndependentSetInstance, solution: SubsetSolution) =>
  verifyChoice(instance, solution, () => edgesWith(instance, solution, 2, "joined-pair", "are joined and both chosen"));

const kinds = vertexSubsetKinds<IndependentSetInstance>((graph) => ({ problem: "independent-set", ...graph }));

export const independentSet = defineProblem<IndependentSetInstance, SubsetSolution, PenaltyOptions>({
  ...subsetProblem,
  id: "independent-set",
  title: "Maximum independent set",
  summary:
    "Choose vertices of a graph of which no two are joined, as many as possible, or as heavy as possible together. One bit a vertex; an edge costs, if both its ends are chosen, just more than the lighter one is worth, so that leaving it out is always better. What is left out is a vertex cover, and the chosen vertices are a clique of the graph of all other pairs.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Lucas 2014, Ising formulations of many NP problems, sections 4.2 and 4.3",
    "Boros, Hammer 2002, Pseudo-Boolean optimization",
  ],
  sense: "max",
  objective: "weight of the independent set",
  instanceSchema,
  encode: (instance, options) =>
    encodeChoice(instance, { kind: "apart", ...pairColumns(instance.edges) }, options, verify),
  verify,
  bound: (instance) => ({
    value: independentBound(instance),
    proof: "cliques that hold all vertices: one vertex each at most",
  }),
  sample: (random, size) => ({ problem: "independent-set", ...sampleWeightedGraph(random, size) }),
  generate: kinds[0].generate,
  kinds,
  tell: tellVertices,
  formats: subsetFormats((graph) => ({ problem: "independent-set", ...graph }), []),
  draw: (instance, solution) => drawChoice(instance, solution, "plain"),
});

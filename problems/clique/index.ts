/**
 * Maximum clique: choose vertices of which any two are joined, as heavy as possible together. An independent set of the other
 * pairs: maximise sum_v w_v x_v, every two vertices without an edge apart. One bit a vertex, n in all; O(n^2).
 */
import type { PenaltyOptions } from "../../src/modelling/penalty-options.ts";
import { cliqueBound } from "../../src/modelling/vertex-subset/bounds.ts";
import { drawChoice, subsetFormats, subsetProblem, tellVertices } from "../../src/modelling/vertex-subset/common.ts";
import { encodeChoice, otherPairs } from "../../src/modelling/vertex-subset/encode.ts";
import { strangers, verifyChoice } from "../../src/modelling/vertex-subset/referee.ts";
import { sampleWeightedGraph, vertexSubsetKinds } from "../../src/modelling/vertex-subset/sample.ts";
import type { SubsetSolution } from "../../src/modelling/vertex-subset/schema.ts";
import { defineProblem } from "../../src/problem.ts";
import { type CliqueInstance, instanceSchema } from "./schema.ts";

const verify = (instance: CliqueInstance, solution: SubsetSolution) =>
  verifyChoice(instance, solution, () => strangers(instance, solution));

const kinds = vertexSubsetKinds<CliqueInstance>((graph) => ({ problem: "clique", ...graph }));

export const clique = defineProblem<CliqueInstance, SubsetSolution, PenaltyOptions>({
  ...subsetProblem,
  id: "clique",
  title: "Maximum clique",
  summary:
    "Choose vertices of a graph of which any two are joined, as many as possible, or as heavy as possible together. One bit a vertex; two vertices without an edge between them cost, if both are chosen, just more than the lighter one is worth, so that leaving it out is always better.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Lucas 2014, Ising formulations of many NP problems, sections 2.3 and 4.2",
    "Johnson, Trick 1996, Cliques, Coloring, and Satisfiability: Second DIMACS Implementation Challenge",
  ],
  sense: "max",
  objective: "weight of the clique",
  instanceSchema,
  encode: (instance, options) => encodeChoice(instance, { kind: "apart", ...otherPairs(instance) }, options, verify),
  verify,
  bound: (instance) => ({ value: cliqueBound(instance), proof: "a colouring: one vertex a colour at most" }),
  sample: (random, size) => ({ problem: "clique", ...sampleWeightedGraph(random, size) }),
  generate: kinds[0].generate,
  kinds,
  tell: tellVertices,
  formats: subsetFormats((graph) => ({ problem: "clique", ...graph }), ["dimacs-clq"]),
  draw: (instance, solution) => drawChoice(instance, solution, "within"),
});

/**
 * Minimum vertex cover: choose vertices, as light as possible together, so that every edge has a chosen end.
 * minimise sum_v w_v x_v, every edge touched. One bit a vertex, n in all; O(n + m).
 */
import { pairColumns } from "../../src/modelling/graph.ts";
import type { PenaltyOptions } from "../../src/modelling/penalty-options.ts";
import { independentBound } from "../../src/modelling/vertex-subset/bounds.ts";
import { drawChoice, subsetFormats, subsetProblem, tellVertices } from "../../src/modelling/vertex-subset/common.ts";
import { encodeChoice } from "../../src/modelling/vertex-subset/encode.ts";
import { chosenWeight, edgesWith, verifyChoice } from "../../src/modelling/vertex-subset/referee.ts";
import { sampleWeightedGraph, vertexSubsetKinds } from "../../src/modelling/vertex-subset/sample.ts";
import type { SubsetSolution } from "../../src/modelling/vertex-subset/schema.ts";
import { type Bound, defineProblem } from "../../src/problem.ts";
import { instanceSchema, type VertexCoverInstance } from "./schema.ts";

const verify = (instance: VertexCoverInstance, solution: SubsetSolution) =>
  verifyChoice(instance, solution, () =>
    edgesWith(instance, solution, 0, "uncovered-edge", "are joined, and neither is chosen"),
  );

const ROUNDING = 1e-12; // downwards, of sums in another order: the bound stays a bound

/** What no cover can leave out is an independent set. */
function coverBound(instance: VertexCoverInstance): Bound {
  const total = chosenWeight(instance, { choose: new Array<number>(instance.vertices).fill(1) });
  const value = total - independentBound(instance);
  const whole = instance.weights?.every(Number.isInteger) ?? true;
  return {
    value: whole ? value : Math.max(0, value - ROUNDING * total),
    proof: "cliques that hold all vertices: all but one of each are chosen",
  };
}

const kinds = vertexSubsetKinds<VertexCoverInstance>((graph) => ({ problem: "vertex-cover", ...graph }));

export const vertexCover = defineProblem<VertexCoverInstance, SubsetSolution, PenaltyOptions>({
  ...subsetProblem,
  id: "vertex-cover",
  title: "Minimum vertex cover",
  summary:
    "Choose vertices of a graph so that every edge has a chosen end, as few as possible, or as light as possible together. One bit a vertex; an edge costs, if neither end is chosen, just more than the lighter one weighs, so that choosing it is always better. What is not chosen is an independent set.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Lucas 2014, Ising formulations of many NP problems, section 4.3",
    "Boros, Hammer 2002, Pseudo-Boolean optimization",
  ],
  sense: "min",
  objective: "weight of the cover",
  instanceSchema,
  encode: (instance, options) =>
    encodeChoice(instance, { kind: "touched", ...pairColumns(instance.edges) }, options, verify),
  verify,
  bound: coverBound,
  sample: (random, size) => ({ problem: "vertex-cover", ...sampleWeightedGraph(random, size) }),
  generate: kinds[0].generate,
  kinds,
  tell: tellVertices,
  formats: subsetFormats((graph) => ({ problem: "vertex-cover", ...graph }), []),
  draw: (instance, solution) => drawChoice(instance, solution, "plain"),
});

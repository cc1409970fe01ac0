/** What problems that choose vertices of a graph share: checks, files, drawings, words. Their mathematics stands with each of them. */
import { GroundstateError } from "../../errors.ts";
import type { GraphRecord } from "../../formats/records.ts";
import type { Complaint, Drawing, FormatAdapter } from "../../problem.ts";
import { asRecord, checkLabels, listFormat } from "../document.ts";
import { checkPairs, checkTotal, graphRecord, vertexName } from "../graph.ts";
import { checkCoordinates, drawGraph } from "../graph-drawing.ts";
import { plainGraphFrom } from "../graph-files.ts";
import { penaltyDefaults, penaltyOptionsSchema } from "../penalty-options.ts";
import { tellChosen } from "../quadratic-form.ts";
import { chosenWeight } from "./referee.ts";
import { type SubsetInstance, type SubsetSolution, subsetSolutionSchema, type WeightedGraph } from "./schema.ts";

const MOST_COMPLAINTS = 20;

/** What a schema cannot say: indices, repeated edges, lengths of lists, sums that doubles cannot hold. At most 20 complaints. O(n + m). */
export function checkWeightedGraph({
  vertices,
  edges,
  weights,
  names,
  coordinates,
}: WeightedGraph): readonly Complaint[] {
  const complaints: Complaint[] = [
    ...checkPairs(vertices, edges, "edges"),
    ...checkLabels(vertices, names, "names"),
    ...checkCoordinates(vertices, coordinates),
  ];
  if (weights !== undefined && weights.length !== vertices) {
    complaints.push({ path: "weights", found: `${weights.length} numbers`, expected: `${vertices}, one a vertex` });
  }
  complaints.push(...checkTotal(weights?.reduce((total, weight) => total + weight, 0) ?? 0, "weights"));
  return complaints.slice(0, MOST_COMPLAINTS);
}

/** Fields of a problem that are the same for all of them. */
export const subsetProblem = {
  solutionSchema: subsetSolutionSchema,
  optionsSchema: penaltyOptionsSchema("How a choice of vertices becomes an energy."),
  defaults: penaltyDefaults,
  check: checkWeightedGraph,
  describe: ({ vertices, edges }: WeightedGraph) => `${vertices} vertices, ${edges.length} edges`,
  cost: chosenWeight,
};

export const namesOf = (graph: WeightedGraph): string[] =>
  Array.from({ length: graph.vertices }, (_, vertex) => vertexName(graph, vertex));

/** "4 vertices: a, b, c, d". */
export function tellVertices(graph: WeightedGraph, { choose }: SubsetSolution): string {
  const count = choose.reduce((total, x) => total + x, 0);
  const names = graph.names === undefined ? undefined : namesOf(graph);
  const which = count === 0 ? "" : tellChosen(choose, names).replace(/^1/, "");
  return `${count} ${count === 1 ? "vertex" : "vertices"}${which}`;
}

/** The graph, the chosen vertices as a group of their own. @param lines the edges between chosen vertices stand out */
export function drawChoice(
  graph: SubsetInstance,
  solution: SubsetSolution | null,
  lines: "within" | "plain",
): Drawing | null {
  const { vertices, edges, coordinates, name, problem } = graph;
  const choose = solution?.choose ?? null;
  const drawing = drawGraph(vertices, edges, coordinates, choose);
  if (drawing === null) return null;
  const inside = (vertex: number) => lines === "within" && choose?.[vertex] === 1;
  return {
    ...drawing,
    title: name ?? problem,
    points: drawing.points.map((point, vertex) => ({ ...point, label: vertexName(graph, vertex) })),
    lines: drawing.lines.map(({ from, to }) => ({ from, to, role: inside(from) && inside(to) ? "tour" : "edge" })),
  };
}

/** @param make adds what instances of the problem open with; @param primaryFor ids of formats that mean this problem */
export function subsetFormats<I extends WeightedGraph>(
  make: (graph: WeightedGraph) => I,
  primaryFor: readonly string[],
): readonly FormatAdapter<I, SubsetSolution>[] {
  return [
    {
      kind: "graph",
      primary: false,
      primaryFor,
      refuses: (record) => (record.kind === "graph" ? unfit(record) : `a file of kind ${record.kind}, expected graph`),
      toInstance(record, { name }) {
        const graph = asRecord(record, "graph");
        const reason = unfit(graph);
        if (reason !== null) throw new GroundstateError("format", reason);
        const { vertexWeight } = graph;
        return make({
          ...plainGraphFrom(record, name),
          ...(vertexWeight === null ? {} : { weights: Array.from(vertexWeight) }),
        });
      },
      fromInstance: ({ name, vertices, edges, weights }) => graphRecord(name, vertices, edges, weights),
    },
    listFormat("choose"),
  ];
}

function unfit({ weight, vertexWeight }: GraphRecord): string | null {
  if (weight.some((value) => value !== 1))
    return "the edges of the file have weights; only vertices may have some here.";
  const negative = vertexWeight?.find((value) => value < 0);
  return negative === undefined ? null : `weights of vertices must be 0 or more, found ${negative}.`;
}

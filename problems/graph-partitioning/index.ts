/**
 * Graph partitioning: divide the vertices among k parts, none heavier than its capacity, so that the edges between different
 * parts weigh as little as possible. Two parts over spins (two-parts.ts), more over bits (many-parts.ts).
 */
import { checkPairs, type PairComplaint } from "../../src/modelling/graph.ts";
import { checkCoordinates, drawGraph } from "../../src/modelling/graph-drawing.ts";
import { type Complaint, defineProblem } from "../../src/problem.ts";
import { balanceOf } from "./balance.ts";
import { formats } from "./formats.ts";
import { generatePartitioning } from "./generate.ts";
import { encodeManyParts } from "./many-parts.ts";
import { cutWeight, partLoads, verifyPartition, vertexTooHeavy } from "./referee.ts";
import { samplePartitioning } from "./sample.ts";
import {
  defaults,
  instanceSchema,
  optionsSchema,
  type PartitioningInstance,
  type PartitioningOptions,
  type PartitioningSolution,
  solutionSchema,
} from "./schema.ts";
import { encodeTwoParts } from "./two-parts.ts";

const MOST_COMPLAINTS = 20;

function checkPartitioning(instance: PartitioningInstance): readonly Complaint[] {
  const { vertices, edges, coordinates } = instance;
  const complaints: Complaint[] = [...checkPairs(vertices, edges, "edges"), ...checkCoordinates(vertices, coordinates)];
  if ((instance.parts ?? 2) > Math.max(2, vertices)) {
    complaints.push({ path: "parts", found: String(instance.parts), expected: `at most ${vertices}, one a vertex` });
  }
  const negative = edges.findIndex(([, , weight = 1]) => weight < 0);
  if (negative >= 0) {
    complaints.push({
      path: `edges[${negative}][2]`,
      found: String(edges[negative][2]),
      expected: "a weight of 0 or more",
      hint: "Use problem max-cut for negative weights.",
    });
  }
  return [...complaints, ...checkVertexWeights(instance)].slice(0, MOST_COMPLAINTS);
}

function checkVertexWeights(instance: PartitioningInstance): PairComplaint[] {
  const { vertices, vertexWeights } = instance;
  if (vertexWeights === undefined) return [];
  if (vertexWeights.length !== vertices) {
    return [{ path: "vertexWeights", found: `${vertexWeights.length} weights`, expected: `${vertices}, one a vertex` }];
  }
  const { total, capacity } = balanceOf(instance);
  if (!Number.isSafeInteger(total)) {
    const hint = "Divide all weights by a common factor.";
    return [{ path: "vertexWeights", found: `a sum of ${total}`, expected: "at most 2^53 - 1", hint }];
  }
  const heavy = vertexTooHeavy(instance);
  if (heavy === null) return [];
  return [
    {
      path: `vertexWeights[${heavy.vertex}]`,
      found: String(heavy.weight),
      expected: `at most ${capacity}, the capacity of a part`,
      hint: "Allow more imbalance, or fewer parts: no part can hold this vertex.",
    },
  ];
}

export const graphPartitioning = defineProblem<PartitioningInstance, PartitioningSolution, PartitioningOptions>({
  id: "graph-partitioning",
  title: "Graph partitioning",
  summary:
    "Divide the vertices of a weighted graph among parts of limited weight so that the edges between different parts weigh as little as possible. Two parts: one spin a vertex, the squared difference of the loads as penalty. More: one bit a vertex and part, and a penalty for vertices without or with several. Where loads may differ, slack in a clipped binary code.",
  sources: [
    "Fu, Anderson 1986, Application of statistical mechanics to NP-complete problems in combinatorial optimisation",
    "Lucas 2014, Ising formulations of many NP problems",
    "Walshaw, The graph partitioning archive",
  ],
  sense: "min",
  objective: "weight of the cut",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults,
  check: checkPartitioning,
  describe: ({ vertices, edges, parts = 2 }) => `${vertices} vertices, ${edges.length} edges, ${parts} parts`,
  encode: (instance, options) =>
    (instance.parts ?? 2) === 2 ? encodeTwoParts(instance, options) : encodeManyParts(instance, options),
  cost: cutWeight,
  verify: verifyPartition,
  sample: samplePartitioning,
  generate: generatePartitioning,
  tell(instance, solution) {
    const { capacity } = balanceOf(instance);
    const loads = partLoads(instance, solution);
    const shown = loads.slice(0, 20).join(", ");
    return `loads ${shown}${loads.length > 20 ? ", ..." : ""} of at most ${capacity}`;
  },
  formats,
  draw(instance, solution) {
    const drawing = drawGraph(instance.vertices, instance.edges, instance.coordinates, solution?.part ?? null);
    return drawing === null ? null : { title: instance.name ?? "graph-partitioning", ...drawing };
  },
});

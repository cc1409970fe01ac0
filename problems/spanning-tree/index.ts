/**
 * Spanning tree: the cheapest edges that join all vertices of a network, no vertex with more of them than it may have. Easy without bounds; with bounds
 * of 2 a Hamiltonian path. The energy and its size: src/modelling/trees/program.ts.
 */
import { spanningBounds } from "../../src/bounds/trees/spanning.ts";
import { vertexName } from "../../src/modelling/graph.ts";
import { checkNetwork } from "../../src/modelling/trees/check.ts";
import { drawTree } from "../../src/modelling/trees/draw.ts";
import { treeProblem } from "../../src/modelling/trees/encoding.ts";
import { networkOf, tellTree, treeCost } from "../../src/modelling/trees/schema.ts";
import { partsWithout } from "../../src/networks/articulation.ts";
import { boundedTree } from "../../src/networks/bounded-tree.ts";
import { linked } from "../../src/networks/network.ts";
import type { Complaint } from "../../src/problem.ts";
import { formats } from "./formats.ts";
import { mending } from "./mending.ts";
import { verifySpanning } from "./referee.ts";
import { kinds, sampleSpanning } from "./sample.ts";
import { degreeBound, degreeBounds, instanceSchema, type SpanningInstance, solutionSchema } from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check(instance: SpanningInstance): readonly Complaint[] {
  const { vertices, degree } = instance;
  if (Array.isArray(degree) && degree.length !== vertices) {
    return [{ path: "degree", found: `${degree.length} bounds`, expected: `${vertices}, one a vertex` }];
  }
  const all = Array.from({ length: vertices }, (_, v) => v);
  const wrong = checkNetwork(instance, () => all);
  return (wrong.length > 0 ? wrong : checkDegrees(instance)).slice(0, MOST_COMPLAINTS);
}

/** A tree has n - 1 edges, each at two vertices, and at every vertex one for each part that the network falls into without it. */
function checkDegrees(instance: SpanningInstance): Complaint[] {
  const { vertices, degree } = instance;
  const complaint = (place: string, found: string, expected: string): Complaint => {
    return { path: place, found, expected, hint: "No tree keeps these bounds: raise some." };
  };
  if (degree === undefined) return [];
  let room = 0;
  for (let v = 0; v < vertices; v++) room += degreeBound(instance, v);
  const needed = 2 * (vertices - 1);
  if (room < needed) return [complaint("degree", `bounds that add up to ${room}`, `${needed} or more`)];
  const parts = partsWithout(linked(networkOf(instance)));
  const short = parts.findIndex((least, v) => least > degreeBound(instance, v));
  if (short < 0) return [];
  const place = Array.isArray(degree) ? `degree[${short}]` : "degree";
  const expected = `${parts[short]} or more: without ${vertexName(instance, short)} so many parts are left`;
  return [complaint(place, String(degreeBound(instance, short)), expected)];
}

export const spanningTree = treeProblem<SpanningInstance>({
  id: "spanning-tree",
  title: "Spanning tree of bounded degree",
  summary:
    "Choose the cheapest edges that join all vertices of a network into one tree in which no vertex has more edges than its bound. Every vertex but one hangs below one of its neighbours; orders of pairs of vertices, only where the network can go round, keep what hangs from going round in a cycle; vertices with a bound count what hangs below them. A broken piece costs just more than the dearest edge of a cheapest tree and what the bounds are known to cost.",
  sources: [
    "Kruskal 1956, On the shortest spanning subtree of a graph and the traveling salesman problem",
    "Narula, Ho 1980, Degree-constrained minimum spanning tree",
    "Lucas 2014, Ising formulations of many NP problems, section 8.1",
  ],
  sense: "min",
  objective: "cost of the tree",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ vertices, edges }) => `${vertices} vertices, ${edges.length} edges`,
  required: ({ vertices }) => new Uint8Array(vertices).fill(1),
  degreeBounds,
  mending,
  cost: treeCost,
  verify: verifySpanning,
  construct(instance) {
    const tree = boundedTree(linked(networkOf(instance)), degreeBounds(instance));
    return tree === null ? null : { choose: Array.from(tree) };
  },
  bounds: (instance, context) => spanningBounds(networkOf(instance), degreeBounds(instance), context),
  sample: sampleSpanning,
  generate: kinds[0].generate,
  kinds,
  tell: tellTree,
  formats,
  draw: (instance, solution) => drawTree(instance, instance.name ?? "spanning-tree", null, solution),
});

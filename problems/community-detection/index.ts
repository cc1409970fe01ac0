/**
 * Community detection: group the vertices of a graph so that its modularity is largest (Newman & Girvan 2004).
 * Two communities: n spins. At most k > 2: n k bits, one choice a vertex. Time and memory O(k (n + m)).
 */
import { checkLabels } from "../../src/modelling/document.ts";
import { checkPairs, vertexName } from "../../src/modelling/graph.ts";
import { checkCoordinates, drawGraph } from "../../src/modelling/graph-drawing.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Bound, Complaint } from "../../src/problem.ts";
import { formats } from "./formats.ts";
import { communityProgram } from "./program.ts";
import { modularity, verifyCommunities } from "./referee.ts";
import { generateCommunities, sampleCommunities } from "./sample.ts";
import {
  type CommunityInstance,
  type CommunitySolution,
  instanceSchema,
  mostCommunities,
  solutionSchema,
} from "./schema.ts";

const MOST_COMPLAINTS = 20;
const ROUNDING = 1e-12; // upwards: the bound stays a bound

function check({ vertices, edges, names, coordinates }: CommunityInstance): readonly Complaint[] {
  const complaints: Complaint[] = [
    ...checkPairs(vertices, edges, "edges"),
    ...checkLabels(vertices, names, "names"),
    ...checkCoordinates(vertices, coordinates),
  ];
  const at = edges.findIndex(([, , weight = 1]) => weight < 0);
  if (at >= 0)
    complaints.push({ path: `edges[${at}][2]`, found: String(edges[at][2]), expected: "a weight of 0 or more" });
  return complaints.slice(0, MOST_COMPLAINTS);
}

/** All weight inside, and the squares of k shares that add up to 1: at least 1 / k. */
function sharesBound(instance: CommunityInstance): Bound {
  const proof = "all edges inside, communities alike";
  if (instance.edges.every(([, , weight = 1]) => weight === 0)) return { value: 0, proof: "no edge has a weight" };
  const groups = Math.min(instance.vertices, mostCommunities(instance));
  const resolution = instance.resolution ?? 1;
  return { value: 1 - resolution / groups + ROUNDING * (1 + resolution), proof };
}

/** "3 communities: a, b | c | d, e", at most 20 vertices of each. */
function tell(instance: CommunityInstance, { community }: CommunitySolution): string {
  const members = new Map<number, number[]>();
  for (const [v, own] of community.entries()) {
    const list = members.get(own);
    if (list === undefined) members.set(own, [v]);
    else list.push(v);
  }
  const SHOWN = 20;
  const lists = Array.from(members.values(), (list) => {
    const shown = list.slice(0, SHOWN).map((v) => vertexName(instance, v));
    return shown.join(", ") + (list.length > SHOWN ? ` and ${list.length - SHOWN} more` : "");
  });
  return `${members.size} ${members.size === 1 ? "community" : "communities"}: ${lists.slice(0, SHOWN).join(" | ")}`;
}

export const communityDetection = programProblem<CommunityInstance, CommunitySolution>({
  id: "community-detection",
  title: "Community detection (modularity)",
  summary:
    "Group the vertices of a weighted graph so that far more weight lies inside the groups than chance would put there with the same degrees: the largest modularity. For two communities one spin a vertex and no penalty; for at most k one choice a vertex, k bits each. Communities may stay empty. A resolution above 1 asks for smaller ones.",
  sources: [
    "Newman, Girvan 2004, Finding and evaluating community structure in networks",
    "Reichardt, Bornholdt 2006, Statistical mechanics of community detection",
    "Brandes et al. 2008, On modularity clustering",
    "Negre, Ushijima-Mwesigwa, Mniszewski 2020, Detecting multiple communities using quantum annealing on the D-Wave system",
  ],
  sense: "max",
  objective: "modularity",
  instanceSchema,
  solutionSchema,
  check,
  describe: (instance) =>
    `${instance.vertices} vertices, ${instance.edges.length} edges, at most ${mostCommunities(instance)} communities`,
  program: communityProgram,
  toSolution: (instance, assignment) => {
    const values = assignment as number[];
    return { community: mostCommunities(instance) === 2 ? values.map((side) => (side > 0 ? 1 : 0)) : [...values] };
  },
  toAssignment: (instance, { community }) =>
    mostCommunities(instance) === 2 ? community.map((own) => 2 * own - 1) : community,
  cost: modularity,
  verify: verifyCommunities,
  bound: sharesBound,
  sample: sampleCommunities,
  generate: generateCommunities,
  tell,
  formats,
  draw(instance, solution) {
    const { vertices, edges, coordinates, name } = instance;
    const drawing = drawGraph(vertices, edges, coordinates, solution?.community ?? null);
    if (drawing === null) return null;
    const points = drawing.points.map((point, v) => ({ ...point, label: vertexName(instance, v) }));
    return { title: name ?? "community-detection", ...drawing, points };
  },
});

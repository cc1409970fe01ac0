/**
 * Clique cover: share the vertices of a graph out among as few groups as possible, or a given number, so that any two of a group are joined. A
 * colouring of the graph of all other pairs (complement.ts): with K cliques given n K bits, else (n + 1) (S + 1), S the most
 * vertices that one vertex has no edge to. Lucas 2014, section 6.2.
 */
import { checkLabels } from "../../src/modelling/document.ts";
import { checkPairs } from "../../src/modelling/graph.ts";
import { checkCoordinates, drawGraph } from "../../src/modelling/graph-drawing.ts";
import { type Bound, defineProblem } from "../../src/problem.ts";
import { colouring } from "../colouring/index.ts";
import { type ColouringOptions, defaults, optionsSchema } from "../colouring/schema.ts";
import { complementOf, encodeCliqueCover, toColouring, toCover } from "./complement.ts";
import { formats } from "./formats.ts";
import { cliquesUsed, verifyCliqueCover } from "./referee.ts";
import { generateCliqueCover, sampleCliqueCover } from "./sample.ts";
import {
  type CliqueCoverInstance,
  type CliqueCoverSolution,
  instanceSchema,
  solutionSchema,
  vertexName,
} from "./schema.ts";

const SHOWN = 20;

const strangersOf = (bound: Bound): Bound => ({
  ...bound,
  proof: bound.proof.replace("clique of", "no edge between any two of"),
});

export const cliqueCover = defineProblem<CliqueCoverInstance, CliqueCoverSolution, ColouringOptions>({
  id: "clique-cover",
  title: "Clique cover",
  summary:
    "Share the vertices of a graph out among groups so that any two of a group are joined: as few groups as possible, or as many as are given. One bit a vertex and group; two vertices of one group that are not joined cost, and so does every vertex without a group of its own or with several. It is a colouring of the graph of all other pairs.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Lucas 2014, Ising formulations of many NP problems, section 6.2",
  ],
  sense: "min",
  objective: "number of cliques (missing edges, where the cliques are given)",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults,
  check: ({ vertices, edges, names, coordinates }) => [
    ...checkPairs(vertices, edges, "edges"),
    ...checkLabels(vertices, names, "names"),
    ...checkCoordinates(vertices, coordinates),
  ],
  describe: ({ vertices, edges, cliques }) =>
    `${vertices} vertices, ${edges.length} edges${cliques === undefined ? "" : `, ${cliques} cliques`}`,
  encode: encodeCliqueCover,
  cost: ({ cliques }, solution) => (cliques === undefined ? cliquesUsed(solution) : 0),
  verify: verifyCliqueCover,
  bound: (instance) => strangersOf(colouring.bound!(complementOf(instance))),
  *bounds(instance, context) {
    for (const bound of colouring.bounds!(complementOf(instance), context))
      yield bound === null ? null : strangersOf(bound);
  },
  construct(instance) {
    const found = colouring.construct!(complementOf(instance));
    return found === null ? null : toCover(found);
  },
  tighten(instance, solution) {
    const tighter = colouring.tighten!(complementOf(instance), toColouring(solution));
    return tighter?.colours === undefined ? null : { ...instance, cliques: tighter.colours };
  },
  sample: sampleCliqueCover,
  generate: generateCliqueCover,
  answer({ cliques }, objective, bound) {
    if (cliques === undefined) return objective === null ? "no clique cover found" : `${objective} cliques are enough`;
    if (objective !== null) return `yes: ${cliques} cliques are enough`;
    return bound !== null && bound.value > 0 ? `no: ${cliques} cliques are too few, ${bound.proof}` : "none found";
  },
  tell(instance, { clique }) {
    const groups = new Map<number, string[]>();
    for (const [v, k] of clique.entries()) groups.set(k, [...(groups.get(k) ?? []), vertexName(instance, v)]);
    return [...groups]
      .sort(([a], [b]) => a - b)
      .slice(0, SHOWN)
      .map(([k, members]) => `${k}: ${members.slice(0, SHOWN).join(", ")}${members.length > SHOWN ? ", ..." : ""}`)
      .join("; ");
  },
  formats,
  draw(instance, solution) {
    const clique = solution?.clique ?? null;
    const drawing = drawGraph(instance.vertices, instance.edges, instance.coordinates, clique);
    if (drawing === null) return null;
    const lines = drawing.lines.map(({ from, to }) => ({
      ...{ from, to },
      role: clique !== null && clique[from] === clique[to] ? ("tour" as const) : ("edge" as const),
    }));
    return { title: instance.name ?? "clique-cover", ...drawing, lines };
  },
});

/**
 * Clique cover: share the vertices of a graph out among as few groups as possible, or a given number, so that any two of a group are joined. A
 * colouring of the graph of all other pairs. Lucas 2014, section 6.2; the program: program.ts.
 */
import { checkLabels } from "../../src/modelling/document.ts";
import { checkPairs, vertexName } from "../../src/modelling/graph.ts";
import { checkCoordinates, drawGraph } from "../../src/modelling/graph-drawing.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import { tellGroups } from "../../src/modelling/telling.ts";
import { greedyCliques, greedyStrangers } from "../../src/modelling/vertex-subset/bounds.ts";
import { formats } from "./formats.ts";
import { cliqueCoverProgram, toAssignment } from "./program.ts";
import { cliquesUsed, mostCliques, verifyCliqueCover } from "./referee.ts";
import { generateCliqueCover, sampleCliqueCover } from "./sample.ts";
import { type CliqueCoverInstance, type CliqueCoverSolution, instanceSchema, solutionSchema } from "./schema.ts";

export const cliqueCover = programProblem<CliqueCoverInstance, CliqueCoverSolution>({
  id: "clique-cover",
  title: "Clique cover",
  summary:
    "Share the vertices of a graph out among groups so that any two of a group are joined: as few groups as possible, or as many as are given. One bit a vertex and group; two vertices of one group that are not joined cost, and so does every vertex without a group of its own or with several. Asked for the fewest, one bit a group says that it is used. It is a colouring of the graph of all other pairs.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Lucas 2014, Ising formulations of many NP problems, section 6.2",
  ],
  sense: "min",
  objective: "number of cliques (0, where their number is given)",
  instanceSchema,
  solutionSchema,
  check: ({ vertices, edges, names, coordinates }) => [
    ...checkPairs(vertices, edges, "edges"),
    ...checkLabels(vertices, names, "names"),
    ...checkCoordinates(vertices, coordinates),
  ],
  describe: ({ vertices, edges, cliques }) =>
    `${vertices} vertices, ${edges.length} edges${cliques === undefined ? "" : `, ${cliques} cliques`}`,
  program: cliqueCoverProgram,
  toSolution: ({ vertices }, assignment) => ({ clique: assignment.slice(0, vertices) as number[] }),
  toAssignment,
  cost: ({ cliques }, solution) => (cliques === undefined ? cliquesUsed(solution) : 0),
  verify: verifyCliqueCover,
  bound(instance) {
    const strangers = greedyStrangers(instance).length;
    const { cliques } = instance;
    if (cliques === undefined) return { value: strangers, proof: `no edge between any two of ${strangers} vertices` };
    return { value: 0, proof: "nothing is counted where the number of cliques is given" };
  },
  construct(instance) {
    const clique = greedyCliques(instance);
    return cliquesUsed({ clique }) <= mostCliques(instance) ? { clique } : null;
  },
  tighten(instance, solution) {
    const used = cliquesUsed(solution);
    return instance.cliques !== undefined || used <= 1 ? null : { ...instance, cliques: used - 1 };
  },
  sample: sampleCliqueCover,
  generate: generateCliqueCover,
  answer(instance, objective) {
    const { cliques } = instance;
    if (cliques === undefined) return objective === null ? "no clique cover found" : `${objective} cliques are enough`;
    if (objective !== null) return `yes: ${cliques} cliques are enough`;
    const strangers = greedyStrangers(instance).length;
    if (strangers <= cliques) return "none found, and none ruled out";
    return `no: ${cliques} cliques are too few, no edge between any two of ${strangers} vertices`;
  },
  tell: (instance, { clique }) => tellGroups(clique, (v) => vertexName(instance, v)),
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

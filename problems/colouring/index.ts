/**
 * Colouring: give the vertices of a graph colours so that joined ones differ, with the fewest colours, or with a given number. The fewest are
 * found by one question after the other whether one colour fewer is enough, each a model of its own (`tighten`).
 */
import { checkLabels } from "../../src/modelling/document.ts";
import { checkPairs, vertexName } from "../../src/modelling/graph.ts";
import { checkCoordinates, drawGraph } from "../../src/modelling/graph-drawing.ts";
import { tellGroups } from "../../src/modelling/telling.ts";
import { type Bound, defineProblem } from "../../src/problem.ts";
import { cliqueBound, colouringBounds } from "./bounds.ts";
import { dissolve } from "./dissolve.ts";
import { dsatur } from "./dsatur.ts";
import { encodeColouring } from "./encode.ts";
import { formats } from "./formats.ts";
import { neighboursOf } from "./neighbours.ts";
import { coloursUsed, paletteOf } from "./palette.ts";
import { verifyColouring } from "./referee.ts";
import { kinds, sampleColouring } from "./sample.ts";
import {
  type ColouringInstance,
  type ColouringOptions,
  type ColouringSolution,
  defaults,
  instanceSchema,
  optionsSchema,
  solutionSchema,
} from "./schema.ts";

export const colouring = defineProblem<ColouringInstance, ColouringSolution, ColouringOptions>({
  id: "colouring",
  title: "Graph colouring",
  summary:
    "Colour the vertices of a graph so that joined ones differ, with the fewest colours, or with as many as are given. One bit a vertex and colour; joined vertices of one colour cost, and so does every vertex without a colour of its own or with several. Asked for the fewest, one bit a colour counts those in use, and after each colouring found one with fewer colours is sought.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Brelaz 1979, New methods to color the vertices of a graph",
    "Lucas 2014, Ising formulations of many NP problems, section 6.1",
    "Johnson, Trick 1996, Cliques, Coloring, and Satisfiability: Second DIMACS Implementation Challenge",
  ],
  sense: "min",
  objective: "number of colours",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults,
  check: ({ vertices, edges, names, coordinates }) => [
    ...checkPairs(vertices, edges, "edges"),
    ...checkLabels(vertices, names, "names"),
    ...checkCoordinates(vertices, coordinates),
  ],
  describe: ({ vertices, edges, colours }) =>
    `${vertices} vertices, ${edges.length} edges${colours === undefined ? "" : `, ${colours} colours`}`,
  encode: encodeColouring,
  cost: ({ colours }, solution) => (colours === undefined ? coloursUsed(solution) : 0),
  verify: verifyColouring,
  bound: (instance): Bound => cliqueBound(instance, instance.edges.length > 0 ? 2 : 1),
  bounds: colouringBounds,
  construct(instance) {
    const colour = dsatur(neighboursOf(instance));
    return coloursUsed({ colour }) <= paletteOf(instance) ? { colour } : null;
  },
  tighten(instance, solution) {
    const used = coloursUsed(solution);
    return instance.colours !== undefined || used <= 1 ? null : { ...instance, colours: used - 1 };
  },
  approach: (tightened, solution) => dissolve(tightened, solution, paletteOf(tightened)),
  sample: sampleColouring,
  generate: kinds[0].generate,
  kinds,
  decides: ({ colours }) => colours !== undefined,
  answer({ colours }, objective, bound) {
    if (colours === undefined) return objective === null ? "no colouring found" : `${objective} colours are enough`;
    if (objective !== null) return `yes: ${colours} colours are enough`;
    return bound !== null && bound.value > 0 ? `no: ${colours} colours are too few, ${bound.proof}` : "none found";
  },
  tell: (instance, { colour }) => tellGroups(colour, (v) => vertexName(instance, v)),
  formats,
  draw(instance, solution) {
    const edges = instance.edges;
    const drawing = drawGraph(instance.vertices, edges, instance.coordinates, solution?.colour ?? null);
    if (drawing === null) return null;
    // Every edge of a colouring joins two groups: as cuts they would drown the picture.
    const lines = drawing.lines.map((line) => ({ ...line, role: "edge" as const }));
    return { title: instance.name ?? "colouring", ...drawing, lines };
  },
});

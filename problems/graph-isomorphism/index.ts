/**
 * Graph isomorphism: number the vertices of one graph so that it becomes another, or comes as near as possible. n^2 bits.
 */
import { checkPairs } from "../../src/modelling/graph.ts";
import { drawGraph } from "../../src/modelling/graph-drawing.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Drawing } from "../../src/problem.ts";
import { isomorphismProgram } from "./program.ts";
import { answerIsomorphism, degreeBound, disagreements, verifyImages } from "./referee.ts";
import { generateIsomorphism, sampleIsomorphism } from "./sample.ts";
import { type IsomorphismInstance, type IsomorphismSolution, instanceSchema, solutionSchema } from "./schema.ts";

/** Place i of the order holds the vertex of the first graph whose image is i. */
const inverse = (order: readonly number[]): number[] => {
  const places = new Array<number>(order.length).fill(0);
  order.forEach((item, place) => {
    places[item] = place;
  });
  return places;
};

/** Both graphs, the second drawn as the first wants it: where they agree, so do their pictures. */
function draw(
  { vertices: n, first, second, name }: IsomorphismInstance,
  solution: IsomorphismSolution | null,
): Drawing | null {
  const home = drawGraph(n, first, undefined, null);
  if (home === null) return null;
  const image = solution?.image ?? home.points.map((_, v) => v);
  const GAP = 2.5;
  const original = inverse(image);
  const right = original.map((v, i) => ({ x: home.points[v].x + GAP, y: home.points[v].y, label: String(i) }));
  const keyOf = (i: number, j: number) => Math.min(i, j) * n + Math.max(i, j);
  const linesOf = (
    edges: readonly [number, number][],
    others: readonly [number, number][],
    to: readonly number[],
    shift: number,
  ) => {
    const joined = new Set(others.map(([i, j]) => keyOf(i, j)));
    return edges.map(([i, j]): Drawing["lines"][number] => {
      const alike = solution === null || joined.has(keyOf(to[i], to[j]));
      return { from: i + shift, to: j + shift, role: alike ? "edge" : "cut" };
    });
  };
  return {
    title: name ?? "graph-isomorphism",
    points: [...home.points, ...right],
    lines: [...linesOf(first, second, image, 0), ...linesOf(second, first, original, n)],
  };
}

export const graphIsomorphism = programProblem<IsomorphismInstance, IsomorphismSolution>({
  id: "graph-isomorphism",
  title: "Graph isomorphism",
  summary:
    "Tell whether two graphs are the same but for the numbers of their vertices: find the assignment of vertices to vertices with fewest disagreements, pairs that are joined in one graph and not in the other. None means isomorphic. One bit for each vertex of the first and of the second graph, n^2 in all, and a penalty that keeps them a permutation.",
  sources: [
    "Lucas 2014, Ising formulations of many NP problems, section 9",
    "Calude, Dinneen, Hua 2017, QUBO formulations for the graph isomorphism problem and related problems",
  ],
  sense: "min",
  objective: "disagreements",
  instanceSchema,
  solutionSchema,
  check: ({ vertices, first, second }) =>
    [...checkPairs(vertices, first, "first"), ...checkPairs(vertices, second, "second")].slice(0, 20),
  describe: ({ vertices, first, second }) => `${vertices} vertices, ${first.length} and ${second.length} edges`,
  program: isomorphismProgram,
  toSolution: (_instance, [order]) => ({ image: inverse(order as readonly number[]) }),
  toAssignment: (_instance, { image }) => [inverse(image)],
  cost: disagreements,
  verify: verifyImages,
  bound: degreeBound,
  answer: answerIsomorphism,
  sample: sampleIsomorphism,
  generate: generateIsomorphism,
  tell: (_instance, { image }) =>
    image
      .slice(0, 20)
      .map((i, v) => `${v} -> ${i}`)
      .join(", ") + (image.length > 20 ? `, and ${image.length - 20} more` : ""),
  draw,
});

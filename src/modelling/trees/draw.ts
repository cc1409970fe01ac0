/** Networks and their trees as drawing data: what the tree must hold, what it holds besides, and the rest, in three colours. O(n + m). */
import type { Drawing } from "../../problem.ts";
import { vertexName } from "../graph.ts";
import { drawGraph } from "../graph-drawing.ts";
import type { NetworkFields, TreeSolution } from "./schema.ts";

/** Groups of points: their colours are blue, orange and grey. */
const [HELD, REQUIRED, REST] = [0, 1, 7];

/** @param required 1 for vertices that the tree must hold; null where all are alike */
export function drawTree(
  instance: NetworkFields,
  title: string,
  required: ArrayLike<number> | null,
  solution: TreeSolution | null,
): Drawing | null {
  const { vertices, edges, coordinates } = instance;
  const drawing = drawGraph(vertices, edges, coordinates, null);
  if (drawing === null) return null;
  const held = new Uint8Array(vertices);
  edges.forEach(([i, j], e) => {
    if (solution?.choose[e] === 1) held[i] = held[j] = 1;
  });
  const groupOf = (v: number) => (required?.[v] === 1 ? REQUIRED : held[v] === 1 || solution === null ? HELD : REST);
  return {
    ...drawing,
    title,
    points: drawing.points.map((point, v) => ({ ...point, label: vertexName(instance, v), group: groupOf(v) })),
    lines: drawing.lines.map((line, e) => ({ ...line, role: solution?.choose[e] === 1 ? "tour" : "edge" })),
  };
}

/**
 * Graphs laid out on a line: vertices at the places 0 to n - 1, and a price of each edge that grows with the length |p - q| alone.
 * What linear arrangement and bandwidth share: the model, the most that a vertex can cost, and drawings. O(n + m) and the lengths.
 */
import { csrFromEdges, type Factor } from "../model/index.ts";
import type { Encoding } from "../problem.ts";
import { type ArrangementOptions, arrangementConstraint, type DearestBit } from "./arrangement.ts";
import { checkLabels } from "./document.ts";
import { checkPairs, type Edge, type PairComplaint, pairColumns, requireGraphMemory } from "./graph.ts";
import { drawGraph, type Line, type Point } from "./graph-drawing.ts";
import { encodeOrders, type OrderSolution, placeNames } from "./order.ts";

/** What such instances have in common; edge weights are 0 or more. */
interface Layout {
  readonly name?: string | undefined;
  readonly vertices: number;
  readonly edges: readonly Edge[];
  readonly names?: readonly string[] | undefined;
}

const BYTES_PER_VERTEX = 60; // row starts twice, names, coordinates of the line
const MOST_DRAWN = 2000; // beyond it neighbours are closer than a pixel on a page of 600
const ROUNDING = 2 ** -40; // of sums of at most 2^10 products of a vertex

/**
 * The objective is the sum of weight * price(length) over edges. The first place is the dearest, as the lengths from there are
 * the longest: M = max over vertices of its weights times price(n - 1), price(n - 2), ..., the heaviest edge the longest.
 *
 * @param lengths the factor with entry (p, q) = price(|p - q|)
 * @param price of a length from 1 on: 0 or more, a whole number, never falling
 * @throws {MemoryError}
 */
export function encodeLayout(
  layout: Layout,
  lengths: Factor,
  price: (length: number) => number,
  options: ArrangementOptions,
): Encoding<OrderSolution> {
  const { vertices, edges } = layout;
  requireGraphMemory(vertices, edges.length, BYTES_PER_VERTEX);
  const { from, to, weight } = pairColumns(edges);
  const graph = csrFromEdges(vertices, from, to, weight);
  const objective = {
    size: vertices,
    // The matrix holds both directions of each edge.
    products: [{ scale: 0.5, left: { ...graph, symmetric: true }, right: lengths }],
    costs: null,
    offset: 0,
    items: Array.from({ length: vertices }, (_, v) => vertexName(layout, v)),
    places: placeNames(vertices),
  };
  const whole = weight.every((value) => Number.isInteger(value));
  const dearest = () => dearestVertex(layout, graph, price);
  const constraint = arrangementConstraint(vertices, dearest, whole, options);
  return encodeOrders(objective, constraint, { item: "vertex", items: "vertices" });
}

function dearestVertex(
  layout: Layout,
  { n, rowStart, values }: Pick<Factor & { kind: "csr" }, "n" | "rowStart" | "values">,
  price: (length: number) => number,
): DearestBit {
  let cost = 0;
  let dearest = 0;
  for (let v = 0; v < n; v++) {
    const weights = Float64Array.from(values.subarray(rowStart[v], rowStart[v + 1])).sort();
    let sum = 0;
    for (let k = 1; k <= weights.length; k++) sum += weights[weights.length - k] * price(n - k);
    if (sum > cost) [cost, dearest] = [sum, v];
  }
  const witness = `${vertexName(layout, dearest)} costs M = ${cost} at the end of the line, its neighbours at the other end`;
  return { cost: Number.isInteger(cost) ? cost : cost * (1 + ROUNDING), witness };
}

export function vertexName({ names }: Layout, vertex: number): string {
  return names?.[vertex] ?? `vertex ${vertex}`;
}

/** Complaints about pairs and names. */
export function checkLayout({ vertices, edges, names }: Layout): PairComplaint[] {
  return [...checkPairs(vertices, edges, "edges"), ...checkLabels(vertices, names, "names")];
}

/** Vertices along an arc in the order of a solution, vertex 0 first without one: the line is bent so that edges can be told apart. */
export function drawLayout(
  layout: Layout,
  solution: OrderSolution | null,
): { title: string; points: Point[]; lines: Line[] } | null {
  const { name, vertices, edges } = layout;
  const places = solution === null ? null : new Map(solution.order.map((vertex, place) => [vertex, place]));
  const coordinates = Array.from({ length: vertices }, (_, vertex) => {
    const angle = Math.PI * (1 - ((places?.get(vertex) ?? vertex) + 0.5) / vertices);
    return [Math.cos(angle), Math.sin(angle)];
  });
  const drawing = vertices > MOST_DRAWN ? null : drawGraph(vertices, edges, coordinates, null);
  if (drawing === null) return null;
  const points = drawing.points.map((point, vertex) => ({ ...point, label: vertexName(layout, vertex) }));
  return { title: name ?? `${vertices} vertices`, points, lines: drawing.lines };
}

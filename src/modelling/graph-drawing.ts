/** Graphs as drawing data: points at the given coordinates, else evenly on a circle; edges as lines. O(n + m). */
import type { Edge, PairComplaint } from "./graph.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label?: string;
  readonly group?: number;
}

export interface Line {
  readonly from: number;
  readonly to: number;
  readonly role: "edge" | "cut";
}

const MOST_ON_A_CIRCLE = 2000; // beyond it neighbours are closer than a pixel on a page of 600

/** What is wrong with `coordinates`: one complaint at most. */
export function checkCoordinates(n: number, coordinates: readonly unknown[] | undefined): PairComplaint[] {
  if (coordinates === undefined || coordinates.length === n) return [];
  return [{ path: "coordinates", found: `${coordinates.length} points`, expected: `${n}, one a vertex` }];
}

/**
 * Points and lines of a graph, y upwards; null when there are no coordinates and more than 2000 vertices.
 * `group` colours the vertices (length n): an edge between different groups is a cut line.
 */
export function drawGraph(
  n: number,
  edges: readonly Edge[],
  coordinates: readonly (readonly number[])[] | undefined,
  group: ArrayLike<number> | null,
): { points: Point[]; lines: Line[] } | null {
  if (coordinates === undefined && n > MOST_ON_A_CIRCLE) return null;
  const points = Array.from({ length: n }, (_, v): Point => {
    const [x, y] = coordinates === undefined ? onCircle(v, n) : coordinates[v];
    const point = { x, y, label: String(v) };
    return group === null ? point : { ...point, group: group[v] };
  });
  const lines = edges.map(([from, to]): Line => {
    const cut = group !== null && group[from] !== group[to];
    return { from, to, role: cut ? "cut" : "edge" };
  });
  return { points, lines };
}

/** Vertex 0 on top, the others clockwise, radius 1. */
function onCircle(v: number, n: number): [number, number] {
  const angle = Math.PI / 2 - (2 * Math.PI * v) / n;
  return [Math.cos(angle), Math.sin(angle)];
}

/** Graphs as drawing data: points at the given coordinates, else evenly on a circle and free to move; edges as lines. O(n + m). */
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

export interface GraphDrawing {
  readonly points: Point[];
  readonly lines: Line[];
  readonly free?: true;
}

const MOST_FREE = 2000; // beyond it no layout tells the vertices apart on a page

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
): GraphDrawing | null {
  if (coordinates === undefined && n > MOST_FREE) return null;
  const points = Array.from({ length: n }, (_, v): Point => {
    const [x, y] = coordinates === undefined ? onCircle(v, n) : coordinates[v];
    const point = { x, y, label: String(v) };
    return group === null ? point : { ...point, group: group[v] };
  });
  const lines = edges.map(([from, to]): Line => {
    const cut = group !== null && group[from] !== group[to];
    return { from, to, role: cut ? "cut" : "edge" };
  });
  return coordinates === undefined ? { points, lines, free: true } : { points, lines };
}

/** Vertex 0 on top, the others clockwise, radius 1. */
function onCircle(v: number, n: number): [number, number] {
  const angle = Math.PI / 2 - (2 * Math.PI * v) / n;
  return [Math.cos(angle), Math.sin(angle)];
}

/** Random geometric graphs (Johnson, Aragon, McGeoch & Schevon 1989): vertices at random in a square, joined when near. O(n + edges). */
import type { Pair } from "./graph.ts";

/** Mean number of neighbours away from the border: about four edges a vertex. */
const NEIGHBOURS = 8;
/** Side of the square in grid steps a vertex, so that places are well told apart. */
const STEPS = 100;

/** @param below draws a whole number from 0 to less than its bound */
export function geometricGraph(
  below: (bound: number) => number,
  size: number,
): { edges: Pair[]; coordinates: number[][] } {
  const side = Math.max(10_000, Math.ceil(STEPS * Math.sqrt(size)));
  const coordinates = Array.from({ length: size }, () => [below(side), below(side)]);
  const radius = side * Math.sqrt(NEIGHBOURS / (Math.PI * size));
  return { edges: nearPairs(coordinates, radius, side), coordinates };
}

/** All pairs within the radius, each once: vertices are sorted into cells as wide as the radius, and only nine are searched. */
function nearPairs(coordinates: readonly number[][], radius: number, side: number): Pair[] {
  const columns = Math.max(1, Math.floor(side / radius));
  const cellOf = (at: number) => Math.min(columns - 1, Math.floor((at * columns) / side));
  const cells: number[][] = Array.from({ length: columns * columns }, () => []);
  const edges: Pair[] = [];
  for (const [vertex, [x, y]] of coordinates.entries()) {
    const [column, row] = [cellOf(x), cellOf(y)];
    for (let r = Math.max(0, row - 1); r <= Math.min(columns - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        for (const other of cells[r * columns + c]) {
          const [dx, dy] = [x - coordinates[other][0], y - coordinates[other][1]];
          if (dx * dx + dy * dy <= radius * radius) edges.push([other, vertex]);
        }
      }
    }
    cells[row * columns + column].push(vertex);
  }
  return edges;
}

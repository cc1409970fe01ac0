/** Places for graphs without any: the same each time, finite, and telling what the graph is. */
import { describe, expect, it } from "vitest";
import { maxCut } from "../../problems/max-cut/index.ts";
import { drawGraph } from "../../src/modelling/graph-drawing.ts";
import type { Drawing } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { drawnFigures } from "../../src/report/drawn.ts";
import { isFree, layOutGraph, tooManyLines } from "../../src/report/layout.ts";
import { drawingToSvg } from "../../src/report/svg.ts";
import { inspect } from "./inspect.ts";

const SIDE = 12;
const lattice = Array.from({ length: SIDE * SIDE }, (_, v) => v).flatMap((v): [number, number][] => [
  ...(v % SIDE < SIDE - 1 ? [[v, v + 1] as [number, number]] : []),
  ...(v < SIDE * (SIDE - 1) ? [[v, v + SIDE] as [number, number]] : []),
]);
const drawingOf = (n: number, edges: [number, number][], group: number[] | null = null): Drawing => ({
  title: "graph",
  ...drawGraph(n, edges, undefined, group)!,
});

function distance({ points }: Drawing, i: number, j: number): number {
  return Math.hypot(points[i].x - points[j].x, points[i].y - points[j].y);
}

describe("the layout of a graph", () => {
  const placed = layOutGraph(drawingOf(SIDE * SIDE, lattice));
  it("is finite and the same each time", () => {
    expect(placed.points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    expect(layOutGraph(drawingOf(SIDE * SIDE, lattice)).points).toEqual(placed.points);
  });
  it("unfolds a lattice: opposite corners are the farthest, neighbours near", () => {
    const joined = lattice.map(([i, j]) => distance(placed, i, j));
    const corners = distance(placed, 0, SIDE * SIDE - 1);
    expect(corners).toBeGreaterThan(SIDE * (joined.reduce((sum, d) => sum + d, 0) / joined.length) * 0.8);
    expect(Math.max(...joined)).toBeLessThan(corners / 4);
  });
  it("puts vertices that lie on each other, loops and double edges somewhere", () => {
    const odd = layOutGraph(drawingOf(4, [[0, 0], [1, 2], [1, 2]])); // biome-ignore format: one line
    expect(new Set(odd.points.map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
  });
  it("gathers the sides of a cut", () => {
    const random = createRandom(1);
    const n = 60;
    const side = Array.from({ length: n }, (_, v) => v % 2);
    const edges = Array.from({ length: 150 }, (): [number, number] => {
      const from = random.below(n);
      return [from, (from + 1 + 2 * random.below(n / 2)) % n];
    });
    const { points } = layOutGraph(drawingOf(n, edges, side));
    const middle = (group: number) => points.reduce((sum, { x }, v) => sum + (side[v] === group ? x : 0), 0) / (n / 2);
    const wrong = points.filter(({ x }, v) => (x > 0 ? 1 : 0) !== (middle(1) > 0 ? side[v] : 1 - side[v])).length;
    expect(wrong).toBeLessThan(n / 10);
  });
});

describe("which graphs are laid out", () => {
  it("not those with coordinates, not dense ones, not those with too many lines", () => {
    expect(isFree(drawingOf(144, lattice))).toBe(true);
    const coordinates = Array.from({ length: 144 }, (_, v) => [v, v]);
    expect(isFree({ title: "", ...drawGraph(144, lattice, coordinates, null)! })).toBe(false);
    const complete = Array.from({ length: 10 }, (_, i) =>
      Array.from({ length: i }, (_, j): [number, number] => [j, i]),
    );
    expect(isFree(drawingOf(10, complete.flat()))).toBe(false);
    const many = Array.from({ length: 20_001 }, (_, k): [number, number] => [k % 2000, (k + 7) % 2000]);
    expect(tooManyLines(drawingOf(2000, many))).toBe(true);
    expect(drawnFigures(drawingOf(2000, many), "cut 3")).toMatchObject([{ kind: "paragraph" }]);
  });
  it("draws them inside the picture", () => {
    const instance = maxCut.sample(createRandom(4), 30);
    inspect(
      drawingToSvg(
        maxCut.draw(instance, {
          side: instance.edges
            .map(() => 0)
            .slice(0, 0)
            .concat(Array(instance.vertices).fill(1)),
        })!,
      ),
    );
  });
});

/** Proofs about Hamiltonian routes: never above the truth, and reaching it on small graphs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutBounds } from "../../src/bounds/hamiltonian/cuts.ts";
import { degreeBound } from "../../src/bounds/hamiltonian/degrees.ts";
import { fewestPaths } from "../../src/bounds/hamiltonian/frontier.ts";
import { type Route, type RouteGraph, waysOf } from "../../src/bounds/hamiltonian/graph.ts";
import { hamiltonianBounds } from "../../src/bounds/hamiltonian/index.ts";
import { coverOf } from "../../src/bounds/hamiltonian/questions.ts";
import { reachBound } from "../../src/bounds/hamiltonian/reach.ts";
import { successorBound } from "../../src/bounds/hamiltonian/successors.ts";
import { createCycleSearch } from "../../src/kernels/hamiltonian/exhaustion.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Bound } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { flowerSnark, generalizedPetersen, grid } from "../support/graphs.ts";
import { prop } from "../support/prop.ts";

/** Fewest missing edges of any order, over subsets and last vertices: the definition, in another order. */
function fewestMissing(graph: RouteGraph, route: Route): number {
  const { vertices: n, edges, directed = false, from, to } = graph;
  if (route === "cycle" && n === 1) return 1;
  if (route === "cycle" && n === 2) return directed ? 2 - edges.length : 2 - Math.min(1, edges.length);
  const way = Array.from({ length: n }, () => new Array<number>(n).fill(1));
  for (const [i, j] of edges) {
    way[i][j] = 0;
    if (!directed) way[j][i] = 0;
  }
  const cost = Array.from({ length: 2 ** n }, () => new Array<number>(n).fill(Number.POSITIVE_INFINITY));
  for (let v = 0; v < n; v++) {
    if (route === "cycle" ? v === 0 : from === undefined || v === from) cost[2 ** v][v] = 0;
  }
  for (let set = 1; set < 2 ** n; set++) {
    for (let v = 0; v < n; v++) {
      for (let w = 0; w < n; w++) {
        if ((set >> w) % 2 === 1) continue;
        const wider = set + 2 ** w;
        cost[wider][w] = Math.min(cost[wider][w], cost[set][v] + way[v][w]);
      }
    }
  }
  const all = cost[2 ** n - 1];
  if (route === "cycle") return Math.min(...all.map((value, v) => value + way[v][0]));
  return Math.min(...all.filter((_, v) => to === undefined || v === to));
}

const context = { kernels: referenceKernels, memoryLimit: 1e9, incumbent: () => null };

const all = (graph: RouteGraph, route: Route): Bound[] =>
  [...hamiltonianBounds(graph, route, context)].filter((bound) => bound !== null);

const last = (graph: RouteGraph, route: Route): Bound | null => all(graph, route).at(-1) ?? null;

/** Random graphs of all densities, some with structure: parts, bridges, two sides. */
function randomGraph(seed: number, route: Route): RouteGraph {
  const random = createRandom(seed);
  const n = 1 + random.below(8);
  const directed = random.below(2) === 0;
  const density = (1 + random.below(9)) / 10;
  const sides = 1 + random.below(3);
  const bipartite = random.below(2) === 0;
  const edges: [number, number][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || (!directed && j < i)) continue;
      const same = i % sides === j % sides;
      const wanted = sides === 1 || same !== bipartite ? density : bipartite ? 0 : 0.1;
      if (random.uniform() < wanted) edges.push([i, j]);
    }
  }
  const first = random.below(n);
  const second = (first + 1 + random.below(Math.max(1, n - 1))) % n;
  const ends = route === "cycle" || n < 2 ? 0 : random.below(4);
  return {
    vertices: n,
    edges,
    directed,
    ...(ends % 2 === 1 ? { from: first } : {}),
    ...(ends >= 2 ? { to: second } : {}),
  };
}

/** The bounds of single proofs: a wrong one must not hide behind a right one. */
function parts(graph: RouteGraph, route: Route): Bound[] {
  const ways = waysOf(graph);
  const found: (Bound | null)[] = [degreeBound(graph, route, ways), ...cutBounds(graph, route, ways.neighbours)];
  if (graph.directed === true) found.push(reachBound(graph, route, ways.successors));
  const matching = successorBound(graph, route, ways.successors);
  for (;;) {
    const next = matching.next();
    if (next.done !== true) continue;
    found.push(next.value);
    return found.filter((bound) => bound !== null);
  }
}

const seeds = fc.nat({ max: 1_000_000_000 });

describe.each(["cycle", "path"] as const)("bounds of a Hamiltonian %s", (route) => {
  prop(
    "never exceed the fewest missing edges, grow, and end at them",
    [seeds],
    (seed) => {
      const graph = randomGraph(seed, route);
      const least = fewestMissing(graph, route);
      const values = all(graph, route).map(({ value }) => value);
      expect(values.at(-1) ?? 0, JSON.stringify(graph)).toBe(least);
      expect(values).toEqual([...values].sort((a, b) => a - b));
    },
    { numRuns: 600 },
  );

  prop(
    "are reached by dynamic programming alone",
    [seeds],
    (seed) => {
      const graph = randomGraph(seed, route);
      if (graph.vertices < 3) return;
      const { question, closed, surplus } = coverOf(graph, route);
      const truth = fewestMissing(graph, route);
      for (const enough of [Number.POSITIVE_INFINITY, truth + surplus + 1, truth + surplus, 1]) {
        const programme = fewestPaths(question, closed, enough);
        let next = programme.next();
        while (next.done !== true) next = programme.next();
        expect(next.value, `${enough} ${JSON.stringify(graph)}`).toBe(Math.min(enough, truth + surplus));
      }
    },
    { numRuns: 300 },
  );

  prop(
    "never exceed it one by one",
    [seeds],
    (seed) => {
      const graph = randomGraph(seed, route);
      if (graph.vertices < 3) return;
      const least = fewestMissing(graph, route);
      for (const { value, proof } of parts(graph, route)) {
        if (value > least) throw new Error(`${value} > ${least} by "${proof}" for ${JSON.stringify(graph)}`);
      }
    },
    { numRuns: 2000 },
  );
});

describe("proofs", () => {
  const graph = (n: number, edges: readonly (readonly [number, number])[]): RouteGraph => ({ vertices: n, edges });

  it("say why in the words of the graph", () => {
    expect(last(graph(3, [[0, 1]]), "cycle")).toEqual({
      value: 2,
      proof: "vertex 0, vertex 1 and vertex 2 have too few edges",
    });
    const pendant = graph(4, [
      [0, 1],
      [1, 2],
      [2, 0],
      [2, 3],
    ]);
    expect(all({ ...pendant, names: ["a", "b", "c", "d"] }, "cycle")[0]).toEqual({ value: 1, proof: "d has one edge" });
    const bow = graph(5, [
      [0, 1],
      [1, 2],
      [2, 0],
      [2, 3],
      [3, 4],
      [4, 2],
    ]);
    expect(last(bow, "cycle")).toEqual({ value: 1, proof: "without vertex 2 the graph falls into 2 parts" });
    expect(last(bow, "path")).toBe(null);
    const apart = graph(6, [
      [0, 1],
      [1, 2],
      [2, 0],
      [3, 4],
      [4, 5],
      [5, 3],
    ]);
    expect(last(apart, "cycle")).toEqual({ value: 2, proof: "the graph falls into 2 parts" });
    const oneWay = {
      ...graph(4, [
        [0, 1],
        [1, 0],
        [2, 3],
        [3, 2],
        [0, 2],
      ]),
      directed: true,
    };
    expect(all(oneWay, "cycle")[1]?.proof).toMatch(/^no edge leads .* part of the graph around vertex/);
  });

  it("count ways into a first vertex, or out of a last one, for nothing", () => {
    const back: RouteGraph = {
      vertices: 3,
      directed: true,
      from: 0,
      edges: [
        [0, 2],
        [1, 0],
        [2, 0],
      ],
    };
    const run = successorBound(back, "path", waysOf(back).successors);
    let step = run.next();
    while (!step.done) step = run.next();
    expect(step.value?.value).toBe(1);
    const arrow: RouteGraph = { vertices: 2, directed: true, edges: [[0, 1]] };
    const { successors } = waysOf(arrow);
    expect(reachBound(arrow, "path", successors)).toBeNull();
    expect(reachBound({ ...arrow, from: 1 }, "path", successors)?.value).toBe(1);
    expect(reachBound({ ...arrow, to: 0 }, "path", successors)?.value).toBe(1);
  });

  it("see unequal sides: K_3,4 lacks one edge, and has a path", () => {
    const sides = [0, 1, 2].flatMap((i) => [3, 4, 5, 6].map((j): [number, number] => [i, j]));
    expect(last(graph(7, sides), "cycle")).toEqual({
      value: 1,
      proof: "at most 6 of 7 vertices can have different successors",
    });
    expect(last(graph(7, sides), "path")).toBe(null);
  });

  it("settle the Petersen graph, the generalized ones, and flower snarks", () => {
    const petersen = generalizedPetersen(5, 2);
    expect(last(petersen, "cycle")).toMatchObject({ value: 1, proof: expect.stringMatching(/complete search/) });
    expect(last(petersen, "path")).toBe(null);
    // No cycle exactly for k = 2, n = 5 mod 6 (Alspach 1983).
    for (const n of [6, 7, 8, 9, 10, 11, 12, 17]) {
      expect([n, last(generalizedPetersen(n, 2), "cycle")?.value ?? 0]).toEqual([n, n % 6 === 5 ? 1 : 0]);
    }
    const known = { ...context, incumbent: () => 1 };
    expect([...hamiltonianBounds(flowerSnark(25), "cycle", known)].at(-1)?.value).toBe(1);
    for (const k of [5, 7, 9]) expect(last(flowerSnark(k), "cycle")?.value).toBe(1); // Isaacs 1975
  });

  it("prove odd grids impossible, and none of even ones", () => {
    expect(last(grid(5, 5), "cycle")?.value).toBe(1);
    expect(last(grid(5, 5), "path")).toBe(null);
    expect(last(grid(4, 5), "cycle")).toBe(null);
    expect(last({ ...grid(5, 5), from: 1 }, "path")?.value).toBe(1); // a path must begin in the larger colour class
  });

  it("end early once the best order is as good as the bound", () => {
    const petersen = generalizedPetersen(5, 2);
    const known = { ...context, incumbent: () => 0 };
    expect([...hamiltonianBounds(petersen, "cycle", known)].every((bound) => bound === null)).toBe(true);
  });

  it("pause: a long complete search is sliced", () => {
    const { vertices: n, edges } = flowerSnark(15);
    const a = Int32Array.from(edges, ([i]) => i);
    const b = Int32Array.from(edges, ([, j]) => j);
    const search = createCycleSearch({ n, a, b, forced: [] });
    let slices = 0;
    while (search.advance(2000) === null) slices++;
    expect(slices).toBeGreaterThan(3);
    expect(search.advance(2000)).toBe("none");
  });
});

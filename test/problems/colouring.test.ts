/** Colouring: constructions and cliques against plain loops, known graphs, the referee's words. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cliqueBound, colouringBounds } from "../../problems/colouring/bounds.ts";
import { largestClique } from "../../problems/colouring/cliques.ts";
import { dsatur } from "../../problems/colouring/dsatur.ts";
import { colouring } from "../../problems/colouring/index.ts";
import { neighboursOf } from "../../problems/colouring/neighbours.ts";
import type { ColouringInstance } from "../../problems/colouring/schema.ts";
import { structureOf } from "../../src/model/index.ts";
import { randomPairs } from "../../src/modelling/graph.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

type Pairs = [number, number][];

const instanceOf = (vertices: number, edges: Pairs, colours?: number): ColouringInstance => ({
  problem: "colouring",
  vertices,
  edges,
  ...(colours === undefined ? {} : { colours }),
});
const complete = (n: number): Pairs =>
  Array.from({ length: n }, (_, j) => Array.from({ length: j }, (_, i): [number, number] => [i, j])).flat();
const ring = (n: number): Pairs => Array.from({ length: n }, (_, i) => [i, (i + 1) % n]);

/** Largest set of pairwise joined vertices, by trying all sets. */
function cliqueNumber(n: number, edges: Pairs): number {
  const joined = new Set(edges.flatMap(([i, j]) => [i * n + j, j * n + i]));
  let most = 0;
  for (let set = 0; set < 2 ** n; set++) {
    const members = Array.from({ length: n }, (_, v) => v).filter((v) => (set >> v) & 1);
    if (members.length > most && members.every((u) => members.every((v) => u === v || joined.has(u * n + v))))
      most = members.length;
  }
  return most;
}

/** By giving each vertex each colour in turn. */
function isColourableByTrying(n: number, edges: Pairs, colours: number, chosen: readonly number[] = []): boolean {
  const v = chosen.length;
  if (v === n) return true;
  for (let c = 0; c < colours; c++) {
    if (edges.some(([i, j]) => j === v && chosen[i] === c)) continue;
    if (isColourableByTrying(n, edges, colours, [...chosen, c])) return true;
  }
  return false;
}

const graphs = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(0, 0.3, 0.6, 0.9), fc.nat());
const randomGraph = ([n, density, seed]: [number, number, number]): Pairs =>
  randomPairs(n, density, createRandom(seed).uniform);

describe("colouring", () => {
  prop("constructs colourings by DSATUR that are valid", [graphs], (graph) => {
    const instance = instanceOf(graph[0], randomGraph(graph));
    const solution = colouring.construct?.(instance) ?? null;
    expect(solution).not.toBeNull();
    expect(colouring.verify(instance, solution!)).toEqual([]);
  });

  it("colours rings and trees as DSATUR is proved to: bipartite graphs with 2", () => {
    expect(new Set(dsatur(neighboursOf(instanceOf(8, ring(8))))).size).toBe(2);
    expect(new Set(dsatur(neighboursOf(instanceOf(7, ring(7))))).size).toBe(3);
    expect(new Set(dsatur(neighboursOf(instanceOf(5, complete(5))))).size).toBe(5);
  });

  it("constructs nothing where DSATUR needs more colours than there are", () => {
    expect(colouring.construct?.(instanceOf(7, ring(7), 2))).toBeNull();
    expect(colouring.construct?.(instanceOf(7, ring(7), 3))).not.toBeNull();
  });

  prop("finds the largest clique", [graphs], (graph) => {
    const edges = randomGraph(graph);
    let last: readonly number[] = [];
    for (const clique of largestClique(neighboursOf(instanceOf(graph[0], edges)))) {
      expect(clique.length).toBeGreaterThanOrEqual(last.length);
      last = clique;
    }
    const joined = new Set(edges.flatMap(([i, j]) => [`${i} ${j}`, `${j} ${i}`]));
    for (const u of last) for (const v of last) expect(u === v || joined.has(`${u} ${v}`)).toBe(true);
    expect(last.length).toBe(cliqueNumber(graph[0], edges));
  });

  prop("proves the fewest colours of small graphs, and whether given ones are enough", [graphs], (graph) => {
    const [n] = graph;
    const edges = randomGraph(graph);
    let fewest = 1;
    while (!isColourableByTrying(n, edges, fewest)) fewest++;
    expect([...colouringBounds(instanceOf(n, edges))].at(-1)?.value).toBe(fewest);
    for (const given of [1, 2, 3]) {
      const last = [...colouringBounds(instanceOf(n, edges, given))].at(-1);
      expect(last!.value > 0).toBe(given < fewest);
    }
  });

  it("counts the conflicts that a clique forces", () => {
    expect(cliqueBound(instanceOf(5, [], 2), 5).value).toBe(4); // classes of 3 and 2
    expect(cliqueBound(instanceOf(5, [], 4), 5).value).toBe(1);
    expect(cliqueBound(instanceOf(5, [], 5), 5).value).toBe(0);
    expect(cliqueBound(instanceOf(5, []), 5).value).toBe(5);
  });

  prop("encodes with as many bits as documented, and couplings that do not grow with colours", [graphs], (graph) => {
    const [n] = graph;
    const edges = randomGraph(graph);
    const degree = Array.from({ length: n }, (_, v) => edges.filter((edge) => edge.includes(v)).length);
    const palette = Math.max(...degree) + 1;
    const fewest = colouring.encode(instanceOf(n, edges), colouring.defaults).model;
    expect(fewest.n).toBe((n + 1) * palette);
    expect(structureOf(fewest, "one-hot")).toMatchObject({ groups: n, size: palette, penalised: true });
    const structural = colouring.encode(instanceOf(n, edges, 3), { ...colouring.defaults, penalty: "structural" });
    expect(structural.model.n).toBe(3 * n);
    expect(structureOf(structural.model, "one-hot")).toMatchObject({ groups: n, size: 3, penalised: false });
  });

  it("names what is wrong in the words of the instance", () => {
    const instance = { ...instanceOf(3, [[0, 1]]), names: ["Tyrol", "Salzburg", "Vienna"] };
    const messages = (colour: number[]) => colouring.verify(instance, { colour }).map(({ message }) => message);
    expect(messages([1, 1, 0])).toEqual(["vertices Tyrol and Salzburg are joined and both have colour 1"]);
    expect(messages([0, 1, 2])).toEqual(["vertex Vienna has colour 2, expected one from 0 to 1"]);
    expect(messages([0, 1])).toEqual(["colour has 2 values, expected 3, one a vertex"]);
    expect(colouring.tell?.(instance, { colour: [0, 1, 0] })).toBe("0: Tyrol, Vienna; 1: Salzburg");
  });

  it("asks for one colour fewer, until one is left or the colours are given", () => {
    const instance = instanceOf(4, ring(4));
    expect(colouring.tighten?.(instance, { colour: [0, 1, 2, 1] })).toEqual({ ...instance, colours: 2 });
    expect(colouring.tighten?.(instanceOf(2, []), { colour: [0, 0] })).toBeNull();
    expect(colouring.tighten?.(instanceOf(4, ring(4), 3), { colour: [0, 1, 2, 1] })).toBeNull();
  });

  prop(
    "gives classes up where one colour fewer is sought, and keeps all other vertices together",
    [graphs],
    (graph) => {
      const instance = instanceOf(graph[0], randomGraph(graph));
      const solution = colouring.construct!(instance)!;
      const tightened = colouring.tighten!(instance, solution);
      if (tightened === null) return;
      const near = colouring.approach!(tightened, solution);
      expect(Math.max(...near.colour)).toBeLessThan(tightened.colours!);
      const sizes = new Map<number, number>();
      for (const k of solution.colour) sizes.set(k, (sizes.get(k) ?? 0) + 1);
      const least = Math.min(...sizes.values());
      const moved = solution.colour.filter((k, v) => {
        const others = solution.colour.indexOf(k);
        return near.colour[others] !== near.colour[v];
      });
      expect(moved.length).toBeLessThanOrEqual(least);
    },
  );

  it("answers whether the given colours are enough", () => {
    const instance = instanceOf(4, complete(4), 3);
    expect(colouring.answer?.(instance, null, cliqueBound(instance, 4))).toBe(
      "no: 3 colours are too few, clique of 4 vertices",
    );
    expect(colouring.answer?.(instance, null, cliqueBound(instance, 2))).toBe("none found");
    expect(colouring.answer?.(instance, 0, null)).toBe("yes: 3 colours are enough");
  });
});

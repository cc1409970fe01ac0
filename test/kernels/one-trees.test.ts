/** Laws of the 1-tree kernels: the value against plain trees of all leaves, the twins bit for bit, growth in pieces of any size. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReferenceOneTrees, wholeCost } from "../../src/kernels/one-trees/reference.ts";
import type { EdgeCosts, EdgeLists, OneTreeRequest, OneTrees } from "../../src/kernels/one-trees/types.ts";
import { createOneTrees } from "../../src/kernels/one-trees/wasm.ts";
import { PLANAR_METRICS } from "../../src/kernels/tours/types.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const twins = [
  { name: "reference", create: createReferenceOneTrees },
  { name: "wasm", create: createOneTrees },
] as const;

type Cost = (i: number, j: number) => number;

/** A table with ties and absent edges, or points under any metric. */
function costsOf(random: Random, n: number, kind: number): EdgeCosts {
  if (kind >= PLANAR_METRICS.length) {
    const values = new Float64Array(n * n).fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        if (kind % 2 === 0 || random.below(3) > 0 || i === j + 1)
          values[i * n + j] = values[j * n + i] = random.below(20) - 5;
      }
    }
    return { kind: "table", values };
  }
  const spread = random.below(2) === 0 ? 8 : 1000;
  const coordinates = Float64Array.from({ length: 2 * n }, () => spread * random.uniform());
  return { kind: "points", metric: PLANAR_METRICS[kind], coordinates };
}

/** Lists of the edges that `keeps` lets through, both ways. */
function listsOf(n: number, cost: Cost, keeps: (i: number, j: number) => boolean): EdgeLists {
  const rowStart = new Int32Array(n + 1);
  const column: number[] = [];
  const costs: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || cost(i, j) === Number.POSITIVE_INFINITY || !keeps(Math.min(i, j), Math.max(i, j))) continue;
      column.push(j);
      costs.push(cost(i, j));
    }
    rowStart[i + 1] = column.length;
  }
  return { rowStart, column: Int32Array.from(column), cost: Float64Array.from(costs) };
}

/** Cost of a minimum spanning tree of all nodes but one, by trying every edge in order of cost (Kruskal). */
function spanningWithout(n: number, left: number, reduced: Cost): number {
  const edges: [number, number, number][] = [];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) if (i !== left && j !== left) edges.push([reduced(i, j), i, j]);
  edges.sort((a, b) => a[0] - b[0]);
  const part = Array.from({ length: n }, (_, v) => v);
  let sum = 0;
  let joined = 1;
  for (const [cost, i, j] of edges) {
    if (part[i] === part[j] || cost === Number.POSITIVE_INFINITY) continue;
    const gone = part[i];
    for (let v = 0; v < n; v++) if (part[v] === gone) part[v] = part[j];
    sum += cost;
    joined++;
  }
  return joined === n - 1 ? sum : Number.POSITIVE_INFINITY;
}

/** The best of the bounds over the nodes that may be left out. */
function bestOneTree(n: number, cost: Cost, weights: Float64Array, leaves: readonly number[]): number {
  const reduced: Cost = (i, j) => cost(i, j) + weights[i] + weights[j];
  const bounds = leaves.map((left) => {
    const edges = Array.from({ length: n }, (_, j) => (j === left ? Number.POSITIVE_INFINITY : reduced(left, j)));
    edges.sort((a, b) => a - b);
    return spanningWithout(n, left, reduced) + edges[0] + edges[1];
  });
  return Math.max(...bounds) - 2 * weights.reduce((sum, weight) => sum + weight, 0);
}

/** Leaves of the tree before it was closed. */
function leavesOf(trees: OneTrees): number[] {
  const [leaf, other] = trees.closing();
  const inTree = (v: number) => trees.degree[v] - (other >= 0 && (v === leaf || v === other) ? 1 : 0);
  return [...trees.degree.keys()].filter((v) => inTree(v) === 1);
}

interface Case {
  readonly request: OneTreeRequest;
  readonly cost: Cost;
  readonly lists: EdgeLists;
  readonly complete: EdgeLists;
  readonly weights: Float64Array;
}

function caseOf(n: number, kind: number, seed: number): Case {
  const random = createRandom(seed);
  const costs = costsOf(random, n, kind);
  const scale = costs.kind === "table" ? 1 : [1, 16, 1024][random.below(3)];
  const cost = wholeCost(costs, n, scale);
  const kept = new Set<string>();
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) if (j === i + 1 || random.below(3) === 0) kept.add(`${i} ${j}`);
  const lists = listsOf(n, cost, (i, j) => kept.has(`${i} ${j}`));
  const spread = random.below(2) === 0 ? 3 : 500 * scale;
  const weights = Float64Array.from({ length: n }, () => random.below(2 * spread + 1) - spread);
  const request = { nodes: n, costs, scale, entries: n * n, memoryLimit: 1e8 };
  return { request, cost, lists, complete: listsOf(n, cost, () => true), weights };
}

function grown(kind: "sparse" | "dense", trees: OneTrees, n: number, piece: number): number {
  if (kind === "sparse") {
    trees.beginSparse();
    for (let reached = -1, now = 0; now !== reached && now < n; ) {
      reached = now;
      now = trees.growSparse(piece);
    }
    return trees.closeSparse();
  }
  trees.beginDense();
  while (trees.growDense(piece) < n);
  return trees.closeDense();
}

const kinds = fc.integer({ min: 0, max: PLANAR_METRICS.length + 1 });
const seeds = fc.integer({ min: 0, max: 1e6 });

for (const { name, create } of twins) {
  describe(`1-trees, ${name}`, () => {
    prop(
      "over complete lists cost as much as plain ones without the best leaf",
      [fc.integer({ min: 3, max: 12 }), kinds, seeds],
      (n, kind, seed) => {
        const { request, cost, complete, weights } = caseOf(n, kind, seed);
        const trees = create(request);
        trees.weights.set(weights);
        trees.place(complete);
        const value = grown("sparse", trees, n, n);
        expect(value).toBe(bestOneTree(n, cost, weights, leavesOf(trees)));
      },
    );

    prop(
      "over the complete graph do so too, and less with a leaf chosen by poorer lists",
      [fc.integer({ min: 3, max: 12 }), kinds, seeds],
      (n, kind, seed) => {
        const { request, cost, lists, complete, weights } = caseOf(n, kind, seed);
        const trees = create(request);
        trees.weights.set(weights);
        trees.place(complete);
        const best = grown("dense", trees, n, n);
        expect(best).toBe(bestOneTree(n, cost, weights, leavesOf(trees)));
        trees.place(lists);
        const value = grown("dense", trees, n, n);
        expect(value === Number.POSITIVE_INFINITY || value <= best).toBe(true);
        if (value === Number.POSITIVE_INFINITY) return;
        expect(trees.degree.reduce((sum, degree) => sum + degree, 0)).toBe(2 * n);
        const [leaf, other] = trees.closing();
        let sum = cost(leaf, other) + weights[leaf] + weights[other];
        for (let v = 1; v < n; v++) sum += cost(v, trees.parent[v]) + weights[v] + weights[trees.parent[v]];
        expect(value).toBe(sum - 2 * weights.reduce((total, weight) => total + weight, 0));
      },
    );
  });
}

describe("the 1-tree twins", () => {
  prop(
    "grow the same trees in pieces of any size",
    [fc.integer({ min: 3, max: 60 }), kinds, seeds, fc.integer({ min: 1, max: 70 })],
    (n, kind, seed, piece) => {
      const { request, lists, weights } = caseOf(n, kind, seed);
      const [reference, wasm] = twins.map(({ create }) => create(request));
      for (const trees of [reference, wasm]) {
        trees.weights.set(weights);
        trees.place(lists);
      }
      for (const kind of ["sparse", "dense", "sparse"] as const) {
        expect(grown(kind, wasm, n, piece)).toBe(grown(kind, reference, n, n));
        expect(wasm.closing()).toEqual(reference.closing());
        for (const array of ["parent", "key", "order", "degree"] as const)
          expect([...wasm[array]]).toEqual([...reference[array]]);
      }
    },
  );

  it("refuse what does not fit", () => {
    const { request } = caseOf(50, 0, 1);
    for (const { create } of twins) {
      expect(() => create({ ...request, memoryLimit: 1000 })).toThrowError(expect.objectContaining({ code: "memory" }));
    }
  });
});

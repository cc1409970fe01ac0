/** Moves from tree to tree: optimal where exact trees can tell, from a given start, and as cheap as bounds allow. */
import { describe, expect, it } from "vitest";
import { spanningTree } from "../../problems/spanning-tree/index.ts";
import { steinerTree } from "../../problems/steiner-tree/index.ts";
import { treeExchange } from "../../solvers/tree-exchange/index.ts";
import { keyPathsOf } from "../../solvers/tree-exchange/key-paths.ts";
import { createDescent } from "../../solvers/tree-exchange/steiner-descent.ts";
import { exactTree } from "../../src/bounds/trees/dreyfus-wagner.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { networkOf } from "../../src/modelling/trees/schema.ts";
import { costOf, linked } from "../../src/networks/network.ts";
import { createRandom } from "../../src/random.ts";
import { chooseSolver } from "../../src/run/auto.ts";
import { solveSync } from "../../src/run/solve.ts";
import { treeModel } from "../support/trees.ts";

function exactCost(instance: Parameters<typeof steinerTree.cost>[0]): number {
  const work = exactTree(linked(networkOf(instance)), instance.terminals);
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

function search(model: EnergyModel, start: State | null, rounds: number, seed = 1) {
  const context = { random: createRandom(seed), kernels: loadKernels(), monitor: null, start, memoryLimit: 1e9 };
  const shown: number[] = [];
  for (const { energy } of treeExchange.search(model, { ...treeExchange.defaults, rounds }, context))
    shown.push(energy);
  return shown;
}

/** Vertices, kind of network, seed. */
const TABLE = [
  [60, 0, 1],
  [60, 1, 2],
  [70, 2, 5],
];

describe("tree exchange", () => {
  it("finds the exact Steiner tree of networks of 60 and 70 vertices with 6 and 7 terminals", () => {
    for (const [size, kind, seed] of TABLE) {
      const instance = steinerTree.kinds![kind].generate(createRandom(seed), size);
      const { model } = steinerTree.encode(instance, steinerTree.defaults);
      expect(Math.min(...search(model, null, 12)), `${size} ${kind}`).toBe(exactCost(instance));
    }
  });

  it("proves spanning trees of bounded degree together with their bound", () => {
    for (const seed of [1, 2]) {
      const instance = spanningTree.generate!(createRandom(seed), 40);
      const result = solveSync(spanningTree, instance, { work: 1e6 });
      expect([result.valid, result.status, result.solver]).toEqual([true, "optimal", "tree-exchange"]);
    }
  });

  it("finds a Hamiltonian path where every degree is bounded by two", () => {
    const side = 5;
    const edges: [number, number][] = [];
    for (let v = 0; v < side * side; v++) {
      if ((v + 1) % side !== 0) edges.push([v, v + 1]);
      if (v + side < side * side) edges.push([v, v + side]);
    }
    const instance = { problem: "spanning-tree" as const, vertices: side * side, edges, degree: 2 };
    expect(solveSync(spanningTree, instance, { work: 3e6 }).valid).toBe(true);
  });

  it("begins with the tree that it is given, and never shows a worse one", () => {
    const instance = steinerTree.generate!(createRandom(7), 60);
    const encoding = steinerTree.encode(instance, steinerTree.defaults);
    const best = Math.min(...search(encoding.model, null, 20));
    const solved = solveSync(steinerTree, instance, { work: 1e6 });
    const start = encoding.embed(solved.solution as never);
    expect(search(encoding.model, start, 1, 9)[0]).toBeLessThanOrEqual(solved.objective!);
    expect(best).toBe(solved.objective);
    const shown = search(encoding.model, start, 5, 3);
    expect(shown).toEqual([...shown].sort((a, b) => b - a));
  });

  it("is what auto takes, and refuses models without trees", () => {
    const takes = () => true;
    expect(chooseSolver(treeModel(20, 1, "terminals", true), takes).solver).toBe("tree-exchange");
    expect(chooseSolver(treeModel(20, 1, "degrees", true), takes).reason).toMatch(/20 vertices/);
    const bare = { ...treeModel(8, 1, "terminals", true), structure: [] };
    expect(treeExchange.refuses(bare, treeExchange.defaults)?.instead).toBe("annealing");
  });

  it("cuts Steiner trees into key paths that have every edge once and no required vertex inside", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const instance = steinerTree.generate!(createRandom(seed), 50);
      const network = linked(networkOf(instance));
      const required = Int8Array.from({ length: 50 }, (_, v) => +instance.terminals.includes(v));
      const { choose } = steinerTree.construct!(instance)!;
      const paths = keyPathsOf(network, required, choose);
      const edges = paths.flatMap((path) => path.edges);
      expect(new Set(edges).size).toBe(edges.length);
      expect(edges.length).toBe(choose.filter((one) => one === 1).length);
      for (const { edges: own, ends } of paths) {
        const inner = own.flatMap((e) => [network.from[e], network.to[e]]).filter((v) => !ends.includes(v));
        expect(inner.some((v) => required[v] === 1)).toBe(false);
      }
    }
  });

  it("descends to trees that keep what they must, at the cost that it says", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const instance = steinerTree.generate!(createRandom(seed), 50);
      const network = linked(networkOf(instance));
      const required = Int8Array.from({ length: 50 }, (_, v) => +instance.terminals.includes(v));
      const descent = createDescent(network, required, createRandom(seed));
      expect(descent.grow(instance.terminals[0], network.cost)).toBe(true);
      let before = descent.cost;
      for (const _ of descent.descend()) {
        expect(descent.cost).toBeLessThanOrEqual(before);
        before = descent.cost;
      }
      expect(descent.cost).toBe(costOf(network, descent.chosen));
      expect(steinerTree.verify(instance, { choose: Array.from(descent.chosen) })).toEqual([]);
    }
  });
});

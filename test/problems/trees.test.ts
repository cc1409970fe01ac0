/** Trees as energies: how many bits, what penalties must outweigh, and networks that go round in too many ways for orders. */
import { describe, expect, it } from "vitest";
import { spanningTree } from "../../problems/spanning-tree/index.ts";
import { steinerTree } from "../../problems/steiner-tree/index.ts";
import { energy, isTree, readTree, structureOf, writeTree } from "../../src/model/index.ts";
import { treePlan } from "../../src/modelling/trees/plan.ts";
import { networkOf } from "../../src/modelling/trees/schema.ts";
import { isRejected } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";

const grid = (side: number) => {
  const edges: [number, number, number][] = [];
  for (let v = 0; v < side * side; v++) {
    if ((v + 1) % side !== 0) edges.push([v, v + 1, 1 + ((v * 7) % 5)]);
    if (v + side < side * side) edges.push([v, v + side, 1 + ((v * 3) % 4)]);
  }
  return { vertices: side * side, edges };
};

const complete = (n: number) => {
  const random = createRandom(n);
  const edges: [number, number, number][] = [];
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) edges.push([i, j, 1 + random.below(99)]);
  return { vertices: n, edges };
};

describe("Steiner trees as energies", () => {
  it("take as many bits as the formula says: ways to hang, outside, and pairs in triangles", () => {
    const path = {
      problem: "steiner-tree",
      vertices: 4,
      edges: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      terminals: [0, 3],
    } as const;
    const instance = { ...path, edges: path.edges.map(([i, j]): [number, number] => [i, j]), terminals: [0, 3] };
    // Root 0 of 1 edge: 2 * 3 - 1 ways, 2 vertices that may lie outside, no triangle.
    expect(steinerTree.encode(instance, steinerTree.defaults).model.n).toBe(7);
    for (const side of [2, 3, 5]) {
      const network = { problem: "steiner-tree" as const, ...grid(side), terminals: [0, side * side - 1] };
      const { root, triangulation } = treePlan(
        networkOf(network),
        Uint8Array.from({ length: side * side }, (_, v) => +network.terminals.includes(v)),
      )!;
      const atRoot = network.edges.filter(([i, j]) => i === root || j === root).length;
      const expected = 2 * network.edges.length - atRoot + side * side - 2 + triangulation.pairs.length;
      expect(steinerTree.encode(network, steinerTree.defaults).model.n).toBe(expected);
    }
  });

  it("punish a broken piece by just more than the longest way between terminals", () => {
    const edges: [number, number, number][] = [
      [0, 3, 30],
      [2, 3, 2],
      [1, 2, 5],
      [0, 1, 4],
    ];
    const { penalty } = steinerTree.encode(
      { problem: "steiner-tree", vertices: 4, edges, terminals: [0, 2, 3] },
      steinerTree.defaults,
    );
    const thresholds = penalty!.weights.filter(({ name }) => !name.includes("choices")).map((own) => own.threshold);
    expect(new Set(thresholds)).toEqual(new Set([9])); // from 0 to 2, far below the range of costs
    expect(penalty!.guaranteed).toBe(true);
  });

  it("have a structure whose trees, written as bits, cost their edges", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const instance = steinerTree.sample(createRandom(seed), 12);
      const { model } = steinerTree.encode(instance, steinerTree.defaults);
      const structure = structureOf(model, "tree")!;
      const { choose } = steinerTree.construct!(instance)!;
      const values = new Int8Array(model.n).fill(1);
      writeTree(structure, choose, values);
      expect(Array.from(readTree(structure, values))).toEqual(choose);
      expect(isTree(structure, choose)).toBe(true);
      expect(energy(model, { kind: "plain", values })).toBeCloseTo(steinerTree.cost(instance, { choose }), 9);
    }
  });

  it("are one bit an edge, without a penalty, where orders would be too many", () => {
    const instance = { problem: "steiner-tree" as const, ...complete(60), terminals: [3, 17, 40, 59] };
    const encoding = steinerTree.encode(instance, steinerTree.defaults);
    expect([encoding.model.n, encoding.penalty!.mode]).toEqual([(60 * 59) / 2, "structural"]);
    const none = encoding.decode({ kind: "plain", values: new Int8Array(encoding.model.n) });
    expect(isRejected(none) && none.violations[0].code).toBe("not-connected");
    const result = solveSync(steinerTree, instance, { work: 3e5 });
    expect(result.valid).toBe(true);
    expect(result.status).toBe("optimal");
    expect(result.bound?.value).toBe(result.objective);
  });
});

describe("spanning trees as energies", () => {
  const star = (leaves: number) => {
    const edges: [number, number, number][] = [];
    for (let v = 1; v <= leaves; v++) {
      edges.push([0, v, 1]);
      for (let w = 1; w < v; w++) edges.push([w, v, 3]);
    }
    return { problem: "spanning-tree" as const, vertices: leaves + 1, edges };
  };

  it("are cheapest trees without bounds, and dearer with them", () => {
    const free = solveSync(spanningTree, star(5), { work: 2e4 });
    expect([free.status, free.objective]).toEqual(["optimal", 5]);
    const bound = solveSync(spanningTree, { ...star(5), degree: 2 }, { work: 2e5, solver: "tree-exchange" });
    expect([bound.valid, bound.objective]).toEqual([true, 2 + 3 * 3]);
  });

  it("count what hangs below bounded vertices, and write the count where a tree is written", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const instance = spanningTree.sample(createRandom(seed), 14);
      const solution = spanningTree.construct!(instance);
      if (solution === null) continue;
      const encoding = spanningTree.encode(instance, spanningTree.defaults);
      const structure = structureOf(encoding.model, "tree")!;
      const values = new Int8Array(encoding.model.n);
      writeTree(structure, solution.choose, values);
      const state = { kind: "plain", values } as const;
      expect(energy(encoding.model, state)).toBeCloseTo(spanningTree.cost(instance, solution), 9);
      expect(encoding.decode(state).solution).toEqual(solution);
    }
  });

  it("say which bound no tree can keep", () => {
    const path = {
      problem: "spanning-tree" as const,
      vertices: 3,
      edges: [
        [0, 1],
        [1, 2],
      ] as [number, number][],
    };
    const wrong = spanningTree.check({ ...path, names: ["a", "hub", "b"], degree: [2, 1, 2] });
    expect(wrong).toEqual([expect.objectContaining({ path: "degree[1]", found: "1" })]);
    expect(wrong[0].expected).toContain("without hub");
    expect(spanningTree.check({ ...path, degree: 1 })[0].expected).toBe("4 or more");
    expect(spanningTree.check({ ...path, degree: [2, 2] })[0].path).toBe("degree");
    expect(spanningTree.check({ ...path, edges: [[0, 1]] })[0].found).toBe("no way between 0 and 2");
    expect(
      spanningTree.check({
        ...path,
        edges: [
          [0, 1, -2],
          [1, 2],
        ],
      })[0].path,
    ).toBe("edges[0][2]");
  });

  it("tell what is wrong with a tree that is none", () => {
    const instance = { ...star(4), degree: 2 };
    const codes = (...edges: number[]) => {
      const choose = instance.edges.map((_, e) => (edges.includes(e) ? 1 : 0));
      return spanningTree.verify(instance, { choose }).map(({ code }) => code);
    };
    expect(codes(0, 1, 2)).toEqual(["cycle", "not-connected"]);
    expect(codes(0, 1, 3, 6)).toEqual(["degree"]);
    expect(spanningTree.verify(instance, { choose: [1] })[0].code).toBe("wrong-length");
  });
});

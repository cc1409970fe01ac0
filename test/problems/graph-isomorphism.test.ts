import { describe, expect, it } from "vitest";
import twoDrawings from "../../examples/graph-isomorphism/two-drawings.json" with { type: "json" };
import { graphIsomorphism } from "../../problems/graph-isomorphism/index.ts";
import { disagreements } from "../../problems/graph-isomorphism/referee.ts";
import type { IsomorphismInstance } from "../../problems/graph-isomorphism/schema.ts";
import { energy } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { orders } from "../support/all-solutions.ts";

const { answer, bound, defaults, encode, verify } = graphIsomorphism;
const of = (vertices: number, first: [number, number][], second: [number, number][]): IsomorphismInstance => ({
  problem: "graph-isomorphism",
  vertices,
  first,
  second,
});
const ring = (from: number, n: number) =>
  Array.from({ length: n }, (_, k): [number, number] => [from + k, from + ((k + 1) % n)]);

/** By adjacency matrices, all pairs. */
function byMatrices({ vertices: n, first, second }: IsomorphismInstance, image: readonly number[]): number {
  const [a, b] = [first, second].map((edges) => {
    const matrix = Array.from({ length: n }, () => new Array<number>(n).fill(0));
    for (const [i, j] of edges) matrix[i][j] = matrix[j][i] = 1;
    return matrix;
  });
  let count = 0;
  for (let u = 0; u < n; u++) for (let v = 0; v < u; v++) count += Math.abs(a[u][v] - b[image[u]][image[v]]);
  return count;
}

describe("graph isomorphism", () => {
  it("takes n^2 bits, whichever form has fewer terms", () => {
    for (const n of [1, 2, 5, 9]) expect(encode(of(n, [], []), defaults).model.n).toBe(n * n);
    expect(encode(of(5, ring(0, 5), ring(0, 5)), defaults).model.n).toBe(25);
  });

  it("counts the pairs on which adjacency matrices differ, as does the energy, for sparse and dense graphs", () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = createRandom(seed);
      const instance = graphIsomorphism.sample(random, 8);
      const image = Array.from({ length: instance.vertices }, (_, v) => v);
      random.shuffle(image);
      const expected = byMatrices(instance, image);
      expect(disagreements(instance, { image })).toBe(expected);
      const { model, embed } = encode(instance, defaults);
      expect(energy(model, embed({ image }))).toBe(expected);
    }
  });

  it("says yes to the example, and shows how", () => {
    requireSchema(graphIsomorphism.instanceSchema, twoDrawings, "two-drawings.json", "invalid-instance");
    const instance = twoDrawings as IsomorphismInstance;
    const { objective, status, solution } = solveSync(graphIsomorphism, instance, { time: 2 });
    expect([objective, status]).toEqual([0, "optimal"]);
    expect(answer!(instance, 0, null)).toMatch(/^isomorphic/);
    expect(byMatrices(instance, solution!.image)).toBe(0);
    const { points, lines } = graphIsomorphism.draw(instance, solution)!;
    expect([points.length, lines.length, lines.some(({ role }) => role === "cut")]).toEqual([20, 30, false]);
  });

  it("says no where degrees differ, and does not say yes to a hexagon and two triangles", () => {
    const unlike = of(4, ring(0, 4), [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
    ]);
    expect(bound!(unlike).value).toBe(1);
    expect(answer!(unlike, 2, bound!(unlike))).toBe("not isomorphic: the degrees differ");
    const alike = of(6, ring(0, 6), [...ring(0, 3), ...ring(3, 3)]);
    expect(bound!(alike).value).toBe(0);
    const best = Math.min(...[...orders([0, 1, 2, 3, 4, 5])].map((image) => byMatrices(alike, image)));
    const { objective } = solveSync(graphIsomorphism, alike, { time: 0.3 });
    expect(objective).toBe(best);
    expect(answer!(alike, best, bound!(alike))).toBe("no isomorphism found: the best has 4 disagreements");
  });

  it("finds the numbering of a generated pair", () => {
    const instance = graphIsomorphism.generate!(createRandom(3), 12);
    expect(solveSync(graphIsomorphism, instance, { time: 2 }).objective).toBe(0);
  });

  it("names images that are taken twice or do not exist, and refuses repeated edges", () => {
    const instance = of(3, [[0, 1]], [[1, 2]]);
    expect(verify(instance, { image: [1, 1, 5] }).map(({ code }) => code)).toEqual(["image-twice", "wrong-value"]);
    expect(verify(instance, { image: [1] }).map(({ code }) => code)).toEqual(["wrong-length"]);
    expect(
      graphIsomorphism.check({
        ...instance,
        second: [
          [0, 1],
          [1, 0],
        ],
      })[0]?.path,
    ).toBe("second[1]");
  });

  it("refuses graphs whose permutations do not fit into memory", () => {
    const instance = graphIsomorphism.generate!(createRandom(1), 3000);
    expect(() => encode(instance, defaults)).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

/** Linear arrangement: bounds against lists of all orders, known optima, its words and files. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearArrangement } from "../../problems/linear-arrangement/index.ts";
import type { Edge } from "../../src/modelling/graph.ts";
import { createRandom } from "../../src/random.ts";
import { allBounds, bestListed } from "../support/bounding.ts";
import { prop } from "../support/prop.ts";

const instanceOf = (vertices: number, edges: Edge[]) => ({ problem: "linear-arrangement" as const, vertices, edges });

/** The optimum where it is proved, the last bound. */
const proved = (vertices: number, edges: Edge[]) => {
  const bounds = allBounds(linearArrangement, instanceOf(vertices, edges));
  return bounds[bounds.length - 1].value;
};

const pairs = (n: number, joined: (i: number, j: number) => boolean): Edge[] => {
  const edges: Edge[] = [];
  for (let j = 0; j < n; j++) for (let i = 0; i < j; i++) if (joined(i, j)) edges.push([i, j]);
  return edges;
};

describe("linear arrangement", () => {
  prop(
    "has bounds that no order beats, and proves its optimum",
    [fc.nat(1e6), fc.integer({ min: 1, max: 6 })],
    (seed, size) => {
      const instance = linearArrangement.sample(createRandom(seed), size);
      const best = bestListed(linearArrangement, instance);
      const bounds = allBounds(linearArrangement, instance);
      for (const { value } of bounds) expect(value).toBeLessThanOrEqual(best);
      expect(bounds[bounds.length - 1].value).toBeCloseTo(best, 6);
    },
  );

  prop("rounds bounds downward where doubles do not hold the sums", [fc.nat(1e6)], (seed) => {
    const random = createRandom(seed);
    const draw = () => 1 + random.below(2 ** 31) * 2 ** 22 + random.below(2 ** 22);
    const edges = pairs(5, () => random.below(5) > 0).map(([i, j]): Edge => [i, j, draw()]);
    const instance = instanceOf(5, edges);
    const best = bestListed(linearArrangement, instance);
    for (const { value } of allBounds(linearArrangement, instance)) expect(value).toBeLessThanOrEqual(best);
  });

  it("proves known optima: paths, rings, complete graphs, the cube", () => {
    expect(
      proved(
        9,
        pairs(9, (i, j) => j === i + 1),
      ),
    ).toBe(8);
    expect(
      proved(
        9,
        pairs(9, (i, j) => j === i + 1 || j - i === 8),
      ),
    ).toBe(16);
    expect(
      proved(
        6,
        pairs(6, () => true),
      ),
    ).toBe((6 * 7 * 5) / 6);
    // Harper 1964: 2^(d - 1) (2^d - 1).
    const bit = (i: number, j: number) => [1, 2, 4, 8].includes(i ^ j);
    expect(proved(8, pairs(8, bit))).toBe(28);
    expect(proved(16, pairs(16, bit))).toBe(120);
  });

  it("knows from the degrees alone that a star is long, and from the edges that a complete graph is", () => {
    expect(
      linearArrangement.bound!(
        instanceOf(
          7,
          pairs(7, (i) => i === 0),
        ),
      ).value,
    ).toBe(9);
    expect(
      linearArrangement.bound!(
        instanceOf(
          5,
          pairs(5, () => true),
        ),
      ),
    ).toEqual({
      value: 20,
      proof: "number of pairs at each distance",
    });
  });

  it("refuses negative weights and names the edge", () => {
    const complaints = linearArrangement.check(
      instanceOf(3, [
        [0, 1],
        [1, 2, -2],
      ]),
    );
    expect(complaints.map(({ path }) => path)).toEqual(["edges[1][2]"]);
  });

  it("tells the order and draws every vertex at its place", () => {
    const instance = { ...instanceOf(3, [[0, 1]]), names: ["a", "b", "c"] };
    expect(linearArrangement.tell!(instance, { order: [2, 0, 1] })).toBe("c - a - b");
    const drawn = linearArrangement.draw(instance, { order: [2, 0, 1] })!;
    expect(drawn.points.map(({ label }) => label)).toEqual(["a", "b", "c"]);
    expect(drawn.points[2].x).toBeLessThan(drawn.points[0].x);
    expect(drawn.points[0].x).toBeLessThan(drawn.points[1].x);
  });
});

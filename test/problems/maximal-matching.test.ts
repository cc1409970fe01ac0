import fc from "fast-check";
import { describe, expect, it } from "vitest";
import fireDrill from "../../examples/maximal-matching/fire-drill.json" with { type: "json" };
import { maximalMatching } from "../../problems/maximal-matching/index.ts";
import type { MatchingInstance } from "../../problems/maximal-matching/schema.ts";
import { formatById } from "../../src/formats/index.ts";
import { energy, toCsr } from "../../src/model/index.ts";
import { isRejected } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";
import { prop } from "../support/prop.ts";

function best(instance: MatchingInstance): number {
  const values = [...assignments(instance.edges.length, [0, 1])].flatMap((choose) =>
    maximalMatching.verify(instance, { choose }).length === 0 ? [maximalMatching.cost(instance, { choose })] : [],
  );
  return Math.min(...values);
}

/** A path of four vertices: its middle edge alone is maximal. */
const path: MatchingInstance = {
  problem: "maximal-matching",
  vertices: 4,
  edges: [
    [0, 1],
    [1, 2],
    [2, 3],
  ],
};

describe("minimum maximal matching", () => {
  it("the example fits its schema, and its lightest maximal matching weighs 10", () => {
    requireSchema(maximalMatching.instanceSchema, fireDrill, "fire-drill.json", "invalid-instance");
    const instance = fireDrill as MatchingInstance;
    expect(maximalMatching.check(instance)).toEqual([]);
    expect(best(instance)).toBe(2 + 3 + 5);
    expect(maximalMatching.bound!(instance).value).toBeLessThanOrEqual(10);
  });

  it("takes one bit an edge, and couples edges that meet or are linked", () => {
    const { model, penalty } = maximalMatching.encode(path, maximalMatching.defaults);
    expect(penalty?.weights.map(({ weight, threshold }) => [weight, threshold])).toEqual([
      [2, 1],
      [3, 2],
    ]);
    // Neighbours: A, and B for the edge that both meet; the ends of the path: B for the middle edge.
    expect([model.n, Array.from(toCsr(model).values)]).toEqual([3, [-7, -2, -7, -7, -2, -7]]);
    expect(best(path)).toBe(1);
  });

  prop(
    "a state that is no maximal matching has a flip that lowers the energy",
    [fc.nat({ max: 1e6 }), fc.integer({ min: 2, max: 9 })],
    (seed, size) => {
      const random = createRandom(seed);
      const instance = maximalMatching.sample(random, size);
      const { model, decode } = maximalMatching.encode(instance, maximalMatching.defaults);
      for (let k = 0; k < 10; k++) {
        const values = Int8Array.from({ length: model.n }, () => (random.below(3) === 0 ? 1 : 0));
        if (!isRejected(decode({ kind: "plain", values }))) continue;
        const now = energy(model, { kind: "plain", values });
        const after = Array.from(values, (bit, e) => energy(model, { kind: "plain", values: values.with(e, 1 - bit) }));
        expect(Math.min(...after)).toBeLessThan(now);
      }
    },
    { numRuns: 100 },
  );

  it("names vertices on two chosen edges, and edges that could be added", () => {
    expect(maximalMatching.verify(path, { choose: [1, 1, 0] })).toEqual([
      { code: "shared-vertex", message: "vertex 1 is on 2 chosen edges, expected one at most", amount: 1 },
    ]);
    expect(maximalMatching.verify(path, { choose: [1, 0, 0] })).toEqual([
      { code: "not-maximal", message: "the edge 2 - 3 could be added: it meets no chosen edge", amount: 1 },
    ]);
    expect(maximalMatching.verify(path, { choose: [1] })[0].code).toBe("wrong-length");
    expect(maximalMatching.check({ ...path, edges: [[0, 1, -2]] })[0].path).toBe("edges[0][2]");
  });

  it("bounds edges far apart exactly, and reads weighted graph files", () => {
    const apart: MatchingInstance = {
      problem: "maximal-matching",
      vertices: 6,
      edges: [
        [0, 1, 2],
        [2, 3, 5],
        [4, 5, 0.5],
      ],
    };
    expect(maximalMatching.bound!(apart).value).toBeCloseTo(7.5, 9);
    const record = maximalMatching.formats[0].fromInstance!(apart);
    const again = formatById("rudy").parse([...formatById("rudy").print(record)].join(""));
    expect(maximalMatching.formats[0].toInstance!(again, {})).toEqual(apart);
    const negative = formatById("rudy").parse("2 1\n1 2 -5\n");
    expect(maximalMatching.formats[0].refuses!(negative)).toMatch(/-5/);
    expect(maximalMatching.bound!({ ...path, edges: [] }).value).toBe(0);
  });
});

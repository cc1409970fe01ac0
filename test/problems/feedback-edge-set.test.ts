import { describe, expect, it } from "vitest";
import peckingOrder from "../../examples/feedback-edge-set/pecking-order.json" with { type: "json" };
import { feedbackEdgeSet } from "../../problems/feedback-edge-set/index.ts";
import { removedEdges } from "../../problems/feedback-edge-set/referee.ts";
import type { FeedbackEdgeInstance } from "../../problems/feedback-edge-set/schema.ts";
import type { Edge } from "../../src/modelling/graph.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";

const { bound, check, cost, defaults, encode, generate, verify } = feedbackEdgeSet;
const of = (vertices: number, edges: Edge[]): FeedbackEdgeInstance => ({
  problem: "feedback-edge-set",
  vertices,
  edges,
});

/** Taking off vertices without edges in, again and again, leaves nothing. */
function isAcyclic(n: number, edges: readonly Edge[]): boolean {
  let rest = edges;
  for (let round = 0; round < n; round++) rest = rest.filter(([i]) => rest.some(([, j]) => j === i));
  return rest.length === 0;
}

/** Over all sets of edges: another road than levels. */
function lightest({ vertices, edges }: FeedbackEdgeInstance): number {
  let best = Number.POSITIVE_INFINITY;
  for (const keep of assignments(edges.length, [0, 1])) {
    const weight = edges.reduce((sum, [, , own = 1], e) => (keep[e] === 0 ? sum + own : sum), 0);
    if (
      weight < best &&
      isAcyclic(
        vertices,
        edges.filter((_, e) => keep[e] === 1),
      )
    )
      best = weight;
  }
  return best;
}

describe("feedback edge set", () => {
  it("takes one bit a vertex and level", () => {
    for (const n of [1, 2, 6]) expect(encode(of(n, []), defaults).model.n).toBe(n * n);
  });

  it("whatever rises has no cycle, and levels reach the lightest of all sets of edges", () => {
    for (let seed = 0; seed < 12; seed++) {
      const random = createRandom(seed);
      const edges: Edge[] = [];
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 4; j++) if (i !== j && random.below(3) > 0) edges.push([i, j, random.below(6)]);
      const instance = of(4, edges);
      const level = Array.from({ length: 4 }, () => random.below(4));
      const gone = removedEdges(instance, { level });
      expect(
        isAcyclic(
          4,
          edges.filter((edge) => !gone.includes(edge)),
        ),
      ).toBe(true);
      const costs = [...assignments(4, [0, 1, 2, 3])].map((levels) => cost(instance, { level: levels }));
      expect(Math.min(...costs)).toBe(lightest(instance));
    }
  });

  it("ranks the hens against fewest observations, and tells which", () => {
    requireSchema(feedbackEdgeSet.instanceSchema, peckingOrder, "pecking-order.json", "invalid-instance");
    const instance = peckingOrder as FeedbackEdgeInstance;
    expect(check(instance)).toEqual([]);
    const { objective, solution } = solveSync(feedbackEdgeSet, instance, { time: 0.3 });
    expect(objective).toBe(lightest(instance));
    expect(feedbackEdgeSet.tell!(instance, solution!)).toMatch(/^removed \d edges: .*Dora to Berta/);
    const cut = feedbackEdgeSet.draw(instance, solution)!.lines.filter(({ role }) => role === "cut");
    expect(cut.length).toBe(removedEdges(instance, solution!).length);
  });

  it("proves that one of two opposite edges goes", () => {
    const instance = of(3, [
      [0, 1, 5],
      [1, 0, 2],
      [1, 2],
    ]);
    expect(bound!(instance).value).toBe(2);
    expect(solveSync(feedbackEdgeSet, instance, { time: 0.3 }).status).toBe("optimal");
  });

  it("refuses negative weights, edges twice, and levels beyond the last", () => {
    expect(check(of(2, [[0, 1, -1]]))[0]?.path).toBe("edges[0][2]");
    expect(
      check(
        of(2, [
          [0, 1],
          [0, 1],
        ]),
      )[0]?.path,
    ).toBe("edges[1]");
    expect(verify(of(2, []), { level: [0, 2] }).map(({ code }) => code)).toEqual(["wrong-value"]);
    expect(verify(of(2, []), { level: [0] }).map(({ code }) => code)).toEqual(["wrong-length"]);
  });

  it("refuses graphs whose levels do not fit into memory", () => {
    const instance = generate!(createRandom(1), 3000);
    expect(() => encode(instance, defaults)).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

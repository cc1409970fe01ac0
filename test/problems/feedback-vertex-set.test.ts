import { describe, expect, it } from "vitest";
import deadlock from "../../examples/feedback-vertex-set/deadlock.json" with { type: "json" };
import petersen from "../../examples/feedback-vertex-set/petersen.json" with { type: "json" };
import { feedbackVertexSet } from "../../problems/feedback-vertex-set/index.ts";
import type { FeedbackInstance } from "../../problems/feedback-vertex-set/schema.ts";
import { energy } from "../../src/model/index.ts";
import { isRejected } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";

const { check, cost, defaults, verify } = feedbackVertexSet;
const encode = (instance: FeedbackInstance) => feedbackVertexSet.encode(instance, defaults);
const of = (vertices: number, edges: [number, number][], directed = false): FeedbackInstance => ({
  problem: "feedback-vertex-set",
  vertices,
  edges,
  ...(directed ? { directed } : {}),
});
const ring = (n: number) => Array.from({ length: n }, (_, v): [number, number] => [v, (v + 1) % n]);
const complete = (n: number, directed: boolean) =>
  Array.from({ length: n * n }, (_, k): [number, number] => [Math.floor(k / n), k % n]).filter(([i, j]) =>
    directed ? i !== j : i < j,
  );

function randomGraph(seed: number, n: number): FeedbackInstance {
  const random = createRandom(seed);
  const directed = random.below(2) === 0;
  const density = 0.2 + 0.5 * random.uniform();
  return of(
    n,
    complete(n, directed).filter(() => random.uniform() < density),
    directed,
  );
}

/** Kahn's algorithm, or counting edges against vertices and components: another road than the referee's. */
function isAcyclic({ vertices, edges, directed }: FeedbackInstance, remove: readonly number[]): boolean {
  const left = edges.filter(([i, j]) => remove[i] === 0 && remove[j] === 0);
  if (directed !== true) {
    const root = Array.from({ length: vertices }, (_, v) => v);
    const find = (v: number): number => (root[v] === v ? v : find(root[v]));
    return left.every(([i, j]) => {
      const [a, b] = [find(i), find(j)];
      root[a] = b;
      return a !== b;
    });
  }
  let rest = left;
  for (let round = 0; round < vertices; round++) rest = rest.filter(([i]) => rest.some(([, j]) => j === i));
  return rest.length === 0;
}

describe("feedback vertex set", () => {
  it("takes one bit a vertex on no cycle, and as many as the formula says in parts with cycles", () => {
    const size = (instance: FeedbackInstance) => encode(instance).model.n;
    expect(
      size(
        of(4, [
          [0, 1],
          [1, 2],
          [1, 3],
        ]),
      ),
    ).toBe(4);
    for (const n of [3, 4, 5, 8]) {
      expect(size(of(n + 1, [...ring(n), [0, n]], true))).toBe(n * (n - 1) + 1);
      expect(size(of(n + 1, [...ring(n), [0, n]]))).toBe(n * (1 + 2 * Math.floor((n - 1) / 2)) + 1);
    }
    expect(size(petersen as FeedbackInstance)).toBe(10 * (1 + 3 * 3)); // at most 7 of 10 can be kept
  });

  it("the referee finds cycles as Kahn and Kruskal do, and every valid removal costs its energy", () => {
    for (let seed = 0; seed < 16; seed++) {
      const instance = randomGraph(seed, 6);
      const { model, embed, decode } = encode(instance);
      for (const remove of assignments(6, [0, 1])) {
        const valid = verify(instance, { remove }).length === 0;
        expect(valid).toBe(isAcyclic(instance, remove));
        if (!valid) continue;
        const state = embed({ remove });
        expect(energy(model, state)).toBe(cost(instance, { remove }));
        const back = decode(state);
        expect(isRejected(back) ? back.violations : back.solution).toEqual({ remove });
      }
    }
  });

  it("leaves two vertices of a complete graph, one of a directed one, and one cycle needs one", () => {
    for (const n of [3, 4, 5]) {
      expect(solveSync(feedbackVertexSet, of(n, complete(n, false)), { time: 0.3 }).objective).toBe(n - 2);
      expect(solveSync(feedbackVertexSet, of(n, complete(n, true), true), { time: 0.3 }).objective).toBe(n - 1);
    }
    expect(solveSync(feedbackVertexSet, of(9, ring(9), true), { time: 0.3 }).objective).toBe(1);
  });

  it("three vertices leave a forest of Petersen's graph", () => {
    requireSchema(feedbackVertexSet.instanceSchema, petersen, "petersen.json", "invalid-instance");
    expect(solveSync(feedbackVertexSet, petersen as FeedbackInstance, { time: 0.3 }).objective).toBe(3);
  });

  it("breaks the deadlock at the least cost, and names what is left in a bad answer", () => {
    requireSchema(feedbackVertexSet.instanceSchema, deadlock, "deadlock.json", "invalid-instance");
    const instance = deadlock as FeedbackInstance;
    expect(check(instance)).toEqual([]);
    const costs = [...assignments(8, [0, 1])].flatMap((remove) =>
      isAcyclic(instance, remove) ? [cost(instance, { remove })] : [],
    );
    const { objective, solution } = solveSync(feedbackVertexSet, instance, { time: 0.3 });
    expect(objective).toBe(Math.min(...costs));
    expect(feedbackVertexSet.tell!(instance, solution!)).toMatch(/^removed 2 vertices: booking, report$/);
    const [left] = verify(instance, { remove: [0, 0, 1, 0, 0, 1, 0, 0] });
    expect(left).toMatchObject({ code: "cycle-left", message: "a cycle is left: mailing, report, stock" });
  });

  it("refuses edges twice, weights for other vertices, and undirected graphs with both ways", () => {
    expect(
      check(
        of(2, [
          [0, 1],
          [1, 0],
        ]),
      )[0]?.path,
    ).toBe("edges[1]");
    expect(
      check(
        of(
          2,
          [
            [0, 1],
            [1, 0],
          ],
          true,
        ),
      ),
    ).toEqual([]);
    expect(check({ ...of(2, []), weights: [1] })[0]?.path).toBe("weights");
    expect(() => feedbackVertexSet.formats[0].fromInstance!(of(2, [], true))).toThrow(/directed/);
  });

  it("refuses graphs with more conflicts than memory holds, before making them", () => {
    const instance = feedbackVertexSet.generate!(createRandom(1), 3000);
    expect(() => encode(instance)).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

/** Cliques, independent sets and vertex covers: what each asks, how the three hang together, their weights, bounds, files and sizes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import filmClub from "../../examples/clique/film-club.json" with { type: "json" };
import radioMasts from "../../examples/independent-set/radio-masts.json" with { type: "json" };
import museumGuards from "../../examples/vertex-cover/museum-guards.json" with { type: "json" };
import { clique } from "../../problems/clique/index.ts";
import { independentSet } from "../../problems/independent-set/index.ts";
import { vertexCover } from "../../problems/vertex-cover/index.ts";
import { MemoryError } from "../../src/errors.ts";
import { formatById } from "../../src/formats/index.ts";
import type { GraphRecord } from "../../src/formats/records.ts";
import { energy, toCsr } from "../../src/model/index.ts";
import type { SubsetInstance } from "../../src/modelling/vertex-subset/schema.ts";
import { isRejected, type Problem } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";
import { bestKnown, dataFolder, readData } from "../support/data.ts";
import { prop } from "../support/prop.ts";

const PROBLEMS = [clique, independentSet, vertexCover] as unknown as readonly Problem<SubsetInstance>[];
const folder = dataFolder();

/** Value of the best choice, by listing all. */
function best(problem: Problem<SubsetInstance>, instance: SubsetInstance): number {
  const values = [...assignments(instance.vertices, [0, 1])].flatMap((choose) =>
    problem.verify(instance, { choose }).length === 0 ? [problem.cost(instance, { choose })] : [],
  );
  return problem.sense === "min" ? Math.min(...values) : Math.max(...values);
}

const as = (graph: SubsetInstance, problem: Problem<SubsetInstance>): SubsetInstance => ({
  ...graph,
  problem: problem.id,
});

/** All pairs that are no edge. */
function others({ vertices: n, edges }: SubsetInstance): [number, number][] {
  const known = new Set(edges.map(([i, j]) => `${Math.min(i, j)},${Math.max(i, j)}`));
  const pairs: [number, number][] = [];
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) if (!known.has(`${i},${j}`)) pairs.push([i, j]);
  return pairs;
}

describe("choices of vertices", () => {
  it("the examples fit their schemas and have the values that their stories tell", () => {
    const examples = [filmClub, radioMasts, museumGuards] as unknown as SubsetInstance[];
    const values = examples.map((instance, k) => {
      requireSchema(PROBLEMS[k].instanceSchema, instance, instance.problem, "invalid-instance");
      expect(PROBLEMS[k].check(instance)).toEqual([]);
      return best(PROBLEMS[k], instance);
    });
    expect(values).toEqual([4, 18, 9]);
  });

  prop(
    "an independent set is a clique of the other pairs, and leaves a cover over",
    [fc.nat({ max: 1e6 }), fc.integer({ min: 1, max: 9 })],
    (seed, size) => {
      const graph = as(PROBLEMS[0].sample(createRandom(seed), size), clique as unknown as Problem<SubsetInstance>);
      const total = graph.weights?.reduce((sum, weight) => sum + weight, 0) ?? graph.vertices;
      const independent = best(PROBLEMS[1], graph);
      expect(best(PROBLEMS[0], { ...graph, edges: others(graph) })).toBe(independent);
      expect(best(PROBLEMS[2], graph)).toBeCloseTo(total - independent, 9);
    },
    { numRuns: 40 },
  );

  prop(
    "takes one bit a vertex and one coupling a pair that matters",
    [fc.nat({ max: 1e6 }), fc.integer({ min: 1, max: 30 })],
    (seed, size) => {
      const graph = PROBLEMS[0].sample(createRandom(seed), size);
      const pairs = [others(graph).length, graph.edges.length, graph.edges.length];
      PROBLEMS.forEach((problem, k) => {
        const { model } = problem.encode(as(graph, problem), problem.defaults);
        expect([model.n, toCsr(model).values.length]).toEqual([graph.vertices, 2 * pairs[k]]);
      });
    },
    { numRuns: 30 },
  );

  prop(
    "a state with a broken pair has a flip that lowers the energy",
    [fc.nat({ max: 1e6 }), fc.integer({ min: 2, max: 12 })],
    (seed, size) => {
      const random = createRandom(seed);
      for (const problem of PROBLEMS) {
        const instance = problem.sample(random, size);
        const { model, decode } = problem.encode(instance, problem.defaults);
        const values = Int8Array.from({ length: model.n }, () => random.below(2));
        if (!isRejected(decode({ kind: "plain", values }))) continue;
        const now = energy(model, { kind: "plain", values });
        const after = Array.from(values, (bit, v) => energy(model, { kind: "plain", values: values.with(v, 1 - bit) }));
        expect(Math.min(...after)).toBeLessThan(now);
      }
    },
    { numRuns: 60 },
  );

  it("a penalty lies above the lighter end of its pair, whole where weights are whole", () => {
    const graph = {
      vertices: 3,
      edges: [
        [0, 1],
        [2, 1],
      ] as [number, number][],
      weights: [5, 3, 8],
    };
    const { model, penalty } = independentSet.encode({ problem: "independent-set", ...graph }, independentSet.defaults);
    expect(penalty).toMatchObject({
      weights: [{ weight: 4, threshold: 3 }],
      witness: "vertices 0 and 1",
      guaranteed: true,
    });
    expect(Array.from(toCsr(model).values)).toEqual([-4, -4, -4, -4]);
    expect(model.integer).toBe(true);
  });

  it("names the pairs that break a rule, at most 20", () => {
    const edges: [number, number][] = [
      [0, 1],
      [1, 2],
    ];
    const names = ["a", "b", "c"];
    const broken = (problem: Problem<SubsetInstance>, choose: number[]) =>
      problem.verify({ problem: problem.id, vertices: 3, edges, names }, { choose }).map(({ message }) => message);
    expect(broken(PROBLEMS[0], [1, 1, 1])).toEqual(["vertices a and c are both chosen and not joined"]);
    expect(broken(PROBLEMS[1], [0, 1, 1])).toEqual(["vertices b and c are joined and both chosen"]);
    expect(broken(PROBLEMS[2], [1, 0, 0])).toEqual(["vertices b and c are joined, and neither is chosen"]);
    expect(broken(PROBLEMS[2], [1, 0])).toEqual(["choose has 2 values, expected 3"]);
    const none: SubsetInstance = { problem: "clique", vertices: 30, edges: [] };
    expect(PROBLEMS[0].verify(none, { choose: new Array(30).fill(1) }).length).toBe(20);
  });

  it("refuses a model beyond the memory, files with weights on edges, and negative weights", () => {
    expect(() => clique.encode({ problem: "clique", vertices: 30_000, edges: [] }, clique.defaults)).toThrow(
      MemoryError,
    );
    const record = formatById("rudy").parse("2 1\n1 2 5\n");
    expect(independentSet.formats[0].refuses!(record)).toMatch(/edges/);
    const weighted = formatById("dimacs-clq").parse("p edge 2 1\nn 2 -4\ne 1 2\n");
    expect(independentSet.formats[0].refuses!(weighted)).toMatch(/-4/);
    expect(vertexCover.check({ problem: "vertex-cover", vertices: 2, edges: [[0, 2]], weights: [1] })).toHaveLength(2);
  });

  it("reads weights of vertices from DIMACS files, and writes them", () => {
    const text = "p edge 3 2\nn 1 1\nn 2 4.5\nn 3 1\ne 1 2\ne 3 2\n";
    const instance = clique.formats[0].toInstance!(formatById("dimacs-clq").parse(text), { name: "w" });
    expect(instance).toEqual({
      problem: "clique",
      name: "w",
      vertices: 3,
      edges: [
        [0, 1],
        [2, 1],
      ],
      weights: [1, 4.5, 1],
    });
    const record = { ...(clique.formats[0].fromInstance!(instance) as GraphRecord), name: null };
    expect([...formatById("dimacs-clq").print(record)].join("")).toBe(text);
  });

  it("bounds a complete and an edgeless graph exactly", () => {
    const edges = others({ problem: "", vertices: 6, edges: [] });
    const bounds = (pairs: [number, number][]) =>
      PROBLEMS.map((problem) => problem.bound!({ problem: problem.id, vertices: 6, edges: pairs }).value);
    expect(bounds(edges)).toEqual([6, 1, 5]);
    expect(bounds([])).toEqual([1, 6, 0]);
  });

  it.skipIf(folder === null)("no bound of a published clique instance is below the best known", () => {
    for (const { file, value } of Object.values(bestKnown(folder!, "clique"))) {
      const instance = clique.formats[0].toInstance!(formatById("dimacs-clq").parse(readData(folder!, file)), {});
      expect(clique.bound!(instance).value).toBeGreaterThanOrEqual(value!);
    }
  });
});

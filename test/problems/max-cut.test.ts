import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import petersen from "../../examples/max-cut/petersen.json" with { type: "json" };
import { maxCut } from "../../problems/max-cut/index.ts";
import type { MaxCutInstance } from "../../problems/max-cut/schema.ts";
import { checkModel, couplingBytes, energy } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const validate = new Ajv({ strict: true }).compile(maxCut.instanceSchema);
const samples = fc
  .tuple(fc.nat(1e6), fc.integer({ min: 1, max: 12 }))
  .map(([seed, size]) => maxCut.sample(createRandom(seed), size));
const sides = (n: number) => fc.array(fc.integer({ min: 0, max: 1 }), { minLength: n, maxLength: n });
const cuts = samples.chain((instance) => fc.tuple(fc.constant(instance), sides(instance.vertices)));

const graph = (vertices: number, edges: MaxCutInstance["edges"]): MaxCutInstance => ({
  problem: "max-cut",
  vertices,
  edges,
});

/** Largest cut over all sides of all vertices. */
function largestCut({ vertices, edges }: MaxCutInstance): number {
  let best = 0;
  for (let code = 0; code < 2 ** vertices; code++) {
    let cut = 0;
    for (const [i, j, w = 1] of edges) if (((code >> i) ^ (code >> j)) & 1) cut += w;
    best = Math.max(best, cut);
  }
  return best;
}

describe("max-cut", () => {
  prop("samples fit the schema and have nothing to complain about", [samples], (instance) => {
    expect(validate(JSON.parse(JSON.stringify(instance)))).toBe(true);
    expect(maxCut.check(instance)).toEqual([]);
  });

  prop("the energy of a cut is minus its weight, and decoding gives the cut back", [cuts], ([instance, side]) => {
    const { model, embed, decode } = maxCut.encode(instance, {});
    checkModel(model);
    const state = embed({ side });
    expect(energy(model, state)).toBeCloseTo(-maxCut.cost(instance, { side }), 9);
    expect(decode(state)).toEqual({ solution: { side }, violations: [] });
    expect(maxCut.verify(instance, { side })).toEqual([]);
  });

  prop(
    "the least energy is minus the largest cut",
    [samples],
    (instance) => {
      const { model, embed } = maxCut.encode(instance, {});
      let least = Number.POSITIVE_INFINITY;
      for (let code = 0; code < 2 ** instance.vertices; code++) {
        const side = Array.from({ length: instance.vertices }, (_, v) => (code >> v) & 1);
        least = Math.min(least, energy(model, embed({ side })));
      }
      expect(-least).toBeCloseTo(largestCut(instance), 9);
    },
    { numRuns: 25 },
  );

  it("the largest cut of the Petersen graph weighs 12", () => {
    expect(maxCut.check(petersen as MaxCutInstance)).toEqual([]);
    expect(validate(petersen)).toBe(true);
    expect(largestCut(petersen as MaxCutInstance)).toBe(12);
  });

  it("names the place of a loop, a repeated pair and an index out of range", () => {
    const complaints = maxCut.check(
      graph(3, [
        [0, 1],
        [1, 1],
        [1, 0, 5],
        [0, 3],
        [-1, 2],
        [0.5, 2],
      ]),
    );
    expect(complaints.map(({ path }) => path)).toEqual([
      "edges[1]",
      "edges[2]",
      "edges[3][1]",
      "edges[4][0]",
      "edges[5][0]",
    ]);
    expect(complaints[1].found).toContain("edges[0]");
    expect(complaints[2].hint).toContain("from 0");
  });

  it("tells pairs apart at the largest number of vertices", () => {
    const last = 1e8 - 1;
    const pairs: MaxCutInstance["edges"] = [
      [last, last - 1],
      [last, last - 2],
      [last - 1, last - 2],
      [last - 2, last],
    ];
    expect(maxCut.check(graph(1e8, pairs)).map(({ path }) => path)).toEqual(["edges[3]"]);
  });

  it("gives at most 20 complaints, and one for weights that overflow", () => {
    const loops = Array.from({ length: 50 }, (): [number, number] => [1, 1]);
    expect(maxCut.check(graph(3, loops))).toHaveLength(20);
    expect(maxCut.check(graph(2, [[0, 1, 1e200]]))[0].path).toBe("edges");
    expect(maxCut.check({ ...graph(3, [[0, 1]]), coordinates: [[0, 0]] })[0].path).toBe("coordinates");
  });

  it("encodes 60,005 vertices and 89,440 edges in O(n + m) memory", () => {
    const random = createRandom(7);
    const edges = Array.from({ length: 89_440 }, (_, e): [number, number] => [
      e % 60_005,
      (e + 1 + random.below(60_000)) % 60_005,
    ]);
    const { model } = maxCut.encode(graph(60_005, edges), {});
    expect(couplingBytes(model.couplings)).toBeLessThanOrEqual(4 * 60_006 + 24 * 89_440);
  });

  it("refuses a graph that fits no memory before it makes anything", () => {
    const edges = { length: 1e8 } as MaxCutInstance["edges"];
    expect(() => maxCut.encode(graph(1e8, edges), {})).toThrow(expect.objectContaining({ code: "memory" }));
  });

  it("says what is wrong with a solution", () => {
    const instance = graph(2, [[0, 1]]);
    expect(maxCut.verify(instance, { side: [0] })[0].code).toBe("wrong-length");
    expect(maxCut.verify(instance, { side: [0, 2] })[0].message).toContain("side[1]");
    const { decode } = maxCut.encode(instance, {});
    expect(decode({ kind: "labels", label: new Int32Array(2) }).violations[0]?.code).toBe("wrong-state");
  });

  it("draws vertices on a circle or where they are, and no crowd", () => {
    const drawing = maxCut.draw(petersen as MaxCutInstance, { side: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1] });
    expect(drawing?.points[0]).toEqual({ x: 0, y: 2, label: "0", group: 0 });
    expect(drawing?.lines[0]).toEqual({ from: 0, to: 1, role: "cut" });
    const circle = maxCut.draw(graph(4, [[0, 2]]), null);
    expect(circle?.points[2].y).toBeCloseTo(-1);
    expect(circle?.lines[0].role).toBe("edge");
    expect(maxCut.draw(graph(2001, []), null)).toBeNull();
  });

  it("reads and writes graph and partition records", () => {
    const [graphs, assignments] = maxCut.formats;
    const record = graphs.fromInstance!({
      ...graph(3, [
        [0, 1, -2],
        [2, 1],
      ]),
      name: "a",
    });
    expect(graphs.toInstance!(record, {})).toEqual({
      ...graph(3, [
        [0, 1, -2],
        [2, 1],
      ]),
      name: "a",
    });
    expect(graphs.refuses!(record)).toBeNull();
    if (record.kind !== "graph") throw new Error("no graph");
    expect(graphs.refuses!({ ...record, vertexWeight: Float64Array.of(1, 2, 1) })).toContain("graph-partitioning");
    const assignment = assignments.fromSolution!(graph(2, []), { side: [0, 1] });
    expect(assignments.toSolution!(assignment, graph(2, []))).toEqual({ side: [0, 1] });
    expect(() => assignments.toSolution!(record, graph(2, []))).toThrow(expect.objectContaining({ code: "format" }));
  });
});

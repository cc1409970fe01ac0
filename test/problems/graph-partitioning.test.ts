import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import grid from "../../examples/graph-partitioning/grid.json" with { type: "json" };
import heavyCycle from "../../examples/graph-partitioning/heavy-cycle.json" with { type: "json" };
import threeTeams from "../../examples/graph-partitioning/three-teams.json" with { type: "json" };
import { balanceOf } from "../../problems/graph-partitioning/balance.ts";
import { graphPartitioning } from "../../problems/graph-partitioning/index.ts";
import {
  defaults,
  type PartitioningInstance,
  type PartitioningOptions,
} from "../../problems/graph-partitioning/schema.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { checkModel, couplingBytes, energy, expandState, structureOf } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const ajv = new Ajv({ strict: true });
const validate = ajv.compile(graphPartitioning.instanceSchema);
ajv.compile(graphPartitioning.solutionSchema);
const validateOptions = ajv.compile(graphPartitioning.optionsSchema);

const graph = (vertices: number, rest: Partial<PartitioningInstance> = {}): PartitioningInstance => ({
  problem: "graph-partitioning",
  vertices,
  edges: [],
  ...rest,
});

const seeds = fc.nat(1e6);
const samples = fc
  .tuple(seeds, fc.integer({ min: 1, max: 14 }))
  .map(([seed, size]) => graphPartitioning.sample(createRandom(seed), size));
const options = fc.record<PartitioningOptions>({
  penalty: fc.constantFrom("exact", "tight", "structural"),
  form: fc.constantFrom("separate", "textbook"),
  margin: fc.constantFrom(1.05, 2),
  tightness: fc.constantFrom(0.5, 0.9),
});

/** A random balanced partition, or null when shuffled vertices do not fit one after the other. */
function balanced(instance: PartitioningInstance, seed: number): number[] | null {
  const { n, parts, capacity } = balanceOf(instance);
  const order = Int32Array.from({ length: n }, (_, v) => v);
  const random = createRandom(seed);
  random.shuffle(order);
  const part = new Array<number>(n).fill(0);
  const loads = new Array<number>(parts).fill(0);
  for (const v of order) {
    const weight = instance.vertexWeights?.[v] ?? 1;
    const fits = loads.flatMap((load, p) => (load + weight <= capacity ? [p] : []));
    if (fits.length === 0) return null;
    part[v] = fits[random.below(fits.length)];
    loads[part[v]] += weight;
  }
  return part;
}

describe("encoding", () => {
  prop("samples fit the schema and have nothing to complain about", [samples], (instance) => {
    expect(validate(JSON.parse(JSON.stringify(instance)))).toBe(true);
    expect(graphPartitioning.check(instance)).toEqual([]);
  });

  prop(
    "the energy of a balanced partition is its cut, and decoding gives it back",
    [samples, options, seeds],
    (instance, chosen, seed) => {
      expect(validateOptions(chosen)).toBe(true);
      const part = balanced(instance, seed);
      if (part === null) return;
      expect(graphPartitioning.verify(instance, { part })).toEqual([]);
      const { model, embed, decode } = graphPartitioning.encode(instance, chosen);
      checkModel(model);
      const state = embed({ part });
      const cost = graphPartitioning.cost(instance, { part });
      expect(energy(model, state)).toBeCloseTo(cost, 8);
      expect(energy(model, { kind: "plain", values: expandState(model, state) })).toBeCloseTo(cost, 8);
      expect(decode(state)).toEqual({ solution: { part }, violations: [] });
      expect(decode({ kind: "plain", values: expandState(model, state) }).solution).toEqual({ part });
    },
  );

  prop(
    "decoding takes any state, and what it accepts passes the referee",
    [samples, options, seeds],
    (instance, chosen, seed) => {
      const { model, decode } = graphPartitioning.encode(instance, chosen);
      const random = createRandom(seed);
      const low = model.domain === "spin" ? -1 : 0;
      const plain = Int8Array.from({ length: model.n }, () => (random.below(2) === 0 ? low : 1));
      const label = Int32Array.from({ length: instance.vertices }, () => random.below(instance.parts ?? 2));
      for (const state of [
        { kind: "plain", values: plain } as const,
        { kind: "labels", label } as const,
        { kind: "permutation", order: label } as const,
      ]) {
        const decoded = decode(state);
        if (decoded.solution === null) expect(decoded.violations.length).toBeGreaterThan(0);
        else expect(graphPartitioning.verify(instance, decoded.solution)).toEqual([]);
      }
    },
  );

  prop(
    "unit weights, two parts: every 1-flip local minimum is balanced",
    [samples.filter(({ vertexWeights, parts = 2 }) => vertexWeights === undefined && parts === 2), seeds],
    (instance, seed) => {
      const { model, decode } = graphPartitioning.encode(instance, defaults);
      const random = createRandom(seed);
      const start = Int8Array.from({ length: model.n }, () => (random.below(2) === 0 ? -1 : 1));
      const fields = referenceKernels.fields(model, start);
      for (let flipped = true; flipped; ) {
        flipped = false;
        for (let i = 0; i < model.n; i++) {
          if (fields.gain(i) >= -1e-9) continue;
          fields.flip(i);
          flipped = true;
        }
      }
      expect(decode({ kind: "plain", values: fields.values }).violations).toEqual([]);
    },
  );

  it("says what the structure is, and whether the energy enforces it", () => {
    const instance = graph(5, { parts: 3, edges: [[0, 1]] });
    const exact = graphPartitioning.encode(instance, defaults).model;
    expect(structureOf(exact, "one-hot")).toEqual({ kind: "one-hot", groups: 5, size: 3, penalised: true });
    expect(structureOf(exact, "balance")).toMatchObject({ capacity: 2, slack: { first: 15, coefficients: [1] } });
    const free = graphPartitioning.encode(instance, { ...defaults, penalty: "structural" });
    expect(free.model.n).toBe(15);
    expect(structureOf(free.model, "balance")).toMatchObject({ penalised: false, slack: null });
    expect(free.penalty?.guaranteed).toBe(false);
  });

  it("proves the penalty with numbers and the vertex that sets it", () => {
    const { penalty } = graphPartitioning.encode(heavyCycle as PartitioningInstance, defaults);
    expect(penalty?.weights[0].threshold).toBe(50);
    expect(penalty?.weights[0].weight).toBeGreaterThan(50);
    expect(penalty?.inequality).toContain("4 A > 200");
    expect(penalty?.witness).toContain("vertex 0, of weighted degree 200");
    expect(graphPartitioning.encode(graph(3, { imbalance: 1 }), defaults).penalty).toBeNull();
  });

  it("does not promise what nobody knows: a partition that may not exist", () => {
    const odd = graph(3, { vertexWeights: [4, 4, 4], imbalance: 0.4, edges: [[0, 1]] });
    expect(graphPartitioning.check({ ...odd, imbalance: 0 })).toEqual([]);
    const { penalty } = graphPartitioning.encode({ ...odd, imbalance: 0 }, defaults);
    expect(penalty?.guaranteed).toBe(false);
    expect(penalty?.inequality).toContain("provided that");
    expect(graphPartitioning.encode(odd, defaults).penalty?.guaranteed).toBe(true);
  });

  it("encodes 60,005 vertices and 89,440 edges in O(n + m) memory within half a second", () => {
    const random = createRandom(3);
    const edges = Array.from({ length: 89_440 }, (_, e): [number, number] => [
      e % 60_005,
      (e + 1 + random.below(60_000)) % 60_005,
    ]);
    for (const parts of [2, 8]) {
      const begin = performance.now();
      const { model } = graphPartitioning.encode(graph(60_005, { edges, parts, imbalance: 0.03 }), defaults);
      expect(performance.now() - begin).toBeLessThan(2000); // half a second alone, with room for a busy machine
      const members = parts === 2 ? 8 * model.n : 12 * model.n + 4 * (parts + 1);
      expect(couplingBytes(model.couplings)).toBeLessThanOrEqual(4 * 60_006 + 24 * 89_440 + members);
    }
  });

  it("refuses what fits no memory before it makes anything", () => {
    for (const parts of [2, 1000]) {
      const encode = () => graphPartitioning.encode(graph(1e8, { parts }), defaults);
      expect(encode).toThrow(expect.objectContaining({ code: "memory" }));
    }
  });
});

describe("referee", () => {
  it("allows what the imbalance allows, whatever the rounding", () => {
    const capacity = (total: number, imbalance: number, parts = 2) =>
      balanceOf(graph(total, { imbalance, parts })).capacity;
    expect(capacity(200, 0.03)).toBe(103);
    expect(capacity(200, 0.15)).toBe(115);
    expect(capacity(20, 0.1)).toBe(11);
    expect(capacity(7, 0)).toBe(4);
    expect(capacity(5, 0, 3)).toBe(2);
    for (let percent = 0; percent <= 100; percent++) {
      expect(capacity(200, percent / 100)).toBe(100 + percent);
    }
  });

  it("names the part that is too heavy, its load, capacity and excess", () => {
    const instance = graph(4, { vertexWeights: [1, 2, 3, 4] });
    expect(graphPartitioning.verify(instance, { part: [0, 1, 1, 0] })).toEqual([]);
    const [violation] = graphPartitioning.verify(instance, { part: [0, 0, 1, 1] });
    expect(violation).toMatchObject({ code: "overload", amount: 2 });
    expect(violation.message).toBe("part 1 has load 7, 2 above its capacity of 5");
    expect(graphPartitioning.tell!(instance, { part: [0, 1, 1, 0] })).toBe("loads 5, 5 of at most 5");
  });

  it("names wrong labels and a wrong number of them", () => {
    const instance = graph(3);
    expect(graphPartitioning.verify(instance, { part: [0, 2, 1] })[0].message).toContain("vertex 1 is in part 2");
    expect(graphPartitioning.verify(instance, { part: [0] })[0].code).toBe("wrong-length");
  });

  it("names vertices in no part or in two, and counts the rest", () => {
    const { decode } = graphPartitioning.encode(graph(30, { parts: 3 }), defaults);
    const values = new Int8Array(90);
    values.set([1, 1, 0]);
    const decoded = decode({ kind: "plain", values });
    expect(decoded.violations[0]?.message).toContain("vertex 0 is in 2 parts");
    expect(decoded.violations[1]?.message).toContain("vertex 1 is in no part");
    expect(decoded.violations).toHaveLength(21);
    expect(decoded.violations[20]?.message).toBe("and 10 more vertices");
  });

  it("counts weights of edges between parts, once each", () => {
    const instance = threeTeams as PartitioningInstance;
    expect(graphPartitioning.cost(instance, { part: [0, 0, 0, 1, 1, 1, 2, 2, 2] })).toBe(4);
    expect(graphPartitioning.cost(grid as PartitioningInstance, { part: gridHalves() })).toBe(4);
  });

  it("complains about negative edges, weights that are missing and vertices that no part can hold", () => {
    const paths = (instance: PartitioningInstance) => graphPartitioning.check(instance).map(({ path }) => path);
    const [negative] = graphPartitioning.check(graph(2, { edges: [[0, 1, -1]] }));
    expect(negative).toMatchObject({ path: "edges[0][2]", hint: expect.stringContaining("max-cut") });
    expect(paths(graph(2, { vertexWeights: [1] }))).toEqual(["vertexWeights"]);
    expect(paths(graph(3, { vertexWeights: [1, 9, 1] }))).toEqual(["vertexWeights[1]"]);
    expect(paths(graph(2, { vertexWeights: [Number.MAX_SAFE_INTEGER, 2] }))).toEqual(["vertexWeights"]);
    expect(paths(graph(2, { coordinates: [[0, 0]] }))).toEqual(["coordinates"]);
  });
});

const gridHalves = () => Array.from({ length: 24 }, (_, v) => (v % 6 < 3 ? 0 : 1));

describe("surroundings", () => {
  it("the examples are instances", () => {
    for (const example of [grid, heavyCycle, threeTeams]) {
      expect(validate(example)).toBe(true);
      expect(graphPartitioning.check(example as PartitioningInstance)).toEqual([]);
    }
    expect(graphPartitioning.describe(grid as PartitioningInstance)).toBe("24 vertices, 38 edges, 2 parts");
  });

  it("draws parts as groups and edges between them as cut", () => {
    const drawing = graphPartitioning.draw(grid as PartitioningInstance, { part: gridHalves() });
    expect(drawing?.lines.filter(({ role }) => role === "cut")).toHaveLength(4);
    expect(drawing?.points[23]).toEqual({ x: 5, y: 0, label: "23", group: 1 });
  });

  it("reads and writes graph and partition records, with parts and imbalance from the command line", () => {
    const [graphs, assignments] = graphPartitioning.formats;
    const instance = graph(3, {
      edges: [
        [0, 1, 2],
        [1, 2],
      ],
      vertexWeights: [1, 0, 2],
      parts: 3,
      imbalance: 0.1,
      name: "a",
    });
    const record = graphs.fromInstance!(instance);
    expect(graphs.toInstance!(record, { parts: 3, imbalance: 0.1 })).toEqual(instance);
    expect(graphs.toInstance!(record, {})).toMatchObject({ parts: 2, imbalance: 0 });
    expect(graphs.refuses!(record)).toBeNull();
    if (record.kind !== "graph") throw new Error("no graph");
    expect(graphs.refuses!({ ...record, weight: Float64Array.of(1, -1) })).toContain("max-cut");
    expect(graphs.refuses!({ ...record, vertexWeight: Float64Array.of(1, 0.5, 1) })).toContain("0.5");
    const assignment = assignments.fromSolution!(instance, { part: [2, 0, 1] });
    expect(assignments.toSolution!(assignment, instance)).toEqual({ part: [2, 0, 1] });
  });
});

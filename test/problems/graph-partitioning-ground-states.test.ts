/**
 * Penalty weights of graph partitioning against enumeration: all states of the model on one side, all partitions on the other,
 * judged by a brute force that never saw the encoding.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphPartitioning } from "../../problems/graph-partitioning/index.ts";
import {
  defaults,
  type PartitioningInstance,
  type PartitioningOptions,
} from "../../problems/graph-partitioning/schema.ts";
import { type EnergyModel, energy, scaleCouplings, toBiasArray, toDense } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const long = process.env["GROUNDSTATE_LONG"] !== undefined;
const LARGEST = long ? 20 : 17; // variables: 2^17 states take about 5 ms

/** Least cut over all partitions whose parts are light enough, from the definition; Infinity when there is none. */
function bruteForce({ vertices: n, edges, vertexWeights, parts: k = 2, imbalance = 0 }: PartitioningInstance): number {
  const weights = vertexWeights ?? new Array<number>(n).fill(1);
  const share = Math.ceil(weights.reduce((sum, w) => sum + w, 0) / k);
  const part = new Array<number>(n).fill(0);
  let best = Number.POSITIVE_INFINITY;
  for (let code = 0; code < k ** n; code++) {
    for (let v = 0, rest = code; v < n; v++, rest = Math.floor(rest / k)) part[v] = rest % k;
    const loads = new Array<number>(k).fill(0);
    for (let v = 0; v < n; v++) loads[part[v]] += weights[v];
    if (loads.some((load) => load > (1 + imbalance) * share + 1e-9)) continue;
    best = Math.min(
      best,
      edges.reduce((sum, [i, j, w = 1]) => sum + (part[i] === part[j] ? 0 : w), 0),
    );
  }
  return best;
}

/** All states within `tolerance` of the least energy, by Gray code over the dense matrix. */
function groundStates(model: EnergyModel, tolerance: number): { least: number; states: Int8Array[] } {
  const { n } = model;
  const matrix = toDense(model);
  const low = model.domain === "spin" ? -1 : 0;
  const values = new Int8Array(n).fill(low);
  const field = toBiasArray(model);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) field[i] += matrix[i * n + j] * low;
  let current = energy(model, { kind: "plain", values });
  let least = current;
  let states = [values.slice()];
  for (let step = 1; step < 2 ** n; step++) {
    const i = 31 - Math.clz32(step & -step);
    const change = (values[i] === 1 ? -1 : 1) * (1 - low);
    current -= change * field[i];
    values[i] += change;
    for (let j = 0; j < n; j++) field[j] += matrix[i * n + j] * change;
    if (current < least - tolerance) {
      least = current;
      states = [];
    }
    if (current <= least + tolerance) states.push(values.slice());
  }
  return { least, states };
}

/** Whether every ground state is a valid partition of least cut. */
function sound(instance: PartitioningInstance, options: PartitioningOptions): boolean {
  const encoding = graphPartitioning.encode(instance, options);
  const best = bruteForce(instance);
  const { states } = groundStates(encoding.model, 1e-7);
  return states.every((values) => {
    const { solution } = encoding.decode({ kind: "plain", values });
    return solution !== null && Math.abs(graphPartitioning.cost(instance, solution) - best) < 1e-6;
  });
}

const small = (instance: PartitioningInstance) =>
  graphPartitioning.encode(instance, defaults).model.n <= LARGEST && graphPartitioning.check(instance).length === 0;

const instances = (sizes: readonly [number, number]): fc.Arbitrary<PartitioningInstance> =>
  fc
    .tuple(fc.nat(1e6), fc.integer({ min: sizes[0], max: sizes[1] }))
    .map(([seed, size]) => graphPartitioning.sample(createRandom(seed), size))
    .filter(small);

const forms = fc.constantFrom<PartitioningOptions["form"]>("separate", "textbook");
const runs = { numRuns: long ? 3000 : 150 };

describe("every ground state is a valid partition of least cut", () => {
  prop(
    "two or three parts, samples of all kinds",
    [instances([2, 9]), forms],
    (instance, form) => {
      const options: PartitioningOptions = { ...defaults, form, margin: 1.001 };
      expect(graphPartitioning.encode(instance, options).penalty?.guaranteed ?? true).toBe(true);
      expect(sound(instance, options)).toBe(true);
    },
    runs,
  );

  it.each<[string, PartitioningInstance]>([
    ["five vertices in three parts", complete(5, 3)],
    ["seven vertices in two parts", complete(7, 2)],
    ["four vertices in three parts, two of them alone", { ...complete(4, 3), edges: [[0, 1, 7]] }],
    ["more parts than vertices", { ...complete(3, 4), edges: [[0, 2, 2.5]] }],
    ["no edges", { ...complete(5, 3), edges: [] }],
    ["weighted vertices that leave no room", { ...complete(5, 2), vertexWeights: [2, 2, 2, 3, 3] }],
    ["weighted vertices that no single move balances, cut above every degree", stuckPieces()],
    ["weighted vertices of odd total", { ...complete(5, 2), vertexWeights: [1, 2, 2, 3, 3] }],
    ["weighted vertices in three parts", { ...complete(4, 3), vertexWeights: [3, 1, 2, 3] }],
    ["vertices of weight 0", { ...complete(5, 2), vertexWeights: [0, 0, 1, 2, 1] }],
    ["no weight at all", { ...complete(4, 3), vertexWeights: [0, 0, 0, 0] }],
    ["imbalance that leaves slack", { ...complete(8, 2), imbalance: 0.5 }],
    ["imbalance that allows one part", { ...complete(4, 3), imbalance: 2 }],
  ])("%s", (_name, instance) => {
    for (const form of ["separate", "textbook"] as const) {
      expect(sound(instance, { ...defaults, form, margin: 1.001 })).toBe(true);
    }
  });
});

/** Complete graph with weights 1, 2, 3, ... */
function complete(n: number, parts: number): PartitioningInstance {
  const edges: PartitioningInstance["edges"] = [];
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) edges.push([i, j, edges.length + 1]);
  return { problem: "graph-partitioning", vertices: n, edges, parts };
}

/** Two pieces of weight 5 and 7; the only halves of weight 6 cut all three edges, while no degree exceeds 2. */
function stuckPieces(): PartitioningInstance {
  const edges: PartitioningInstance["edges"] = [
    [0, 3],
    [1, 4],
    [2, 4],
  ];
  return { problem: "graph-partitioning", vertices: 5, edges, vertexWeights: [2, 2, 2, 3, 3] };
}

describe("smaller penalties are caught", () => {
  it("half the threshold puts both ends of an edge into one part", () => {
    const instance: PartitioningInstance = { problem: "graph-partitioning", vertices: 2, edges: [[0, 1, 8]] };
    expect(sound(instance, defaults)).toBe(true);
    expect(sound(instance, { ...defaults, penalty: "tight", tightness: 0.5 })).toBe(false);
  });

  it("half the threshold fails for many samples of two and of three parts", () => {
    const failures = [0, 0, 0, 0];
    for (let seed = 0; seed < 200; seed++) {
      const instance = graphPartitioning.sample(createRandom(seed), 4 + (seed % 3));
      if (!small(instance)) continue;
      const kind = instance.parts ?? 2;
      if (!sound(instance, { ...defaults, margin: 1.001, penalty: "tight", tightness: 0.5 })) failures[kind]++;
    }
    expect(failures[2]).toBeGreaterThan(0);
    expect(failures[3]).toBeGreaterThan(0);
  });

  it("the unweighted degree leaves one side of a cycle of weights 100 empty", () => {
    const edges: PartitioningInstance["edges"] = [
      [0, 1, 100],
      [1, 2, 100],
      [2, 3, 100],
      [3, 0, 100],
    ];
    const cycle: PartitioningInstance = { problem: "graph-partitioning", vertices: 4, edges };
    expect(sound(cycle, defaults)).toBe(true);
    const { model } = graphPartitioning.encode(cycle, defaults);
    const right = graphPartitioning.encode(cycle, defaults).penalty!.weights[0].weight;
    expect(4 * right).toBeGreaterThan(200);
    // The same model with 4 A = 2.2, a little above the unweighted degree of 2.
    const scale = 0.55 / right;
    const terms = (model.couplings as Extract<EnergyModel["couplings"], { kind: "sum" }>).terms;
    const couplings = {
      kind: "sum",
      n: 4,
      terms: terms.map((term) =>
        term.couplings.kind === "rank-one" ? { ...term, couplings: scaleCouplings(term.couplings, scale) } : term,
      ),
    } as const;
    const { states } = groundStates({ ...model, couplings }, 1e-7);
    expect(states.every((values) => Math.abs(values.reduce((sum, s) => sum + s, 0)) === 4)).toBe(true);
  });

  it("with slack, half the weighted degree is not enough for three parts: a triangle and two lone vertices", () => {
    const edges: PartitioningInstance["edges"] = [
      [0, 1],
      [1, 2],
      [0, 2],
    ];
    const instance: PartitioningInstance = { problem: "graph-partitioning", vertices: 5, edges, parts: 3 };
    const { penalty } = graphPartitioning.encode(instance, defaults);
    const balance = penalty!.weights.find(({ name }) => name.startsWith("balance"))!;
    expect(balance.threshold).toBe(2);
    expect(sound(instance, defaults)).toBe(true);
    expect(sound(instance, { ...defaults, penalty: "tight", tightness: 0.75 })).toBe(false);
  });
});

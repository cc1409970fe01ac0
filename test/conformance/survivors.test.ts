/** Each of these fails on a mutant, planted by hand in the code it names, that the other tests let live. */
import { describe, expect, it } from "vitest";
import { graphPartitioning } from "../../problems/graph-partitioning/index.ts";
import { maxCut } from "../../problems/max-cut/index.ts";
import { qubo } from "../../problems/qubo/index.ts";
import { tsp } from "../../problems/tsp/index.ts";
import { annealing } from "../../solvers/annealing/index.ts";
import { createFlipper, newTally } from "../../solvers/hopfield/flipper.ts";
import { kernighanLin } from "../../solvers/kernighan-lin/index.ts";
import { better } from "../../solvers/kernighan-lin/session.ts";
import { permutation } from "../../solvers/permutation/index.ts";
import { minimise, solve } from "../../src/index.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import {
  addBiases,
  couplingOperator,
  csrFromEdges,
  type EnergyModel,
  energy,
  kronecker,
  noBiases,
  rowSums,
} from "../../src/model/index.ts";
import type { State } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { formatById } from "../../src/registry.ts";
import { instanceDigest } from "../../src/run/digest.ts";
import { createDrive } from "../../src/run/drive.ts";
import { createMonitor } from "../../src/run/monitor.ts";
import { quadraticRecord } from "../../src/run/quadratic.ts";
import type { Step, Verdict } from "../../src/solver.ts";
import { TRIANGLE } from "../support/triangle.ts";

const context = (seed: number) => ({
  random: createRandom(seed),
  kernels: referenceKernels,
  monitor: null,
  start: null,
  memoryLimit: 1e9,
});
const MODEL: EnergyModel = {
  n: 2,
  domain: "spin",
  couplings: { kind: "none", n: 2 },
  biases: noBiases(2),
  offset: 0,
  structure: [],
  integer: true,
};
const plain = (...v: number[]): State => ({ kind: "plain", values: Int8Array.from(v) });

it("solve: different seeds differ", async () => {
  const instance = maxCut.sample(createRandom(4), 60);
  const run = (seed: number) => solve(maxCut, instance, { seed, work: 200, solver: "annealing" });
  const found = await Promise.all([1, 2, 3, 4, 5].map(run));
  expect(new Set(found.map(({ solution }) => JSON.stringify(solution))).size).toBeGreaterThan(1);
});

it("annealing: every anneal draws from the stream of its seed", () => {
  const model = tourless(40);
  const ends = (seed: number): number[] => {
    const start = plain(...new Array(40).fill(1));
    const short = { anneals: 3, sweeps: 3, betaFrom: 0.1, betaTo: 0.2, replicas: "one" } as const;
    const options = { ...annealing.defaults, ...short };
    const search = annealing.search(model, options, { ...context(seed), start });
    let next = search.next();
    while (!next.done) next = search.next();
    return next.value.findings!["endEnergies"] as number[];
  };
  expect(new Set([1, 2, 3, 4].map((seed) => ends(seed).join())).size).toBeGreaterThan(1);
});
function tourless(n: number): EnergyModel {
  const random = createRandom(9);
  const [from, to, w]: number[][] = [[], [], []];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      from.push(i);
      to.push(j);
      w.push(2 * random.below(2) - 1);
    }
  return {
    n,
    domain: "spin",
    couplings: csrFromEdges(n, from, to, w),
    biases: noBiases(n),
    offset: 0,
    structure: [],
    integer: true,
  };
}

it("permutation: a worse tour is taken back, so steps never rise", () => {
  const n = 60;
  const random = createRandom(3);
  const coordinates = Float64Array.from({ length: 2 * n }, () => random.below(1000));
  const model: EnergyModel = {
    n: n * n,
    domain: "bit",
    biases: noBiases(n * n),
    offset: 0,
    integer: true,
    couplings: {
      kind: "sum",
      n: n * n,
      terms: [
        {
          scale: -1,
          start: 0,
          couplings: kronecker(
            { kind: "metric", n, metric: "EUC_2D", coordinates, dimensions: 2 },
            { kind: "cycle", n },
          ),
        },
      ],
    },
    structure: [{ kind: "permutation", size: n, penalised: false }],
  };
  let before = Number.POSITIVE_INFINITY;
  for (const { energy: value } of permutation.search(
    model,
    { ...permutation.defaults, start: "random", kicks: 3000 },
    context(1),
  )) {
    expect(value).toBeLessThanOrEqual(before);
    before = value;
  }
});

it("graph partitioning: the margin scales every weight", () => {
  const instance = {
    problem: "graph-partitioning",
    vertices: 6,
    edges: [
      [0, 1, 7.3],
      [1, 2, 3.1],
      [3, 4, 9.7],
      [4, 5, 2.9],
      [2, 3, 1.7],
      [0, 5, 4.4],
    ],
    parts: 2,
  } as never;
  for (const parts of [2, 3]) {
    for (const margin of [1.5, 4]) {
      const { penalty } = graphPartitioning.encode({ ...(instance as object), parts } as never, {
        ...graphPartitioning.defaults,
        margin,
      });
      for (const { weight, threshold } of penalty!.weights) expect(weight).toBeGreaterThanOrEqual(margin * threshold);
    }
  }
});

it("driver: a verdict about the lowest state says nothing of a valid one above it", () => {
  function* search(): Generator<Step, Verdict, void> {
    yield { work: 1, energy: 3, state: plain(1, 1) };
    yield { work: 2, energy: -9, state: plain(-1, 1) };
    return { status: "optimal", proof: "all states" };
  }
  const accepts = (s: State) => s.kind === "plain" && s.values[0] === 1;
  const run = createDrive({ search: search(), limits: {}, startedAt: performance.now(), accepts, reaches: null });
  while (run.advance(10));
  expect(run.finish()).toMatchObject({ status: "optimal", bestIsLowest: false, best: { energy: 3, valid: true } });
});

it("graph partitioning: the threshold knows edge weights", () => {
  const edges = [
    [0, 1, 100],
    [1, 2, 100],
    [2, 3, 100],
    [3, 0, 100],
  ];
  const { penalty } = graphPartitioning.encode(
    { problem: "graph-partitioning", vertices: 4, edges } as never,
    graphPartitioning.defaults,
  );
  expect(penalty!.weights[0].weight).toBeGreaterThanOrEqual(50);
});

it("driver: only a valid state is asked whether the target is reached", () => {
  function* search(): Generator<Step, Verdict, void> {
    yield { work: 1, energy: -9, state: plain(-1, 1) };
    yield { work: 2, energy: 3, state: plain(1, 1) };
    return { status: "exhausted" };
  }
  const accepts = (s: State) => s.kind === "plain" && s.values[0] === 1;
  const run = createDrive({
    search: search(),
    limits: {},
    startedAt: performance.now(),
    accepts,
    reaches: (_s, e) => e <= 0,
  });
  while (run.advance(10));
  expect(run.finish()).toMatchObject({ status: "exhausted", work: 2, best: { energy: 3, valid: true } });
});

it("digest: names inside an instance count", () => {
  expect(instanceDigest({ cities: [{ name: "a" }] })).not.toBe(instanceDigest({ cities: [{ name: "b" }] }));
  expect(instanceDigest({ name: "a", comment: "c" })).toBe(instanceDigest({}));
});
it("solve: seconds already spent count towards the time limit", async () => {
  const instance = maxCut.sample(createRandom(4), 60);
  const result = await solve(maxCut, instance, { solver: "annealing", time: 1, elapsed: 30 });
  expect(result.status).toBe("time-limit");
  expect(result.timing.search).toBeLessThan(0.5);
  expect(result.timing.total).toBeGreaterThan(30);
});
it("solve: starts from the given solution, and refuses one that is not valid", async () => {
  const instance = maxCut.sample(createRandom(4), 60);
  const good = await solve(maxCut, instance, { solver: "annealing", work: 200_000 });
  const again = await solve(maxCut, instance, { solver: "annealing", work: 1, seed: 9, start: good.solution });
  expect(again.objective).toBe(good.objective);
  const bad = { problem: "graph-partitioning", vertices: 4, edges: [[0, 1]], parts: 2 };
  await expect(solve("graph-partitioning", bad, { start: { part: [0, 0, 0, 1] } })).rejects.toMatchObject({
    code: "invalid-solution",
  });
});
it("solve: two seconds without any limit", async () => {
  const result = await solve(maxCut, maxCut.sample(createRandom(4), 60), {
    solver: "annealing",
    signal: AbortSignal.timeout(6000),
  });
  expect(result.status).toBe("time-limit");
  expect(result.limits.time).toBe(2);
}, 10_000);
it("a model as a record is the same function", () => {
  for (const domain of ["bit", "spin"] as const) {
    const { model } = qubo.encode(
      {
        problem: "qubo",
        variables: 3,
        quadratic: [
          [0, 1, 4],
          [2, 1, -3],
        ],
        linear: [5, -2, 7],
        offset: 11,
      },
      {},
    );
    const record = quadraticRecord(model, domain, "x", 1e9);
    for (let code = 0; code < 8; code++) {
      const bits = [code & 1, (code >> 1) & 1, code >> 2];
      const z = domain === "bit" ? bits : bits.map((x) => 2 * x - 1);
      let f = record.offset;
      record.linear.forEach((q, i) => {
        f += q * z[i];
      });
      record.value.forEach((q, e) => {
        f += q * z[record.from[e]] * z[record.to[e]];
      });
      expect(f).toBe(energy(model, { kind: "plain", values: Int8Array.from(bits) }));
    }
  }
});
it("the referee refuses a part that is one above its capacity", () => {
  const instance = { problem: "graph-partitioning", vertices: 5, edges: [[0, 1]], parts: 2 } as never;
  expect(graphPartitioning.verify(instance, { part: [0, 0, 0, 1, 1] })).toEqual([]);
  expect(graphPartitioning.verify(instance, { part: [0, 0, 0, 0, 1] })).toMatchObject([
    { code: "overload", amount: 1 },
  ]);
});
it("hopfield: on real weights rest is believed only after the fields are computed anew", () => {
  const model: EnergyModel = { ...MODEL, biases: { kind: "constant", n: 2, value: 0.1 }, integer: false };
  const fields = referenceKernels.fields(model, [-1, -1]);
  const flipper = createFlipper(model, fields, "keep", null, newTally());
  expect(flipper.attempt(0)).toBe(true);
  expect(flipper.settled()).toBe(false);
  expect(flipper.settled()).toBe(true);
});
it("minimise keeps the structure that the energy does not punish", async () => {
  const n = 5;
  const model: EnergyModel = {
    n,
    domain: "spin",
    couplings: csrFromEdges(n, [0, 0, 1, 1, 0], [2, 3, 3, 4, 4], [5, 5, 5, 5, 5]),
    biases: noBiases(n),
    offset: 0,
    integer: true,
    structure: [
      {
        kind: "balance",
        items: n,
        parts: 2,
        weights: Float64Array.of(3, 3, 2, 2, 2),
        capacity: 6,
        penalised: false,
        slack: null,
      },
    ],
  };
  const { state } = await minimise(model, { work: 20000 });
  const values = (state as State & { kind: "plain" }).values;
  const load = [3, 3, 2, 2, 2].reduce((sum, w, i) => sum + (values[i] === 1 ? w : 0), 0);
  expect(load).toBe(6);
});

it("solve: a target of a maximum is one to rise to", async () => {
  const instance = maxCut.sample(createRandom(4), 12);
  const best = (await solve(maxCut, instance, { solver: "exhaustive" })).objective!;
  const result = await solve(maxCut, instance, { target: best + 1, work: 3000, solver: "annealing" });
  expect(result.status).toBe("work-limit");
});

it("coordinate lists count a pair once", () => {
  for (const id of ["qubo-coo", "ising-coo"]) {
    expect(formatById(id).parse("0 0 3\n0 1 5\n")).toMatchObject({
      linear: Float64Array.of(3, 0),
      value: Float64Array.of(5),
    });
  }
});

const UNSAFE = {
  problem: "tsp",
  distances: [
    [0, 1, 9, 9],
    [1, 0, 1, 9],
    [9, 1, 0, 1],
    [9, 9, 1, 0],
  ],
};
it("optimal is claimed only with a certificate: not of an invalid ground state", async () => {
  const result = await solve(tsp, UNSAFE, { solver: "exhaustive", encoding: { penalty: "tight", tightness: 0.1 } });
  // The bound is that of the instance, whatever its encoding.
  const bound = { proof: "two cheapest edges of every node" };
  expect(result).toMatchObject({ status: "exhausted", valid: false, bound, gap: null });
});
it("a search that merely ends proves nothing", async () => {
  const result = await solve("max-cut", TRIANGLE, { solver: "annealing", options: { anneals: 1, sweeps: 3 } });
  expect(result).toMatchObject({ status: "exhausted", valid: true, objective: 2, bound: { value: 3 } });
});

describe("the monitor", () => {
  const biased: EnergyModel = { ...MODEL, biases: { kind: "constant", n: 2, value: 1 } };
  it("counts rises and names the first", () => {
    const { monitor, report } = createMonitor(biased, true);
    monitor.started(plain(1, 1), -2);
    monitor.moved(plain(1, -1), 0);
    expect(report()).toMatchObject({ moves: 1, rises: 1, mismatches: 0, first: expect.stringContaining("rose by 2") });
  });
  it("counts wrong claims, at the start too", () => {
    const { monitor, report } = createMonitor(biased, false);
    monitor.started(plain(1, 1), -1);
    monitor.moved(plain(-1, 1), 5);
    expect(report()).toMatchObject({ rises: 1, mismatches: 2, first: expect.stringContaining("recomputed -2") });
  });
  it("counts a flow that climbs, and a wrong Lyapunov value", () => {
    const { monitor, report } = createMonitor(biased, true);
    const law = { activation: "tanh", gain: 1, resistance: Number.POSITIVE_INFINITY, continues: false } as const;
    monitor.flowed(Float64Array.of(0.5, 0.5), -1, law);
    monitor.flowed(Float64Array.of(0.2, 0.2), -0.3, { ...law, continues: true });
    expect(report()).toMatchObject({ flowSteps: 2, flowRises: 1, mismatches: 1 });
  });
  it("is asked for by verify", async () => {
    const off = await solve("max-cut", TRIANGLE, { solver: "hopfield", work: 100 });
    const on = await solve("max-cut", TRIANGLE, { solver: "annealing", work: 100, verify: true });
    expect(off.verification).toBeNull();
    expect(on.verification!.moves).toBeGreaterThan(0);
    expect(on.verification).toMatchObject({ mismatches: 0, first: null });
  });
});

it("kernighan-lin: the graph is counted before it is made, edges too", () => {
  const n = 40;
  const [from, to]: number[][] = [[], []];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      from.push(i);
      to.push(j);
    }
  const model: EnergyModel = {
    n,
    domain: "spin",
    couplings: csrFromEdges(
      n,
      from,
      to,
      from.map(() => 1),
    ),
    biases: noBiases(n),
    offset: 0,
    integer: true,
    structure: [{ kind: "balance", items: n, parts: 2, weights: null, capacity: n / 2, penalised: false, slack: null }],
  };
  const first = (memoryLimit: number) =>
    kernighanLin.search(model, kernighanLin.defaults, { ...context(1), memoryLimit }).next();
  expect(() => first(60_000)).toThrow(expect.objectContaining({ code: "memory" })); // 48 * 1560 + 400 * 40 = 90,880
  expect(first(100_000).done).toBe(false);
});
it("solve: the memory limit reaches the solver", async () => {
  await expect(solve("max-cut", TRIANGLE, { solver: "annealing", memoryLimit: 1 })).rejects.toMatchObject({
    code: "memory",
  });
});

it("row sums of a product whose factors are both one-way", () => {
  const left = { kind: "dense", n: 2, values: Float64Array.of(0, 5, 1, 0), symmetric: false } as const;
  const couplings = kronecker(left, { kind: "path", n: 3 });
  const sums = new Float64Array(6);
  addBiases(rowSums(couplings), 1, sums);
  const product = new Float64Array(6);
  couplingOperator(couplings).apply(new Float64Array(6).fill(1), product);
  expect(sums).toEqual(product);
});

it("kernighan-lin: balance ranks before energy", () => {
  expect(better({ excess: 0, energy: 9 }, { excess: 1, energy: -9 })).toBe(true);
  expect(better({ excess: 1, energy: -9 }, { excess: 0, energy: 9 })).toBe(false);
});

it("permutation: a cycle with a wish about the first place is no tour", () => {
  const n = 9;
  const random = createRandom(2);
  const values = Float64Array.from({ length: n * n }, () => 0);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) values[i * n + j] = values[j * n + i] = 1 + random.below(9);
  const first = new Float64Array(n);
  first[0] = 1;
  const model: EnergyModel = {
    n: n * n,
    domain: "bit",
    offset: 0,
    integer: true,
    biases: {
      kind: "outer",
      n: n * n,
      rows: n,
      columns: n,
      left: [Float64Array.from({ length: n }, (_, i) => 100 * i)],
      right: [first],
    },
    couplings: {
      kind: "sum",
      n: n * n,
      terms: [
        {
          scale: -1,
          start: 0,
          couplings: kronecker({ kind: "dense", n, values, symmetric: true }, { kind: "cycle", n }),
        },
      ],
    },
    structure: [{ kind: "permutation", size: n, penalised: false }],
  };
  let last: Step | null = null;
  for (const step of permutation.search(model, { ...permutation.defaults, kicks: 50 }, context(1))) {
    expect(step.energy).toBe(energy(model, step.state));
    last = step;
  }
  expect((last!.state as State & { kind: "permutation" }).order[0]).toBe(8);
});

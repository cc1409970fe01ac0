/** The rank-two relaxation part by part, each against a slow definition, its twins, and the solver on models with known minima. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGraph } from "../../solvers/rank-two/graph.ts";
import { type RankTwoOptions, rankTwo } from "../../solvers/rank-two/index.ts";
import { roundByLines } from "../../solvers/rank-two/passes.ts";
import { createSession } from "../../solvers/rank-two/session.ts";
import { perturb, randomise, type Vectors } from "../../solvers/rank-two/vectors.ts";
import { FALL, LEVEL, type PairGraph, type Plane } from "../../src/kernels/rank-two/types.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { wasmKernels } from "../../src/kernels/wasm/index.ts";
import { supportsSimd } from "../../src/kernels/wasm/support.ts";
import { copyState, csrFromEdges, energy, noBiases } from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { models } from "../support/arbitraries.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";

/** A random sparse spin model, with biases or without. */
function sparse(n: number, seed: number, whole: boolean, biased: boolean): EnergyModel {
  const random = createRandom(seed);
  const weight = () => (whole ? random.below(7) - 3 : random.normal());
  const [from, to, value]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (random.below(n) >= 4) continue;
      from.push(i);
      to.push(j);
      value.push(weight());
    }
  }
  const biases = biased ? { kind: "dense" as const, n, values: Float64Array.from({ length: n }, weight) } : noBiases(n);
  const couplings = csrFromEdges(n, from, to, value);
  return { n, domain: "spin", couplings, biases, offset: 0, structure: [], integer: whole };
}

const kernelSets: readonly Kernels[] = supportsSimd() ? [referenceKernels, wasmKernels] : [referenceKernels];

/** -1/2 sum w_ij a(i, j) over the rows. */
function form({ size, rowStart, column, weight }: PairGraph, a: (i: number, j: number) => number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum += weight[k] * a(i, column[k]);
  }
  return -sum / 2;
}

const levelOf = (graph: PairGraph, spins: ArrayLike<number>) => form(graph, (i, j) => spins[i] * spins[j]);

const relaxed = (graph: PairGraph, v: Vectors) =>
  form(graph, (i, j) => v[2 * i] * v[2 * j] + v[2 * i + 1] * v[2 * j + 1]);

const cases = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.nat(), fc.boolean(), fc.boolean(), fc.constantFrom(...kernelSets))
  .map(([n, seed, whole, biased, kernels]) => {
    const graph = createGraph(sparse(n, seed, whole, biased), 1e9);
    return { seed, graph, plane: randomPlane(kernels, graph, seed) };
  });

/** Vectors and spins at random, with fields and level. */
function randomPlane(kernels: Kernels, graph: PairGraph, seed: number): Plane {
  const plane = kernels.plane(graph, 1e9);
  const random = createRandom(seed);
  randomise(plane.vectors, random);
  for (let i = 0; i < graph.size; i++) plane.spins[i] = random.below(2) === 0 ? -1 : 1;
  plane.refresh(0, graph.size);
  return plane;
}

describe("the graph of pairs", () => {
  prop("has the energies of the model, ghost up or down", [models(), fc.nat()], (model, seed) => {
    const graph = createGraph(model, 1e9);
    const { spins } = randomPlane(referenceKernels, graph, seed);
    const up = graph.ghost < 0 ? 1 : spins[graph.ghost];
    const low = model.domain === "spin" ? -1 : 0;
    const values = Int8Array.from({ length: model.n }, (_, i) => (spins[i] === up ? 1 : low));
    const expected = energy(model, { kind: "plain", values });
    const level = graph.offset + graph.unit * levelOf(graph, spins);
    expect(Math.abs(level - expected)).toBeLessThanOrEqual(model.integer ? 0 : 1e-6 * (1 + Math.abs(expected)));
  });
});

describe("the relaxation", () => {
  prop(
    "falls by what a sweep says, however much it overshoots, and keeps unit vectors",
    [cases, fc.double({ min: 0, max: 1, noNaN: true })],
    ({ graph, plane }, overshoot) => {
      const { vectors: v, sums } = plane;
      for (let sweep = 0; sweep < 5; sweep++) {
        const before = relaxed(graph, v);
        sums[FALL] = 0;
        plane.mix(overshoot, 0, graph.size);
        expect(sums[FALL]).toBeGreaterThanOrEqual(-1e-12);
        expect(relaxed(graph, v)).toBeCloseTo(before - sums[FALL], 8);
        for (let i = 0; i < graph.size; i++) expect(Math.hypot(v[2 * i], v[2 * i + 1])).toBeCloseTo(1, 12);
      }
    },
  );

  prop(
    "turns each spin by less than the perturbation",
    [cases, fc.double({ min: 0.01, max: 3, noNaN: true })],
    (drawn, most) => {
      const { vectors: v, spins } = drawn.plane;
      perturb(v, spins, most, createRandom(drawn.seed));
      for (let i = 0; i < spins.length; i++) {
        expect(Math.sign(v[2 * i])).toBe(spins[i]);
        expect(Math.abs(v[2 * i + 1] / v[2 * i])).toBeLessThanOrEqual(most * (1 + 1e-12));
      }
    },
  );
});

describe("rounding by lines", () => {
  prop("gives the lowest state of all lines", [cases, fc.boolean()], ({ graph, plane }, clustered) => {
    const { vectors: v, spins, sums } = plane;
    if (clustered) for (let sweep = 0; sweep < 8; sweep++) plane.mix(0, 0, graph.size);
    const session = createSession(sparse(1, 1, true, false), graph, plane, new Int8Array(1), null);
    for (const _ of roundByLines(session));
    expect(sums[LEVEL]).toBeCloseTo(levelOf(graph, spins), 9);
    // A line between any two neighbouring angles. Angles nearer than the resolution of the sort may be taken in another order.
    const turns = Array.from({ length: graph.size }, (_, i) => Math.atan2(v[2 * i + 1], v[2 * i]) / Math.PI + 1);
    const sorted = turns.map((turn) => turn % 1).sort((a, b) => a - b);
    for (let rank = 0; rank < sorted.length; rank++) {
      const next = sorted[rank + 1] ?? sorted[0] + 1;
      if (next - sorted[rank] < 1e-6) continue;
      const angle = (Math.PI * (sorted[rank] + next)) / 2;
      const side = (i: number) => Math.sign(v[2 * i + 1] * Math.cos(angle) - v[2 * i] * Math.sin(angle));
      expect(sums[LEVEL]).toBeLessThanOrEqual(form(graph, (i, j) => side(i) * side(j)) + 1e-9);
    }
  });
});

describe("the local search", () => {
  prop("leaves no spin and no pair whose flip lowers the level", [cases], ({ graph, plane }) => {
    const { spins, sums } = plane;
    const slack = graph.integer ? 0 : 1e-9;
    let flips: number;
    do {
      flips = plane.descendSpins(slack, 0, graph.size);
      if (flips === 0) flips = plane.descendPairs(slack, 0, graph.size);
    } while (flips > 0);
    const level = levelOf(graph, spins);
    expect(sums[LEVEL]).toBeCloseTo(level, 9);
    for (let i = 0; i < graph.size; i++) {
      for (let j = 0; j <= i; j++) {
        const moved = spins.slice();
        moved[i] *= -1;
        if (j < i) moved[j] *= -1;
        expect(levelOf(graph, moved)).toBeGreaterThanOrEqual(level - 1e-8);
      }
    }
  });
});

describe.runIf(supportsSimd())("the kernels", () => {
  prop(
    "agree bit for bit, whatever the slices",
    [fc.integer({ min: 0, max: 60 }), fc.nat(), fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat()],
    (n, seed, whole, overshoot, cut) => {
      const graph = createGraph(sparse(n, seed, whole, true), 1e9);
      const { size } = graph;
      const results = kernelSets.map((kernels) => {
        const plane = randomPlane(kernels, graph, seed);
        const { vectors, spins, order, sums } = plane;
        const middle = cut % (size + 1);
        for (let i = 0; i < size; i++) order[i] = size - 1 - i;
        const counts: number[] = [];
        for (const [from, to] of [
          [0, middle],
          [middle, size],
        ]) {
          plane.mix(overshoot, from, to);
          counts.push(plane.turn(from, to), plane.descendSpins(0, from, to), plane.descendPairs(0, from, to));
        }
        return { counts, vectors: [...vectors], spins: [...spins], sums: [...sums] };
      });
      expect(results[1]).toEqual(results[0]);
    },
  );

  it("give one search", () => {
    const model = sparse(300, 9, false, true);
    const [reference, fast] = kernelSets.map((kernels) => run(model, { rounds: 2 }, 4, null, kernels));
    expect(fast).toEqual(reference);
  });
});

function run(
  model: EnergyModel,
  options: Partial<RankTwoOptions>,
  seed: number,
  start: State | null = null,
  kernels: Kernels = kernelSets[kernelSets.length - 1],
) {
  const context = { random: createRandom(seed), kernels, monitor: null, start, memoryLimit: 1e9 };
  const search = rankTwo.search(model, { ...rankTwo.defaults, ...options }, context);
  let lowest = Number.POSITIVE_INFINITY;
  let state: State | null = null;
  let next = search.next();
  for (; next.done !== true; next = search.next()) {
    if (next.value.energy < lowest) state = copyState(next.value.state);
    lowest = Math.min(lowest, next.value.energy);
  }
  return { lowest, state, verdict: next.value };
}

describe("the solver", () => {
  it.each([
    ["whole weights", true, false],
    ["whole weights and biases", true, true],
    ["real weights and biases", false, true],
  ] as const)("finds the ground states of small models with %s", (_name, whole, biased) => {
    for (let seed = 1; seed <= 10; seed++) {
      const model = sparse(14, seed, whole, biased);
      expect(run(model, {}, seed).lowest).toBeCloseTo(bruteForce(denseModel(model)).energy, 9);
    }
  });

  it("cuts every edge of an even torus", () => {
    const side = 20;
    const at = (row: number, column: number) => (row % side) * side + (column % side);
    const [from, to]: [number[], number[]] = [[], []];
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        from.push(at(row, column), at(row, column));
        to.push(at(row + 1, column), at(row, column + 1));
      }
    }
    const n = side * side;
    const couplings = csrFromEdges(n, from, to, new Array<number>(from.length).fill(-1));
    const model: EnergyModel = {
      n,
      domain: "spin",
      couplings,
      biases: noBiases(n),
      offset: 0,
      structure: [],
      integer: true,
    };
    expect(run(model, {}, 1).lowest).toBe(-from.length);
  });

  it("never ends above its start", () => {
    const model = sparse(60, 3, true, true);
    const found = run(model, { rounds: 5 }, 1);
    expect(run(model, { rounds: 1, patience: 1 }, 2, found.state).lowest).toBeLessThanOrEqual(found.lowest);
  });

  it("reports the end of every round, the lowest among them", () => {
    const { lowest, verdict } = run(sparse(40, 5, true, false), { rounds: 7 }, 1);
    const ends = verdict.findings?.["endEnergies"] as number[];
    expect(ends).toHaveLength(7);
    expect(Math.min(...ends)).toBe(lowest);
  });
});

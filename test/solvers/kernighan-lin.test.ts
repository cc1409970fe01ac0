import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kernighanLin } from "../../solvers/kernighan-lin/index.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import {
  addBiases,
  type Biases,
  clippedBinary,
  copyState,
  csrFromEdges,
  type EnergyModel,
  energy,
  isIntegerModel,
  type State,
  type Term,
} from "../../src/model/index.ts";
import { createRandom, type Random } from "../../src/random.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import { prop } from "../support/prop.ts";

interface Shape {
  readonly n: number;
  readonly parts: number;
  readonly weighted: boolean;
  readonly real: boolean;
  readonly negative: boolean;
  readonly biased: boolean;
  /** Load above the even share, in units of weight. */
  readonly tolerance: number;
  readonly slack: boolean;
  readonly density: number;
}

const shapes = (n: number, parts: fc.Arbitrary<number>): fc.Arbitrary<Shape> =>
  fc.record({
    n: fc.integer({ min: 1, max: n }),
    parts,
    weighted: fc.boolean(),
    real: fc.boolean(),
    negative: fc.boolean(),
    biased: fc.boolean(),
    tolerance: fc.integer({ min: 0, max: 3 }),
    slack: fc.boolean(),
    density: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  });

const seeds = fc.integer({ min: 0, max: 1e6 });

interface Edges {
  readonly from: number[];
  readonly to: number[];
  readonly weight: number[];
}

function randomEdges(random: Random, shape: Shape): Edges {
  const [from, to, weight]: number[][] = [[], [], []];
  for (let u = 0; u < shape.n; u++) {
    for (let v = u + 1; v < shape.n; v++) {
      if (random.uniform() >= shape.density) continue;
      const size = shape.real ? random.uniform() * 5 : 1 + random.below(5);
      from.push(u);
      to.push(v);
      weight.push(shape.negative && random.below(2) === 0 ? -size : size);
    }
  }
  return { from, to, weight };
}

interface Built {
  readonly model: EnergyModel;
  readonly weights: Float64Array | null;
  readonly capacity: number;
}

function finished(model: Omit<EnergyModel, "integer">): EnergyModel {
  return { ...model, integer: isIntegerModel(model) };
}

/** (sum c s + sum a t)^2 as a penalty, cut of a random graph as the objective. */
function twoParts(random: Random, shape: Shape): Built {
  const { n } = shape;
  const edges = randomEdges(random, shape);
  const csr = csrFromEdges(n, edges.from, edges.to, edges.weight);
  const weights = shape.weighted ? Float64Array.from({ length: n }, () => 1 + random.below(4)) : null;
  const total = weights === null ? n : weights.reduce((a, b) => a + b, 0);
  // An odd total needs a difference of one at least.
  const difference = 2 * shape.tolerance + (total % 2);
  const coefficients = shape.slack ? clippedBinary(difference) : [];
  const slack = shape.slack ? { first: n, coefficients } : null;
  const all = n + coefficients.length;
  const vector = Float64Array.from([...(weights ?? new Float64Array(n).fill(1)), ...coefficients]);
  const terms: Term[] = [
    { scale: 0.5, start: 0, couplings: csr },
    { scale: -10, start: 0, couplings: { kind: "rank-one", n: all, vector } },
  ];
  const values = new Float64Array(all);
  if (shape.biased) for (let i = 0; i < n; i++) values[i] = random.below(7) - 3;
  const capacity = (total + difference) / 2;
  const structure = [{ kind: "balance", items: n, parts: 2, weights, capacity, penalised: true, slack }] as const;
  const biases: Biases = { kind: "dense", n: all, values };
  const couplings = { kind: "sum", n: all, terms } as const;
  return { model: finished({ n: all, domain: "spin", couplings, biases, offset: 3, structure }), weights, capacity };
}

/** One-hot penalty, (load_p + sum a y - capacity)^2 for each part, and the weight of the edges inside parts rewarded. */
function manyParts(random: Random, shape: Shape): Built {
  const { n, parts: k } = shape;
  const edges = randomEdges(random, shape);
  const csr = csrFromEdges(n, edges.from, edges.to, edges.weight);
  const weights = shape.weighted ? Float64Array.from({ length: n }, () => 1 + random.below(4)) : null;
  const mass = weights ?? new Float64Array(n).fill(1);
  const total = mass.reduce((a, b) => a + b, 0);
  const capacity = Math.ceil(total / k) + shape.tolerance;
  const coefficients = shape.slack ? clippedBinary(capacity) : [];
  const wide = coefficients.length;
  const all = n * k + wide * k;
  const groupStart = new Int32Array(k + 1);
  const [member, coefficient]: number[][] = [[], []];
  const values = new Float64Array(all);
  const C = 7;
  for (let p = 0; p < k; p++) {
    for (let v = 0; v < n; v++) {
      member.push(v * k + p);
      coefficient.push(mass[v]);
    }
    for (let a = 0; a < wide; a++) {
      member.push(n * k + p * wide + a);
      coefficient.push(coefficients[a]);
    }
    groupStart[p + 1] = member.length;
  }
  member.forEach((i, at) => {
    values[i] += C * (2 * capacity * coefficient[at] - coefficient[at] ** 2);
  });
  if (shape.biased) for (let i = 0; i < n * k; i++) values[i] += random.below(7) - 3;
  const penalty = {
    kind: "cliques",
    n: all,
    groupStart,
    member: Int32Array.from(member),
    coefficient: Float64Array.from(coefficient),
  } as const;
  const graph = {
    kind: "kronecker",
    n: n * k,
    left: { ...csr, symmetric: true },
    right: { kind: "identity", n: k },
  } as const;
  const oneHot = {
    kind: "kronecker",
    n: n * k,
    left: { kind: "identity", n },
    right: { kind: "all-but-diagonal", n: k },
  } as const;
  const terms: Term[] = [
    { scale: 0.5, start: 0, couplings: graph },
    { scale: -20, start: 0, couplings: oneHot },
    { scale: -2 * C, start: 0, couplings: penalty },
  ];
  const structure = [
    { kind: "one-hot", groups: n, size: k, penalised: true },
    {
      kind: "balance",
      items: n,
      parts: k,
      weights,
      capacity,
      penalised: true,
      slack: shape.slack ? { first: n * k, coefficients } : null,
    },
  ] as const;
  const couplings = { kind: "sum", n: all, terms } as const;
  const biases: Biases = { kind: "dense", n: all, values };
  return { model: finished({ n: all, domain: "bit", couplings, biases, offset: 1, structure }), weights, capacity };
}

const build = (shape: Shape, seed: number): Built =>
  (shape.parts === 2 ? twoParts : manyParts)(createRandom(seed), shape);

function loads(state: State, shape: Shape, weights: Float64Array | null): number[] {
  const sums = new Array<number>(shape.parts).fill(0);
  for (let v = 0; v < shape.n; v++) {
    const p = state.kind === "labels" ? state.label[v] : state.kind === "plain" && state.values[v] === 1 ? 1 : 0;
    sums[p] += weights === null ? 1 : weights[v];
  }
  return sums;
}

type Options = typeof kernighanLin.defaults;

function context(seed: number, monitor: Monitor | null = null, start: State | null = null) {
  return { random: createRandom(seed), kernels: loadKernels(), monitor, start, memoryLimit: 1e9 };
}

const short = (options: Partial<Options> = {}): Options => ({
  ...kernighanLin.defaults,
  starts: 2,
  cycles: 3,
  coarsenTo: 4,
  ...options,
});

function steps(model: EnergyModel, options: Options, seed: number, limit = 1e5): Step[] {
  const result: Step[] = [];
  for (const step of kernighanLin.search(model, options, context(seed))) {
    result.push({ ...step, state: copyState(step.state) });
    if (result.length >= limit) break;
  }
  return result;
}

/** Smallest energy of a balanced state, or null when there is none, by trying all labels. */
function enumerate(shape: Shape, { model, weights, capacity }: Built): number | null {
  let best: number | null = null;
  const label = new Int32Array(shape.n);
  for (let code = 0; code < shape.parts ** shape.n; code++) {
    for (let v = 0, rest = code; v < shape.n; v++, rest = Math.floor(rest / shape.parts)) label[v] = rest % shape.parts;
    const state = stateOf(model, label);
    if (Math.max(...loads(state, shape, weights)) > capacity) continue;
    const value = energy(model, state);
    if (best === null || value < best) best = value;
  }
  return best;
}

/** Slack chosen by trying all its values, so that nothing is shared with the code under test. */
function stateOf(model: EnergyModel, label: Int32Array): State {
  if (model.domain === "bit") return { kind: "labels", label: label.slice() };
  const values = new Int8Array(model.n).fill(-1);
  label.forEach((p, v) => {
    values[v] = p === 1 ? 1 : -1;
  });
  let best: { state: State; energy: number } | null = null;
  for (let code = 0; code < 2 ** (model.n - label.length); code++) {
    for (let k = label.length; k < model.n; k++) values[k] = (code >> (k - label.length)) & 1 ? 1 : -1;
    const state: State = { kind: "plain", values: values.slice() };
    const value = energy(model, state);
    if (best === null || value < best.energy) best = { state, energy: value };
  }
  return best!.state;
}

const anyShape = shapes(14, fc.constantFrom(2, 2, 3, 4));

describe("kernighan-lin", () => {
  for (const moves of ["multilevel", "swap"] as const) {
    prop(`${moves}: every step reports the energy of its state`, [anyShape, seeds], (shape, seed) => {
      const { model } = build(shape, seed);
      expect(kernighanLin.refuses(model, short({ moves }))).toBeNull();
      let work = 0;
      for (const step of steps(model, short({ moves }), seed)) {
        const value = energy(model, step.state);
        if (model.integer) expect(step.energy).toBe(value);
        else expect(Math.abs(step.energy - value)).toBeLessThan(1e-9 * (1 + Math.abs(value)));
        expect(step.work).toBeGreaterThanOrEqual(work);
        work = step.work;
      }
    });

    prop(`${moves}: every state of unit weights is balanced`, [anyShape, seeds], (shape, seed) => {
      const built = build({ ...shape, weighted: false }, seed);
      for (const step of steps(built.model, short({ moves }), seed)) {
        expect(Math.max(...loads(step.state, shape, null))).toBeLessThanOrEqual(built.capacity);
      }
    });

    prop(`${moves}: no move raises the energy that the model gives`, [anyShape, seeds], (shape, seed) => {
      const { model } = build(shape, seed);
      let last = Number.POSITIVE_INFINITY;
      const monitor: Monitor = {
        started(state, value) {
          last = energy(model, state);
          expect(value).toBeCloseTo(last, 6);
        },
        moved(state, value) {
          const now = energy(model, state);
          expect(value).toBeCloseTo(now, 6);
          expect(now).toBeLessThanOrEqual(last + 1e-9);
          last = now;
        },
        flowed: () => undefined,
      };
      for (const _ of kernighanLin.search(model, short({ moves }), context(seed, monitor)));
    });
  }

  prop(
    "finds the best balanced partition of small models",
    [shapes(9, fc.constantFrom(2, 2, 3)), seeds],
    (shape, seed) => {
      const built = build(shape.parts === 3 ? { ...shape, n: Math.min(shape.n, 7) } : shape, seed);
      const optimum = enumerate(shape.parts === 3 ? { ...shape, n: Math.min(shape.n, 7) } : shape, built);
      const last = steps(built.model, short({ cycles: 60, starts: 6 }), seed).at(-1)!;
      if (optimum === null) return;
      expect(last.energy).toBeCloseTo(optimum, 6);
    },
    { numRuns: 60 },
  );

  prop("gives the same trace for the same seed", [anyShape, seeds], (shape, seed) => {
    const { model } = build(shape, seed);
    expect(steps(model, short(), seed)).toEqual(steps(model, short(), seed));
  });

  it("can be left midway", () => {
    const { model } = build(grid, 1);
    const search = kernighanLin.search(model, kernighanLin.defaults, context(1));
    for (let i = 0; i < 5; i++) search.next();
    expect(search.return({ status: "exhausted" }).done).toBe(true);
    expect(search.next().done).toBe(true);
  });

  it("yields a balanced state first", () => {
    const built = build({ ...grid, parts: 4, slack: true }, 3);
    const [first] = steps(built.model, short(), 3, 1);
    expect(Math.max(...loads(first.state, grid4, null))).toBeLessThanOrEqual(built.capacity);
  });

  it("starts from the state it is given and never ends worse", () => {
    const { model } = build(grid, 5);
    const found = steps(model, short({ coarsenTo: 20 }), 5).at(-1)!;
    const search = kernighanLin.search(model, short({ starts: 1, cycles: 0 }), context(6, null, found.state));
    const first = search.next();
    expect(first.done === true ? null : first.value.energy).toBe(found.energy);
    expect(first.done === true ? null : first.value.state).toEqual(found.state);
  });

  it("takes labels as well as bits as a start", () => {
    const { model } = build(grid4, 5);
    const label = Int32Array.from({ length: grid4.n }, (_, v) => v % 4);
    const values = new Int8Array(model.n);
    label.forEach((p, v) => {
      values[v * 4 + p] = 1;
    });
    for (const start of [{ kind: "labels", label } as const, { kind: "plain", values } as const]) {
      const first = kernighanLin.search(model, short(), context(1, null, start)).next();
      expect(first.done === true ? null : first.value.state).toEqual({ kind: "labels", label });
    }
  });

  it("ends, with the least unbalanced state, when no partition is balanced", () => {
    const weights = Float64Array.of(10, 1, 1);
    const vector = weights;
    const model = finished({
      n: 3,
      domain: "spin",
      couplings: { kind: "sum", n: 3, terms: [{ scale: -2, start: 0, couplings: { kind: "rank-one", n: 3, vector } }] },
      biases: { kind: "constant", n: 3, value: 0 },
      offset: 0,
      structure: [{ kind: "balance", items: 3, parts: 2, weights, capacity: 6, penalised: true, slack: null }],
    });
    const last = steps(model, short(), 1).at(-1)!;
    expect(loads(last.state, { ...grid, n: 3 }, weights).sort((a, b) => a - b)).toEqual([2, 10]);
    expect(last.energy).toBe(energy(model, last.state));
  });

  it("ends after the starts and cycles it was given", () => {
    const { model } = build(grid, 2);
    const search = kernighanLin.search(model, short(), context(1));
    let result = search.next();
    while (!result.done) result = search.next();
    expect(result.value).toEqual({ status: "exhausted" });
  });

  it("refuses models without a balance structure and names another solver", () => {
    const { model } = build(grid, 1);
    expect(kernighanLin.refuses({ ...model, structure: [] }, short())).toMatchObject({ instead: "annealing" });
  });

  it("refuses couplings that tell more than whether two items share a part", () => {
    const { model } = build(grid4, 1);
    const n = model.n;
    const odd = csrFromEdges(n, [0], [5], [1]);
    const couplings = { kind: "sum", n, terms: [{ scale: 1, start: 0, couplings: odd }] } as const;
    expect(kernighanLin.refuses({ ...model, couplings }, short())).not.toBeNull();
  });

  it("reads couplings written out in full as the same graph", () => {
    const shape = { ...grid4, n: 12 };
    const { model } = build(shape, 9);
    const written = writtenOut(model, shape.n * shape.parts);
    expect(kernighanLin.refuses(written, short())).toBeNull();
    const last = steps(written, short(), 1).at(-1)!;
    expect(last.energy).toBe(energy(written, last.state));
  });

  it("refuses before making a graph that exceeds the memory limit", () => {
    const { model } = build(grid, 1);
    const search = kernighanLin.search(model, short(), { ...context(1), memoryLimit: 100 });
    expect(() => search.next()).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

const grid: Shape = {
  n: 200,
  parts: 2,
  weighted: false,
  real: false,
  negative: false,
  biased: false,
  tolerance: 0,
  slack: false,
  density: 0.05,
};
const grid4: Shape = { ...grid, parts: 4 };

/** The graph part of a k-part model as one CSR coupling over bits, without penalties. */
function writtenOut(model: EnergyModel, n: number): EnergyModel {
  const part = model.couplings.kind === "sum" ? model.couplings.terms[0].couplings : model.couplings;
  if (part.kind !== "kronecker" || part.left.kind !== "csr") throw new Error("expected the graph first");
  const { rowStart, column, values } = part.left;
  const k = part.right.n;
  const [from, to, weight]: number[][] = [[], [], []];
  for (let u = 0; u < part.left.n; u++) {
    for (let e = rowStart[u]; e < rowStart[u + 1]; e++) {
      for (let p = 0; p < k && column[e] > u; p++) {
        from.push(u * k + p);
        to.push(column[e] * k + p);
        weight.push(values[e]);
      }
    }
  }
  const bias = new Float64Array(n);
  addBiases({ kind: "constant", n, value: 2 }, 1, bias);
  return finished({
    n,
    domain: "bit",
    couplings: csrFromEdges(n, from, to, weight),
    biases: { kind: "dense", n, values: bias },
    offset: 0,
    structure: model.structure,
  });
}

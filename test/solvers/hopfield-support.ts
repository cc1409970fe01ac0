/** Random models and a driver for the tests of the Hopfield networks. */
import fc from "fast-check";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { type Couplings, csrFromEdges, type EnergyModel, noBiases, type State } from "../../src/model/index.ts";
import { createRandom, type Random } from "../../src/random.ts";
import type { Monitor, SearchContext, Solver, Step, Verdict } from "../../src/solver.ts";

export interface ModelShape {
  readonly seed: number;
  readonly n: number;
  readonly domain: "spin" | "bit";
  readonly integer: boolean;
  readonly sparse: boolean;
}

export const modelShape = (largest: number): fc.Arbitrary<ModelShape> =>
  fc.record({
    seed: fc.integer(),
    n: fc.integer({ min: 1, max: largest }),
    domain: fc.constantFrom("spin" as const, "bit" as const),
    integer: fc.boolean(),
    sparse: fc.boolean(),
  });

/** Symmetric couplings and biases, integers in [-3, 3] (ties occur) or reals in [-1, 1). */
export function randomModel({ seed, n, domain, integer, sparse }: ModelShape): EnergyModel {
  const random = createRandom(seed, 7);
  const draw = () => (integer ? random.below(7) - 3 : 2 * random.uniform() - 1);
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (sparse && random.uniform() < 0.6) continue;
      from.push(i);
      to.push(j);
      weight.push(draw());
    }
  }
  const couplings: Couplings = csrFromEdges(n, from, to, weight);
  const values = Float64Array.from({ length: n }, () => (random.uniform() < 0.5 ? 0 : draw()));
  return { n, domain, couplings, biases: { kind: "dense", n, values }, offset: draw(), structure: [], integer };
}

export function randomState(model: EnergyModel, random: Random): State & { kind: "plain" } {
  const low = model.domain === "spin" ? -1 : 0;
  return { kind: "plain", values: Int8Array.from({ length: model.n }, () => (random.uniform() < 0.5 ? low : 1)) };
}

export function context(seed: number, more: Partial<SearchContext> = {}): SearchContext {
  return {
    random: createRandom(seed),
    kernels: referenceKernels,
    monitor: null,
    start: null,
    memoryLimit: 1e9,
    ...more,
  };
}

export const silent: Monitor = { moved: () => undefined, started: () => undefined, flowed: () => undefined };

export interface Finished {
  readonly verdict: Verdict;
  readonly last: { readonly energy: number; readonly values: Int8Array; readonly work: number };
  readonly best: number;
  /** The first state of energy `best`: what a run reports. */
  readonly champion: Int8Array;
  readonly yields: number;
}

/** Lets a solver run to its end; `watch` sees every step. */
export function finish<O extends object>(
  solver: Solver<O>,
  model: EnergyModel,
  options: Partial<O>,
  where: SearchContext,
  watch: (step: Step) => void = () => undefined,
): Finished {
  const search = solver.search(model, { ...solver.defaults, ...options }, where);
  let last = { energy: Number.NaN, values: new Int8Array(0), work: 0 };
  let best = Number.POSITIVE_INFINITY;
  let champion = new Int8Array(0);
  let yields = 0;
  for (;;) {
    const { done, value } = search.next();
    if (done) return { verdict: value, last, best, champion, yields };
    watch(value);
    yields++;
    if (value.state.kind !== "plain") throw new Error("expected a plain state");
    if (value.energy < best) {
      best = value.energy;
      champion = value.state.values.slice();
    }
    if (value.work < last.work) throw new Error("work fell");
    last = { energy: value.energy, values: value.state.values.slice(), work: value.work };
  }
}

/** The lecture's three neurons: s = [[., 2, -1], [., ., 1], [., ., .]], each pair once. */
export const threeNeurons: EnergyModel = {
  n: 3,
  domain: "spin",
  couplings: csrFromEdges(3, [0, 0, 1], [1, 2, 2], [2, -1, 1]),
  biases: noBiases(3),
  offset: 0,
  structure: [],
  integer: true,
};

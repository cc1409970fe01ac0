/** Searches over orders and layouts: optima of small instances, known optima of larger ones, the same bits again, honest steps. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandwidth } from "../../problems/bandwidth/index.ts";
import { linearArrangement } from "../../problems/linear-arrangement/index.ts";
import { linearOrdering } from "../../problems/linear-ordering/index.ts";
import { sequencing } from "../../problems/sequencing/index.ts";
import { recogniseForm } from "../../solvers/permutation/form.ts";
import { permutation } from "../../solvers/permutation/index.ts";
import { layoutOf } from "../../solvers/permutation/layouts/form.ts";
import { breadthFirstOrder } from "../../solvers/permutation/layouts/start.ts";
import { orderingOf } from "../../solvers/permutation/orderings/form.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { wasmKernels } from "../../src/kernels/wasm/index.ts";
import { type EnergyModel, energy, type State } from "../../src/model/index.ts";
import type { Edge } from "../../src/modelling/graph.ts";
import type { Problem } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import type { SearchContext, Step } from "../../src/solver.ts";
import { bestListed } from "../support/bounding.ts";
import { prop } from "../support/prop.ts";

const contextOf = (seed: number, changes: Partial<SearchContext> = {}): SearchContext => ({
  random: createRandom(seed),
  kernels: wasmKernels,
  monitor: null,
  start: null,
  memoryLimit: 1e9,
  ...changes,
});

/** The lowest energy shown, after so many steps at most. */
function least(model: EnergyModel, context: SearchContext, steps = 1e6, enough = Number.NEGATIVE_INFINITY): number {
  let best = Number.POSITIVE_INFINITY;
  let left = steps;
  const search = permutation.search(model, { ...permutation.defaults, kicks: 300 }, context);
  for (let step = search.next(); !step.done && left > 0 && best > enough; step = search.next(), left--) {
    best = Math.min(best, (step.value as Step).energy);
  }
  return best;
}

const modelOf = <I, S, O extends object>(problem: Problem<I, S, O>, instance: I): EnergyModel =>
  problem.encode(instance, problem.defaults).model;

const seeds = fc.nat(1e6);
const few = { numRuns: 25 };

const mesh = (k: number): Edge[] =>
  Array.from({ length: k * k }, (_, v): Edge[] => [
    ...(v % k < k - 1 ? [[v, v + 1] as Edge] : []),
    ...(v < k * (k - 1) ? [[v, v + k] as Edge] : []),
  ]).flat();

describe("searches on a line", () => {
  const problems = { linearOrdering, linearArrangement, bandwidth, sequencing } as const;
  for (const [name, problem] of Object.entries(problems)) {
    prop(
      `find the optimum of small instances: ${name}`,
      [seeds, fc.integer({ min: 1, max: 7 }), fc.constantFrom(wasmKernels, referenceKernels)],
      (seed, size, kernels) => {
        const any = problem as unknown as Problem<object, object>;
        const instance = any.sample(createRandom(seed), size);
        const best = (any.sense === "min" ? 1 : -1) * bestListed(any, instance);
        const found = least(modelOf(any, instance), contextOf(seed, { kernels }), 2000, best);
        expect(found).toBeCloseTo(best, 6);
      },
      few,
    );
  }

  it("recognise orders and layouts by their factors", () => {
    const forms = (model: EnergyModel) => {
      const form = recogniseForm(model);
      if (form.kind !== "assignment") return [form.kind];
      return [orderingOf(model, form) !== null, layoutOf(model, form) !== null];
    };
    const random = createRandom(3);
    expect(forms(modelOf(linearOrdering, linearOrdering.sample(random, 9)))).toEqual([true, false]);
    const graph = { vertices: 9, edges: mesh(3) };
    expect(forms(modelOf(linearArrangement, { problem: "linear-arrangement", ...graph }))).toEqual([false, true]);
    expect(forms(modelOf(bandwidth, { problem: "bandwidth", ...graph }))).toEqual([false, true]);
    expect(forms(modelOf(sequencing, sequencing.sample(random, 9)))).toEqual(["tour"]);
  });

  it("lay out a hypercube of 64 vertices at the optimum of Harper (1964)", () => {
    const edges: Edge[] = [];
    for (let v = 0; v < 64; v++) for (let bit = 1; bit < 64; bit *= 2) if ((v & bit) === 0) edges.push([v, v | bit]);
    const model = modelOf(linearArrangement, { problem: "linear-arrangement", vertices: 64, edges });
    expect(least(model, contextOf(1), 20_000, 2016)).toBe(2016);
  });

  it("reach the bandwidth 12 of a mesh of 12 x 12", () => {
    const model = modelOf(bandwidth, { problem: "bandwidth", vertices: 144, edges: mesh(12), bandwidth: 12 });
    expect(least(model, contextOf(1), 20_000, 0)).toBe(0);
  });

  it("put 60 items into a planted order that all votes but a few agree with", () => {
    const random = createRandom(8);
    const place = Array.from({ length: 60 }, (_, i) => i);
    random.shuffle(place);
    const weights = place.map((own) => place.map((other) => (own < other ? 10 : 0) + random.below(9)));
    const order = place.map((_, p) => place.indexOf(p));
    const planted = -linearOrdering.cost({ problem: "linear-ordering", weights }, { order });
    const model = modelOf(linearOrdering, { problem: "linear-ordering", weights });
    expect(least(model, contextOf(2), 20_000, planted)).toBeLessThanOrEqual(planted);
  });

  for (const name of ["linearOrdering", "linearArrangement", "bandwidth"] as const) {
    prop(
      `show states of the energy that they state, the same ones again and by both kernels: ${name}`,
      [seeds, fc.boolean()],
      (seed, given) => {
        const problem = problems[name] as unknown as Problem<object, object>;
        const { model } = problem.encode(problem.sample(createRandom(seed), 12), problem.defaults);
        const order = Int32Array.from({ length: 12 }, (_, i) => i);
        createRandom(seed, 1).shuffle(order);
        const start: State | null = given ? { kind: "permutation", order } : null;
        const traces = [wasmKernels, wasmKernels, referenceKernels].map((kernels) => {
          const energies: number[] = [];
          const search = permutation.search(model, permutation.defaults, contextOf(seed, { kernels, start }));
          for (let k = 0; k < 30; k++) {
            const step = search.next();
            if (step.done) break;
            const { energy: claimed, state } = step.value;
            const actual = energy(model, state);
            if (model.integer) expect(claimed).toBe(actual);
            else expect(claimed).toBeCloseTo(actual, 6);
            if (k === 0 && given) expect(state).toEqual(start);
            energies.push(claimed);
          }
          return energies;
        });
        expect(traces[1]).toEqual(traces[0]);
        if (model.integer) expect(traces[2]).toEqual(traces[0]);
      },
      few,
    );
  }

  it("begin with a breadth-first order of every component", () => {
    const edges: Edge[] = [
      [0, 3],
      [3, 5],
      [1, 4],
    ];
    const model = modelOf(linearArrangement, { problem: "linear-arrangement", vertices: 6, edges });
    const form = recogniseForm(model);
    const layout = form.kind === "assignment" ? layoutOf(model, form) : null;
    const order = new Int32Array(6);
    breadthFirstOrder(layout!, order);
    expect([...order].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const [i, j] of edges) expect(Math.abs(order.indexOf(i) - order.indexOf(j))).toBe(1);
  });
});

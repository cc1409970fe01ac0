/** Tours where a step costs one of two numbers: Hamiltonian cycles and paths are found, and are said to be optimal only when they are. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hamiltonianCycle } from "../../problems/hamiltonian-cycle/index.ts";
import { hamiltonianPath } from "../../problems/hamiltonian-path/index.ts";
import { permutation } from "../../solvers/permutation/index.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { wasmKernels } from "../../src/kernels/wasm/index.ts";
import { type EnergyModel, energy, type State } from "../../src/model/index.ts";
import { defaults, type RouteInstance } from "../../src/modelling/hamiltonian/schema.ts";
import { createRandom } from "../../src/random.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import { type Graph, generalizedPetersen, grid, knightMoves, planted } from "../support/graphs.ts";
import { prop } from "../support/prop.ts";

const HOSTS: readonly (readonly [string, Kernels])[] = [
  ["with WebAssembly", wasmKernels],
  ["without", referenceKernels],
];

const modelOf = (instance: RouteInstance): EnergyModel =>
  instance.problem === "hamiltonian-cycle"
    ? hamiltonianCycle.encode(instance as Parameters<typeof hamiltonianCycle.encode>[0], defaults).model
    : hamiltonianPath.encode(instance as Parameters<typeof hamiltonianPath.encode>[0], defaults).model;

/** Every energy shown and told is the model's own. */
function watch(model: EnergyModel, steps: number, kernels: Kernels, seed: number, options = {}) {
  const told: [State, number][] = [];
  const note = (state: State, value: number) => {
    told.push([state, value]);
    expect(energy(model, state)).toBe(value);
  };
  const monitor: Monitor = { moved: note, started: note, flowed: () => expect.unreachable() };
  const search = permutation.search(
    model,
    { ...permutation.defaults, ...options },
    { random: createRandom(seed), kernels, monitor, start: null, memoryLimit: 1e9 },
  );
  let last: Step | null = null;
  for (let k = 0; k < steps; k++) {
    const next = search.next();
    if (next.done === true) return { last: last!, verdict: next.value, told };
    expect(next.value.work).toBeGreaterThanOrEqual(last?.work ?? 0);
    last = next.value;
    expect(energy(model, last.state)).toBe(last.energy);
  }
  search.return({ status: "exhausted" });
  return { last: last!, verdict: null, told };
}

describe.each(HOSTS)("Hamiltonian routes %s", (_, kernels) => {
  prop(
    "of samples end as optimal only without a missing edge, and with real edges alone",
    [fc.nat({ max: 1_000_000 }), fc.integer({ min: 8, max: 14 }), fc.boolean()],
    (seed, size, cycle) => {
      const problem = cycle ? hamiltonianCycle : hamiltonianPath;
      const instance = problem.sample(createRandom(seed), size) as RouteInstance;
      const { last, verdict } = watch(modelOf(instance), 10_000, kernels, seed, { kicks: 20 });
      if (verdict?.status === "optimal") expect(last.energy).toBe(0);
    },
    { numRuns: 60 },
  );

  it("draws the same bits from the same seed", () => {
    const model = modelOf({ problem: "hamiltonian-path", ...planted(200, 0.5, 3), from: 5 });
    const [a, b] = [1, 2].map(() => watch(model, 200, kernels, 4));
    expect(a.last).toEqual(b.last);
    expect(a.told).toEqual(b.told);
  });
});

describe("cycles and paths are found", () => {
  const directed = (graph: Graph) => ({
    ...graph,
    directed: true,
    // The hidden cycle one way, some edges the other way.
    edges: [...graph.edges, ...graph.edges.slice(0, 40).map(([i, j]): [number, number] => [j, i])],
  });
  const ring = (n: number): Graph => ({
    vertices: n,
    edges: Array.from({ length: n }, (_, i): [number, number] => [(7 * i) % n, (7 * i + 7) % n]),
  });
  const cases: readonly [string, RouteInstance][] = [
    ["a knight's tour of 20 x 20", { problem: "hamiltonian-cycle", ...knightMoves(20) }],
    ["a grid of 20 x 30", { problem: "hamiltonian-cycle", ...grid(20, 30) }],
    ["GP(151, 2)", { problem: "hamiltonian-cycle", ...generalizedPetersen(151, 2) }],
    ["a hidden cycle, 2000 vertices of degree 3", { problem: "hamiltonian-cycle", ...planted(2000, 0.5, 1) }],
    ["a hidden cycle, 1000 vertices of degree 4", { problem: "hamiltonian-cycle", ...planted(1000, 1, 2) }],
    ["a one-way ring with chords", { problem: "hamiltonian-cycle", ...directed(ring(300)) }],
    ["a path over an odd board", { problem: "hamiltonian-path", ...grid(21, 21) }],
    ["a path between corners", { problem: "hamiltonian-path", ...grid(15, 21), from: 0, to: 314 }],
    ["a path to a corner", { problem: "hamiltonian-path", ...grid(15, 21), to: 314 }],
  ];
  it.each(cases)("%s", (_, instance) => {
    const { last, verdict, told } = watch(modelOf(instance), 5000, wasmKernels, 1);
    expect(last.energy).toBe(0);
    expect(verdict).toMatchObject({ status: "optimal", proof: expect.stringMatching(/./) });
    expect(told.at(-1)).toEqual([last.state, 0]);
  });

  it("and without them the search goes on: an odd grid lacks one edge", () => {
    const { last, verdict } = watch(modelOf({ problem: "hamiltonian-cycle", ...grid(5, 7) }), 20_000, wasmKernels, 1);
    expect(last.energy).toBe(1);
    expect(verdict?.status).toBe("exhausted");
  });
});

/** Search over vehicle routes: shortest routes of small instances, valid states only, starts, tight fleets, hosts without WebAssembly. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cvrp } from "../../problems/cvrp/index.ts";
import type { CvrpInstance, CvrpSolution } from "../../problems/cvrp/schema.ts";
import { permutation } from "../../solvers/permutation/index.ts";
import { packDemands } from "../../solvers/permutation/routes/packing.ts";
import { polishRoute } from "../../solvers/permutation/routes/polish.ts";
import { savingsRoutes } from "../../solvers/permutation/routes/start.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { obeysStructure, type State } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";
import { shortestRoutes } from "../support/route-oracle.ts";

const wasm = loadKernels();

interface Found {
  readonly first: number;
  readonly energy: number;
  readonly solution: CvrpSolution | null;
  readonly energies: readonly number[];
}

/** Runs a search; every state that it shows must keep the loads. */
function search(
  instance: CvrpInstance,
  kicks: number,
  { kernels = wasm, start = null, seed = 1 }: { kernels?: Kernels; start?: State | null; seed?: number } = {},
): Found {
  const { model, decode } = cvrp.encode(instance, {});
  expect(permutation.refuses(model, permutation.defaults)).toBeNull();
  const context = { random: createRandom(seed), kernels, monitor: null, start, memoryLimit: 1e9 };
  const energies: number[] = [];
  let last: State | null = null;
  for (const step of permutation.search(model, { ...permutation.defaults, kicks }, context)) {
    expect(obeysStructure(model, step.state)).toBe(true);
    energies.push(step.energy);
    last = step.state;
  }
  return { first: energies[0], energy: energies[energies.length - 1], solution: decode(last!).solution, energies };
}

const samples = fc
  .tuple(fc.nat({ max: 1e6 }), fc.integer({ min: 2, max: 9 }))
  .map(([seed, size]) => cvrp.sample(createRandom(seed), size));

describe("the search over routes", () => {
  prop("finds the shortest routes of small instances, valid all the way", [samples], (instance) => {
    const { solution, energies } = search(instance, 1000);
    expect(cvrp.verify(instance, solution!)).toEqual([]);
    const best = shortestRoutes(instance);
    expect(cvrp.cost(instance, solution!)).toBeCloseTo(best, 6);
    for (let k = 1; k < energies.length; k++) expect(energies[k]).toBeLessThanOrEqual(energies[k - 1]);
  });
  it("does the same without WebAssembly", () => {
    const instance = cvrp.generate!(createRandom(4), 25);
    const [fast, plain] = [wasm, referenceKernels].map((kernels) => search(instance, 500, { kernels }));
    expect(plain).toEqual(fast);
  });
  it("begins at the routes that it is given, and never ends above them", () => {
    const instance = cvrp.generate!(createRandom(5), 30);
    const good = search(instance, 3000);
    const start = cvrp.encode(instance, {}).embed(good.solution!);
    const again = search(instance, 50, { start, seed: 9 });
    expect(again.first).toBe(good.energy);
    expect(again.energy).toBeLessThanOrEqual(good.energy);
  });
  it("beats savings and the first packing by far, and rounds add up", () => {
    const instance = cvrp.generate!(createRandom(6), 60);
    const { first, energy } = search(instance, 20_000);
    expect(energy).toBeLessThan(0.7 * first);
    expect(search(instance, 1000).energy).toBeGreaterThanOrEqual(energy);
  });
  it("fills a fleet to the last unit", () => {
    const demands = [6, 6, 6, 6, 5, 5, 5, 4, 4, 4, 5, 4];
    const around = (k: number) => [Math.round(90 * Math.cos(k)), Math.round(90 * Math.sin(k))];
    const coordinates = [[0, 0], ...demands.map((_, k) => around(k))];
    const instance: CvrpInstance = {
      problem: "cvrp",
      metric: "EUC_2D",
      coordinates,
      demands,
      capacity: 15,
      vehicles: 4,
    };
    const { solution } = search(instance, 3000);
    expect(solution?.routes.length).toBe(4);
  });
  it("says of a fleet that is too small what is wrong with it", () => {
    const instance: CvrpInstance = {
      problem: "cvrp",
      metric: "EUC_2D",
      coordinates: [
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 0],
      ],
      demands: [2, 2, 2],
      capacity: 3,
      vehicles: 2,
    };
    const { model, decode } = cvrp.encode(instance, {});
    const context = { random: createRandom(1), kernels: wasm, monitor: null, start: null, memoryLimit: 1e9 };
    for (const { state } of permutation.search(model, { ...permutation.defaults, kicks: 100 }, context)) {
      expect(decode(state).violations.map(({ code }) => code)).toEqual(["overloaded-route"]);
    }
  });
  it("refuses models with loads that are no vehicle routes", () => {
    const { model } = cvrp.encode(cvrp.sample(createRandom(1), 6), {});
    const size = Math.sqrt(model.n);
    const biased = {
      ...model,
      biases: { kind: "dense", n: model.n, values: new Float64Array(model.n).map((_, k) => k % 7) },
    };
    expect(permutation.refuses(biased as never, permutation.defaults)).toMatchObject({ instead: "exhaustive" });
    const [permuted, loads] = model.structure;
    const open = { ...model, structure: [permuted, { ...loads, separators: size, demands: new Float64Array(size) }] };
    expect(permutation.refuses(open as never, permutation.defaults)?.reason).toMatch(/separates/);
  });
});

describe("parts of it", () => {
  prop(
    "packs demands wherever some way exists",
    [
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 }),
      fc.array(fc.nat({ max: 3 }), { minLength: 9, maxLength: 9 }),
    ],
    (demands, bins) => {
      const loads = [0, 0, 0, 0];
      for (const [k, demand] of demands.entries()) loads[bins[k]] += demand;
      const capacity = Math.max(...loads);
      const { vehicles, left } = packDemands(demands, 4, capacity);
      expect(left).toEqual([]);
      expect(vehicles.flat().sort((a, b) => a - b)).toEqual(demands.map((_, k) => k));
      for (const load of vehicles.map((own) => own.reduce((sum, k) => sum + demands[k], 0)))
        expect(load).toBeLessThanOrEqual(capacity);
    },
  );
  prop("polishes a route without changing its customers", [fc.nat({ max: 1e6 }), fc.boolean()], (seed, symmetric) => {
    const random = createRandom(seed);
    const n = 9;
    const costs = Array.from({ length: n }, () => Array.from({ length: n }, () => random.below(50)));
    const cost = (a: number, b: number) => (symmetric && b < a ? costs[b][a] : costs[a][b]);
    const length = (route: readonly number[]) =>
      route.reduce((sum, node, k) => sum + cost(k === 0 ? 0 : route[k - 1], node), cost(route[route.length - 1], 0));
    const route = [3, 1, 4, 2, 8, 5, 7, 6];
    const before = length(route);
    const polishing = polishRoute(route, cost, symmetric, 0);
    let next = polishing.next();
    while (next.done !== true) next = polishing.next();
    expect([...route].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(next.value).toBe(length(route) < before);
    expect(length(route)).toBeLessThanOrEqual(before);
  });
  it("joins routes by savings, turning them where ways are alike", () => {
    // On a line with the depot in the middle, two by two on each side.
    const x = [0, 10, 20, -10, -20];
    const cost = (a: number, b: number) => Math.abs(x[a] - x[b]);
    const node = Int32Array.of(0, 0, 0, 2, 3, 4, 1, 3, 4, 4, 1, 2, 3, 1, 2);
    const request = { customers: 4, cost, symmetric: true, capacity: 7, neighbours: { width: 3, node } };
    const saving = savingsRoutes({ ...request, demands: Float64Array.of(0, 3, 4, 5, 2) });
    let next = saving.next();
    while (next.done !== true) next = saving.next();
    expect(next.value.map((route) => [...route].sort((a, b) => a - b))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});

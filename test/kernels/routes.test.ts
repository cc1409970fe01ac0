/** Laws of the route kernels: twins agree bit for bit, claimed costs are the costs, loads and vehicles are kept. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coolingFactor, createReferenceRoutes } from "../../src/kernels/routes/reference.ts";
import type { RouteRequest, RouteSession } from "../../src/kernels/routes/types.ts";
import { createRouteSession } from "../../src/kernels/routes/wasm.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

interface Size {
  readonly customers: number;
  readonly vehicles: number;
  readonly symmetric: boolean;
  readonly whole: boolean;
}

function requestOf({ customers: n, vehicles, symmetric, whole }: Size, seed: number): RouteRequest {
  const random = createRandom(seed);
  const costs = new Float64Array((n + 1) ** 2);
  const demands = new Float64Array(n + 1);
  for (let i = 0; i <= n; i++) {
    if (i > 0) demands[i] = random.below(10);
    for (let j = 0; j <= n; j++) {
      if (i === j) continue;
      const given = symmetric && j < i ? costs[j * (n + 1) + i] : (whole ? 1 : 0.001) * random.below(1000);
      costs[i * (n + 1) + j] = given;
    }
  }
  const width = Math.min(n - 1, 5);
  const node = new Int32Array((n + 1) * width);
  for (let i = 1; i <= n; i++) for (let k = 0; k < width; k++) node[i * width + k] = 1 + ((i + k) % n);
  const load = demands.reduce((sum, demand) => sum + demand, 0) / vehicles;
  const capacity = Math.max(9, Math.ceil(1.2 * load));
  const margin = whole ? 0 : 1e-9;
  const words = [random.uint32(), random.uint32(), random.uint32(), random.uint32()] as const;
  return {
    customers: n,
    costs,
    symmetric,
    demands,
    capacity,
    vehicles,
    neighbours: { width, node },
    margin,
    seed: words,
    memoryLimit: 1e8,
  };
}

/** Checks the best routes and returns their cost. */
function costOf(request: RouteRequest, list: Int32Array): number {
  const { customers: n, costs, demands, capacity, vehicles } = request;
  const served = [...list].filter((node) => node > 0).sort((a, b) => a - b);
  expect(served).toEqual(Array.from({ length: n }, (_, k) => k + 1));
  let cost = 0;
  let load = 0;
  let routes = 0;
  let at = 0;
  for (const node of list) {
    cost += costs[at * (n + 1) + node];
    load = node === 0 ? 0 : load + demands[node];
    expect(load).toBeLessThanOrEqual(capacity);
    if (node === 0) routes++;
    at = node;
  }
  expect(at).toBe(0);
  expect(routes).toBeLessThanOrEqual(vehicles);
  return cost;
}

const makers: readonly [string, (request: RouteRequest) => RouteSession][] = [
  ["reference", createReferenceRoutes],
  ["wasm", createRouteSession],
];
const sizes: fc.Arbitrary<Size> = fc.record({
  customers: fc.integer({ min: 1, max: 25 }),
  vehicles: fc.integer({ min: 1, max: 25 }),
  symmetric: fc.boolean(),
  whole: fc.boolean(),
});
const seeds = fc.nat({ max: 1e6 });
const nothing = new Int32Array(0);

describe("the search over routes", () => {
  describe.each(makers)("by %s", (_name, create) => {
    prop("keeps loads and vehicles, and claims the cost of its best routes", [sizes, seeds], (size, seed) => {
      const request = requestOf(size, seed);
      const session = create(request);
      session.assign(nothing);
      session.cool(300, 3, 60);
      let before = session.best;
      for (let k = 0; k < 6; k++) {
        session.run(10);
        expect(session.best).toBeLessThanOrEqual(before);
        before = session.best;
        if (before === Number.POSITIVE_INFINITY) continue;
        expect(session.best).toBeCloseTo(costOf(request, session.bestRoutes()), size.whole ? 10 : 6);
        if (size.whole) expect(session.best).toBe(costOf(request, session.bestRoutes()));
      }
    });
    it("finds room for all customers in as many vehicles as they fill to the last unit", () => {
      const request = requestOf({ customers: 12, vehicles: 4, symmetric: true, whole: true }, 3);
      const demands = Float64Array.of(0, 6, 6, 6, 6, 5, 5, 5, 4, 4, 4, 5, 4);
      const session = create({ ...request, demands, capacity: 15 });
      session.assign(Int32Array.of(5, 6, 7, 0, 8, 9, 10, 0, 1, 2, 0, 3, 4, 0)); // 11 and 12 are left out
      expect(session.best).toBe(Number.POSITIVE_INFINITY);
      session.cool(100, 10, 4000);
      session.run(4000);
      expect(session.best).toBeLessThan(Number.POSITIVE_INFINITY);
      costOf({ ...request, demands, capacity: 15 }, session.bestRoutes());
    });
    it("begins at the routes that it is given", () => {
      const request = requestOf({ customers: 6, vehicles: 6, symmetric: false, whole: true }, 8);
      const session = create(request);
      for (const list of [
        [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0],
        [6, 0, 5, 4, 0, 3, 0, 2, 0, 1, 0],
      ]) {
        session.assign(Int32Array.from(list));
        expect(session.best).toBe(costOf(request, session.bestRoutes()));
        expect(new Set(groups(session.bestRoutes()))).toEqual(new Set(groups(Int32Array.from(list))));
      }
    });
    it("refuses what exceeds the memory limit", () => {
      const request = requestOf({ customers: 6, vehicles: 6, symmetric: true, whole: true }, 1);
      expect(() => create({ ...request, memoryLimit: 100 })).toThrow(expect.objectContaining({ code: "memory" }));
    });
  });

  prop("is the same bit for bit in TypeScript and WebAssembly", [sizes, seeds], (size, seed) => {
    sameSteps(requestOf(size, seed), 30);
  });
  it("is the same bit for bit where places beside near customers are tried first", () => {
    sameSteps(requestOf({ customers: 260, vehicles: 40, symmetric: true, whole: true }, 5), 60);
  });
});

function sameSteps(request: RouteRequest, steps: number): void {
  const [reference, twin] = makers.map(([, create]) => create(request));
  for (const session of [reference, twin]) {
    session.assign(nothing);
    session.cool(200, 2, 4 * steps);
  }
  for (let k = 0; k < 4; k++) {
    reference.run(steps);
    twin.run(steps);
    expect(twin.best).toBe(reference.best);
    expect(twin.work).toBe(reference.work);
    expect(twin.bestRoutes()).toEqual(reference.bestRoutes());
  }
}

function groups(list: Int32Array): string[] {
  return [...list]
    .join(" ")
    .split(" 0")
    .map((route) => route.trim());
}

it("a cooling factor takes one temperature to the other in so many steps", () => {
  for (const [from, to, steps] of [
    [100, 1, 1],
    [100, 1, 7],
    [3, 0.25, 1000],
    [1, 1, 12],
  ]) {
    expect(from * coolingFactor(from, to, steps) ** steps).toBeCloseTo(to, 9);
  }
});

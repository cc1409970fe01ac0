/** Annealing over layouts: both twins against each other, and changes of cost against plain re-computation. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryError } from "../../src/errors.ts";
import { createReferenceLayout } from "../../src/kernels/layouts/reference.ts";
import type { LayoutRequest } from "../../src/kernels/layouts/types.ts";
import { createLayoutSession } from "../../src/kernels/layouts/wasm.ts";
import { csrFromEdges } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

type Edges = [number, number, number][];

function sample(seed: number, n: number, priced: boolean): { request: LayoutRequest; edges: Edges; order: Int32Array } {
  const random = createRandom(seed);
  const edges: Edges = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) if (random.below(3) === 0) edges.push([i, j, 1 + random.below(4)]);
  }
  const { rowStart, column, values } = csrFromEdges(
    n,
    edges.map(([i]) => i),
    edges.map(([, j]) => j),
    edges.map(([, , weight]) => weight),
  );
  const prices = priced ? Float64Array.from({ length: n }, (_, length) => Math.max(0, length - 2)) : null;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  random.shuffle(order);
  const weight = Float64Array.from(values);
  const words = [random.uint32(), random.uint32(), random.uint32(), random.uint32()] as const;
  return { request: { size: n, rowStart, column, weight, prices, seed: words, memoryLimit: 1e9 }, edges, order };
}

function costOf(order: Int32Array, edges: Edges, prices: Float64Array | null): number {
  return edges.reduce((sum, [i, j, weight]) => {
    const length = Math.abs(order.indexOf(i) - order.indexOf(j));
    return sum + weight * (prices === null ? length : prices[length]);
  }, 0);
}

describe("annealing over layouts", () => {
  prop(
    "gives the same orders by both twins, at the cost that it claims",
    [fc.nat(1e6), fc.integer({ min: 1, max: 20 }), fc.boolean()],
    (seed, n, priced) => {
      const { request, edges, order } = sample(seed, n, priced);
      const twins = [createReferenceLayout(request), createLayoutSession(request)];
      const costs = twins.map((twin) => {
        twin.order.set(order);
        return twin.begin();
      });
      expect(costs[1]).toBe(costs[0]);
      for (const temperature of [8, 1, 0.3, 0]) {
        for (const [k, twin] of twins.entries()) costs[k] += twin.anneal(150, temperature);
        expect([...twins[1].order]).toEqual([...twins[0].order]);
        expect(costs[1]).toBe(costs[0]);
        expect(costs[0]).toBe(costOf(twins[0].order, edges, request.prices));
        expect(twins[0].begin()).toBe(costs[0]);
      }
    },
  );

  prop("never raises the cost without temperature", [fc.nat(1e6), fc.boolean()], (seed, priced) => {
    const { request, order } = sample(seed, 15, priced);
    const session = createLayoutSession(request);
    session.order.set(order);
    session.begin();
    for (let k = 0; k < 100; k++) expect(session.anneal(5, 0)).toBeLessThanOrEqual(0);
  });

  it("is refused above the memory limit", () => {
    const { request } = sample(1, 20, false);
    for (const create of [createReferenceLayout, createLayoutSession]) {
      expect(() => create({ ...request, memoryLimit: 500 })).toThrow(MemoryError);
    }
  });
});

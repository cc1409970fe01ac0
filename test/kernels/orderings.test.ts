/** Descent over orders: both twins against each other, and against plain re-computation. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryError } from "../../src/errors.ts";
import { createReferenceOrdering } from "../../src/kernels/orderings/reference.ts";
import { createOrderingSession } from "../../src/kernels/orderings/wasm.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

function marginsOf(n: number, draw: () => number): Float64Array {
  const margins = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      margins[a * n + b] = draw();
      margins[b * n + a] = -margins[a * n + b];
    }
  }
  return margins;
}

const sumOf = (order: ArrayLike<number>, margins: Float64Array): number => {
  const n = order.length;
  let sum = 0;
  for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) sum += margins[order[p] * n + order[q]];
  return sum;
};

const shuffled = (n: number, random: Random): Int32Array => {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  random.shuffle(order);
  return order;
};

describe("descent over orders", () => {
  const sizes = fc.integer({ min: 1, max: 24 });
  const ranges = fc.constantFrom(2, 50, 1e6, 2 ** 31); // the last needs doubles

  prop("gives the same orders by both twins, step by step", [fc.nat(1e6), sizes, ranges], (seed, n, range) => {
    const random = createRandom(seed);
    const margins = marginsOf(n, () => random.below(range) - Math.floor(range / 2));
    const request = { size: n, margins, threshold: 0, memoryLimit: 1e9 };
    const twins = [createReferenceOrdering(request), createOrderingSession(request)];
    const first = shuffled(n, random);
    const place = random.below(n);
    for (const twin of twins) {
      twin.order.set(first);
      twin.begin(place);
    }
    const before = sumOf(first, margins);
    for (let settled = false, calls = 0; !settled; calls++) {
      const items = 1 + (calls % 5);
      const ends = twins.map((twin) => twin.descend(items));
      const [one, other] = twins.map((twin) => [[...twin.order], twin.change, twin.looked, twin.sum()]);
      expect(one).toEqual(other);
      expect(ends[0]).toBe(ends[1]);
      expect(twins[0].sum()).toBe(sumOf(twins[0].order, margins));
      // The sum counts both ways of a pair, the change one.
      expect(twins[0].sum() - before).toBe(2 * twins[0].change);
      settled = ends[0];
    }
  });

  prop("ends where no insertion gains", [fc.nat(1e6), fc.integer({ min: 2, max: 12 })], (seed, n) => {
    const random = createRandom(seed);
    const margins = marginsOf(n, () => random.normal());
    const session = createOrderingSession({ size: n, margins, threshold: 1e-9, memoryLimit: 1e9 });
    session.order.set(shuffled(n, random));
    session.begin(0);
    while (!session.descend(3));
    const best = sumOf(session.order, margins);
    for (let from = 0; from < n; from++) {
      for (let to = 0; to < n; to++) {
        const order = [...session.order];
        order.splice(to, 0, ...order.splice(from, 1));
        expect(sumOf(order, margins)).toBeGreaterThan(best - 1e-8);
      }
    }
  });

  it("is refused above the memory limit", () => {
    const request = { size: 300, margins: new Float64Array(90_000), threshold: 0, memoryLimit: 1000 };
    for (const create of [createReferenceOrdering, createOrderingSession]) {
      expect(() => create(request)).toThrow(MemoryError);
    }
  });
});

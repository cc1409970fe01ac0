/** Laws of the tabu kernel for assignments: costs recomputed from the matrices, integers and doubles alike, the best order kept. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AssignmentRequest, AssignmentSession } from "../../src/kernels/assignments/types.ts";
import { createAssignmentSession } from "../../src/kernels/assignments/wasm.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

function requestOf(size: number, seed: number, most: number): AssignmentRequest {
  const random = createRandom(seed);
  const matrix = (diagonal: boolean) =>
    Float64Array.from({ length: size * size }, (_, k) =>
      k % (size + 1) === 0 && !diagonal ? 0 : random.below(2 * most + 1) - (seed % 3 === 0 ? most : 0),
    );
  const [places, items] = [matrix(seed % 7 === 0), matrix(true)];
  if (seed % 5 === 1 || seed % 5 === 2) mirror(places, size);
  if (seed % 5 === 2 || seed % 5 === 3) mirror(items, size);
  return {
    size,
    places,
    items,
    linear: seed % 2 === 0 ? matrix(true) : new Float64Array(size * size),
    seed: [random.uint32(), random.uint32(), random.uint32(), random.uint32()],
    memoryLimit: 1e8,
  };
}

/** The same both ways. */
function mirror(matrix: Float64Array, size: number): void {
  for (let k = 0; k < size; k++) for (let l = 0; l < k; l++) matrix[k * size + l] = matrix[l * size + k];
}

function costOf({ size, places, items, linear }: AssignmentRequest, order: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < size; k++) {
    sum += linear[order[k] * size + k];
    for (let l = 0; l < size; l++) sum += places[k * size + l] * items[order[k] * size + order[l]];
  }
  return sum;
}

function identity(size: number): Int32Array {
  return Int32Array.from({ length: size }, (_, k) => k);
}

function expectOrder(request: AssignmentRequest, session: AssignmentSession): void {
  expect([...session.bestOrder].sort((a, b) => a - b)).toEqual([...identity(request.size)]);
  expect(session.best).toBe(costOf(request, session.bestOrder));
}

const seeds = fc.integer({ min: 0, max: 1e6 });
const sizes = fc.integer({ min: 2, max: 21 });

describe("the tabu kernel for assignments", () => {
  prop(
    "claims the cost of its best order, which never rises",
    [sizes, seeds, fc.constantFrom(3, 100, 1e5)],
    (size, seed, most) => {
      const request = requestOf(size, seed, most);
      const session = createAssignmentSession(request);
      expect(session.integer).toBe(most < 1e5);
      session.begin(identity(size));
      expectOrder(request, session);
      for (let k = 0; k < 30; k++) {
        const before = session.best;
        session.run(1 + (k % 5));
        expectOrder(request, session);
        expect(session.best).toBeLessThanOrEqual(before);
      }
      session.begin(session.bestOrder.slice());
      expectOrder(request, session);
      expect(session.fruitless).toBe(0);
    },
  );

  prop("goes the same way in integers and in doubles", [sizes, seeds], (size, seed) => {
    const request = requestOf(size, seed, 20);
    const half = (values: Float64Array) => values.map((value) => value / 2);
    const halved = { ...request, items: half(request.items), linear: half(request.linear) };
    const sessions = [createAssignmentSession(request), createAssignmentSession(halved)];
    fc.pre(!sessions[1].integer);
    for (const session of sessions) session.begin(identity(size));
    for (let k = 0; k < 40; k++) {
      for (const session of sessions) session.run(3);
      expect(sessions[1].best).toBe(sessions[0].best / 2);
      expect(sessions[1].bestOrder).toEqual(sessions[0].bestOrder);
      expect(sessions[1].fruitless).toBe(sessions[0].fruitless);
    }
  });

  prop("makes the steepest swap first, and takes it as the best when it gains", [sizes, seeds], (size, seed) => {
    const request = requestOf(size, seed, 50);
    const session = createAssignmentSession(request);
    session.begin(identity(size));
    const start = session.best;
    let least = Number.POSITIVE_INFINITY;
    for (let r = 0; r < size; r++) {
      for (let s = 0; s < r; s++) {
        const order = identity(size);
        [order[r], order[s]] = [s, r];
        least = Math.min(least, costOf(request, order));
      }
    }
    session.run(1);
    expect(session.best).toBe(Math.min(start, least));
  });

  it("finds the best of all orders of seven", () => {
    const request = requestOf(7, 5, 30);
    const session = createAssignmentSession(request);
    session.begin(identity(7));
    session.run(3000);
    let best = Number.POSITIVE_INFINITY;
    const order = identity(7);
    const visit = (k: number): void => {
      if (k === 7) best = Math.min(best, costOf(request, order));
      for (let i = k; i < 7; i++) {
        [order[k], order[i]] = [order[i], order[k]];
        visit(k + 1);
        [order[k], order[i]] = [order[i], order[k]];
      }
    };
    visit(0);
    expect(session.best).toBe(best);
  });

  it("refuses what exceeds the memory limit", () => {
    expect(() => createAssignmentSession({ ...requestOf(20, 1, 3), memoryLimit: 1000 })).toThrow(
      expect.objectContaining({ code: "memory" }),
    );
  });
});

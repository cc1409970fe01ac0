/** Linear assignment: optimal by brute force, and proved by its own duals. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAssignmentSolver, provenAssignmentBound, solveAssignment } from "../../src/kernels/linear-assignment.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

/** The least sum over all permutations, row by row over sets of used columns: O(n 2^n). */
function bruteForce(costs: Float64Array, n: number): number {
  let least = new Float64Array(1 << n).fill(Number.POSITIVE_INFINITY);
  least[0] = 0;
  for (let i = 0; i < n; i++) {
    const next = new Float64Array(1 << n).fill(Number.POSITIVE_INFINITY);
    for (let used = 0; used < 1 << n; used++) {
      if (least[used] === Number.POSITIVE_INFINITY) continue;
      for (let j = 0; j < n; j++) {
        const bit = 1 << j;
        if ((used & bit) === 0) next[used | bit] = Math.min(next[used | bit], least[used] + costs[i * n + j]);
      }
    }
    least = next;
  }
  return least[(1 << n) - 1];
}

type Kind = "integers" | "ties" | "reals" | "forbidden" | "far apart";
const kinds = fc.constantFrom<Kind>("integers", "ties", "reals", "forbidden", "far apart");

function matrix(kind: Kind, n: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: n * n }, () => {
    if (kind === "ties") return random.below(4);
    if (kind === "reals") return random.normal();
    if (kind === "far apart") return random.below(2) === 0 ? random.uniform() : 1e9 * random.uniform();
    if (kind === "forbidden" && random.below(2) === 0) return Number.POSITIVE_INFINITY;
    return random.below(1000) - 200;
  });
}

const scaleOf = (costs: Float64Array) =>
  costs.reduce((most, cost) => (cost === Number.POSITIVE_INFINITY ? most : Math.max(most, Math.abs(cost))), 1);

describe("the linear assignment problem", () => {
  const sizes = fc.integer({ min: 1, max: 8 });
  const seeds = fc.integer({ min: 0, max: 1e6 });

  prop("is solved to the optimum of all permutations", [kinds, sizes, seeds], (kind, n, seed) => {
    const costs = matrix(kind, n, seed);
    const optimum = bruteForce(costs, n);
    const { value, columnOf } = solveAssignment(costs, n);
    if (optimum === Number.POSITIVE_INFINITY) {
      expect(value).toBe(optimum);
      return;
    }
    expect([...columnOf].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, j) => j));
    expect(columnOf.reduce((sum, j, i) => sum + costs[i * n + j], 0)).toBe(value);
    expect(Math.abs(value - optimum)).toBeLessThanOrEqual(
      kind === "reals" || kind === "far apart" ? 1e-13 * n * scaleOf(costs) : 0,
    );
  });

  prop("comes with duals that are feasible, tight and prove the value", [kinds, sizes, seeds], (kind, n, seed) => {
    const costs = matrix(kind, n, seed);
    const { value, columnOf, rowDual, columnDual } = solveAssignment(costs, n);
    if (value === Number.POSITIVE_INFINITY) return;
    const tolerance = kind === "reals" || kind === "far apart" ? 1e-13 * n * scaleOf(costs) : 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        expect(rowDual[i] + columnDual[j]).toBeLessThanOrEqual(costs[i * n + j] + tolerance);
      }
      expect(Math.abs(rowDual[i] + columnDual[columnOf[i]] - costs[i * n + columnOf[i]])).toBeLessThanOrEqual(
        tolerance,
      );
    }
    const bound = provenAssignmentBound(costs, n, columnDual);
    expect(bound).toBeLessThanOrEqual(bruteForce(costs, n));
    expect(value - bound).toBeLessThanOrEqual(100 * tolerance);
  });

  prop("is bounded by any duals whatever", [kinds, sizes, seeds], (kind, n, seed) => {
    const costs = matrix(kind, n, seed);
    const random = createRandom(seed + 1);
    const duals = Float64Array.from({ length: n }, () =>
      kind === "reals" ? random.normal() : random.below(500) - 250,
    );
    expect(provenAssignmentBound(costs, n, duals)).toBeLessThanOrEqual(bruteForce(costs, n));
  });

  prop("gives the same again from a solver that was used before", [kinds, seeds], (kind, seed) => {
    const n = 7;
    const solver = createAssignmentSolver(n);
    solver.solve(matrix("integers", n, seed + 1));
    const costs = matrix(kind, n, seed);
    const again = solver.solve(costs);
    const fresh = solveAssignment(costs, n);
    expect(again.value).toBe(fresh.value);
    if (fresh.value !== Number.POSITIVE_INFINITY) expect(again.columnOf).toEqual(fresh.columnOf);
  });

  it("is proved by its duals where no brute force reaches", () => {
    for (const [n, bound] of [
      [300, 1000],
      [200, 5],
      [120, 1_000_000],
    ]) {
      const random = createRandom(n);
      const costs = Float64Array.from({ length: n * n }, () => random.below(bound));
      const { value, columnDual } = solveAssignment(costs, n);
      expect(provenAssignmentBound(costs, n, columnDual)).toBe(value);
    }
  });

  it("pauses on large problems and comes to the same end", () => {
    const n = 900;
    const random = createRandom(5);
    const costs = Float64Array.from({ length: n * n }, () => random.below(100));
    const run = createAssignmentSolver(n).solving(costs);
    let pauses = 0;
    for (;;) {
      const { done, value } = run.next();
      if (done) {
        expect(value.value).toBe(solveAssignment(costs, n).value);
        break;
      }
      pauses++;
    }
    expect(pauses).toBeGreaterThan(1);
  });
});

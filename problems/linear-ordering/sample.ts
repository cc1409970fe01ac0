/** Random instances: whole, real, with negative weights, with ties, and tournaments; and typical ones for users. O(n^2). */
import { refuseLargeMatrix } from "../../src/modelling/sample-matrix.ts";
import type { Random } from "../../src/random.ts";
import type { OrderingInstance } from "./schema.ts";

export function sampleOrdering(random: Random, size: number): OrderingInstance {
  const n = Math.max(1, Math.floor(size));
  const names = random.below(3) === 0 ? { names: Array.from({ length: n }, (_, i) => `team ${i + 1}`) } : {};
  const draw = [
    () => random.below(4),
    () => random.below(1000),
    () => random.below(41) - 20,
    () => 4 * random.uniform() - 2,
    () => random.below(2),
  ][random.below(5)];
  const emptyDiagonal = random.below(2) === 0;
  return {
    problem: "linear-ordering",
    ...names,
    weights: square(n, (i, j) => (i === j && emptyDiagonal ? 0 : draw())),
  };
}

/** Whole weights from 0 to 100, uniform: type A of Reinelt (1985), as in the random instances of LOLIB. */
export function generateOrdering(random: Random, size: number): OrderingInstance {
  refuseLargeMatrix(size);
  const weights = square(size, (i, j) => (i === j ? 0 : random.below(101)));
  return { problem: "linear-ordering", name: `uniform-${size}`, weights };
}

function square(n: number, entry: (i: number, j: number) => number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)));
}

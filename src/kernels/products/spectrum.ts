/**
 * Ends of the spectrum of symmetric couplings by power iteration (von Mises 1929), for scales of temperature and force, where a few percent
 * are near enough: the radius max |lambda|, and the largest lambda with a shift of one radius, which puts it above the most negative one.
 * One product an iteration. Only + - * / and square roots: the same bits in every engine.
 */
import type { Product } from "../../model/index.ts";
import type { Random } from "../../random.ts";

/** Restricts vectors to a subspace, in place. */
export type Projection = (x: Float64Array) => void;

/** Estimate of max |lambda| from below, on the subspace. Yields after each product. */
export function spectralRadius(
  product: Product,
  n: number,
  iterations: number,
  random: Random,
  project: Projection | null = null,
): Generator<void, number, void> {
  return iterate(product, n, 0, iterations, random, project, (_x, y) => norm(y));
}

/** Estimate of the largest lambda from below, on the subspace, given the radius. Yields after each product. */
export function largestEigenvalue(
  product: Product,
  n: number,
  radius: number,
  iterations: number,
  random: Random,
  project: Projection | null = null,
): Generator<void, number, void> {
  return iterate(product, n, radius, iterations, random, project, (x, y) => {
    let rayleigh = 0;
    for (let i = 0; i < n; i++) rayleigh += x[i] * y[i];
    return rayleigh;
  });
}

/** Multiplies by W + shift again and again; the largest measure of x (of length 1) and y = Wx, at least 0. */
function* iterate(
  product: Product,
  n: number,
  shift: number,
  iterations: number,
  random: Random,
  project: Projection | null,
  measure: (x: Float64Array, y: Float64Array) => number,
): Generator<void, number, void> {
  const x = randomVector(n, random);
  const y = new Float64Array(n);
  let largest = 0;
  for (let round = 0; round < iterations; round++) {
    project?.(x);
    normalise(x);
    product.apply(x, y);
    project?.(y);
    largest = Math.max(largest, measure(x, y));
    for (let i = 0; i < n; i++) x[i] = y[i] + shift * x[i];
    yield;
  }
  return largest;
}

const randomVector = (n: number, random: Random) => Float64Array.from({ length: n }, () => random.uniform() - 0.5);

/** Euclidean norm. */
export function norm(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return Math.sqrt(sum);
}

function normalise(x: Float64Array): void {
  const length = norm(x);
  if (length > 0) for (let i = 0; i < x.length; i++) x[i] /= length;
}

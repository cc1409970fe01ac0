/** Typical plain instances: sparse, integers from -100 to 100 (as in Beasley 1998, of fixed degree instead of fixed density). O(n). */
import type { Coupling } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { QuboInstance } from "./schema.ts";

const TERMS_A_VARIABLE = 4;
const LARGEST = 100;

/** 4n different quadratic terms, or half of all pairs where that is less, and a linear term each. Minimises. */
export function generateQubo(random: Random, size: number): QuboInstance {
  const value = () => random.below(2 * LARGEST + 1) - LARGEST;
  const wanted = Math.min(TERMS_A_VARIABLE * size, Math.ceil((size * (size - 1)) / 4));
  const taken = new Set<number>();
  const quadratic: Coupling[] = [];
  while (quadratic.length < wanted) {
    const [i, j] = [random.below(size), random.below(size)];
    const key = Math.min(i, j) * size + Math.max(i, j);
    if (i === j || taken.has(key)) continue;
    taken.add(key);
    quadratic.push([Math.min(i, j), Math.max(i, j), value()]);
  }
  const linear = Array.from({ length: size }, value);
  return { problem: "qubo", name: `random-${size}`, variables: size, quadratic, linear };
}

/** Typical plain instances: a +-1 spin glass on a random graph of degree 3 (Viana & Bray 1985; configuration model, Bollobas 1980). O(n). */
import type { Coupling } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { IsingInstance } from "./schema.ts";

const DEGREE = 3;

/** Ends of edges are joined at random; loops and repetitions are left out, so a few spins have fewer than three neighbours. */
export function generateIsing(random: Random, size: number): IsingInstance {
  const ends = Int32Array.from({ length: DEGREE * size }, (_, end) => end % size);
  random.shuffle(ends);
  const taken = new Set<number>();
  const couplings: Coupling[] = [];
  for (let end = 0; end + 1 < ends.length; end += 2) {
    const [i, j] = [Math.min(ends[end], ends[end + 1]), Math.max(ends[end], ends[end + 1])];
    if (i === j || taken.has(i * size + j)) continue;
    taken.add(i * size + j);
    couplings.push([i, j, 2 * random.below(2) - 1]);
  }
  return { problem: "ising", name: `spin-glass-${size}`, spins: size, couplings };
}

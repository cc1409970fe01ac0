/** Small spin glasses of every ensemble: chains, open and closed borders, thin lattices, no neighbours at all; and squares for users. */
import { GroundstateError } from "../../src/errors.ts";
import type { InstanceKind } from "../../src/problem.ts";
import type { Random } from "../../src/random.ts";
import type { SpinGlassInstance } from "./schema.ts";

type Shape = Pick<SpinGlassInstance, "spins" | "ensemble" | "sides" | "periodic" | "degree">;

export function sampleSpinGlass(random: Random, size: number): SpinGlassInstance {
  const spins = Math.max(1, Math.floor(size));
  const disorder = [{}, { disorder: "signs" as const }, { disorder: "gaussian" as const }][random.below(3)];
  const field = random.below(2) === 0 ? {} : { field: (random.below(9) - 4) / 4 };
  const shape = [() => lattice(spins, random), () => complete(spins), () => regular(spins, random)][random.below(3)]();
  return { problem: "spin-glass", ...shape, ...disorder, ...field, seed: random.below(1000) };
}

function lattice(size: number, random: Random): Shape {
  const row = 1 + random.below(Math.min(3, size));
  const sides = [[size], [row, Math.floor(size / row)], [row, 1, Math.floor(size / row)]][random.below(3)];
  const periodic = random.below(2) === 0 ? {} : { periodic: random.below(2) === 0 };
  return { spins: sides.reduce((product, side) => product * side, 1), ensemble: "lattice", sides, ...periodic };
}

const complete = (spins: number): Shape => ({ spins, ensemble: "complete" });

function regular(spins: number, random: Random): Shape {
  const degree = random.below(Math.min(5, spins));
  return { spins, ensemble: "regular", degree: (spins * degree) % 2 === 0 ? degree : degree - 1 };
}

const LARGEST_SEED = 2 ** 32;

/** Sides as equal as can be, shortest first, whose product is `size`. O(sqrt(size)). */
function evenSides(size: number, axes: number): number[] {
  if (axes === 1) return [size];
  let side = Math.max(1, Math.round(size ** (1 / axes)));
  while (size % side !== 0) side--;
  return [side, ...evenSides(size / side, axes - 1)];
}

const latticeKind = (id: string, title: string, axes: number): InstanceKind<SpinGlassInstance> => ({
  id,
  title,
  generate(random, size) {
    const sides = evenSides(size, axes);
    const seed = random.below(LARGEST_SEED);
    return { problem: "spin-glass", name: `lattice-${sides.join("x")}`, spins: size, ensemble: "lattice", sides, seed };
  },
});

const MOST_COMPLETE = 10_000; // 5 * 10^7 couplings
const DEGREE = 3;

/** All with couplings -1/+1. */
export const kinds: readonly InstanceKind<SpinGlassInstance>[] = [
  latticeKind("square-lattice", "two dimensions, closed borders, sides as equal as the size lets them be", 2),
  latticeKind("cubic-lattice", "three dimensions, the same", 3),
  {
    id: "sherrington-kirkpatrick",
    title: "couplings between all pairs",
    generate(random, size) {
      if (size > MOST_COMPLETE) {
        const hint = "All pairs are coupled: take a lattice, or a random graph.";
        throw new GroundstateError("invalid-options", `size is ${size}, expected at most ${MOST_COMPLETE}`, { hint });
      }
      const seed = random.below(LARGEST_SEED);
      return { problem: "spin-glass", name: `complete-${size}`, spins: size, ensemble: "complete", seed };
    },
  },
  {
    id: "random-regular",
    title: "a random graph in which all spins have 3 neighbours, 2 where the number of spins is odd",
    generate(random, size) {
      const degree = Math.min(size - 1, size % 2 === 0 ? DEGREE : DEGREE - 1);
      const seed = random.below(LARGEST_SEED);
      return {
        problem: "spin-glass",
        name: `regular-${degree}-${size}`,
        spins: size,
        ensemble: "regular",
        degree,
        seed,
      };
    },
  },
];

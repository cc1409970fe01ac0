/** The couplings that an instance stands for, drawn once for each instance object. */
import { type Coupling, requireGraphMemory } from "../../src/modelling/graph.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { allPairs, latticePairs, type Pair, regularPairs } from "./graphs.ts";
import type { SpinGlassInstance } from "./schema.ts";

const DEGREE = 3;
const STEPS = 4096; // a power of two: sums of couplings stay exact, and the last bit of a logarithm hardly ever shows

export const degreeOf = ({ degree = DEGREE }: SpinGlassInstance): number => degree;

const BYTES_PER_SPIN = 64;
const TWICE = 2; // lists of three numbers weigh about twice what columns do

/** How many couplings there are, without drawing them. */
function couplingCount(instance: SpinGlassInstance): number {
  const { spins, ensemble, sides = [] } = instance;
  if (ensemble === "complete") return (spins * (spins - 1)) / 2;
  return ensemble === "regular" ? (spins * degreeOf(instance)) / 2 : spins * sides.length; // borders not taken off
}

const drawn = new WeakMap<SpinGlassInstance, readonly Coupling[]>();

/** J_ij of all neighbours: edges from stream 0 of the seed, values from stream 1. O(couplings). @throws {MemoryError} before any is drawn */
export function couplingsOf(instance: SpinGlassInstance): readonly Coupling[] {
  const known = drawn.get(instance);
  if (known !== undefined) return known;
  requireGraphMemory(instance.spins, TWICE * couplingCount(instance), BYTES_PER_SPIN);
  const random = createRandom(instance.seed, 1);
  const value =
    instance.disorder === "gaussian"
      ? () => Math.round(STEPS * random.normal()) / STEPS + 0 // no -0
      : () => 2 * random.below(2) - 1;
  const couplings = pairsOf(instance, createRandom(instance.seed)).map(([i, j]): Coupling => [i, j, value()]);
  drawn.set(instance, couplings);
  return couplings;
}

function pairsOf(instance: SpinGlassInstance, random: Random): Pair[] {
  const { spins, ensemble, sides = [], periodic = true } = instance;
  if (ensemble === "complete") return allPairs(spins);
  return ensemble === "lattice" ? latticePairs(sides, periodic) : regularPairs(spins, degreeOf(instance), random);
}

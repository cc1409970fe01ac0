/** Random set systems that cover everything: small and large sets, singletons, sets alike, free sets; and Beasley's kind. */
import { coverRest, randomSets, uniformSets } from "../../src/modelling/set-system/surroundings.ts";
import type { Random } from "../../src/random.ts";
import type { SetCoverInstance } from "./schema.ts";

export function sampleSetCover(random: Random, size: number): SetCoverInstance {
  const count = Math.max(1, Math.floor(size));
  const elements = 1 + random.below(Math.max(1, count));
  const share = [0.2, 0.5, 0.8][random.below(3)];
  const sets = randomSets(random, count, elements, share);
  coverRest(random, sets, elements);
  const cost = [() => 1 + random.below(9), () => random.below(3), () => random.below(40) / 4][random.below(3)];
  const costs = random.below(3) === 0 ? {} : { costs: sets.map(cost) };
  const names = random.below(4) === 0 ? { names: sets.map((_, s) => `team ${s + 1}`) } : {};
  return { problem: "set-cover", elements, sets, ...costs, ...names };
}

const DENSITY = 0.02;
const MOST_COST = 100;
const ROWS_PER_COLUMN = 5; // as in the files scp4x to scp6x

/** Beasley (1987): 2 % of all pairs, costs 1 to 100, five sets an element. */
export function generateSetCover(random: Random, size: number): SetCoverInstance {
  const elements = Math.max(1, Math.round(size / ROWS_PER_COLUMN));
  const each = Math.max(1, Math.round(DENSITY * elements));
  const sets = uniformSets(random, size, elements, each);
  coverRest(random, sets, elements);
  const costs = sets.map(() => 1 + random.below(MOST_COST));
  return { problem: "set-cover", name: `beasley-${size}`, elements, sets, costs };
}

/** Random sets to pack: empty ones, sets alike, worthless ones, values far apart; and three elements a set, as in 3-set packing. */
import { randomSets, uniformSets } from "../../src/modelling/set-system/surroundings.ts";
import type { Random } from "../../src/random.ts";
import type { SetPackingInstance } from "./schema.ts";

export function sampleSetPacking(random: Random, size: number): SetPackingInstance {
  const count = Math.max(1, Math.floor(size));
  const elements = 1 + random.below(count + 2);
  const sets = randomSets(random, count, elements, [0.1, 0.3, 0.6][random.below(3)]);
  const value = [() => 1 + random.below(9), () => random.below(3), () => random.below(40) / 4][random.below(3)];
  const values = random.below(3) === 0 ? {} : { values: sets.map(value) };
  const names = random.below(4) === 0 ? { names: sets.map((_, s) => `crew ${s + 1}`) } : {};
  return { problem: "set-packing", elements, sets, ...values, ...names };
}

const WIDTH = 3;
const MOST_VALUE = 100;

/** As many sets of three as elements: about one in four of them can be packed. */
export function generateSetPacking(random: Random, size: number): SetPackingInstance {
  const sets = uniformSets(random, size, size, WIDTH);
  const values = sets.map(() => 1 + random.below(MOST_VALUE));
  return { problem: "set-packing", name: `triples-${size}`, elements: size, sets, values };
}

/** Random set systems that cover everything: small and large sets, singletons, sets alike, free sets; and Beasley's kind. */
import type { Random } from "../../src/random.ts";
import type { SetCoverInstance } from "./schema.ts";

export function sampleSetCover(random: Random, size: number): SetCoverInstance {
  const count = Math.max(1, Math.floor(size));
  const elements = 1 + random.below(Math.max(1, count));
  const share = [0.2, 0.5, 0.8][random.below(3)];
  const sets = Array.from({ length: count }, () => membersBy(elements, () => random.uniform() < share));
  coverRest(sets, elements, random);
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
  const sets = Array.from({ length: size }, () => {
    const members = new Set<number>();
    while (members.size < each) members.add(random.below(elements));
    return [...members].sort((a, b) => a - b);
  });
  coverRest(sets, elements, random);
  const costs = sets.map(() => 1 + random.below(MOST_COST));
  return { problem: "set-cover", name: `beasley-${size}`, elements, sets, costs };
}

const membersBy = (elements: number, wanted: () => boolean): number[] =>
  Array.from({ length: elements }, (_, element) => element).filter(wanted);

/** Puts each element that is in no set into some set. */
function coverRest(sets: number[][], elements: number, random: Random): void {
  const covered = new Uint8Array(elements);
  for (const set of sets) for (const element of set) covered[element] = 1;
  for (let element = 0; element < elements; element++) {
    if (covered[element] === 1) continue;
    const set = sets[random.below(sets.length)];
    set.push(element);
    set.sort((a, b) => a - b);
  }
}

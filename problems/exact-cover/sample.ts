/** Random sets with a hidden exact cover, mostly: empty ones, sets alike, no cover at all, free and dear ones; and triples for users. */
import { coverRest, randomSets, uniformSets } from "../../src/modelling/set-system/surroundings.ts";
import type { Random } from "../../src/random.ts";
import type { ExactCoverInstance } from "./schema.ts";

export function sampleExactCover(random: Random, size: number): ExactCoverInstance {
  const count = Math.max(1, Math.floor(size));
  const parts = 1 + random.below(count);
  const elements = parts + random.below(count);
  const sets = [...partition(random, elements, parts), ...randomSets(random, count - parts, elements, 0.4)];
  // One element less in some set: often there is no exact cover then, though every element is in a set.
  const victim = random.below(sets.length);
  if (random.below(4) === 0 && count > parts) sets[victim] = sets[victim].slice(1);
  coverRest(random, sets, elements);
  const cost = [() => 1 + random.below(9), () => random.below(3), () => random.below(40) / 4][random.below(3)];
  const costs = random.below(3) === 0 ? {} : { costs: sets.map(cost) };
  const names = random.below(4) === 0 ? { names: sets.map((_, s) => `shift ${s + 1}`) } : {};
  return { problem: "exact-cover", elements, sets, ...costs, ...names };
}

/** Elements in a random order, dealt out in turn: `parts` sets, none empty while there are enough elements. */
function partition(random: Random, elements: number, parts: number): number[][] {
  const order = Int32Array.from({ length: elements }, (_, element) => element);
  random.shuffle(order);
  const sets: number[][] = Array.from({ length: parts }, () => []);
  for (const [k, element] of order.entries()) sets[k % parts].push(element);
  return sets.map((set) => set.sort((a, b) => a - b));
}

const WIDTH = 3;
const SETS_PER_PART = 4;

/** Triples of elements, a quarter of them a hidden exact cover. */
export function generateExactCover(random: Random, size: number): ExactCoverInstance {
  const parts = Math.max(1, Math.floor(size / SETS_PER_PART));
  const elements = WIDTH * parts;
  const sets = [...partition(random, elements, parts), ...uniformSets(random, size - parts, elements, WIDTH)];
  const order = Int32Array.from(sets, (_, s) => s);
  random.shuffle(order);
  return { problem: "exact-cover", name: `planted-triples-${size}`, elements, sets: Array.from(order, (s) => sets[s]) };
}

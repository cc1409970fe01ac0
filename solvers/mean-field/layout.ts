/** How the variables of a model fall into Potts groups and free ones, and states that obey that. */
import { type EnergyModel, structureOf } from "../../src/model/index.ts";
import type { Random } from "../../src/random.ts";

/**
 * Group g holds the variables g * size to g * size + size - 1, of which exactly one is set; in a permutation also exactly one of each
 * column g * size + place. Variables from `free` on are on their own.
 */
export interface Layout {
  readonly n: number;
  readonly low: -1 | 0;
  readonly groups: number;
  readonly size: number;
  readonly permutation: boolean;
  readonly free: number;
  /** Groups and free variables: what one sweep updates. */
  readonly units: number;
}

export function layoutOf(model: EnergyModel): Layout {
  const { n } = model;
  const low = model.domain === "spin" ? -1 : 0;
  const tour = structureOf(model, "permutation");
  const labels = structureOf(model, "one-hot");
  const groups = tour?.size ?? labels?.groups ?? 0;
  const size = tour?.size ?? labels?.size ?? 0;
  const free = groups * size;
  return { n, low, groups, size, permutation: tour !== null, free, units: groups + n - free };
}

/** Random values that obey the groups. Length n. */
export function randomValues({ n, low, groups, size, permutation, free }: Layout, random: Random): Int8Array {
  const values = new Int8Array(n).fill(low);
  const order = Int32Array.from({ length: groups }, (_, g) => g);
  if (permutation) random.shuffle(order);
  for (let g = 0; g < groups; g++) values[g * size + (permutation ? order[g] : random.below(size))] = 1;
  for (let i = free; i < n; i++) if (random.uint32() & 1) values[i] = 1;
  return values;
}

/**
 * Values nearest to the activities v: the largest of each group, in permutations the largest of all that are still open, one after
 * the other; free variables by the middle of their range. O(n), permutations O(n log n).
 */
export function roundActivities(layout: Layout, v: Float64Array, values: Int8Array): void {
  const { n, low, groups, size, permutation, free } = layout;
  values.fill(low);
  for (let i = free; i < n; i++) if (v[i] >= (1 + low) / 2) values[i] = 1;
  if (permutation) return roundPermutation(layout, v, values);
  for (let g = 0; g < groups; g++) {
    let best = g * size;
    for (let i = best + 1; i < (g + 1) * size; i++) if (v[i] > v[best]) best = i;
    values[best] = 1;
  }
}

function roundPermutation({ size, free }: Layout, v: Float64Array, values: Int8Array): void {
  const order = Int32Array.from({ length: free }, (_, i) => i).sort((a, b) => v[b] - v[a] || a - b);
  const [item, place] = [new Uint8Array(size), new Uint8Array(size)];
  for (const i of order) {
    const [g, p] = [Math.floor(i / size), i % size];
    if (item[g] === 1 || place[p] === 1) continue;
    item[g] = place[p] = values[i] = 1;
  }
}

/**
 * Children of two states. Where choices are only names (colouring), what counts is which groups go together: the greedy partition crossover
 * (GPX, Galinier & Hao 1999) hands on the largest class of either parent in turn. Elsewhere each group takes the choice of one parent or
 * the other. O(groups size).
 */
import type { LabelSystem } from "../../src/kernels/labels/system.ts";
import type { Random } from "../../src/random.ts";

/** A new state, nearer to `first` than to `second`. */
export function cross(system: LabelSystem, first: Int32Array, second: Int32Array, random: Random): Int32Array {
  if (system.symmetric) return crossPartitions(system, [first, second], random);
  return first.map((choice, u) => (random.uint32() & 1 ? choice : second[u]));
}

function crossPartitions(
  { groups, size }: LabelSystem,
  parents: readonly [Int32Array, Int32Array],
  random: Random,
): Int32Array {
  const child = new Int32Array(groups).fill(-1);
  const left = parents.map((parent) => classSizes(parent, size));
  for (let k = 0; k < size; k++) {
    const turn = k & 1;
    const largest = left[turn].indexOf(left[turn].reduce((most, count) => Math.max(most, count), 0));
    for (let g = 0; g < groups; g++) {
      if (child[g] >= 0 || parents[turn][g] !== largest) continue;
      child[g] = k;
      for (const [p, parent] of parents.entries()) left[p][parent[g]]--;
    }
  }
  for (let g = 0; g < groups; g++) if (child[g] < 0) child[g] = random.below(size);
  return child;
}

function classSizes(choices: Int32Array, size: number): Int32Array {
  const sizes = new Int32Array(size);
  for (const choice of choices) sizes[choice]++;
  return sizes;
}

/**
 * In how many units two states differ; where choices are only names, after each class of the one has been called as the class of the
 * other that it shares most with.
 */
export function difference({ size, symmetric, units }: LabelSystem, a: Int32Array, b: Int32Array): number {
  let alike = 0;
  if (!symmetric) {
    for (let u = 0; u < units; u++) if (a[u] === b[u]) alike++;
    return units - alike;
  }
  const shared = new Map<number, number>();
  for (let u = 0; u < units; u++) shared.set(a[u] * size + b[u], (shared.get(a[u] * size + b[u]) ?? 0) + 1);
  const most = new Int32Array(size);
  for (const [classes, count] of shared) {
    const own = Math.floor(classes / size);
    most[own] = Math.max(most[own], count);
  }
  for (const count of most) alike += count;
  return units - alike;
}

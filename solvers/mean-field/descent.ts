/**
 * Descent inside the structure: a free variable flips, a group moves its set bit, two items of a permutation change places. Changes of energy
 * of several flips at once: sum of the single gains less w_ab step_a step_b for each pair. Ends in a state that no such move lowers.
 */
import type { Fields } from "../../src/kernels/types.ts";
import { couplingOperator } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Layout } from "./layout.ts";

/** Moves tried between two yields. */
const SLICE = 4000;

/** Yields how many moves were tried since the last time. Gains up to `slack` are rounding. */
export function* descendInside(
  model: EnergyModel,
  layout: Layout,
  fields: Fields,
  slack: number,
): Generator<number, void, void> {
  const { entry } = couplingOperator(model.couplings);
  const { n, groups, size, permutation, free } = layout;
  const set = new Int32Array(groups);
  for (let i = 0; i < free; i++) if (fields.values[i] === 1) set[Math.floor(i / size)] = i;
  let tried = 0;
  let improved = true;

  function attempt(moved: readonly number[]): boolean {
    tried++;
    let change = 0;
    for (const [k, a] of moved.entries()) {
      change += fields.gain(a);
      // Over bits a step is +1 or -1: equal signs for equal values.
      for (const b of moved.slice(0, k)) change -= fields.values[a] === fields.values[b] ? entry(a, b) : -entry(a, b);
    }
    if (!(change < -slack)) return false;
    for (const a of moved) fields.flip(a);
    improved = true;
    return true;
  }
  while (improved) {
    improved = false;
    for (let i = free; i < n; i++) {
      attempt([i]);
      if (tried >= SLICE) [tried] = [0, yield tried];
    }
    for (let g = 0; g < groups; g++) {
      const [from, to] = permutation ? [0, g] : [g * size, (g + 1) * size];
      for (let k = from; k < to; k++) {
        if (permutation) exchange(g, k);
        else if (k !== set[g] && attempt([set[g], k])) set[g] = k;
        if (tried >= SLICE) [tried] = [0, yield tried];
      }
    }
  }
  yield tried;

  /** Items g and k change places. */
  function exchange(g: number, k: number): void {
    const [p, q] = [set[g] - g * size, set[k] - k * size];
    if (attempt([set[g], set[k], g * size + q, k * size + p])) [set[g], set[k]] = [g * size + q, k * size + p];
  }
}

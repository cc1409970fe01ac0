/** What both label sessions do in the same plain way: costs and energy of given choices. O(couplings of the cells taken). */
import type { LabelSystem } from "./system.ts";

/** Writes the costs of all cells when the units sit on the cells `current`; returns the energy in units. */
export function settleCosts(system: LabelSystem, current: Int32Array, cost: Int32Array): number {
  const { units, first, bias, edges, pairs } = system;
  cost.set(bias);
  for (let u = 0; u < units; u++) {
    const cell = current[u];
    const choice = cell - first[u];
    for (let k = edges.start[u]; k < edges.start[u + 1]; k++) cost[first[edges.to[k]] + choice] += edges.weight[k];
    for (let k = pairs.start[cell]; k < pairs.start[cell + 1]; k++) cost[pairs.to[k]] += pairs.weight[k];
  }
  let twice = 0;
  for (let u = 0; u < units; u++) twice += cost[current[u]] + bias[current[u]];
  return twice / 2;
}

/** -ln of a word by its upper bits: entries of the table that both twins read. */
export const LOGARITHMS = 4096;
export const LOGARITHM_SHIFT = 20;

/** The few variables of a byte batch whose fields need words: what is not worth a vector, in plain TypeScript. */
import type { SpinSystem } from "../system.ts";
import { type Form, LANES, placesOf } from "./form.ts";

export interface Hubs {
  /** Recomputes the fields of a hub: O(16 neighbours). */
  refresh(position: number): void;
  /** Adds s (h + b) of a hub to the sums of its lanes. */
  addEnergies(into: Float64Array, position: number): void;
}

/** @param spins masks of all variables. @param fields of the hubs, 16 each */
export function createHubs(
  { n, rowStart, column, weight, bias }: SpinSystem,
  { order, hubs }: Form,
  spins: Int8Array | Int32Array,
  fields: Int32Array,
): Hubs {
  const place = hubs > 0 ? placesOf(order) : order;
  const first = (position: number) => (position - (n - hubs)) * LANES;
  const spin = (position: number, lane: number) => 1 + 2 * spins[position * LANES + lane];
  return {
    refresh(position) {
      const i = order[position];
      for (let lane = 0; lane < LANES; lane++) {
        let field = bias[i];
        for (let k = rowStart[i]; k < rowStart[i + 1]; k++) field += weight[k] * spin(place[column[k]], lane);
        fields[first(position) + lane] = field;
      }
    },
    addEnergies(into, position) {
      for (let lane = 0; lane < LANES; lane++) {
        into[lane] += spin(position, lane) * (fields[first(position) + lane] + bias[order[position]]);
      }
    },
  };
}

/**
 * The system that tabu search works on: always whole numbers, so that gains never drift and all twins agree. Systems of real
 * weights are scaled until a field fits 30 bits and rounded: each weight is off by half a unit at most, 2^-31 of the reach.
 */
import type { SpinSystem } from "../system.ts";

export interface WholeSystem extends SpinSystem {
  readonly weight: Int32Array;
  readonly bias: Int32Array;
  readonly integer: true;
}

/** Fields below 2^29 before rounding, and the sum of all of them below 2^51. */
function scaleOf({ n, reach }: SpinSystem): number {
  const range = Math.min(2 ** 29, 2 ** 51 / Math.max(1, n));
  return reach === 0 ? 1 : range / reach;
}

/** The system itself when it is whole, else its rounded copy. O(couplings). */
export function wholeSystem(system: SpinSystem): WholeSystem {
  if (isWhole(system)) return system;
  const scale = scaleOf(system);
  const { n, rowStart } = system;
  const weight = Int32Array.from(system.weight, (value) => Math.round(value * scale));
  const bias = Int32Array.from(system.bias, (value) => Math.round(value * scale));
  let reach = 0;
  for (let i = 0; i < n; i++) {
    let sum = Math.abs(bias[i]);
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum += Math.abs(weight[k]);
    reach = Math.max(reach, sum);
  }
  return { ...system, weight, bias, unit: system.unit / scale, integer: true, reach };
}

function isWhole(system: SpinSystem): system is WholeSystem {
  return system.integer;
}

/** Energy of all spins -1 in units, offset left out, and the gains there. O(couplings). */
export function gainsDown(system: WholeSystem): { readonly gains: Int32Array; readonly energy: number } {
  const { n, rowStart, weight, bias } = system;
  const gains = new Int32Array(n);
  let twice = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum += weight[k];
    gains[i] = sum - bias[i];
    twice += 2 * bias[i] - sum;
  }
  return { gains, energy: twice / 2 };
}

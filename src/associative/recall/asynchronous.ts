/**
 * Asynchronous binary recall (Hopfield 1982), one spin at a time: s_i <- sign(h_i), and a field of zero keeps the value. Each change lowers
 * E = -1/2 s'Ws - b's by 2 |h_i|, and there are finitely many states, so a sweep without a change comes: a fixed point.
 * Here is the path on which every move can be watched; the batched kernel makes the same decisions. The solver `hopfield` is not used because on
 * real couplings it leaves fields within rounding alone, and the two paths shall agree to the bit.
 */
import { createMonitor } from "../../run/monitor.ts";
import type { Monitor } from "../../solver.ts";
import { cueAt, numberOf } from "./cues.ts";
import { type BinaryFields, binaryEnergy, binaryFields } from "./fields.ts";
import type { Cues, Recalled, Trajectory } from "./types.ts";
import { createVerifier } from "./verification.ts";
import type { Network } from "./weights.ts";

/** Tries between two yields. */
const SLICE = 2000;

export interface Walk {
  /** Without unknown spins. */
  readonly cues: Cues;
  /** The order of the next sweep of the cue with this number. */
  order(cue: number): Int32Array;
  readonly maxSteps: number;
  readonly verify: boolean;
  readonly memoryLimit: number;
}

/** All cues one after the other. Yields the number of cues done. */
export function* walkAll(network: Network, walk: Walk): Generator<number, Recalled, void> {
  const fields = binaryFields(network, walk.memoryLimit);
  const verifier = walk.verify ? createVerifier() : null;
  const trajectories: Trajectory[] = [];
  for (let k = 0; k < walk.cues.count; k++) {
    const number = numberOf(walk.cues, k);
    fields.assign(cueAt(walk.cues, k));
    const watch = verifier === null ? null : createMonitor(network.model, true);
    const path = walkToRest(network, fields, () => walk.order(number), walk.maxSteps, watch?.monitor ?? null);
    let next = path.next();
    for (; next.done !== true; next = path.next()) yield k;
    trajectories.push(next.value);
    if (watch !== null) verifier?.absorb(number, watch.report());
    yield k + 1;
  }
  return { trajectories, verification: verifier?.report() ?? null };
}

/** Sweeps until one changes nothing. The monitor hears of every flip. */
export function* walkToRest(
  network: Network,
  fields: BinaryFields,
  order: () => Int32Array,
  maxSteps: number,
  monitor: Monitor | null,
): Generator<void, Trajectory, void> {
  const { state, unit } = fields;
  const { offset } = network.model;
  const view = { kind: "plain", values: state } as const;
  let energy = binaryEnergy(fields, network.biases);
  const energies = [energy];
  monitor?.started(view, energy + offset);
  let flips = 1;
  let tries = 0;
  while (flips > 0 && energies.length <= maxSteps) {
    flips = 0;
    for (const i of order()) {
      const field = fields.field(i);
      if (field * state[i] < 0) {
        fields.flip(i);
        flips++;
        energy -= 2 * unit * Math.abs(field);
        monitor?.moved(view, energy + offset);
      }
      if (++tries % SLICE === 0) yield;
    }
    energies.push(energy);
  }
  const ending = flips === 0 ? "fixed-point" : "step-limit";
  return { state: state.slice(), activity: null, steps: energies.length - 1, ending, energies };
}

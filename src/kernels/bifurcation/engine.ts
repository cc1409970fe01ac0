/** The pieces of bifurcation that have twins; `session.ts` puts them together. */
import type { Form } from "./form.ts";

/** Step numbers and constants of a run, as the pieces use them: numbers are rounded to f32 where they meet positions, `step` stays double. */
export interface Pace {
  readonly steps: number;
  /** dt. */
  readonly step: number;
  /** dt c, rounded to f32. */
  readonly push: number;
  /** dt times the heating rate, rounded to f32. */
  readonly heat: number;
}

/**
 * Positions and momenta: agents x length. Agents lie one after the other (agent * length + i), except in ballistic runs over real or
 * sparse rows, where they lie side by side (i * agents + agent).
 */
export interface Engine {
  readonly position: Float32Array;
  readonly momentum: Float32Array;
  /** F = 0 for the agent: no spin up. */
  clear(agent: number): void;
  /** Adds the rows of the spins from <= i < to that are up to F. */
  raise(agent: number, from: number, to: number): void;
  /** Steps from <= t < to of the discrete dynamics; returns how many signs changed. */
  discreteSteps(agent: number, from: number, to: number, pace: Pace): number;
  /** Ballistic: sets the rounded positions, where products use them. */
  round(): void;
  /** Ballistic: the fields of rows from <= i < to, multiples of 16, for all agents. */
  ballisticFields(from: number, to: number): void;
  /** Ballistic: step t for all agents, from the fields. */
  ballisticMove(t: number, pace: Pace): void;
  /** The first i >= from whose flip lowers the energy, or `length`. */
  opposed(agent: number, from: number): number;
  /** Flips spin i: its position becomes -1 or +1, and F follows. */
  turn(agent: number, i: number): void;
  /** h_i = 2 F_i + k_i in units. */
  field(agent: number, i: number): number;
}

export type EngineMaker = (form: Form, memoryLimit: number) => Engine;

/** dt times the pull of the well at step t: the pump rises linearly from 0 to 1. Rounded to f32. */
export function leakAt(t: number, { steps, step }: Pace): number {
  return Math.fround(-(1 - t / steps) * step);
}

/** k = b - W1, what h would be with half of all signs; length `length`, zero beyond n. */
export function constants(form: Form): Int32Array | Float32Array {
  const { n, length, rowStart, weight, bias, whole } = form;
  const constant = whole ? new Int32Array(length) : new Float32Array(length);
  for (let i = 0; i < n; i++) {
    let sum = bias[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum -= weight[k];
    constant[i] = sum;
  }
  return constant;
}

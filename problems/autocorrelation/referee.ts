/** Autocorrelations, straight from the sequence: C_k = sum_i s_i s_(i+k), aperiodic. O(n^2). */
import { type AutocorrelationInstance, lagWeight } from "./schema.ts";

export function autocorrelation(sequence: readonly number[], lag: number): number {
  let sum = 0;
  for (let i = 0; i + lag < sequence.length; i++) sum += sequence[i] * sequence[i + lag];
  return sum;
}

/** sum_k w_k C_k^2 over lags from 1. */
export function sidelobeEnergy(instance: AutocorrelationInstance, sequence: readonly number[]): number {
  let total = 0;
  for (let lag = 1; lag < sequence.length; lag++) {
    total += lagWeight(instance, lag) * autocorrelation(sequence, lag) ** 2;
  }
  return total;
}

/** C_k is odd where n - k is: its square is 1 or more. */
export function leastEnergy(instance: AutocorrelationInstance): number {
  const { length } = instance;
  let total = 0;
  for (let lag = 1; lag < length; lag++) if ((length - lag) % 2 === 1) total += lagWeight(instance, lag);
  return total;
}

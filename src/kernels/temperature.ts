/** What inverse temperatures are measured by: the gains of uphill flips, and the beta at which a given share of them is accepted. */
import type { Replicas } from "./replicas/types.ts";
import type { SpinSystem } from "./system.ts";

/** Gains above 0, in energy units, of every `stride`-th variable of the first replicas. O(states n / stride rows). */
export function uphillGains(system: SpinSystem, replicas: Replicas, states: number, stride: number): number[] {
  const { n, rowStart, column, weight, bias, unit } = system;
  const spins = new Int8Array(n);
  const gains: number[] = [];
  for (let replica = 0; replica < Math.min(states, replicas.width); replica++) {
    replicas.read(replica, spins);
    for (let i = 0; i < n; i += stride) {
      let field = bias[i];
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) field += weight[k] * spins[column[k]];
      const gain = 2 * unit * spins[i] * field;
      if (gain > 0) gains.push(gain);
    }
  }
  return gains;
}

/**
 * Solves mean of exp(-beta gain) = acceptance by bisection on a logarithmic scale. The exponential is the rational
 * (1 + x / 64)^-64, the same in every engine and near enough: nothing depends on its last digits but reproducibility.
 */
export function betaOfAcceptance(gains: readonly number[], acceptance: number): number {
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  let low = 1e-6 / mean;
  let high = 1e9 / mean;
  for (let round = 0; round < 60; round++) {
    const beta = Math.sqrt(low * high);
    let sum = 0;
    for (const gain of gains) {
      let power = 1 / (1 + (beta * gain) / 64);
      for (let square = 0; square < 6; square++) power *= power;
      sum += power;
    }
    if (sum / gains.length > acceptance) low = beta;
    else high = beta;
  }
  return Math.sqrt(low * high);
}

/**
 * The ladder of inverse temperatures, measured on the model. Its ends: in random states a fixed share of the uphill flips is accepted
 * at the hot one; in local minima nine in ten of them are as good as never accepted at the cold one (the others may be as cheap as
 * they like: real weights have no smallest gain). Its rungs: a short anneal gives the mean energy E(beta); neighbours
 * exchange with a probability that depends on (beta' - beta)(E - E') alone (Gaussian energies: erfc of half its root), so rungs
 * stand at equal steps of the sum of these roots (thermodynamic length; Predescu, Predescu & Ciobanu 2004).
 */
import type { Replicas } from "../../src/kernels/replicas/types.ts";
import type { SpinSystem } from "../../src/kernels/system.ts";
import { betaOfAcceptance, uphillGains } from "../../src/kernels/temperature.ts";
import type { Random } from "../../src/random.ts";
import type { Step } from "../../src/solver.ts";
import type { Pace } from "./pace.ts";

/** Mean acceptance of uphill flips at the hot end. */
const HOT_ACCEPTANCE = 0.2;
/** Which uphill flip is meant, in order of gain, and beta times its gain: a probability of 0.0003. */
const COLD_QUANTILE = 0.1;
const COLD_EXPONENT = 8;
/** Inverse temperatures stay below: for the smallest weights that numbers can hold they would overflow. */
const COLDEST = 1e150;
/** Gains gathered at least, and levels of the measuring anneal with their sweeps. */
const SAMPLE = 2000;
const LEVELS = 48;
const SWEEPS = 4;
/** Length between two rungs: they exchange about 0.27 of the time. */
const RUNG = 1.55;
/** Wider ranges are passed through at equal steps of temperature. */
const WIDE = 30;

export interface Ends {
  readonly from: number;
  readonly to: number;
}

/** Leaves the probe in local minima. */
export function* measureEnds(system: SpinSystem, probe: Replicas, pace: Pace): Generator<Step, Ends, void> {
  const stride = Math.max(1, Math.floor(system.n / SAMPLE));
  const states = Math.ceil((SAMPLE * stride) / system.n);
  const hot = uphillGains(system, probe, states, stride);
  yield* pace.descend(probe);
  const cold = uphillGains(system, probe, states, stride);
  if (cold.length === 0) return { from: 1, to: 1 };
  const least = cold.sort((a, b) => a - b)[Math.floor(COLD_QUANTILE * cold.length)];
  const to = Math.min(COLDEST, COLD_EXPONENT / least);
  return { from: Math.min(to, betaOfAcceptance(hot.length > 0 ? hot : cold, HOT_ACCEPTANCE)), to };
}

/** Anneals the probe from a random state and places the rungs. @param wanted how many; null: as many as needed, at most `most` */
export function* measureLadder(
  { from, to }: Ends,
  probe: Replicas,
  random: Random,
  pace: Pace,
  wanted: number | null,
  most: number,
): Generator<Step, number[], void> {
  probe.restart(random);
  const betas: number[] = [];
  const lengths: number[] = [];
  let length = 0;
  let before = 0;
  for (let level = 0; level < LEVELS; level++) {
    const beta = levelBeta(from, to, level / (LEVELS - 1));
    for (let sweep = 0; sweep < SWEEPS; sweep++) yield* pace.sweep(probe, beta);
    const energies = probe.energies();
    const mean = energies.reduce((sum, energy) => sum + energy, 0) / energies.length;
    if (level > 0) length += Math.sqrt(Math.max(0, (beta - betas[level - 1]) * (before - mean)));
    before = mean;
    betas.push(beta);
    lengths.push(length);
  }
  const rungs = wanted ?? Math.max(2, Math.min(most, Math.ceil(length / RUNG) + 1));
  return placeRungs(betas, lengths, rungs);
}

/** Linear in beta, or on a wide range in the temperature, so that the hot part is not passed in one step. */
function levelBeta(from: number, to: number, x: number): number {
  if (to <= WIDE * from) return from + (to - from) * x;
  return (from * to) / (to + (from - to) * x);
}

/** `rungs` inverse temperatures at equal steps of length; at equal steps of index where there is none. */
function placeRungs(betas: readonly number[], lengths: readonly number[], rungs: number): number[] {
  const last = betas.length - 1;
  const total = lengths[last];
  const placed: number[] = [];
  let level = 1;
  for (let rung = 0; rung < rungs; rung++) {
    const share = rung / (rungs - 1);
    if (total === 0) {
      placed.push(betas[0] + (betas[last] - betas[0]) * share);
      continue;
    }
    const target = total * share;
    while (level < last && lengths[level] < target) level++;
    const step = lengths[level] - lengths[level - 1];
    const within = step === 0 ? 1 : Math.min(1, (target - lengths[level - 1]) / step);
    placed.push(betas[level - 1] + (betas[level] - betas[level - 1]) * within);
  }
  return placed;
}

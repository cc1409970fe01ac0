/**
 * The range of inverse temperatures, measured on the model itself. Hot: in a random state a fixed share of the uphill proposals is
 * accepted. Cold: in a local minimum almost none is. Both ends follow any scaling of the weights, need no smallest weight
 * (which real-valued models do not have) and work for every form of couplings. O(n) plus one descent per probe.
 */
import { randomise } from "../../src/kernels/spins.ts";
import { betaOfAcceptance } from "../../src/kernels/temperature.ts";
import type { Random } from "../../src/random.ts";
import type { Step } from "../../src/solver.ts";
import { type Chain, descend } from "./chain.ts";
import type { AnnealingOptions } from "./options.ts";

/**
 * Mean acceptance of uphill proposals at the two ends. Looked for by hand on +-1 graphs of 800 and 2000 vertices, sparse normal weights and
 * a QUBO of 500 (8 to 16 anneals each): a cold end of 0.002 is too warm for +-1 tori, 0.02 too warm for the QUBO; the hot end matters little.
 */
const HOT_ACCEPTANCE = 0.4;
const COLD_ACCEPTANCE = 0.001;

/** Gains gathered at least, from as many probes as that takes, for small models too. */
const SAMPLE = 1000;
const MOST_PROBES = 64;

/** Gains beyond so many are thinned out evenly: means need no more. */
export const MOST_GAINS = 20_000;

export interface BetaRange {
  readonly from: number;
  readonly to: number;
}

/** Leaves the chain in some local minimum. */
export function* measureRange(chain: Chain, low: -1 | 0, random: Random): Generator<Step, BetaRange, void> {
  const { n } = chain.fields;
  const hot: number[] = [];
  const cold: number[] = [];
  const values = new Int8Array(n);
  for (let probe = 0; probe < MOST_PROBES && probe * n < SAMPLE; probe++) {
    randomise(values, low, random);
    chain.restart(values);
    gatherUphill(chain, hot);
    yield* descend(chain, random);
    gatherUphill(chain, cold);
  }
  return rangeOf(hot, cold);
}

/** From uphill gains in random states and in local minima. Both ends 1 when no move of any local minimum goes uphill. */
export function rangeOf(hot: readonly number[], cold: readonly number[]): BetaRange {
  if (cold.length === 0) return { from: 1, to: 1 };
  const from = betaOfAcceptance(hot.length > 0 ? hot : cold, HOT_ACCEPTANCE);
  const to = betaOfAcceptance(cold, COLD_ACCEPTANCE);
  return { from: Math.min(from, to), to };
}

/** The ends of the schedule: as the options say, the missing ones measured. A measured end never crosses a given one. */
export function* chooseRange(
  { betaFrom, betaTo }: AnnealingOptions,
  measure: () => Generator<Step, BetaRange, void>,
): Generator<Step, BetaRange, void> {
  if (betaFrom !== null && betaTo !== null) return { from: betaFrom, to: betaTo };
  const measured = yield* measure();
  if (betaFrom !== null) return { from: betaFrom, to: Math.max(betaFrom, measured.to) };
  if (betaTo !== null) return { from: Math.min(betaTo, measured.from), to: betaTo };
  return measured;
}

function gatherUphill({ fields }: Chain, into: number[]): void {
  const stride = Math.max(1, Math.ceil(fields.n / MOST_GAINS));
  for (let i = 0; i < fields.n; i += stride) {
    const gain = fields.gain(i);
    if (gain > 0) into.push(gain);
  }
}

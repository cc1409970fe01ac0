/**
 * Which tenure the next search gets. Models with many equal gains (sparse graphs with weights of one size) want long tenures, others
 * short ones: on G14 (800 vertices, +1) n/100 + 0..9 ends 10 below the best cut after 5 s where n/20 + 0..39 finds it, on bqp1000 the
 * long one misses the optimum that the short one has in 0.1 s. So both are tried and the one whose searches end lower is preferred.
 */
import type { Tenure } from "../../src/kernels/tabu/types.ts";
import type { Random } from "../../src/random.ts";

export interface Tenures {
  /** Largest sum of tenure and spread. */
  readonly longest: number;
  /** The tenure to begin with. */
  readonly first: Tenure;
  next(random: Random): Tenure;
  /** The search with the tenure given last ended at this energy. */
  learn(energy: number): void;
}

/** Searches with each tenure before there is a preference. */
const TRIALS = 3;
/** After that every so manyth search takes any tenure. */
const EXPLORE = 8;
/** Weight of the newest search in the mean of its tenure. */
const NEWEST = 0.25;

export function createTenures(n: number, asked: number | null): Tenures {
  const quarter = Math.max(1, Math.floor(n / 4));
  const limited = (tenure: number, spread: number): Tenure => ({
    // Never 0, which would flip back at once.
    tenure: Math.min(quarter, 1 + Math.floor(tenure)),
    spread: Math.max(1, Math.min(spread, Math.floor(n / 8))),
  });
  const tenures =
    asked === null ? [limited(n / 100, 10), limited(n / 20, 40)] : [{ tenure: Math.min(asked, n), spread: 10 }];
  const means = tenures.map(() => 0);
  const trials = tenures.map(() => 0);
  let last = 0;
  return {
    longest: Math.max(...tenures.map(({ tenure, spread }) => tenure + spread)),
    first: tenures[0],
    next(random) {
      const untried = trials.reduce((least, _, k) => (trials[k] < trials[least] ? k : least), 0);
      if (trials[untried] < TRIALS) last = untried;
      else if (random.below(EXPLORE) === 0) last = random.below(tenures.length);
      else last = means.reduce((best, _, k) => (means[k] < means[best] ? k : best), 0);
      return tenures[last];
    },
    learn(energy) {
      means[last] = trials[last] === 0 ? energy : means[last] + NEWEST * (energy - means[last]);
      trials[last]++;
    },
  };
}

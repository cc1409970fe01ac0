/**
 * F-Race (Birattari, Stuetzle, Paquete & Varrentrapp 2002): all candidates run on one block, an instance with a seed, after the other; after
 * a few blocks those that are significantly worse than the best leave, so that runs go where the choice is still open.
 */
import { friedman, meanRanks } from "../friedman.ts";
import { ALPHA } from "../pairs.ts";
import type { RunRecord } from "../record.ts";
import type { Candidate } from "./candidates.ts";

/** Blocks before the first test: fewer say too little to drop anybody (Lopez-Ibanez et al. 2016). */
export const FIRST_TEST = 5;

/** A candidate and its runs, block by block from the first. */
export interface Racer {
  readonly candidate: Candidate;
  readonly runs: RunRecord[];
}

export interface RaceEnd {
  /** In order of mean rank, the best first. */
  readonly left: readonly Racer[];
  /** Of `left`, over the blocks that all of them ran in this race. */
  readonly meanRanks: readonly number[];
  readonly blocks: number;
}

/**
 * Yields the racers that need a run of a block, and wants them to have it when it goes on. Ends when `least` are left, or the next block
 * would cost more than `budget` runs.
 */
export function* race(
  racers: readonly Racer[],
  budget: number,
  least: number,
): Generator<{ readonly block: number; readonly racers: readonly Racer[]; readonly alive: readonly Racer[] }, RaceEnd> {
  let alive = racers;
  let left = budget;
  let block = 0;
  for (; alive.length > least; block++) {
    const missing = alive.filter(({ runs }) => runs.length <= block);
    if (missing.length > left) break;
    left -= missing.length;
    if (missing.length > 0) yield { block, racers: missing, alive };
    if (block + 1 >= FIRST_TEST) alive = survivors(alive, block + 1);
  }
  return ordered(alive, block);
}

function survivors(alive: readonly Racer[], blocks: number): readonly Racer[] {
  const { rankSums, p, between } = friedman(ranksOf(alive, blocks));
  if (p >= ALPHA) return alive;
  const best = rankSums.indexOf(Math.min(...rankSums));
  return alive.filter((_racer, k) => k === best || between(k, best) >= ALPHA);
}

function ordered(alive: readonly Racer[], blocks: number): RaceEnd {
  const ranks = ranksOf(alive, blocks);
  const means = alive.map((_racer, k) => ranks.reduce((sum, row) => sum + row[k], 0) / Math.max(1, blocks));
  const order = alive.map((_racer, k) => k).sort((a, b) => means[a] - means[b]);
  return { left: order.map((k) => alive[k]), meanRanks: order.map((k) => means[k]), blocks };
}

const ranksOf = (alive: readonly Racer[], blocks: number): number[][] =>
  Array.from({ length: blocks }, (_block, b) =>
    meanRanks(
      alive.map(({ runs }) => runs[b]),
      compareRuns,
    ),
  );

/** Relative: sums of reals in another order differ by less. */
const ROUNDING = 1e-9;

/** Below 0 where the first run is better: a valid solution before none, the better objective, and the same objective sooner. */
export function compareRuns(one: RunRecord, other: RunRecord): number {
  if (one.objective === null || other.objective === null)
    return Number(one.objective === null) - Number(other.objective === null);
  const difference = (one.sense === "min" ? 1 : -1) * (one.objective - other.objective);
  if (Math.abs(difference) > ROUNDING * Math.max(Math.abs(one.objective), Math.abs(other.objective))) return difference;
  return (one.trace.at(-1)?.[0] ?? 0) - (other.trace.at(-1)?.[0] ?? 0);
}

/**
 * Penalty-sensitivity study: the same instance with its penalty weights at fractions of their proven thresholds, several runs each.
 * Below 1 ground states may be invalid; far above, the landscape is steep and searches get stuck. What comes out is refereed as always.
 */
import { GroundstateError } from "../errors.ts";
import type { Problem } from "../problem.ts";
import type { SearchOptions } from "./options.ts";
import { solve } from "./solve.ts";

/** What the runs at one weight gave. */
export interface PenaltyPoint {
  /** Asked for: weights over thresholds. */
  readonly fraction: number;
  /** The smallest weight over its threshold that there was: weights of whole numbers are whole. Null where nothing is at stake. */
  readonly actual: number | null;
  readonly runs: number;
  /** Runs that ended valid. */
  readonly valid: number;
  /** Of the valid ones, in the units of the objective; null when there are none. */
  readonly best: number | null;
  readonly mean: number | null;
  /** Whether every ground state is proven to be valid and optimal. */
  readonly guaranteed: boolean;
}

export interface PenaltyStudyOptions {
  /** Above 0, in the order of the study. */
  readonly fractions: readonly number[];
  readonly runs: number;
  readonly seed: number;
  /** Other options of the encoding. */
  readonly encoding?: Readonly<Record<string, unknown>>;
  /** Solver, limits of each run, signal. */
  readonly search: Omit<SearchOptions, "seed">;
}

/**
 * One point a fraction, after its runs: run k of each has seed `seed + k`. Ends early, without a half point, when the signal aborts.
 * @param note sees how many runs are over
 * @throws {GroundstateError} "invalid-options" for problems whose weights cannot be set
 */
export async function* penaltyStudy(
  problem: Problem,
  instance: unknown,
  { fractions, runs, seed, encoding = {}, search }: PenaltyStudyOptions,
  note: (done: number) => void = () => undefined,
): AsyncGenerator<PenaltyPoint, void, void> {
  checkStudied(problem);
  const sign = (problem.senseOf?.(instance) ?? problem.sense) === "min" ? 1 : -1;
  let done = 0;
  for (const fraction of fractions) {
    const found: number[] = [];
    let point: Pick<PenaltyPoint, "actual" | "guaranteed"> = { actual: null, guaranteed: true };
    for (let run = 0; run < runs; run++) {
      const options = {
        ...search,
        seed: seed + run,
        prove: false,
        encoding: { ...encoding, ...weightOptions(fraction) },
      };
      const { objective, penalty } = await solve(problem, instance, options);
      if (search.signal?.aborted === true) return;
      if (objective !== null) found.push(sign * objective);
      const shares = (penalty?.weights ?? []).flatMap(({ weight, threshold }) =>
        threshold > 0 ? [weight / threshold] : [],
      );
      point = { actual: shares.length === 0 ? null : Math.min(...shares), guaranteed: penalty?.guaranteed ?? true };
      note(++done);
    }
    const best = found.length === 0 ? null : sign * Math.min(...found) + 0;
    const mean = found.length === 0 ? null : (sign * found.reduce((sum, value) => sum + value, 0)) / found.length + 0;
    yield { fraction, ...point, runs, valid: found.length, best, mean };
  }
}

/** Encoding options that put weights at a fraction of their thresholds. */
function weightOptions(fraction: number): Record<string, unknown> {
  return fraction > 1
    ? { penalty: "exact", margin: fraction }
    : { penalty: "tight", tightness: fraction, margin: NO_MARGIN };
}

const NO_MARGIN = 1.000001; // mode tight of some problems scales by the margin too, which is above 1

function checkStudied({ id, optionsSchema }: Problem): void {
  const { properties = {} } = optionsSchema as { properties?: Record<string, unknown> };
  if (["penalty", "tightness", "margin"].every((name) => name in properties)) return;
  throw new GroundstateError("invalid-options", `the penalty weights of ${id} cannot be set`, {
    hint: "A study needs a problem with encoding options penalty=tight and tightness, such as model, knapsack or tsp.",
  });
}

/**
 * Entrant against entrant, run against run of the same instance and seed: is one nearer the reference at the end, is one sooner at the
 * target? Both by Wilcoxon's signed-rank test, corrected by Holm over all tests of the analysis. If the two were the same solver, signs of
 * the differences would mean nothing on any instance: that is the hypothesis which a small p speaks against.
 */
import type { Scored } from "./analysis.ts";
import { medianEstimate } from "./median.ts";
import { holm, signedRank } from "./signed-rank.ts";

/** Below it a difference is called significant. */
export const ALPHA = 0.05;

export interface PairTest {
  /** Runs compared. */
  readonly pairs: number;
  /** Runs in which the first, or the second, did better; the rest are ties. */
  readonly firstBetter: number;
  readonly secondBetter: number;
  /** Of the signed-rank test. */
  readonly p: number;
  /** The same after Holm's correction. */
  readonly corrected: number;
  /** Median effect and its 95 % interval, an end null without a limit; null where no pair can tell it. */
  readonly effect: { readonly value: number; readonly low: number | null; readonly high: number | null } | null;
  /** Who is better where the corrected p is below ALPHA; null: no difference shown. */
  readonly better: "first" | "second" | null;
}

export interface PairComparison {
  readonly first: string;
  readonly second: string;
  /** Effect: median of the first's gap minus the second's, over runs where both have one; below 0 the first is nearer. */
  readonly gap: PairTest;
  /** Effect: median of how many times as long as the first the second takes to the target, over runs where both hit; above 1 the first is faster. */
  readonly reach: PairTest;
}

type Draft = Omit<PairTest, "corrected" | "better">;

export function pairsOf(scored: readonly Scored[], names: readonly string[]): PairComparison[] {
  const place = ({ instance, record }: Scored) => `${instance} ${record.seed}`;
  const table = new Map(
    names.map((name) => [
      name,
      new Map(scored.filter(({ record }) => record.entrant === name).map((run) => [place(run), run])),
    ]),
  );
  const drafts = names.flatMap((first, k) =>
    names.slice(k + 1).map((second) => {
      const others = table.get(second) as ReadonlyMap<string, Scored>;
      const both = [...(table.get(first) as ReadonlyMap<string, Scored>)].flatMap(([at, one]) => {
        const other = others.get(at);
        return other === undefined ? [] : [[one, other] as const];
      });
      return { first, second, gap: gapTest(both), reach: reachTest(both) };
    }),
  );
  const corrected = holm(drafts.flatMap(({ gap, reach }) => [gap.p, reach.p]));
  return drafts.map(({ first, second, gap, reach }, k) => ({
    first,
    second,
    gap: judged(gap, corrected[2 * k]),
    reach: judged(reach, corrected[2 * k + 1]),
  }));
}

type Pairs = readonly (readonly [Scored, Scored])[];

function gapTest(both: Pairs): Draft {
  const differences = both.map(([one, other]) => difference(one.gap, other.gap));
  return testOf(differences, differences.filter(Number.isFinite), (effect) => effect);
}

/** By logarithms: twice as long counts as much as half as long. */
function reachTest(both: Pairs): Draft {
  const logarithm = ({ reach }: Scored) => Math.log(Math.max(reach, Number.MIN_VALUE));
  const differences = both.map(([one, other]) => difference(logarithm(one), logarithm(other)));
  return testOf(
    differences,
    differences.filter((_value, k) => both[k].every(({ hit }) => hit)),
    (effect) => Math.exp(-effect),
  );
}

/** 0 where both are Infinity: nothing tells them apart. */
const difference = (one: number, other: number): number => (one === other ? 0 : one - other);

function testOf(differences: readonly number[], measured: readonly number[], scale: (effect: number) => number): Draft {
  const effect = measured.length === 0 ? null : medianEstimate(measured);
  const ends = effect === null ? [] : [scale(effect.low), scale(effect.high)];
  return {
    pairs: differences.length,
    firstBetter: differences.filter((value) => value < 0).length,
    secondBetter: differences.filter((value) => value > 0).length,
    p: signedRank(differences).p,
    effect:
      effect === null
        ? null
        : { value: scale(effect.value), low: limit(Math.min(...ends)), high: limit(Math.max(...ends)) },
  };
}

/** JSON has no Infinity: null where few pairs set no limit. */
const limit = (value: number): number | null => (Number.isFinite(value) ? value : null);

function judged(draft: Draft, corrected: number): PairTest {
  const { firstBetter, secondBetter } = draft;
  const significant = corrected < ALPHA && firstBetter !== secondBetter;
  return { ...draft, corrected, better: significant ? (firstBetter > secondBetter ? "first" : "second") : null };
}

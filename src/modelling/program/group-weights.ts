/**
 * Weights that keep codes legal: in each group a reward R per bit and a penalty P per pair of bits, R (1 - sum x) + P pairs; for an
 * order of n items R n - R sum x + P (pairs of one item or one place). Both are 0 at legal codes and, for P >= R, at least
 * min(R, P - R) elsewhere (orders: at least R). F = objective + weighted constraints. Two proofs; the first is taken
 * unless its P is more than twice that of the second:
 *
 * - by moves: P > R + D, D the most that F rises when the cheaper of two bits leaves, and R > M, M the most that F rises
 *   when a bit enters that conflicts with none (in a group the best option, in an order any free item at any free place). Then
 *   every state with a conflict or a gap has a lower neighbour, one flip away: the form of MATH 3 and of arrangement.ts, for costs of any sign.
 * - by range: R > U - L and P > R + (U - L), U over legal codes and L over all states: an illegal code costs more than any valid state; or,
 *   with what mending an illegal code costs at most (weights.ts) in place of U - L, where that is less.
 */
import { gridAbove } from "../penalty-grid.ts";
import type { Group } from "./codes.ts";
import type { Form } from "./lower.ts";
import { knowledges, type Slopes, slopesOf } from "./ranges.ts";
import { rangeOfSummands } from "./summands.ts";
import { fractionOf, gridOf, say, spreadOf, type WeightContext, type Weighted } from "./weights.ts";

/** Reward a bit and penalty a pair of all groups, or of all orders, with what proves each. Units of the objective. */
export interface GroupWeights {
  readonly reward: number;
  readonly pair: number;
  readonly proof: readonly Weighted[];
}

interface Thresholds {
  readonly reward: number;
  /** P must exceed R by more than this. */
  readonly gain: number;
  readonly witness: string;
  readonly words: string;
}

/** Weights of all choices and one-hot integers, null where there are none. @param full objective and weighted constraints */
export function choiceWeights(full: Form, context: WeightContext): GroupWeights | null {
  const { groups } = context.layout;
  if (groups.length === 0) return null;
  return settle("choices", groups.length, choiceThresholds(slopesBoth(full, context), groups, context), context);
}

/** Weights of all orders, null where there are none. */
export function orderWeights(full: Form, context: WeightContext): GroupWeights | null {
  const { orders } = context.layout;
  if (orders.length === 0) return null;
  const size = orders.reduce((sum, order) => sum + order.size ** 2, 0);
  return settle("orders", size, orderThresholds(slopesBoth(full, context), orders, context), context);
}

interface Both {
  /** At any state. */
  readonly any: Slopes;
  /** At states without conflicts. */
  readonly clean: Slopes;
}

function slopesBoth(full: Form, { bits, layout }: WeightContext): Both {
  return { any: slopesOf(full, bits, [null]), clean: slopesOf(full, bits, knowledges(layout, bits, false)) };
}

const rise = (slope: number) => Math.max(0, slope);

function choiceThresholds({ any, clean }: Both, groups: readonly Group[], { nameOf }: WeightContext): Thresholds {
  let reward = 0;
  let gain = 0;
  let witness = "no choice costs anything";
  for (const { first, size } of groups) {
    let cheapest = first;
    let [most, second] = [0, 0]; // costs of leaving: of two bits in conflict the cheaper leaves
    for (let bit = first; bit < first + size; bit++) {
      if (clean.high[bit] < clean.high[cheapest]) cheapest = bit;
      const cost = rise(-any.low[bit]);
      if (cost > most) [most, second] = [cost, most];
      else if (cost > second) second = cost;
    }
    gain = Math.max(gain, second);
    if (rise(clean.high[cheapest]) > reward) {
      reward = rise(clean.high[cheapest]);
      witness = nameOf(cheapest);
    }
  }
  return { reward, gain, witness, words: `the most that the best option of a group costs (${witness})` };
}

function orderThresholds({ any, clean }: Both, orders: readonly Group[], { nameOf }: WeightContext): Thresholds {
  let reward = 0;
  let gain = 0;
  let witness = "no place costs anything";
  for (const { first, size } of orders) {
    for (let bit = first; bit < first + size * size; bit++) {
      gain = Math.max(gain, rise(-any.low[bit]));
      if (rise(clean.high[bit]) <= reward) continue;
      reward = clean.high[bit];
      witness = nameOf(bit);
    }
  }
  return { reward, gain, witness, words: `the most that one bit costs (${witness})` };
}

/** Weights proved by moves leave no invalid 1-flip minima, for which some height is worth paying. */
const WORTH = 2;

const largest = ({ reward, gain }: Thresholds): number => reward + gain;

function settle(name: "choices" | "orders", count: number, moves: Thresholds, context: WeightContext): GroupWeights {
  const byRange = rangeThresholds(context);
  const chosen = largest(moves) <= WORTH * largest(byRange) ? moves : byRange;
  const { reward: least, gain, witness, words } = chosen;
  const { integral, options } = context;
  const { margin } = options;
  const fraction = fractionOf(name, options);
  const grid = gridOf(margin * (least + gain), count, integral);
  const reward =
    fraction !== null
      ? Math.max(1, Math.floor((fraction * least) / grid)) * grid
      : gridAbove(least, margin * least, grid);
  const wanted = reward + (fraction ?? 1) * gain;
  const pair = gridAbove(wanted, fraction !== null ? wanted : reward + margin * gain + (margin - 1) * reward, grid);
  const entry = (part: string, weight: number, threshold: number, why: string): Weighted => {
    const inequality = `${name}: ${part} = ${say(weight)} ${weight > threshold ? ">" : "<="} ${say(threshold)}, ${why}`;
    return { name: `${part} of ${name}`, weight, threshold, rule: "groups", inequality, witness, given: false };
  };
  const full = reward + gain;
  return {
    reward,
    pair,
    proof: [
      entry("reward R", reward, least, words),
      entry(
        "pair penalty P",
        pair,
        full,
        gain === 0 ? "R" : `R and ${say(gain)}, the most that a bit in conflict costs to remove`,
      ),
    ],
  };
}

function rangeThresholds({ objective, layout, bits, incumbent, mending }: WeightContext): Thresholds {
  const { high } = spreadOf(objective, knowledges(layout, bits, true), incumbent);
  const { low } = rangeOfSummands(objective, [null]);
  if (mending !== null && mending.most < high - low) {
    const { most, words, witness } = mending;
    return { reward: most, gain: most, witness, words };
  }
  const words = `U - L = ${say(high)} - ${say(low)}, the range of the objective over all states`;
  return { reward: high - low, gain: high - low, witness: "the range of the objective", words };
}

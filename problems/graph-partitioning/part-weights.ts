/** The three penalty weights of many parts: reward R' a bit, pair penalty P, balance C. Inequalities: many-parts.ts. */
import type { PenaltyProof } from "../../src/problem.ts";
import type { Balance } from "./balance.ts";
import type { PartitioningOptions } from "./schema.ts";
import { leastViolation, type Threshold } from "./threshold.ts";
import { proofOf, weightAbove } from "./weights.ts";

interface PartWeights {
  readonly reward: number;
  readonly pair: number;
  /** C, or 0 when no partition can be out of balance. */
  readonly load: number;
  readonly proof: PenaltyProof;
}

/** What R' must exceed, and what P - R' must exceed. */
interface OneHotThreshold {
  readonly reward: number;
  readonly excess: number;
  readonly terms: string;
}

export function partWeights(
  balance: Balance,
  threshold: Threshold,
  degrees: Float64Array,
  integral: boolean,
  options: PartitioningOptions,
): PartWeights {
  const [largest, second] = largestTwo(degrees);
  const otherwise = largest || 1;
  const least = leastViolation(balance);
  const loadThreshold = threshold.value / least;
  const load = balance.binding ? weightAbove(loadThreshold, otherwise, integral, options) : 0;
  const needed = oneHotThreshold(balance, threshold, load, largest, second, options);
  const { reward, pair, inequality } = oneHotWeights(needed, otherwise, integral, options);
  const loadText = `C > ${loadThreshold}, with C = ${load}`;
  const weights = [
    { name: "reward of a bit, R'", weight: reward, threshold: needed.reward },
    { name: "pair of parts of one vertex, P", weight: pair, threshold: reward + needed.excess },
    ...(balance.binding ? [{ name: "balance, C", weight: load, threshold: loadThreshold }] : []),
  ];
  const text = balance.binding ? `${loadText}; ${inequality}` : inequality;
  return { reward, pair, load, proof: proofOf(options, balance, threshold, weights, text) };
}

/** The proof that asks for the smaller P. */
function oneHotThreshold(
  { weights }: Balance,
  { cutBound }: Threshold,
  load: number,
  largest: number,
  second: number,
  { penalty, tightness }: PartitioningOptions,
): OneHotThreshold {
  const comparing = { reward: cutBound, excess: cutBound + largest / 2, terms: `${cutBound} + ${largest / 2}` };
  if (weights !== null) return comparing;
  const full = penalty === "tight" ? load / tightness : load; // scaled once, with the reward
  const moving = { reward: full, excess: largest + second, terms: `${largest} + ${second}` };
  return moving.reward + moving.excess <= comparing.reward + comparing.excess ? moving : comparing;
}

function oneHotWeights(
  { reward: least, excess, terms }: OneHotThreshold,
  otherwise: number,
  integral: boolean,
  options: PartitioningOptions,
): { reward: number; pair: number; inequality: string } {
  if (options.form === "textbook") {
    // 2 A > A + excess and A > least
    const threshold = Math.max(least, excess);
    const reward = weightAbove(threshold, otherwise, integral, options);
    return { reward, pair: 2 * reward, inequality: `R' = A > ${threshold} and P = 2 A, with A = ${reward}` };
  }
  const reward = weightAbove(least, otherwise, integral, options);
  const exact = options.penalty === "tight" ? reward / options.tightness : reward;
  const pair = weightAbove(exact + excess, otherwise, integral, options);
  return { reward, pair, inequality: `R' > ${least} and P > R' + ${terms}, with R' = ${reward}, P = ${pair}` };
}

/** The two largest of non-negative numbers, 0 where there are none. */
function largestTwo(values: Float64Array): [number, number] {
  let [first, second] = [0, 0];
  for (const value of values) {
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  return [first, second];
}

/**
 * Penalty weights that are proven to be enough. With f the objective (soft constraints and their slack included), to be minimised,
 * and each penalty 0 or at least 1, no ground state breaks constraint c when
 *
 *     w > U - L                       U, L: largest and smallest value of f among legal codes (interval arithmetic, powers
 *                                     and soft constraints by themselves: see summands.ts), U with slack at its best;
 *                                     U the value of a valid assignment where one is known
 *
 * since it would cost L + w or more, and any valid state U or less; or, for a packing sum of sizes of true literals <= b whose literals
 * may be made false without harm to any other constraint,
 *
 *     w > t,  t = the largest t such that the literals that cost t or more to make false can break c by themselves
 *
 * since a state that breaks c has a true literal of cost t or less, and making it false lowers the penalty by 1 or more. For an
 * independent set, x_u + x_v <= 1, this is min(w_u, w_v); for a knapsack the largest value; for a cover the cheapest set of an element.
 * Or, for all constraints and codes alike,
 *
 *     w > d                           d: what mending costs a broken one, as the problem's own mathematics proves (see Mending)
 */

import { gridAbove, gridFor } from "../penalty-grid.ts";
import type { Layout } from "./codes.ts";
import type { Form } from "./lower.ts";
import type { Penalty } from "./penalties.ts";
import { type Knowledge, knowledges, type Range, rangeOf, slopesOf } from "./ranges.ts";
import { rangeOfSummands, type Summands } from "./summands.ts";

export interface WeightOptions {
  /** adaptive: by name, as a fraction of the threshold, above 1 proven. */
  readonly penalty: "exact" | "tight" | "adaptive";
  readonly margin: number;
  readonly tightness: number;
  /** Of mode adaptive; names that are missing begin at `tightness`. Null elsewhere. */
  readonly fractions: Fractions | null;
}

/** By name of a constraint, or "choices" and "orders" for their codes. */
export type Fractions = ReadonlyMap<string, number>;

/** The fraction of the threshold that a weight is to have, null for more than the threshold. */
export function fractionOf(name: string, { penalty, tightness, fractions }: WeightOptions): number | null {
  if (penalty === "exact") return null;
  const fraction = fractions?.get(name) ?? tightness;
  return fraction > 1 ? null : fraction;
}

/** A weight with its proof, for one constraint or one family of groups. */
export interface Weighted {
  readonly name: string;
  readonly weight: number;
  /** The weight must lie above it. */
  readonly threshold: number;
  readonly rule: "spread" | "packing" | "costless" | "groups" | "mending";
  /** With the numbers filled in. */
  readonly inequality: string;
  /** Which bit or what else sets the threshold. */
  readonly witness: string;
  /** True for a weight that the user gave. */
  readonly given: boolean;
}

/**
 * What a problem knows of its own: to every state with k > 0 broken constraints and illegal codes there is a valid assignment whose objective is
 * at most k `most` larger.
 */
export interface Mending {
  readonly most: number;
  /** Why, with the numbers: "5, the dearest edge of a cheapest tree". */
  readonly words: string;
  /** What sets it: which edge. */
  readonly witness: string;
}

export interface WeightContext {
  readonly layout: Layout;
  /** All bits, slack included. */
  readonly bits: number;
  readonly objective: Summands;
  /** Energy of some valid assignment, Infinity when none is known. */
  readonly incumbent: number;
  /** Whether the objective is a whole number at every state. */
  readonly integral: boolean;
  readonly options: WeightOptions;
  readonly nameOf: (bit: number) => string;
  /** What proofs call a constraint, by its name. */
  readonly titleOf: (constraint: string) => string;
  readonly mending: Mending | null;
}

/** One weight a penalty, in order. O(terms). @param given weights that the user insists on, null elsewhere */
export function constraintWeights(
  penalties: readonly Penalty[],
  given: readonly (number | null)[],
  context: WeightContext,
): Weighted[] {
  if (penalties.length === 0) return [];
  const { layout, bits, objective } = context;
  const known = knowledges(layout, bits, true);
  const spread = spreadOf(objective, known, context.incumbent);
  const costs = literalCosts(penalties, context, known);
  const common = mendingProof(context.mending, spread) ?? spreadProof(spread);
  return penalties.map((penalty, c) => {
    const proof = costlessProof(penalty) ?? packingProof(penalty, costs, spread, context.nameOf) ?? common;
    const weight = given[c] ?? weightFor(penalty.name, proof.threshold, penaltySize(penalty.form), context);
    const inequality = `${context.titleOf(penalty.name)}: ${say(weight)} ${weight > proof.threshold ? ">" : "<="} ${proof.words}`;
    return { ...proof, name: penalty.name, weight, inequality, given: given[c] !== null };
  });
}

/** From the least value among legal codes to what any optimum stays below: the largest, or that of a valid assignment. */
export function spreadOf(objective: Summands, known: readonly (Knowledge | null)[], incumbent: number): Range {
  const { low, high } = rangeOfSummands(objective, known);
  return { low, high: Math.max(low, Math.min(high, incumbent)) };
}

type Proof = Pick<Weighted, "threshold" | "rule" | "witness"> & { readonly words: string };

/** Numbers in sentences: short, and never rounded where whole. */
export const say = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));

function spreadProof({ low, high }: Range): Proof {
  const words = `U - L = ${say(high)} - ${say(low)}, by how much objectives can differ`;
  return { threshold: high - low, rule: "spread", witness: "the range of the objective", words };
}

/** Null where nothing is known, or no more than the range of the objective. */
function mendingProof(mending: Mending | null, { low, high }: Range): Proof | null {
  if (mending === null || !(mending.most < high - low)) return null;
  const { most, words, witness } = mending;
  return { threshold: most, rule: "mending", witness, words };
}

/** By literal: the most that making it false costs; Infinity where that may break another constraint or a code. */
interface LiteralCosts {
  /** Of switching bits off, and on. */
  readonly off: Float64Array;
  readonly on: Float64Array;
}

function literalCosts(
  penalties: readonly Penalty[],
  context: WeightContext,
  known: readonly (Knowledge | null)[],
): LiteralCosts {
  const { layout, bits, objective } = context;
  if (penalties.every(({ packing }) => packing === null)) {
    return { off: new Float64Array(bits).fill(Infinity), on: new Float64Array(bits).fill(Infinity) };
  }
  const { low, high } = slopesOf(objective.whole, bits, known);
  const off = low.map((slope) => Math.max(0, -slope));
  const on = high.map((slope) => Math.max(0, slope));
  for (const { packing, form } of penalties) {
    if (packing === null)
      forEachBit(form, (bit) => {
        off[bit] = on[bit] = Infinity;
      });
    else
      packing.bits.forEach((bit, k) => {
        (packing.positive[k] ? on : off)[bit] = Infinity;
      });
  }
  for (const { first, size } of [...layout.groups, ...layout.walls]) {
    off.fill(Infinity, first, first + size);
    on.fill(Infinity, first, first + size);
  }
  for (const { first, size } of layout.orders) {
    off.fill(Infinity, first, first + size * size);
    on.fill(Infinity, first, first + size * size);
  }
  return { off, on };
}

function forEachBit({ polynomial, squares }: Form, visit: (bit: number) => void): void {
  if (polynomial.linear !== null) polynomial.linear.bits.forEach(visit);
  else for (const term of polynomial.terms.values()) term.bits.forEach(visit);
  for (const square of squares) square.bits.forEach(visit);
}

function costlessProof({ costless }: Penalty): Proof | null {
  return costless === null ? null : { threshold: 0, rule: "costless", witness: "nothing", words: costless };
}

/** Null where it proves nothing, or less than the range of the objective. */
function packingProof(
  { packing }: Penalty,
  { off, on }: LiteralCosts,
  spread: Range,
  nameOf: (bit: number) => string,
): Proof | null {
  if (packing === null) return null;
  const { bits, positive, sizes, bound } = packing;
  const costOf = (k: number) => (positive[k] ? off : on)[bits[k]];
  const k = breaking(
    bits.map((_, literal) => costOf(literal)),
    sizes,
    bound,
  );
  if (k < 0) return null;
  const threshold = costOf(k);
  if (!(threshold < spread.high - spread.low)) return null;
  const witness = nameOf(bits[k]);
  const words = `${say(threshold)}, the most that ${witness} = ${positive[k] ? 0 : 1} costs`;
  return { threshold, rule: "packing", witness, words };
}

/** The literal with which sizes added up by falling cost first exceed the bound, or -1. */
function breaking(costs: readonly number[], sizes: readonly number[], bound: number): number {
  let [last, total] = [0, 0];
  for (let k = 0; k < costs.length; k++) {
    total += sizes[k];
    if (costs[k] <= costs[last]) last = k;
  }
  if (total <= bound) return -1;
  if (total - sizes[last] <= bound) return last; // as in every clause and cover: no need to sort
  let size = 0;
  for (const k of costs.map((_, literal) => literal).sort((a, b) => costs[b] - costs[a] || a - b)) {
    size += sizes[k];
    if (size > bound) return k;
  }
  return last; // sums in another order, rounded otherwise
}

/** The largest value of a penalty, about: weights times it should stay exact. */
export function penaltySize(form: Form): number {
  const { low, high } = rangeOf(form, [null]);
  return Math.max(1, Math.abs(low), Math.abs(high));
}

const EXACT_LOG2 = 50;
const FEWEST_STEPS_LOG2 = 4;
const MOST_STEPS_LOG2 = 20;

/** The weight over a threshold: on a grid on which `size` units of it add up exactly, whole where the objective is. */
export function weightFor(name: string, threshold: number, size: number, context: WeightContext): number {
  const { integral, options } = context;
  const { margin } = options;
  const fraction = fractionOf(name, options);
  const grid = gridOf(margin * threshold, size, integral);
  if (fraction !== null) return Math.max(1, Math.floor((fraction * threshold) / grid)) * grid;
  return gridAbove(threshold, margin * threshold, grid);
}

export function gridOf(target: number, size: number, integral: boolean): number {
  if (!(target > 0)) return 1; // nothing at stake: any positive weight will do
  const steps = Math.min(MOST_STEPS_LOG2, Math.max(FEWEST_STEPS_LOG2, EXACT_LOG2 - Math.ceil(Math.log2(size))));
  return gridFor(target * 2 ** (MOST_STEPS_LOG2 - steps), integral);
}

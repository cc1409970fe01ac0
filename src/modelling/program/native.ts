/**
 * The hint that lets a solver search over a polynomial of any degree itself: products of literals over the bits of the variables, with
 * clauses as one product each, and how the other bits follow. Those that made it quadratic have best values that make the energy
 * that polynomial at every state (quadratise.ts, clauses.ts); those that constraints define as products, see definitions.ts.
 */
import type { Literal, LiteralCount, Structure } from "../../model/index.ts";
import { literalsOf, withPenalties } from "./clauses.ts";
import type { Layout } from "./codes.ts";
import { definitionsOf } from "./definitions.ts";
import { type Form, multipliedOut } from "./lower.ts";
import type { Penalty, Slack } from "./penalties.ts";
import type { Auxiliary, LiteralProduct } from "./quadratise.ts";

type Native = Extract<Structure, { kind: "polynomial" }>;

/** What the compiler knows of a program before the energy is put together. */
export interface Stated {
  readonly layout: Layout;
  /** Without any penalty. Its long squares are multiplied out. */
  readonly objective: Form;
  readonly penalties: readonly Penalty[];
  /** How many of them, the first ones, are only priced. */
  readonly soft: number;
  /** Weight or price of each penalty. */
  readonly factors: readonly number[];
  readonly auxiliaries: readonly Auxiliary[];
  /** First bit after variables and slack. */
  readonly slackEnd: number;
  /** Whether all weights are proved. */
  readonly proved: boolean;
}

/** Squares of more pairs in all are left to solvers that keep them as squares. */
const MOST_PAIRS = 1_000_000;

/**
 * Null where no bits follow, where moves over groups and orders are what matters, and where it would be large. Slack of clauses follows
 * from their literals; where other slack stands beside, all slack is searched. O(terms).
 */
export function nativeOf(stated: Stated): Native | null {
  const { layout, objective, penalties, factors, auxiliaries, slackEnd, proved } = stated;
  if (layout.groups.length + layout.orders.length > 0) return null;
  const clauses = penalties.map(literalsOf);
  const counts = penalties.flatMap(({ slack }, p) => slack.map((code) => (clauses[p] === null ? null : countOf(code))));
  const follows = !counts.includes(null);
  const { list, isDefinition, substituted } = definitionsOf(proved ? penalties.slice(stated.soft) : []);
  const free = follows ? layout.bits : slackEnd;
  if (free === slackEnd && auxiliaries.length + list.length === 0) return null;
  const isProduct = penalties.map(({ slack }, p) => clauses[p] !== null && (follows || slack.length === 0));
  const others = penalties.map((_, p) => p).filter((p) => !isProduct[p] && !isDefinition(penalties[p]));
  const rest = withPenalties(
    objective,
    others.map((p) => penalties[p]),
    others.map((p) => factors[p]),
  );
  if (rest.squares.reduce((pairs, { bits }) => pairs + bits.length ** 2 / 2, 0) > MOST_PAIRS) return null;
  const { constant, terms } = multipliedOut(rest);
  const products: LiteralProduct[] = penalties.flatMap((_, p) =>
    isProduct[p] ? substituted({ coefficient: factors[p], literals: clauses[p]! }) : [],
  );
  for (const { bits, coefficient } of terms.values()) {
    products.push(...substituted({ coefficient, literals: bits.map((bit) => 2 * bit) }));
  }
  const ofSlack = follows ? counts.filter((count) => count !== null) : [];
  const followers = [...list.map(productCount), ...ofSlack, ...auxiliaries.map(productCount)];
  const defined = new Set(list.map(({ bit }) => bit));
  const items = Int32Array.from({ length: free }, (_, bit) => bit).filter((bit) => !defined.has(bit));
  return { kind: "polynomial", items, constant, ...compressed(products), counts: followers };
}

function compressed(products: readonly LiteralProduct[]) {
  const termStart = new Int32Array(products.length + 1);
  products.forEach(({ literals }, t) => {
    termStart[t + 1] = termStart[t] + literals.length;
  });
  const literal = new Int32Array(termStart[products.length]);
  products.forEach(({ literals }, t) => {
    literal.set(literals, termStart[t]);
  });
  const coefficient = Float64Array.from(products, (product) => product.coefficient);
  return { factors: "bit", termStart, literal, coefficient, penalised: true } as const;
}

/** Slack whose amount is a number of literals, less some; null for other slack. */
function countOf({ first, coefficients, amount }: Slack): LiteralCount | null {
  const literals: Literal[] = [];
  let less = -amount.constant;
  for (const { bits, coefficient } of amount.terms.values()) {
    if (bits.length !== 1 || Math.abs(coefficient) !== 1) return null;
    literals.push(2 * bits[0] + (coefficient < 0 ? 1 : 0));
    if (coefficient < 0) less++; // -x is (1 - x) - 1
  }
  return Number.isInteger(less) ? { first, coefficients, literals, less } : null;
}

const productCount = ({ bit, factors, positive }: Auxiliary): LiteralCount => ({
  first: bit,
  coefficients: [1],
  literals: factors.map((factor, k) => 2 * factor + (positive?.[k] === false ? 1 : 0)),
  less: factors.length - 1,
});

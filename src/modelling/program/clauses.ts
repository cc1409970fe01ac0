/**
 * Clauses among penalties: at least one of k literals holds. The penalty is then the product of the k negated literals, whatever form it
 * was given as a polynomial or a square with slack, and as a product it can be looked at without any bits beside the literals'.
 */
import type { Literal } from "../../model/index.ts";
import { addForm, emptyForm, type Form } from "./lower.ts";
import type { Penalty } from "./penalties.ts";
import { type Auxiliary, addTriple, quadratise } from "./quadratise.ts";
import type { Summands } from "./summands.ts";

/** The literals whose product a penalty is at every state, its slack at its best; null for what is no clause. O(literals). */
export function literalsOf({ packing, slack, exact }: Penalty): readonly Literal[] | null {
  if (packing === null || !exact) return null;
  const { bits, positive, sizes, bound } = packing;
  if (bound !== bits.length - 1 || sizes.some((size) => size !== 1)) return null;
  // A code that reaches fewer numbers, because the others are no legal codes, costs more than the product at those.
  const reach = slack.reduce((sum, { coefficients }) => coefficients.reduce((total, a) => total + a, sum), 0);
  if (slack.length > 0 && reach < bound) return null;
  return bits.map((bit, k) => 2 * bit + (positive[k] ? 0 : 1));
}

/** form + sum of penalties times factors, one each. */
export function withPenalties(form: Form, penalties: readonly Penalty[], factors: readonly number[]): Form {
  if (penalties.length === 0) return form;
  const sum = emptyForm();
  addForm(sum, form, 1);
  penalties.forEach((penalty, k) => {
    addForm(sum, penalty.form, factors[k]);
  });
  return sum;
}

interface QuadraticForm {
  readonly form: Form;
  readonly auxiliaries: readonly Auxiliary[];
}

/**
 * The objective as a quadratic form, clauses of three literals over these and not over their bits: tabu search missed 0 to 1 clauses of
 * random formulas, and 3 to 7 over bits.
 * @param next takes one new bit
 */
export function quadratiseStated(
  { lowered, whole, soft, worth }: Summands,
  integral: boolean,
  next: () => number,
): QuadraticForm {
  const triples = soft.map((penalty, k) => {
    const literals = penalty.slack.length === 0 && worth[k] > 0 ? literalsOf(penalty) : null;
    return literals?.length === 3 ? { coefficient: worth[k], literals } : null;
  });
  if (triples.every((triple) => triple === null)) return quadratiseForm(whole, integral, next);
  const others = soft.map((_, k) => k).filter((k) => triples[k] === null);
  const rest = withPenalties(
    lowered,
    others.map((k) => soft[k]),
    others.map((k) => worth[k]),
  );
  const { form, auxiliaries } = quadratiseForm(rest, integral, next);
  const sum = emptyForm();
  addForm(sum, form, 1);
  const own = triples.flatMap((triple) => (triple === null ? [] : [addTriple(sum.polynomial, triple, next())]));
  return { form: sum, auxiliaries: [...auxiliaries, ...own] };
}

/** Squares stay, being quadratic. @param integral whether all coefficients are whole @param next takes one new bit */
export function quadratiseForm({ polynomial, squares }: Form, integral: boolean, next: () => number): QuadraticForm {
  const { polynomial: quadratic, auxiliaries } = quadratise(polynomial, integral, next);
  return { form: { polynomial: quadratic, squares }, auxiliaries };
}

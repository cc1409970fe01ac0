/**
 * The range of an objective from those of its parts. Multiplied out, (n - 31)^2 seems to fall far below 0, since each of its terms is
 * taken at its worst by itself; as a power it is 0 or more, and its range follows from that of n - 31. A soft price is 0 or more, too,
 * and costs at most what the worst legal code does with its slack at its best, which is where any optimum has it.
 */
import type { Layout } from "./codes.ts";
import { addSquare, emptyForm, type Form, lower, scaledPart } from "./lower.ts";
import type { Penalty } from "./penalties.ts";
import { addScaled, constant, type Polynomial, raise } from "./polynomial.ts";
import { type Knowledge, type Range, rangeOf, rangeOfPolynomial } from "./ranges.ts";
import type { Expression, Program } from "./types.ts";

/** factor * base^exponent; exponent 2 or more. */
interface Power {
  readonly factor: number;
  readonly base: Polynomial;
  readonly exponent: number;
  /** The same multiplied out, where it is a short one. */
  readonly form: Form;
}

/** An objective to be minimised, as it is and in parts that add up to it. */
export interface Summands {
  /** All of it, prices included: what the energy is made of. */
  readonly whole: Form;
  /** Without prices. */
  readonly lowered: Form;
  /** `lowered` as a polynomial and powers; null where it has no powers. */
  readonly powers: { readonly rest: Polynomial; readonly powers: readonly Power[] } | null;
  /** Soft constraints, and what a unit of each costs. */
  readonly soft: readonly Penalty[];
  readonly worth: readonly number[];
}

/** The powers of an objective, its sign turned when maximising; null where there are none. @throws {MemoryError} */
export function powersOf({ objective, sense }: Program, layout: Layout): Summands["powers"] {
  const what = "the objective";
  const sign = sense === "min" ? 1 : -1;
  const powers: Power[] = [];
  eachTerm(objective, sign, (e, factor) => {
    if (!isPower(e)) return;
    const base = lower(e.base, layout, what);
    powers.push({ factor, base, exponent: e.exponent, form: powerForm(base, e.exponent, what) });
  });
  if (powers.length === 0) return null; // as most objectives: their other terms are not lowered again
  const rest = constant(0);
  eachTerm(objective, sign, (e, factor) => {
    if (!isPower(e)) addScaled(rest, lower(e, layout, what), factor);
  });
  return { rest, powers };
}

const isPower = (e: Expression): e is Expression & { op: "power" } => e.op === "power" && e.exponent > 1;

/** The terms that a sum adds up to with its factors, sums inside sums and behind numbers taken apart. O(terms). */
function eachTerm(root: Expression, sign: number, visit: (e: Expression, factor: number) => void): void {
  const open = [{ e: root, factor: sign }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { e, factor } = next;
    for (const term of e.op === "sum" ? e.terms : [e]) {
      const scaled = scaledPart(term);
      if (term.op === "sum") open.push({ e: term, factor });
      else if (scaled === null) visit(term, factor);
      else if (scaled.part.op === "variable") visit(scaled.part, factor * scaled.factor);
      else open.push({ e: scaled.part, factor: factor * scaled.factor });
    }
  }
}

function powerForm(base: Polynomial, exponent: number, what: string): Form {
  if (exponent !== 2) return { polynomial: raise(base, exponent, what), squares: [] };
  const form = emptyForm();
  addSquare(form, base, 1, what);
  return form;
}

/**
 * Holds the objective's values at all states that `known` is true of; `high` only those with the slack of soft constraints at its
 * best. Never wider than the range of the whole. O(terms).
 */
export function rangeOfSummands(objective: Summands, known: readonly (Knowledge | null)[]): Range {
  const whole = rangeOf(objective.whole, known);
  const { lowered, powers, soft, worth } = objective;
  if (powers === null && soft.length === 0) return whole;
  let { low, high } = rangeOf(lowered, known);
  if (powers !== null) ({ low, high } = both({ low, high }, rangeInPowers(powers, known)));
  soft.forEach((penalty, k) => {
    high += worth[k] * Math.min(penalty.most, rangeOf(penalty.form, known).high);
  });
  return both(whole, { low, high });
}

const both = (a: Range, b: Range): Range => ({ low: Math.max(a.low, b.low), high: Math.min(a.high, b.high) });

function rangeInPowers({ rest, powers }: NonNullable<Summands["powers"]>, known: readonly (Knowledge | null)[]): Range {
  let { low, high } = rangeOfPolynomial(rest, known);
  for (const { factor, base, exponent, form } of powers) {
    const own = both(rangeOf(form, known), powerRange(rangeOfPolynomial(base, known), exponent));
    low += factor * (factor > 0 ? own.low : own.high);
    high += factor * (factor > 0 ? own.high : own.low);
  }
  return { low, high };
}

function powerRange({ low, high }: Range, exponent: number): Range {
  const ends = [low ** exponent, high ** exponent];
  if (exponent % 2 === 1) return { low: ends[0], high: ends[1] };
  return { low: low <= 0 && high >= 0 ? 0 : Math.min(...ends), high: Math.max(...ends) };
}

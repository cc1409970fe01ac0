/**
 * Constraints as penalties: forms over bits that are 0 where the constraint holds, for the right slack, and 1 or more elsewhere.
 * One rule a function; what numbers make of a comparison stands in comparisons.ts. Sources: Lucas 2014; Boros & Hammer 2002.
 */
import { unreachable } from "../../errors.ts";
import type { Layout } from "./codes.ts";
import { comparePenalty } from "./comparisons.ts";
import { addSquare, emptyForm, type Form, linearBits, lower } from "./lower.ts";
import { addScaled, complement, constant, linear, multiply, type Polynomial, scaled } from "./polynomial.ts";
import { type Knowledge, rangeOfPolynomial } from "./ranges.ts";
import type { Constraint, Expression, Program, Rule } from "./types.ts";

/** Bits that a penalty adds; their best value is `amount` at the other bits, cut to what the coefficients reach. */
export interface Slack {
  readonly first: number;
  readonly coefficients: readonly number[];
  readonly amount: Polynomial;
}

/**
 * sum of sizes of the true literals <= bound; a literal is a bit (positive) or its negation. Making a true literal false never
 * raises the penalty, and lowers a positive one by at least 1.
 */
export interface Packing {
  readonly bits: readonly number[];
  readonly positive: readonly boolean[];
  readonly sizes: readonly number[];
  readonly bound: number;
}

/** A constraint as a form over bits, and what is known of it for the proof of its weight. */
export interface Penalty {
  readonly name: string;
  /** 0 where the constraint holds and slack is right, never less, and at least 1 where it does not hold. */
  readonly form: Form;
  readonly slack: readonly Slack[];
  readonly packing: Packing | null;
  /** Of a soft constraint: no legal code makes the form larger, with slack at its best. Infinity where that is not known. */
  readonly most: number;
  /** One unit of violation in the numbers of the program: 1 / unit^2 of the squared violation is one unit of the form. */
  readonly unit: number;
  /** How it was made, in a few words. */
  readonly made: string;
  /** Why any positive weight will do: some change repairs every violation and raises nothing else. Null where that is not known. */
  readonly costless: string | null;
  /** False when the form is no exact image of the constraint (numbers rounded, slack left out): then nothing is proved. */
  readonly exact: boolean;
}

/** What making penalties needs to know, and where new bits come from. */
export interface PenaltyContext {
  readonly program: Program;
  readonly layout: Layout;
  /** What is known of legal codes. */
  readonly known: readonly (Knowledge | null)[];
  readonly slack: "binary" | "none";
  /** Step to round the numbers of inequalities to, or null. */
  readonly step: number | null;
  /** Takes new bits, and gives the first. */
  readonly allocate: (count: number, name: string) => number;
}

/** Clauses of more literals get slack instead of one long product. */
const LONG_CLAUSE = 3;

/** Null when the constraint always holds. @throws {GroundstateError} "invalid-instance" when it never does; {MemoryError} */
export function penaltyOf(constraint: Constraint, context: PenaltyContext): Penalty | null {
  const { rule, name } = constraint;
  const what = `constraint "${name}"`;
  const lowered = (e: Expression) => lower(e, context.layout, what);
  switch (rule.kind) {
    case "compare": {
      const difference = lowered(rule.left);
      addScaled(difference, lowered(rule.right), -1);
      const from = rule.relation === "<=" ? Number.NEGATIVE_INFINITY : 0;
      const to = rule.relation === ">=" ? Number.POSITIVE_INFINITY : 0;
      return comparePenalty(constraint, { of: difference, from, to }, context);
    }
    case "range":
      return comparePenalty(constraint, { of: lowered(rule.of), from: rule.from, to: rule.to }, context);
    case "exactly-one":
      return comparePenalty(constraint, { of: added(rule.of.map(lowered)), from: 1, to: 1 }, context);
    case "at-most-one":
      return atMostOne(constraint, rule.of.map(lowered), context);
    case "true":
      return logic(constraint, rule.of, context);
    case "implies":
      return logic(constraint, clauseOf(rule.when, rule.implied), context);
    case "all-different":
      return allDifferent(constraint, rule, context);
    default:
      return unreachable(rule);
  }
}

/** when -> implied as not when or implied; an `or` on the right stays one clause. */
function clauseOf(when: Expression, implied: Expression): Expression {
  const no: Expression = { op: "not", of: when };
  return { op: "or", of: implied.op === "or" ? [no, ...implied.of] : [no, implied] };
}

/** The sum, a polynomial of its own. O(terms). */
export function added(parts: readonly Polynomial[]): Polynomial {
  const total = constant(0);
  for (const part of parts) addScaled(total, part, 1);
  return total;
}

const sharp = (name: string, form: Form, packing: Packing | null, made: string, most: number): Penalty => {
  return { name, form, slack: [], packing, most, unit: 1, made, costless: null, exact: true };
};

const pairsAmong = (count: number): number => (count * (count - 1)) / 2;

/** Pairs of literals that are both 1, as (S^2 - S) / 2 with S their sum. */
export function pairsOf(total: Polynomial, what: string): Form {
  const form = emptyForm();
  addSquare(form, total, 1 / 2, what);
  addScaled(form.polynomial, total, -1 / 2);
  return form;
}

function atMostOne({ name }: Constraint, parts: readonly Polynomial[], { known }: PenaltyContext): Penalty | null {
  const total = added(parts);
  const { high } = rangeOfPolynomial(total, known);
  if (high <= 1) return null;
  const form = pairsOf(total, `constraint "${name}"`);
  return sharp(name, form, packingOf(parts, 1), "pairs that are both 1", pairsAmong(high));
}

function allDifferent(
  { name }: Constraint,
  { variables }: Rule & { kind: "all-different" },
  { layout }: PenaltyContext,
): Penalty | null {
  if (variables.length < 2) return null;
  const form = emptyForm();
  const first = layout.codes[variables[0]];
  for (let k = 0; k < first.coefficients.length; k++) {
    const parts = variables.map((v) => {
      return linear([layout.codes[v].first + k], [1], 0);
    });
    const { polynomial, squares } = pairsOf(added(parts), `constraint "${name}"`);
    addScaled(form.polynomial, polynomial, 1);
    form.squares.push(...squares);
  }
  return sharp(name, form, null, "pairs of equal values", pairsAmong(variables.length));
}

/** A logical expression that must be 1. A hard conjunction is the sum of its parts' penalties. */
function logic(constraint: Constraint, of: Expression, context: PenaltyContext): Penalty | null {
  const { name, price } = constraint;
  const what = `constraint "${name}"`;
  if (of.op === "and" && price === null) return conjunction(constraint, of.of, context);
  if (of.op === "not" && of.of.op === "not") return logic(constraint, of.of.of, context);
  const longest = of.op === "or" ? LONG_CLAUSE : Number.POSITIVE_INFINITY;
  const parts = of.op === "or" || of.op === "xor" ? of.of.map((e) => lower(e, context.layout, what)) : [];
  if (parts.length > longest) {
    return comparePenalty(constraint, { of: added(parts), from: 1, to: Number.POSITIVE_INFINITY }, context);
  }
  if (of.op === "xor" && parts.length > LONG_CLAUSE) return parity(name, parts, context);
  const no = parts.length > 0 && of.op === "or" ? noneOf(parts, what) : complement(lower(of, context.layout, what));
  const { low, high } = rangeOfPolynomial(no, context.known);
  if (high <= 0) return null;
  if (low > 0) comparePenalty(constraint, { of: no, from: 0, to: 0 }, context); // refuses it by name
  const packing = of.op === "or" ? packingOf(parts.map(complement), parts.length - 1) : null;
  return sharp(name, { polynomial: no, squares: [] }, packing, "1 when false", 1);
}

/** The product of the negations. */
const noneOf = (parts: readonly Polynomial[], what: string): Polynomial =>
  parts.map(complement).reduce((product, part) => multiply(product, part, what));

function conjunction(constraint: Constraint, of: readonly Expression[], context: PenaltyContext): Penalty | null {
  const form = emptyForm();
  const slack: Slack[] = [];
  let count = 0;
  let only: Penalty | null = null;
  let exact = true;
  for (const part of of) {
    const penalty = logic(constraint, part, context);
    if (penalty === null) continue;
    addScaled(form.polynomial, penalty.form.polynomial, 1);
    form.squares.push(...penalty.form.squares);
    slack.push(...penalty.slack);
    exact &&= penalty.exact;
    only = penalty;
    count++;
  }
  if (only === null || count === 1) return only;
  const made = `${count} parts, each 1 or more when false`;
  return { ...sharp(constraint.name, form, null, made, Number.POSITIVE_INFINITY), slack, exact };
}

/** (sum of parts - 1 - 2 t)^2, which is 1 for the best t when an even number is 1. */
function parity(name: string, parts: readonly Polynomial[], { allocate }: PenaltyContext): Penalty {
  const amount = added(parts);
  const reach = Math.floor((parts.length - 1) / 2);
  const { coefficients, first } = slackBits(reach, name, allocate);
  const inside = scaled(amount, 1);
  inside.constant -= 1;
  addScaled(inside, slackSum(first, coefficients), -2);
  const form = emptyForm();
  addSquare(form, inside, 1, `constraint "${name}"`);
  const half = scaled(amount, 1 / 2); // (count - 1) / 2, rounded down when written
  half.constant -= 1 / 2;
  return { ...sharp(name, form, null, "parity by a square", 1), slack: [{ first, coefficients, amount: half }] };
}

/** Clipped binary bits that reach every whole number from 0 to `reach`. */
export function slackBits(reach: number, name: string, allocate: PenaltyContext["allocate"]) {
  const coefficients: number[] = [];
  for (let rest = reach, step = 1; rest > 0; rest -= step, step *= 2) coefficients.push(Math.min(step, rest));
  return { coefficients, first: allocate(coefficients.length, name) };
}

/** sum_k coefficients[k] x_(first + k). */
export function slackSum(first: number, coefficients: readonly number[]): Polynomial {
  return linear(
    coefficients.map((_, k) => first + k),
    coefficients,
    0,
  );
}

/** The literals of parts, each one bit or the negation of one, and each bit once; null when a part is something else. */
function packingOf(parts: readonly Polynomial[], bound: number): Packing | null {
  const bits: number[] = [];
  const positive: boolean[] = [];
  for (const part of parts) {
    const own = linearBits(part);
    if (own === null || own.length !== 1) return null;
    const { coefficient } = part.terms.values().next().value!;
    const isBit = coefficient === 1 && part.constant === 0;
    if (!isBit && !(coefficient === -1 && part.constant === 1)) return null;
    bits.push(own[0]);
    positive.push(isBit);
  }
  if (new Set(bits).size < bits.length) return null;
  return { bits, positive, sizes: bits.map(() => 1), bound };
}

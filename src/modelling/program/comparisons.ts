/**
 * from <= p(x) <= to as a penalty, in whole numbers: p is divided by its common unit and, where the constraint is hard, by the greatest
 * common divisor of its coefficients. With q the result, low <= q <= high:
 *
 * | form | when | penalty |
 * | nothing | the range of q lies within | |
 * | q - low, high - q | only the least or largest value of q is allowed | linear in q |
 * | pairs | at most one of several literals, at most one not | sum over pairs l l' |
 * | product | 3 literals, not all | l l' l'' |
 * | definition | z = x y, hard | x y - 2 x z - 2 y z + 3 z |
 * | square | low = high | (q - low)^2 |
 * | slack | one side or both | (high - q - s)^2 or (q - low - s)^2, s a clipped binary code |
 * | no slack | on request, one side | (h^2 - h) / 2, h the room: Montanez-Barrera et al. 2022; 0 for h = 0 and 1 only |
 *
 * Soft constraints cost the squared amount, so only forms that equal it are used.
 */
import { GroundstateError } from "../../errors.ts";
import { addSquare, emptyForm, type Form, linearBits } from "./lower.ts";
import {
  type Packing,
  type Penalty,
  type PenaltyContext,
  pairsOf,
  type Slack,
  slackBits,
  slackSum,
} from "./penalties.ts";
import {
  addScaled,
  coefficientsOf,
  complement,
  lessNewBits,
  linear,
  multiply,
  type Polynomial,
  scaled,
  sizeOf,
  withCoefficients,
} from "./polynomial.ts";
import { productDefinition } from "./product-definition.ts";
import { type Range, rangeOfPolynomial } from "./ranges.ts";
import { commonUnits, greatestCommonDivisor } from "./scale.ts";
import { aside } from "./titles.ts";
import type { Constraint } from "./types.ts";

const LONG_PRODUCT = 3; // literals: one auxiliary bit, against two of slack
const LARGEST_SLACK = 2 ** 45; // squares of sums stay finite integers, if no longer exact ones

interface Interval {
  readonly of: Polynomial;
  readonly from: number;
  readonly to: number;
}

/** low <= of <= high in whole numbers; the range of `of` among legal codes; `unit` of the program's numbers is 1 here. */
interface Whole {
  readonly of: Polynomial;
  readonly low: number;
  readonly high: number;
  readonly range: Range;
  readonly unit: number;
  readonly exact: boolean;
}

/** @throws {GroundstateError} "invalid-instance" when no legal code satisfies it, or an equation has no common unit */
export function comparePenalty(constraint: Constraint, interval: Interval, context: PenaltyContext): Penalty | null {
  const { name, price } = constraint;
  const whole = inWholeNumbers(constraint, interval, context);
  const { low, high, range } = whole;
  const needsLow = low > range.low;
  const needsHigh = high < range.high;
  if (!needsLow && !needsHigh) return null;
  if (price === null && (low > range.high || high < range.low || low > high))
    refuseImpossible(constraint, interval, whole);
  const small = price === null || (range.high - high <= 1 && low - range.low <= 1);
  const sides = { ...whole, needsLow, needsHigh };
  const sharp = small ? (atTheEnd(whole) ?? cardinality(sides, `constraint "${name}"`)) : null;
  const short = sharp ?? (price === null ? definition(whole) : null);
  const made = short ?? squared(name, sides, context);
  const packing = needsLow && needsHigh ? null : packingOf(whole, needsHigh);
  return {
    name,
    unit: whole.unit,
    exact: whole.exact,
    slack: [],
    costless: null,
    most: made.exact === false ? Number.POSITIVE_INFINITY : Math.max(0, range.high - high, low - range.low) ** 2,
    ...made,
    packing: made.packed ? packing : null,
  };
}

type Made = Pick<Penalty, "form" | "made"> & {
  readonly packed: boolean;
  readonly slack?: readonly Slack[];
  readonly exact?: false;
};
type Sides = Whole & { readonly needsLow: boolean; readonly needsHigh: boolean };

function inWholeNumbers({ name, price }: Constraint, { of, from, to }: Interval, context: PenaltyContext): Whole {
  const coefficients = coefficientsOf(of);
  const ends = [from, to].filter(Number.isFinite).map((end) => end - of.constant);
  const { multiplier, exact } = commonUnits([...coefficients, ...ends], context.step);
  if (!exact && from === to) refuseUnits(name);
  const whole = exact ? Math.round : to === Number.POSITIVE_INFINITY ? Math.floor : Math.ceil; // to the safe side
  if (!exact && Number.isFinite(from) && Number.isFinite(to)) refuseUnits(name);
  const numbers = coefficients.map((c) => whole(c * multiplier));
  // A soft amount is measured as it stands; a hard one may be divided.
  const divisor = price === null ? Math.max(1, greatestCommonDivisor(numbers)) : 1;
  const unchanged = multiplier === 1 && divisor === 1;
  const quotients = unchanged ? coefficients : numbers.map((number) => number / divisor);
  const q = withCoefficients(of, quotients, 0);
  const end = (value: number) => {
    const number = (value - of.constant) * multiplier;
    return (exact ? Math.round(number) : number) / divisor;
  };
  const range = rangeOfPolynomial(q, context.known);
  return { of: q, low: ceil(end(from)), high: floor(end(to)), range, unit: divisor / multiplier, exact };
}

const ceil = (value: number) => Math.ceil(value) + 0;
const floor = (value: number) => Math.floor(value) + 0;

function refuseUnits(name: string): never {
  throw new GroundstateError(
    "invalid-instance",
    `the numbers of constraint "${name}" have no common unit that is not too fine`,
    {
      hint: "Round them yourself, e.g. to whole numbers: equations and ranges cannot be rounded to a safe side. For a tolerance, state a one-sided <= and >= each.",
    },
  );
}

function refuseImpossible(constraint: Constraint, { from, to, of }: Interval, { range, unit }: Whole): never {
  const side = (value: number) => (Number.isFinite(value) ? String(value) : "anything");
  const found = `${range.low * unit + of.constant} to ${range.high * unit + of.constant}`;
  throw new GroundstateError("invalid-instance", `constraint "${constraint.name}"${aside(constraint)} can never hold`, {
    hint: `It asks for a value from ${side(from)} to ${side(to)}, and the expression takes ${found}.`,
  });
}

/** Only the least or the largest value is allowed: the distance from it, if no state at all lies beyond. */
function atTheEnd({ of, low, high, range }: Whole): Made | null {
  const free = rangeOfPolynomial(of, [null]);
  const distance = (p: Polynomial, from: number): Made => {
    const form: Form = { polynomial: p, squares: [] };
    form.polynomial.constant -= from;
    return { form, made: "distance from the only value allowed", packed: true };
  };
  if (high === range.low && free.low === high) return distance(scaled(of, 1), high);
  if (low === range.high && free.high === low) return distance(scaled(of, -1), -low);
  return null;
}

/** z = x y, which a square would make cubic. */
function definition({ of, low, high }: Whole): Made | null {
  const polynomial = low === 0 && high === 0 ? productDefinition(of) : null;
  return polynomial === null ? null : { form: { polynomial, squares: [] }, made: "product of two bits", packed: false };
}

/** Whether all terms are single bits with coefficients 1 and -1, and how many have -1: the literals' number is q plus these. */
function countNegated(q: Polynomial): number | null {
  let negated = 0;
  if (q.linear !== null) {
    for (const a of q.linear.coefficients) {
      if (Math.abs(a) !== 1) return null;
      if (a < 0) negated++;
    }
    return q.linear.bits.length === 0 ? null : negated;
  }
  for (const { bits, coefficient } of q.terms.values()) {
    if (bits.length !== 1 || Math.abs(coefficient) !== 1) return null;
    if (coefficient < 0) negated++;
  }
  return q.terms.size === 0 ? null : negated;
}

/** At most `most` of the literals, for the numbers that need no slack: at most 1, and not all 3. */
function cardinality({ of, low, high, needsLow, needsHigh }: Sides, what: string): Made | null {
  const negated = countNegated(of);
  if (negated === null || (needsLow && needsHigh)) return null;
  const most = needsHigh ? high + negated : sizeOf(of) - (low + negated);
  const not = most === sizeOf(of) - 1 && most < LONG_PRODUCT;
  if (most !== 1 && !not) return null;
  if (most === 1) {
    const literals = scaled(of, needsHigh ? 1 : -1);
    literals.constant = needsHigh ? negated : sizeOf(of) - negated;
    return { form: pairsOf(literals, what), made: "pairs that are both 1", packed: true };
  }
  const parts = Array.from(of.terms.values(), ({ bits, coefficient }) => {
    const bit = linear(bits, [1], 0);
    return coefficient > 0 === needsHigh ? bit : complement(bit);
  });
  const product = parts.reduce((p, part) => multiply(p, part, what));
  return { form: { polynomial: product, squares: [] }, made: "product of all", packed: true };
}

/** A square, with slack where more than one value is allowed. */
function squared(name: string, sides: Sides, context: PenaltyContext): Made {
  const { of, low, high, range, needsLow, needsHigh } = sides;
  const what = `constraint "${name}"`;
  const form = emptyForm();
  // The room that slack fills: high - q from above, q - low from below.
  const room = scaled(of, needsHigh && !needsLow ? -1 : 1);
  room.constant = needsHigh && !needsLow ? high : -low;
  const reach = needsLow && needsHigh ? high - low : needsHigh ? high - range.low : range.high - low;
  if (reach <= 0) {
    addSquare(form, room, 1, what);
    return { form, made: "square", packed: true };
  }
  if (context.slack === "none" && !(needsLow && needsHigh)) {
    addSquare(form, room, 1 / 2, what);
    addScaled(form.polynomial, room, -1 / 2);
    return { form, made: "square without slack", packed: false, exact: false };
  }
  if (!(reach <= LARGEST_SLACK)) {
    throw new GroundstateError("invalid-instance", `${what} leaves room for ${reach} values`, {
      hint: "Divide its numbers, or round them.",
    });
  }
  const { first, coefficients } = slackBits(reach, name, context.allocate);
  addSquare(form, lessNewBits(room, slackSum(first, coefficients)), 1, what);
  return {
    form,
    slack: [{ first, coefficients, amount: room }],
    made: `square with slack 0 to ${reach}`,
    packed: true,
  };
}

/** One side of a linear inequality as literals with sizes: sum a x <= b, negative a over negated bits. */
function packingOf({ of, low, high }: Whole, needsHigh: boolean): Packing | null {
  const bits = linearBits(of);
  if (bits === null) return null;
  const sign = needsHigh ? 1 : -1;
  const coefficients = coefficientsOf(of).map((a) => sign * a);
  const shift = coefficients.reduce((sum, a) => sum + Math.max(0, -a), 0);
  return {
    bits,
    positive: coefficients.map((a) => a > 0),
    sizes: coefficients.map(Math.abs),
    bound: (needsHigh ? high : -low) + shift,
  };
}

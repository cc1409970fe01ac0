/**
 * A polynomial as its search takes it: terms by item beside items by term, and coefficients as whole numbers whose sums stay below 2^52,
 * so that all arithmetic in doubles is exact, in any order. Reals are rounded to 2^-50 of what all coefficients add up to.
 */
import { MemoryError } from "../../errors.ts";
import type { Literal, Structure } from "../../model/index.ts";

export interface TermSystem {
  readonly items: number;
  /** The variable of the model that each item is. */
  readonly variable: Int32Array;
  readonly terms: number;
  /** @see Structure */
  readonly factors: "bit" | "sign";
  /** Length terms + 1. */
  readonly termStart: Int32Array;
  /** 2 x item, + 1 where it is negated. */
  readonly literal: Int32Array;
  /** Whole numbers, not 0. */
  readonly coefficient: Float64Array;
  /** Length items + 1. */
  readonly occurrenceStart: Int32Array;
  /** Terms that hold each item: 2 x term, + 1 where its negation is in it. */
  readonly occurrence: Int32Array;
  /** E = unit * (energy of a session) + constant, exactly when `exact`. */
  readonly unit: number;
  readonly constant: number;
  readonly exact: boolean;
  /** Over bits, and no coefficient below 0: no state has less energy than one without active terms. */
  readonly clauses: boolean;
}

const LITERAL_BYTES = 8;
const TERM_BYTES = 40;
const ITEM_BYTES = 60;
/** Bits of the sum of all coefficients: twice that, as changes of products of signs are, stays exact. */
const BITS = 50;

/** O(literals). @throws {MemoryError} when the system with its search would take more than `memoryLimit` bytes */
export function termSystem(
  polynomial: Structure & { kind: "polynomial" },
  memoryLimit = Number.POSITIVE_INFINITY,
): TermSystem {
  const { items: variable, factors, termStart: start, literal, coefficient } = polynomial;
  const items = variable.length;
  const bytes = LITERAL_BYTES * literal.length + TERM_BYTES * coefficient.length + ITEM_BYTES * items;
  if (bytes > memoryLimit) {
    throw new MemoryError(`a polynomial of ${coefficient.length} terms`, bytes, memoryLimit, "Raise the memory limit.");
  }
  let constant = polynomial.constant;
  const kept: number[] = [];
  coefficient.forEach((value, t) => {
    if (start[t] === start[t + 1]) constant += value;
    else if (value !== 0) kept.push(t);
  });
  const { unit, whole, exact } = wholeNumbers(kept.map((t) => coefficient[t]));
  const own = rowsOf(kept, start, literal, variable);
  const clauses = factors === "bit" && whole.every((value) => value > 0);
  const sizes = { items, variable, terms: kept.length, factors, coefficient: whole };
  return { ...sizes, ...own, ...columnsOf(items, own), unit, constant, exact, clauses };
}

function wholeNumbers(numbers: readonly number[]) {
  const total = numbers.reduce((sum, value) => sum + Math.abs(value), 0);
  const unit = total === 0 ? 1 : 2 ** (Math.ceil(Math.log2(total)) - BITS);
  const whole = Float64Array.from(numbers, (value) => Math.round(value / unit));
  return { unit, whole, exact: numbers.every((value, k) => whole[k] * unit === value) };
}

type Rows = Pick<TermSystem, "termStart" | "literal">;

function rowsOf(kept: readonly number[], start: Int32Array, literal: Int32Array, variable: Int32Array): Rows {
  const itemOf = new Int32Array((variable.at(-1) ?? -1) + 1);
  variable.forEach((bit, item) => {
    itemOf[bit] = item;
  });
  const termStart = new Int32Array(kept.length + 1);
  kept.forEach((t, k) => {
    termStart[k + 1] = termStart[k] + start[t + 1] - start[t];
  });
  const own: Int32Array = new Int32Array(termStart[kept.length]);
  kept.forEach((t, k) => {
    const row = literal.subarray(start[t], start[t + 1]).map((of) => 2 * itemOf[of >> 1] + (of & 1));
    own.set(row, termStart[k]);
  });
  return { termStart, literal: own };
}

function columnsOf(items: number, { termStart, literal }: Rows): Pick<TermSystem, "occurrenceStart" | "occurrence"> {
  const occurrenceStart = new Int32Array(items + 1);
  for (const of of literal) occurrenceStart[(of >> 1) + 1]++;
  for (let i = 0; i < items; i++) occurrenceStart[i + 1] += occurrenceStart[i];
  const at = occurrenceStart.slice();
  const occurrence = new Int32Array(literal.length);
  for (let t = 0; t + 1 < termStart.length; t++) {
    for (let k = termStart[t]; k < termStart[t + 1]; k++) {
      occurrence[at[literal[k] >> 1]++] = 2 * t + (literal[k] & 1);
    }
  }
  return { occurrenceStart, occurrence };
}

/** Whether a literal is true when its item has this value, 0 or 1. */
export const holds = (literal: Literal, value: number): boolean => value !== (literal & 1);

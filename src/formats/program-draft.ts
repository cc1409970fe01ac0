/** An integer program while its file is read: variables by name in order of appearance, bounds that may come later, terms added up. */
import type { IntegerProgramRecord } from "./records.ts";
import { type Cursor, fail, quoted } from "./scanner.ts";

export type LinearTerm = readonly [variable: number, coefficient: number];
export type QuadraticTerm = readonly [i: number, j: number, coefficient: number];

interface DraftVariable {
  readonly name: string;
  /** Where it was first named. */
  readonly at: number;
  integer: boolean;
  from: number;
  to: number;
}

export interface ProgramDraft {
  /** Index of the variable of that name, new if need be. */
  variable(name: string, at: number): number;
  /** Whether there is one already. */
  knows(name: string): boolean;
  readonly variables: readonly DraftVariable[];
  /** Bounds and kinds as the record has them. @throws {FormatError} at the first variable that is continuous or has no bounds */
  finish(): IntegerProgramRecord["variables"];
}

const LARGEST_BOUND = 1e9;

export function openDraft(cursor: Cursor): ProgramDraft {
  const index = new Map<string, number>();
  const variables: DraftVariable[] = [];
  return {
    variables,
    knows: (name) => index.has(name),
    variable(name, at) {
      const known = index.get(name);
      if (known !== undefined) return known;
      index.set(name, variables.length);
      return variables.push({ name, at, integer: false, from: 0, to: Number.POSITIVE_INFINITY }) - 1;
    },
    finish: () => variables.map((variable) => bounded(cursor, variable)),
  };
}

function bounded(cursor: Cursor, { name, at, integer, from, to }: DraftVariable) {
  if (!integer) {
    fail(cursor, at, `variable ${quoted(name)} is continuous, expected binary and integer variables only`, {
      hint: "Declare it as binary or as a bounded integer.",
    });
  }
  const [low, high] = [Math.ceil(from) + 0, Math.floor(to) + 0];
  if (!(Math.abs(low) <= LARGEST_BOUND && Math.abs(high) <= LARGEST_BOUND)) {
    fail(cursor, at, `variable ${quoted(name)} runs from ${from} to ${to}, expected bounds within 1e9`, {
      hint: "Give it a lower and an upper bound.",
    });
  }
  if (low > high) fail(cursor, at, `variable ${quoted(name)} runs from ${from} to ${to}, where no whole number is`);
  return { name, from: low, to: high };
}

/** Terms of one variable added up, by variable, those that vanish left out. */
export function addedUp(terms: readonly LinearTerm[]): LinearTerm[] {
  const totals = new Map<number, number>();
  for (const [variable, coefficient] of terms) totals.set(variable, (totals.get(variable) ?? 0) + coefficient);
  return [...totals].filter(([, coefficient]) => coefficient !== 0).sort(([a], [b]) => a - b);
}

/** The same for products, the smaller index first. */
export function addedUpProducts(terms: readonly QuadraticTerm[]): QuadraticTerm[] {
  const totals = new Map<string, QuadraticTerm>();
  for (const [a, b, coefficient] of terms) {
    const [i, j] = [Math.min(a, b), Math.max(a, b)];
    const before = totals.get(`${i},${j}`)?.[2] ?? 0;
    totals.set(`${i},${j}`, [i, j, before + coefficient]);
  }
  return [...totals.values()].filter(([, , q]) => q !== 0).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

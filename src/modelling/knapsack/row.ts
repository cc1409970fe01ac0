/** One capacity over items with weights: what is wrong with its numbers, and whether a selection keeps it, in exact decimals. */
import type { Complaint, Violation } from "../../problem.ts";
import { wholeNumbers } from "../decimals.ts";

/** Numbers as the instance states them: decimals are compared exactly, as written. */
export interface CapacityRow {
  /** 0 or more. */
  readonly weights: readonly number[];
  readonly capacity: number;
}

interface WholeRow extends CapacityRow {
  /** Whole number = number * multiplier. */
  readonly multiplier: number;
}

/** Weights and capacity as whole numbers of one unit. The row has passed `checkRow`. */
export function wholeRow({ weights, capacity }: CapacityRow): WholeRow {
  const { values, multiplier } = wholeNumbers([...weights, capacity])!;
  return { weights: values.slice(0, -1), capacity: values[values.length - 1], multiplier };
}

/** @param path of the weights in the document */
export function checkRow({ weights, capacity }: CapacityRow, items: number, path: string): readonly Complaint[] {
  if (weights.length !== items) {
    return [{ path, found: `${weights.length} numbers`, expected: `${items}, one each as in values` }];
  }
  if (wholeNumbers([...weights, capacity]) !== null) return [];
  const hint = "Round them, or write them in a smaller unit.";
  return [{ path, found: "numbers of more than 15 digits in sum", expected: "sums that are exact", hint }];
}

/** What the taken items weigh, exactly. @param take one 0 or 1 an item */
export function takenWeight(row: CapacityRow, take: readonly number[]): number {
  const { weights, multiplier } = wholeRow(row);
  return loadOf(weights, take) / multiplier;
}

/** Too much weight, or nothing. @param take one 0 or 1 an item */
export function verifyRow(row: CapacityRow, take: readonly number[], name = "the capacity"): readonly Violation[] {
  const { weights, capacity, multiplier } = wholeRow(row);
  const load = loadOf(weights, take);
  if (load <= capacity) return [];
  const amount = (load - capacity) / multiplier;
  const message = `the items weigh ${load / multiplier}, ${amount} above ${name} of ${row.capacity}`;
  return [{ code: "too-heavy", message, amount }];
}

function loadOf(weights: readonly number[], take: readonly number[]): number {
  let load = 0;
  for (let item = 0; item < weights.length; item++) if (take[item] === 1) load += weights[item];
  return load;
}

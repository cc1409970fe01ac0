/** What a referee asks of an order of n items: every item once. For referees only: encodings read states by themselves. O(n). */
import type { Violation } from "../problem.ts";

const MOST_VIOLATIONS = 20;

/** Every broken rule, at most 20. @param item what is ordered, one word: codes become "missing-vertex" */
export function verifyOrder(
  order: readonly number[],
  n: number,
  item: string,
  nameOf: (item: number) => string,
): readonly Violation[] {
  const violations: Violation[] = [];
  const report = (code: string, message: string): void => {
    if (violations.length < MOST_VIOLATIONS) violations.push({ code, message });
  };
  if (order.length !== n) {
    const amount = Math.abs(order.length - n);
    violations.push({ code: "wrong-length", message: `order has ${order.length} entries, expected ${n}`, amount });
  }
  const firstPlace = new Int32Array(n).fill(-1);
  for (let place = 0; place < order.length; place++) {
    const i = order[place];
    if (!Number.isInteger(i) || i < 0 || i >= n) {
      report(`unknown-${item}`, `order[${place}] is ${i}, expected a ${item} from 0 to ${n - 1}`);
    } else if (firstPlace[i] >= 0) {
      report(`repeated-${item}`, `order[${place}] is ${nameOf(i)} again, first at order[${firstPlace[i]}]`);
    } else {
      firstPlace[i] = place;
    }
  }
  for (let i = 0; i < n; i++) if (firstPlace[i] < 0) report(`missing-${item}`, `${nameOf(i)} is not in the order`);
  return violations;
}

/** Place of each item, of an order that has passed. O(n). */
export function placesOf(order: readonly number[]): Int32Array {
  const places = new Int32Array(order.length);
  for (let p = 0; p < order.length; p++) places[order[p]] = p;
  return places;
}

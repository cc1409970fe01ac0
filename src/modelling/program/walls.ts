/**
 * Domain walls: ones before zeros in the code of an integer, as a constraint of its own: sum over k of (1 - y_k) y_(k+1). Everything
 * else depends on the sum of the bits alone, so ones may move to the front for nothing.
 */
import type { Layout } from "./codes.ts";
import { emptyForm } from "./lower.ts";
import type { Penalty } from "./penalties.ts";
import { addMonomial } from "./polynomial.ts";
import type { Program } from "./types.ts";

const COSTLESS = "0: moving ones to the front changes nothing else";

/** One penalty a domain wall of two bits or more: the number of places where a 1 stands behind a 0. Any positive weight will do. O(bits). */
export function wallPenalties({ variables }: Program, { walls }: Layout): Penalty[] {
  return walls.flatMap(({ variable, first, size }) => {
    if (size < 2) return [];
    const form = emptyForm();
    for (let bit = first; bit + 1 < first + size; bit++) {
      addMonomial(form.polynomial, [bit + 1], 1);
      addMonomial(form.polynomial, [bit, bit + 1], -1);
    }
    const name = `code of ${variables[variable].name}`;
    const made = { unit: 1, made: "ones behind zeros", most: Number.POSITIVE_INFINITY };
    return [{ name, form, slack: [], packing: null, ...made, costless: COSTLESS, exact: true }];
  });
}

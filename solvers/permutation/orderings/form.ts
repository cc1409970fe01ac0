/**
 * Orders whose energy counts pairs by which of the two items stands first: a constant and c_ab for every item a before an item b
 * (linear ordering). Recognised by a right factor of ones above, or below, the diagonal.
 */
import { type EnergyModel, type Factor, factorOperator } from "../../../src/model/index.ts";
import type { AssignmentForm } from "../form.ts";

/** Fewest items for which insertions are not the whole neighbourhood. */
const FEWEST_ITEMS = 4;

export interface OrderingForm {
  readonly size: number;
  /** Row `item` of margins c_ab - c_ba, length size: what a gains the energy by standing before b and not behind it. */
  margins(item: number, row: Float64Array): void;
}

/** Null when the form is another. O(size^2). */
export function orderingOf({ biases }: EnergyModel, { size, products, rest }: AssignmentForm): OrderingForm | null {
  if (size < FEWEST_ITEMS || products.length !== 1 || rest !== null || biases.kind !== "constant") return null;
  const [{ scale, left, right }] = products;
  const side = triangle(right);
  if (side === 0) return null;
  const { entry } = factorOperator(left);
  const factor = -scale * side;
  return {
    size,
    margins(item, row) {
      for (let j = 0; j < size; j++) row[j] = j === item ? 0 : factor * (entry(item, j) - entry(j, item));
    },
  };
}

/** 1: ones above the diagonal and nothing else. -1: below it. 0: neither. */
function triangle(factor: Factor): 1 | -1 | 0 {
  if (factor.kind !== "dense" || factor.n < 2) return 0;
  const { n, values } = factor;
  const above = values[1] === 1;
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j < n; j++, k++) {
      const one = above ? i < j : i > j;
      if (values[k] !== (one ? 1 : 0)) return 0;
    }
  }
  return above ? 1 : -1;
}

/**
 * Dantzig's bound (1957): items by value per weight until the capacity is used up, the last one in part. The optimum of the linear
 * relaxation of one capacity. O(n log n).
 */

const ROUNDING = 1e-9; // upwards: the bound stays a bound

/** At least what any selection of items is worth, raised by rounding. Weights and capacity are 0 or more. */
export function fractionalKnapsack(values: readonly number[], weights: readonly number[], capacity: number): number {
  // Comparing v w' with v' w keeps items of weight 0 in front.
  const useful = values.flatMap((value, item) => (value > 0 ? [item] : []));
  useful.sort((a, b) => values[b] * weights[a] - values[a] * weights[b] || values[b] - values[a]);
  let room = capacity;
  let value = 0;
  for (const item of useful) {
    if (weights[item] <= room) {
      room -= weights[item];
      value += values[item];
    } else {
      value += (values[item] * room) / weights[item];
      break;
    }
  }
  return value + ROUNDING * Math.max(1, value);
}

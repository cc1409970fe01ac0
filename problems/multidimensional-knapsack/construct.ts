/**
 * A selection to begin with: items by value per weight, each capacity priced by its Lagrange multiplier (Magazine & Oguz 1984; Pirkul 1987), as
 * long as they fit, then single exchanges of a taken item for one that is worth more. O(n m) a step of the dual, O(n^2 m) an exchange.
 */
import { lagrangianDual, type PackingRows } from "../../src/bounds/packing-rows.ts";

/** Slices of the dual, about a millisecond each. */
const SLICES = 20;
const EXCHANGES = 50;

/** 0 or 1 an item. */
export function pricedGreedy(rows: PackingRows): number[] {
  const { values, weights, capacities } = rows;
  const dual = lagrangianDual(rows, () => null);
  let latest = dual.next().value;
  for (let slice = 1; slice < SLICES; slice++) {
    const next = dual.next();
    latest = next.value;
    if (next.done === true) break;
  }
  const { multipliers, reduced } = latest;
  const price = values.map((_, j) => weights.reduce((sum, row, r) => sum + multipliers[r] * row[j], 0));
  const order = values.flatMap((value, j) => (value > 0 ? [j] : []));
  order.sort((a, b) => values[b] * price[a] - values[a] * price[b] || reduced[b] - reduced[a] || a - b);
  const take = new Array<number>(values.length).fill(0);
  const room = [...capacities];
  const shift = (j: number, sign: 1 | -1) => {
    take[j] = sign === 1 ? 1 : 0;
    for (let r = 0; r < room.length; r++) room[r] -= sign * weights[r][j];
  };
  const fits = (j: number, out: number | null) =>
    room.every((left, r) => weights[r][j] <= left + (out === null ? 0 : weights[r][out]));
  const fill = () => {
    for (const j of order) if (take[j] === 0 && fits(j, null)) shift(j, 1);
  };
  fill();
  for (let k = 0; k < EXCHANGES; k++) {
    const exchange = bestExchange(values, take, fits);
    if (exchange === null) break;
    shift(exchange.out, -1);
    shift(exchange.into, 1);
    fill();
  }
  return take;
}

function bestExchange(
  values: readonly number[],
  take: readonly number[],
  fits: (into: number, out: number) => boolean,
): { into: number; out: number } | null {
  let best: { into: number; out: number } | null = null;
  let gain = 0;
  for (let out = 0; out < take.length; out++) {
    if (take[out] !== 1) continue;
    for (let into = 0; into < take.length; into++) {
      if (take[into] === 1 || values[into] - values[out] <= gain || !fits(into, out)) continue;
      best = { into, out };
      gain = values[into] - values[out];
    }
  }
  return best;
}

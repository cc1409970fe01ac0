/**
 * A selection to begin with: from all items down, the one that loses least value per weight goes until the capacity holds (Chaillou, Hansen &
 * Mahieu 1989), then items that still fit and gain come back, the largest gain first. O(n^2 + pairs).
 */
import type { QuadraticKnapsackInstance } from "./schema.ts";

/** 0 or 1 an item. */
export function greedyDown({ values, pairs, weights, capacity }: QuadraticKnapsackInstance): number[] {
  const n = values.length;
  const partners: [item: number, value: number][][] = values.map(() => []);
  for (const [i, j, value] of pairs) {
    partners[i].push([j, value]);
    partners[j].push([i, value]);
  }
  const take: number[] = weights.map((weight) => (weight <= capacity ? 1 : 0));
  let load = 0;
  for (let i = 0; i < n; i++) load += take[i] * weights[i];
  /** What an item adds beside those taken. */
  const gain = values.map((value, i) => partners[i].reduce((sum, [j, q]) => sum + q * take[j], value));
  const flip = (i: number) => {
    take[i] = 1 - take[i];
    const sign = take[i] === 1 ? 1 : -1;
    load += sign * weights[i];
    for (const [j, q] of partners[i]) gain[j] += sign * q;
  };
  while (load > capacity) flip(best(n, (i) => (take[i] === 1 && weights[i] > 0 ? -gain[i] / weights[i] : null))!);
  for (;;) {
    const worst = best(n, (i) => (take[i] === 1 && gain[i] < 0 ? -gain[i] : null));
    const next =
      worst ?? best(n, (i) => (take[i] === 0 && gain[i] > 0 && weights[i] <= capacity - load ? gain[i] : null));
    if (next === null) return take;
    flip(next);
  }
}

/** The index of largest score, the first of equals; null where no index has one. */
function best(n: number, score: (i: number) => number | null): number | null {
  let found: number | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const own = score(i);
    if (own === null || own <= most) continue;
    found = i;
    most = own;
  }
  return found;
}

/** What bins, machines and knapsacks hold, as bars: a row each, and in it the items one after the other, as long as they are large. */
import type { Drawing, Timeline } from "../problem.ts";

/** More items or rows are no picture. */
const MOST = 1000;

export interface Loads {
  readonly title: string;
  /** What the sizes are. */
  readonly axis: string;
  readonly limit?: Timeline["limit"];
  /** By item, 0 or more; those of size 0 are not seen. */
  readonly sizes: readonly number[];
  readonly itemName: (item: number) => string;
  /** Names of what holds items; no more than there are items where only the solution tells how many. */
  readonly rows: readonly string[];
}

/** @param own the row of each item; null: all items in one row. Null for more than 1000 items or rows. O(items + rows) */
export function drawLoads(loads: Loads, own: readonly number[] | null): Drawing | null {
  const { title, axis, limit, sizes, itemName } = loads;
  if (Math.max(sizes.length, loads.rows.length) > MOST) return null;
  const rows = own === null ? ["all items"] : loads.rows;
  const end = new Array<number>(rows.length).fill(0);
  const bars = sizes.flatMap((size, item) => {
    const row = own?.[item] ?? 0;
    const from = end[row];
    end[row] += size;
    return end[row] > from ? [{ row, from, to: end[row], group: item, label: itemName(item) }] : [];
  });
  return { title, points: [], lines: [], timeline: { axis, ...(limit && { limit }), rows, bars } };
}

/** A knapsack: what is taken, with the capacity marked, and what is left. */
export function drawKnapsack(
  instance: {
    readonly name?: string;
    readonly weights: readonly number[];
    readonly capacity: number;
  },
  itemName: (item: number) => string,
  take: readonly number[] | null,
): Drawing | null {
  const { name, weights, capacity } = instance;
  const loads = {
    title: name ?? `${weights.length} items`,
    axis: "weight",
    limit: { at: capacity, label: "capacity" },
    sizes: weights,
    itemName,
    rows: ["taken", "left"],
  };
  return drawLoads(loads, take?.map((taken) => 1 - taken) ?? null);
}

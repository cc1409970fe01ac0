/** The descent over orders in plain TypeScript. @see types.ts */
import { MemoryError } from "../../errors.ts";
import type { OrderingRequest, OrderingSession } from "./types.ts";

export function createReferenceOrdering({
  size: n,
  margins,
  threshold,
  memoryLimit,
}: OrderingRequest): OrderingSession {
  const bytes = 8 * n * n;
  if (bytes > memoryLimit)
    throw new MemoryError(`margins of ${n} items`, bytes, memoryLimit, "Raise the memory limit.");
  const own = margins.slice();
  const order = new Int32Array(n);
  let cursor = 0;
  let fruitless = 0;
  let change = 0;
  let looked = 0;

  /** Where the item at `place` lowers the cost most, and by how much. */
  function bestPlace(place: number): { to: number; least: number } {
    const row = order[place] * n;
    let least = -threshold;
    let to = place;
    let sum = 0;
    for (let q = place - 1; q >= 0; q--) {
      sum += own[row + order[q]];
      if (sum < least) [least, to] = [sum, q];
    }
    sum = 0;
    for (let q = place + 1; q < n; q++) {
      sum -= own[row + order[q]];
      if (sum < least) [least, to] = [sum, q];
    }
    return { to, least };
  }
  return {
    order,
    sum() {
      let sum = 0;
      for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) sum += own[order[p] * n + order[q]];
      return sum;
    },
    begin(place) {
      cursor = place;
      fruitless = 0;
      change = 0;
      looked = 0;
    },
    descend(items) {
      for (let left = items; left > 0 && fruitless < n; left--) {
        const place = cursor;
        const { to, least } = bestPlace(place);
        looked++;
        fruitless++;
        // An item that goes right leaves another at its place.
        if (to <= place) cursor = place + 1 === n ? 0 : place + 1;
        if (to === place) continue;
        moveItem(order, place, to);
        change += least;
        fruitless = 0;
      }
      return fruitless >= n;
    },
    get change() {
      return change;
    },
    get looked() {
      return looked;
    },
  };
}

/** Moves the item at `from` to `to`; those between close up. */
function moveItem(order: Int32Array, from: number, to: number): void {
  const item = order[from];
  if (to < from) order.copyWithin(to + 1, to, from);
  else order.copyWithin(from, from + 1, to + 1);
  order[to] = item;
}

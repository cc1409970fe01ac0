/**
 * The last improvements inside single routes: stretches turned round (2-opt, Croes 1958; symmetric costs only) and stretches of up to three
 * customers moved (Or 1976), until neither helps. O(length^2) a pass.
 */
import type { Cost } from "../form.ts";

const LONGEST_STRETCH = 3;

/** Evaluations between yields: about a millisecond. */
const SLICE = 50_000;

/** Improves a route of customers in place; returns whether it did. @yields after about a millisecond */
export function* polishRoute(
  route: number[],
  cost: Cost,
  symmetric: boolean,
  margin: number,
): Generator<void, boolean, void> {
  let evaluated = 0;
  let changed = false;
  for (let again = true; again; ) {
    again = false;
    for (let first = 0; first < route.length; first++) {
      evaluated += 4 * route.length;
      if (evaluated > SLICE) {
        evaluated = 0;
        yield;
      }
      if ((symmetric && turnFrom(route, first, cost, margin)) || moveFrom(route, first, cost, margin)) again = true;
    }
    changed ||= again;
  }
  return changed;
}

const nodeAt = (route: readonly number[], k: number) => (k < 0 || k >= route.length ? 0 : route[k]);

/** Turns the stretch from `first` on whose turning gains most. */
function turnFrom(route: number[], first: number, cost: Cost, margin: number): boolean {
  const before = nodeAt(route, first - 1);
  let least = -margin;
  let end = -1;
  for (let last = first + 1; last < route.length; last++) {
    const after = nodeAt(route, last + 1);
    const change =
      cost(before, route[last]) + cost(route[first], after) - cost(before, route[first]) - cost(route[last], after);
    if (change >= least) continue;
    least = change;
    end = last;
  }
  if (end < 0) return false;
  route.splice(first, end - first + 1, ...route.slice(first, end + 1).reverse());
  return true;
}

/** Moves the stretch from `first` on, of the length and to the place that gain most. */
function moveFrom(route: number[], first: number, cost: Cost, margin: number): boolean {
  let least = -margin;
  let best: { readonly length: number; readonly to: number } | null = null;
  for (let length = 1; length <= LONGEST_STRETCH && first + length <= route.length; length++) {
    const [head, tail] = [route[first], route[first + length - 1]];
    const [before, after] = [nodeAt(route, first - 1), nodeAt(route, first + length)];
    const freed = cost(before, head) + cost(tail, after) - (before === after ? 0 : cost(before, after));
    for (let to = 0; to <= route.length; to++) {
      if (to >= first && to <= first + length) continue;
      const [left, right] = [nodeAt(route, to - 1), nodeAt(route, to)];
      const change = cost(left, head) + cost(tail, right) - cost(left, right) - freed;
      if (change >= least) continue;
      least = change;
      best = { length, to };
    }
  }
  if (best === null) return false;
  const moved = route.splice(first, best.length);
  route.splice(best.to > first ? best.to - best.length : best.to, 0, ...moved);
  return true;
}

/**
 * Ruin by adjacent strings (Christiaens & Vanden Berghe 2020, section 5.2): around a random customer, a string of customers leaves each of
 * a few routes. O(customers removed + neighbours looked at).
 */
import type { Plan } from "./plan.ts";
import { DEEPER, LONGEST, REMOVED, SPLIT } from "./settings.ts";
import type { RouteRequest } from "./types.ts";

/** Random numbers as the kernel draws them. */
export interface Draws {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Uniform in [0, bound), bound below 2^21. */
  below(bound: number): number;
}

export function createRuin({ customers: n, neighbours }: RouteRequest, plan: Plan, draws: Draws) {
  const { next, previous, route, size } = plan;
  const { width, node } = neighbours;
  const stamp = new Int32Array(size.length); // the ruin in which a route lost a string
  let ruins = 0;

  /** First customer of a random stretch of `length` customers of the route that holds `customer`. */
  function startOf(customer: number, length: number): number {
    let before = 0;
    for (let at = previous[customer]; at <= n && before < length - 1; at = previous[at]) before++;
    let after = 0;
    for (let at = next[customer]; at <= n && after < length - 1; at = next[at]) after++;
    const least = Math.max(0, length - 1 - after);
    let start = customer;
    for (let steps = least + draws.below(before - least + 1); steps > 0; steps--) start = previous[start];
    return start;
  }

  function removeString(customer: number, length: number, gone: (customer: number) => void): void {
    const whole = size[route[customer]];
    let left = 0; // customers that stay in the middle
    if (length > 1 && length < whole && draws.uniform() < SPLIT) {
      left = 1;
      while (length + left < whole && draws.uniform() < DEEPER) left++;
    }
    const first = left > 0 ? 1 + draws.below(length - 1) : length;
    let at = startOf(customer, length + left);
    for (let k = 0; k < length + left; k++) {
      const after = next[at];
      if (k < first || k >= first + left) {
        plan.unlink(at);
        gone(at);
      }
      at = after;
    }
  }

  /** `gone` is told of every customer that leaves. */
  return (gone: (customer: number) => void): void => {
    ruins++;
    let present = 0;
    for (let k = 0; k < plan.usedCount; k++) present += size[plan.used[k]];
    const longest = Math.min(LONGEST, present / Math.max(1, plan.usedCount));
    let strings = Math.floor(1 + draws.uniform() * ((4 * REMOVED) / (1 + longest) - 1));
    const seed = 1 + draws.below(n);
    for (let k = -1; k < width && strings > 0; k++) {
      const customer = k < 0 ? seed : node[seed * width + k];
      const r = route[customer];
      if (r < 0 || stamp[r] === ruins) continue;
      stamp[r] = ruins;
      strings--;
      removeString(customer, Math.floor(1 + draws.uniform() * Math.min(size[r], longest)), gone);
    }
  };
}

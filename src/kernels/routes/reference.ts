/**
 * Slack induction by string removals (Christiaens & Vanden Berghe, Transportation Science 54, 2020): ruin, recreate, and accept by
 * simulated annealing with -T ln u as the most that a step may lose. While customers are left out, a step counts by how often those
 * that it leaves out were left out before (their section 5.5). O(customers removed x customers) a step, or x width.
 */
import { MemoryError } from "../../errors.ts";
import { fromWords } from "../../random.ts";
import { createPlan, type Plan } from "./plan.ts";
import { createRecreate } from "./recreate.ts";
import { createRuin, type Draws } from "./ruin.ts";
import { exponentials, VARIATES } from "./settings.ts";
import type { RouteRequest, RouteSession } from "./types.ts";

/** Bytes beside costs and neighbours, for a customer or route. */
const BYTES_PER_NODE = 128;

function drawsFrom(seed: RouteRequest["seed"]): Draws {
  const words = Int32Array.from(seed, (word) => word | 0);
  if (words.every((word) => word === 0)) words[0] = 1;
  const { uint32 } = fromWords(words);
  return {
    uniform: () => uint32() * 2 ** -32,
    below: (bound) => Math.floor((uint32() * bound) / 2 ** 32),
  };
}

/** Puts the customers of a list into an empty plan. Returns those that are not in the list at the front of `missing`. */
function fillPlan(plan: Plan, routes: Int32Array, missing: Int32Array): number {
  const { customers: n } = plan;
  let at = -1;
  for (const node of routes) {
    if (node === 0) {
      at = -1;
      continue;
    }
    if (at < 0) at = plan.spare();
    plan.link(node, at);
    at = node;
  }
  let count = 0;
  for (let customer = 1; customer <= n; customer++) if (plan.route[customer] < 0) missing[count++] = customer;
  return count;
}

/** @throws {MemoryError} above the request's memory limit */
export function createReferenceRoutes(request: RouteRequest): RouteSession {
  const { customers: n, vehicles, margin, memoryLimit } = request;
  const bytes = BYTES_PER_NODE * (n + vehicles);
  if (bytes > memoryLimit)
    throw new MemoryError(`a search over routes to ${n} customers`, bytes, memoryLimit, "Raise the memory limit.");
  const plan = createPlan(request);
  const draws = drawsFrom(request.seed);
  const ruin = createRuin(request, plan, draws);
  const recreate = createRecreate(request, plan, draws);
  const variates = exponentials();
  const out = new Int32Array(n + 1); // customers left out: out[0 .. missing)
  const before = new Int32Array(n + 1);
  const absences = new Float64Array(n + 1);
  const bestNext = plan.next.slice();
  let missing = 0;
  let best = Number.POSITIVE_INFINITY;
  let temperature = 0;
  let factor = 1;

  function noteBest(): void {
    if (missing > 0 || plan.cost >= best - margin) return;
    best = plan.cost;
    bestNext.set(plan.next);
  }

  function accepts(cost: number, old: number): boolean {
    if (missing === 0 && old > 0) return true;
    if (missing > 0 && old === 0) return false;
    if (missing > 0) {
      const now = total(out, missing);
      const then = total(before, old);
      for (let k = 0; k < missing; k++) absences[out[k]]++;
      if (now !== then) return now < then;
    }
    return plan.cost < cost + temperature * variates[draws.below(VARIATES)];
  }

  function total(list: Int32Array, count: number): number {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += absences[list[k]];
    return sum;
  }

  function step(): void {
    const { cost } = plan;
    const old = missing;
    before.set(out.subarray(0, old));
    ruin((customer) => {
      out[missing++] = customer;
    });
    missing = recreate.run(out, missing);
    if (accepts(cost, old)) {
      plan.keep();
      noteBest();
      return;
    }
    plan.undo();
    plan.cost = cost;
    missing = old;
    out.set(before.subarray(0, old));
  }

  return {
    assign(routes) {
      for (let customer = 1; customer <= n; customer++) if (plan.route[customer] >= 0) plan.unlink(customer);
      plan.cost = 0;
      best = Number.POSITIVE_INFINITY;
      missing = fillPlan(plan, routes, out);
      plan.keep();
      absences.fill(1);
      noteBest();
    },
    cool(from, to, steps) {
      temperature = from;
      factor = coolingFactor(from, to, steps);
    },
    run(steps) {
      for (let k = 0; k < steps; k++) {
        step();
        temperature *= factor;
      }
    },
    get best() {
      return best;
    },
    bestRoutes: () => listRoutes(bestNext, n),
    get work() {
      return recreate.work();
    },
  };
}

/** (to / from)^(1 / steps) as 1 - x, close enough for a schedule: square roots and products only, the same bits in every engine. */
export function coolingFactor(from: number, to: number, steps: number): number {
  // ratio^(1/steps) by bisection of the exponent: 2^-k parts by k square roots.
  let power = to / from;
  let part = 1 / steps;
  let factor = 1;
  for (let k = 0; k < 60 && part > 0; k++) {
    power = Math.sqrt(power);
    part *= 2;
    if (part < 1) continue;
    part -= 1;
    factor *= power;
  }
  return factor;
}

/** Rings of links as a list of nodes, a 0 behind each route. */
export function listRoutes(next: Int32Array, n: number): Int32Array {
  const list: number[] = [];
  for (let depot = n + 1; depot < next.length; depot++) {
    if (next[depot] === depot) continue;
    for (let at = next[depot]; at !== depot; at = next[at]) list.push(at);
    list.push(0);
  }
  return Int32Array.from(list);
}

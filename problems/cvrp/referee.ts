/** The referee: lengths, loads and visits straight from the instance, shared with nothing of the energy model. O(n). */
import { distanceRule } from "../../src/modelling/distance-rules.ts";
import type { Violation } from "../../src/problem.ts";
import { type CvrpInstance, type CvrpSolution, customerCount, placeName } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Length of all routes, ways from and to the depot included. */
export function routesLength(instance: CvrpInstance, { routes }: CvrpSolution): number {
  const distance = distanceRule(instance);
  let length = 0;
  for (const route of routes) {
    let at = 0;
    for (const customer of route) {
      length += distance(at, customer);
      at = customer;
    }
    if (at !== 0) length += distance(at, 0);
  }
  return length;
}

/** Every broken rule, at most 20; [] when every customer is served once, within loads and vehicles. Never throws. */
export function verifyRoutes(instance: CvrpInstance, { routes }: CvrpSolution): readonly Violation[] {
  const violations: Violation[] = [];
  const report = (violation: Violation): void => {
    if (violations.length < MOST_VIOLATIONS) violations.push(violation);
  };
  const { vehicles, capacity, demands } = instance;
  const n = customerCount(instance);
  if (vehicles !== undefined && routes.length > vehicles) {
    const message = `there are ${routes.length} routes, at most ${vehicles} are allowed`;
    report({ code: "too-many-routes", message, amount: routes.length - vehicles });
  }
  const servedBy = new Int32Array(n + 1).fill(-1);
  for (const [r, route] of routes.entries()) {
    if (route.length === 0) report({ code: "empty-route", message: `routes[${r}] is empty: leave it out` });
    for (const [k, customer] of route.entries()) {
      const place = `routes[${r}][${k}]`;
      if (!Number.isInteger(customer) || customer < 1 || customer > n) {
        report({ code: "unknown-customer", message: `${place} is ${customer}, expected a customer from 1 to ${n}` });
      } else if (servedBy[customer] >= 0) {
        const message = `${place} serves ${placeName(instance, customer)} again, first in routes[${servedBy[customer]}]`;
        report({ code: "repeated-customer", message });
      } else servedBy[customer] = r;
    }
    const load = route.reduce((sum, customer) => sum + (demands[customer - 1] ?? 0), 0);
    if (load > capacity) {
      const message = `routes[${r}] carries ${load}, ${load - capacity} above the capacity ${capacity}`;
      report({ code: "overloaded-route", message, amount: load - capacity });
    }
  }
  for (let customer = 1; customer <= n; customer++) {
    if (servedBy[customer] < 0)
      report({ code: "missing-customer", message: `${placeName(instance, customer)} is on no route` });
  }
  return violations;
}

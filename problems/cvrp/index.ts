/** Capacitated vehicle routing: shortest routes from a depot that serve every customer within the capacity of the vehicles. */
import { routeBounds } from "../../src/bounds/routes/index.ts";
import { distanceRule } from "../../src/modelling/distance-rules.ts";
import { defineProblem } from "../../src/problem.ts";
import { checkInstance } from "./check.ts";
import { drawRoutes, tellRoutes } from "./draw.ts";
import { encodeRoutes } from "./encode.ts";
import { formats } from "./formats.ts";
import { routesLength, verifyRoutes } from "./referee.ts";
import { generateInstance, sampleInstance } from "./sample.ts";
import {
  type CvrpInstance,
  type CvrpOptions,
  type CvrpSolution,
  customerCount,
  defaults,
  instanceSchema,
  optionsSchema,
  routeLimit,
  solutionSchema,
} from "./schema.ts";

export const cvrp = defineProblem<CvrpInstance, CvrpSolution, CvrpOptions>({
  id: "cvrp",
  title: "Capacitated vehicle routing",
  summary:
    "Find the shortest routes from a depot and back that serve every customer once, none carrying more than the capacity. Bit (c, p) says that customer or copy of the depot c stands at place p of one giant tour, (customers + vehicles)^2 bits; the energy is its length, and the loads between copies of the depot are a structure that solvers keep.",
  sources: [
    "Dantzig & Ramser 1959, The truck dispatching problem",
    "Christofides & Eilon 1969, An algorithm for the vehicle-dispatching problem",
    "Fisher 1994, Optimal solution of vehicle routing problems using minimum K-trees",
    "Uchoa et al. 2017, New benchmark instances for the capacitated vehicle routing problem",
  ],
  sense: "min",
  objective: "length of all routes",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults,
  check: checkInstance,
  describe: (instance) => `${customerCount(instance)} customers, capacity ${instance.capacity}`,
  encode: encodeRoutes,
  cost: routesLength,
  verify: verifyRoutes,
  bounds(instance, context) {
    const { demands, capacity } = instance;
    const vehicles = routeLimit(instance);
    const cost = distanceRule(instance);
    return routeBounds(
      { customers: customerCount(instance), cost, demands: Float64Array.from(demands), capacity, vehicles },
      context,
    );
  },
  sample: sampleInstance,
  generate: generateInstance,
  tell: tellRoutes,
  formats,
  draw: drawRoutes,
});

/** What Hamiltonian cycles and paths have in common as problems: everything but their names, schemas and samples. */
import type { Problem } from "../../problem.ts";
import type { ArrangementOptions } from "../arrangement.ts";
import { checkRoute } from "./check.ts";
import { encodeRoute } from "./encode.ts";
import { answerRoute, missingEdges, verifyRoute } from "./referee.ts";
import { defaults, optionsSchema, type RouteInstance, type RouteSolution, solutionSchema } from "./schema.ts";
import { drawRoute, tellOrder } from "./surroundings.ts";

/** To be spread into a problem: the objective counts missing edges, so 0 says that there is a route and more that none was found. */
export const routeProblem = {
  sense: "min",
  objective: "missing edges",
  solutionSchema,
  optionsSchema,
  defaults,
  check: checkRoute,
  describe: ({ vertices, edges, directed }) =>
    `${vertices} vertices, ${edges.length} ${directed === true ? "directed " : ""}edges`,
  encode: encodeRoute,
  cost: missingEdges,
  verify: verifyRoute,
  bound: () => ({ value: 0, proof: "a count is never negative" }),
  answer: answerRoute,
  tell: tellOrder,
  draw: drawRoute,
} satisfies Partial<Problem<RouteInstance, RouteSolution, ArrangementOptions>>;

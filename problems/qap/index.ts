/** Quadratic assignment: facilities at locations, so that flows times distances are least. */
import { quadraticAssignmentBounds } from "../../src/bounds/quadratic-assignment.ts";
import { defineProblem } from "../../src/problem.ts";
import { checkInstance } from "./check.ts";
import { drawAssignment } from "./draw.ts";
import { encodeAssignments } from "./encode.ts";
import { formats } from "./formats.ts";
import { assignmentCost, verifyAssignment } from "./referee.ts";
import { generateInstance, sampleInstance } from "./sample.ts";
import {
  defaults,
  facilityName,
  instanceSchema,
  locationName,
  optionsSchema,
  type QapInstance,
  type QapOptions,
  type QapSolution,
  solutionSchema,
} from "./schema.ts";

export const qap = defineProblem<QapInstance, QapSolution, QapOptions>({
  id: "qap",
  title: "Quadratic assignment",
  summary:
    "Give every facility a location of its own so that the sum of flow times distance over all pairs of facilities, plus what each costs where it stands, is least; flows and distances may differ both ways. Bit (i, k) says that facility i is at location k, n^2 bits for n facilities; the energy is that sum plus penalties for facilities without or with several locations.",
  sources: [
    "Gilmore 1962, Lawler 1963, The quadratic assignment problem; Hahn & Grant 1998, Lower bounds based upon a dual formulation",
    "Koopmans & Beckmann 1957, Assignment problems and the location of economic activities",
    "Burkard, Karisch & Rendl 1997, QAPLIB - a quadratic assignment problem library",
    "Lucas 2014, Ising formulations of many NP problems",
  ],
  sense: "min",
  objective: "cost",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults,
  check: checkInstance,
  describe: ({ flows }) => `${flows.length} facilities`,
  encode: encodeAssignments,
  cost: assignmentCost,
  verify: verifyAssignment,
  sample: sampleInstance,
  generate: generateInstance,
  bounds: ({ flows, distances, costs }, context) =>
    quadraticAssignmentBounds(
      {
        n: flows.length,
        flows: Float64Array.from(flows.flat()),
        distances: Float64Array.from(distances.flat()),
        costs: costs === undefined ? null : Float64Array.from(costs.flat()),
      },
      context,
    ),
  tell: (instance, { location }) =>
    location.map((place, i) => `${facilityName(instance, i)} at ${locationName(instance, place)}`).join(", "),
  formats,
  draw: drawAssignment,
});

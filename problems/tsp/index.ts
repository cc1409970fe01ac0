/** The travelling-salesman problem, symmetric or one-way: a shortest round trip through all cities. */
import { defineProblem } from "../../src/problem.ts";
import { tourBounds } from "./bounds.ts";
import { checkInstance } from "./check.ts";
import { drawTour } from "./draw.ts";
import { encodeTours } from "./encode.ts";
import { formats } from "./formats.ts";
import { generateInstance } from "./generate.ts";
import { tourLength, verifyTour } from "./referee.ts";
import { sampleInstance } from "./sample.ts";
import {
  cityCount,
  cityName,
  defaults,
  instanceSchema,
  optionsSchema,
  solutionSchema,
  type TspInstance,
  type TspOptions,
  type TspSolution,
} from "./schema.ts";

export const tsp = defineProblem<TspInstance, TspSolution, TspOptions>({
  id: "tsp",
  title: "Travelling salesman",
  summary:
    "Find the shortest round trip that visits every city once, with distances the same both ways or not. Bit (c, p) says that city c is visited at place p, n^2 bits for n cities; the energy is the tour length plus penalties for cities without or with several places.",
  sources: [
    "Hopfield & Tank 1985, Neural computation of decisions in optimization problems",
    "Reinelt 1995, TSPLIB 95",
    "Talavan & Yanez 2002, Parameter setting of the Hopfield network applied to TSP",
    "MacKay 2003, Information Theory, Inference and Learning Algorithms, chapter 42",
    "Lucas 2014, Ising formulations of many NP problems",
  ],
  sense: "min",
  objective: "tour length",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults,
  check: checkInstance,
  describe: (instance) => `${cityCount(instance)} cities`,
  encode: encodeTours,
  cost: tourLength,
  verify: verifyTour,
  bounds: tourBounds,
  sample: sampleInstance,
  generate: generateInstance,
  tell: (instance, { tour }) => tour.map((city) => cityName(instance, city)).join(" - "),
  formats,
  draw: drawTour,
});

/** Sequencing: all jobs on one machine, one after the other, so that the last is done as soon as possible. */
import {
  type ArrangementOptions,
  arrangementDefaults,
  arrangementOptionsSchema,
} from "../../src/modelling/arrangement.ts";
import { checkLabels } from "../../src/modelling/document.ts";
import { checkNumbers, checkSquare } from "../../src/modelling/matrix.ts";
import type { OrderSolution } from "../../src/modelling/order.ts";
import { verifyOrder } from "../../src/modelling/order-referee.ts";
import { type Complaint, defineProblem } from "../../src/problem.ts";
import { makespanBounds } from "./bounds.ts";
import { encodeSequence } from "./encode.ts";
import { generateSequencing, sampleSequencing } from "./sample.ts";
import { instanceSchema, jobName, type SequencingInstance, solutionSchema } from "./schema.ts";

const MOST_COMPLAINTS = 20;

const TIMES = { least: 0, most: 1e100, expected: "a time from 0 to 1e100" };

function check({ setups, initial, processing, names }: SequencingInstance): readonly Complaint[] {
  const n = setups.length;
  return [
    ...checkSquare(setups, "setups", TIMES),
    ...(initial === undefined ? [] : checkNumbers(initial, n, "initial", TIMES)),
    ...(processing === undefined ? [] : checkNumbers(processing, n, "processing", TIMES)),
    ...checkLabels(n, names, "names"),
  ].slice(0, MOST_COMPLAINTS);
}

/** When the last job is done. */
function makespan({ setups, initial, processing }: SequencingInstance, { order }: OrderSolution): number {
  let time = initial?.[order[0]] ?? 0;
  for (let k = 0; k < order.length; k++) {
    if (k > 0) time += setups[order[k - 1]][order[k]];
    time += processing?.[order[k]] ?? 0;
  }
  return time;
}

export const sequencing = defineProblem<SequencingInstance, OrderSolution, ArrangementOptions>({
  id: "sequencing",
  title: "Sequencing with setup times",
  summary:
    "Run all jobs on one machine, one after the other, with setup times that depend on the job before, so that the last is done as soon as possible. Bit (j, p) says that job j is the p-th, n^2 bits for n jobs; the energy is the makespan plus penalties for jobs without or with several places.",
  sources: [
    "Gilmore, Gomory 1964, Sequencing a one state-variable machine: a solvable case of the traveling salesman problem",
    "Allahverdi 2015, The third comprehensive survey on scheduling problems with setup times/costs",
  ],
  sense: "min",
  objective: "makespan",
  instanceSchema,
  solutionSchema,
  optionsSchema: arrangementOptionsSchema,
  defaults: arrangementDefaults,
  check,
  describe: ({ setups }) => `${setups.length} jobs`,
  encode: encodeSequence,
  cost: makespan,
  verify: (instance, { order }) => verifyOrder(order, instance.setups.length, "job", (job) => jobName(instance, job)),
  bounds: makespanBounds,
  sample: sampleSequencing,
  generate: generateSequencing,
  tell: (instance, { order }) => order.map((job) => jobName(instance, job)).join(" - "),
  formats: [],
  draw: () => null,
});

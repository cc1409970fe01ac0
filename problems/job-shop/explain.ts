/** How a job shop became an energy, rule by rule: what costs, from which weight on, and why that suffices. The proof: weights.ts. */
import type { Explanation, PenaltyProof } from "../../src/problem.ts";

/** In the order of the weights of the proof: the rule, its penalty, what mends it. */
const RULES = [
  {
    name: "a time for every operation and the end",
    made: "R for a group without a bit",
    rule: "no state gains more than the schedule known exceeds the shortest job",
  },
  {
    name: "one time only",
    made: "P for each pair of bits of a group, less R for each bit beyond the first",
    rule: "dropping a bit lowers the energy",
  },
  {
    name: "operations of a job in their order, and done by the end",
    made: "pairs of times of two groups that do not fit, as bands of their difference; the largest weight of all jobs",
    rule: "the whole job can be done anew behind the end: its length later at most",
  },
  {
    name: "one operation at a time on a machine",
    made: "pairs of start times that overlap, as bands of their difference; no weight of a pair is larger",
    rule: "the later of the two, and all that begin after it, can wait until the earlier is done",
  },
] as const;

export function explainJobShop(
  { weights, inequality, witness }: PenaltyProof,
  operations: number,
  choices: number,
): Explanation {
  return {
    size: [
      { origin: `start times of ${operations} operations, ${choices} each`, variables: operations * choices },
      { origin: "times of the end", variables: choices },
    ],
    constraints: RULES.map((rule, k) => {
      const { weight, threshold } = weights[k];
      return { ...rule, weight, threshold, inequality, witness, given: false };
    }),
  };
}

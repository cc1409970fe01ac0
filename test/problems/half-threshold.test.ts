/**
 * The proofs of penalty weights are not vacuous: for each family a small instance of which some state of lowest energy is no solution once
 * the weights are half of their thresholds, while all are best solutions with the proven ones. A family is one line.
 */
import { describe, expect, it } from "vitest";
import { isRejected } from "../../src/problem.ts";
import { problemById } from "../../src/registry.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";

const EDGE = [[0, 1]];

const families: Readonly<Record<string, object>> = {
  "community-detection": { vertices: 2, edges: EDGE, communities: 3, resolution: 2 },
  "graph-isomorphism": { vertices: 3, first: [...EDGE, [0, 2], [1, 2]], second: [...EDGE, [1, 2]] },
  "feedback-edge-set": { vertices: 2, edges: [...EDGE, [1, 0]] },
  "feedback-vertex-set": { vertices: 2, directed: true, edges: [...EDGE, [1, 0]], weights: [3, 4] },
  clique: { vertices: 2, edges: [], weights: [3, 4] },
  "clique-cover": { vertices: 2, edges: [] },
  "exact-cover": { elements: 2, sets: [[0], [1]], costs: [6, 6] },
  "independent-set": { vertices: 2, edges: EDGE, weights: [3, 4] },
  "maximal-matching": { vertices: 2, edges: [[0, 1, 5]] },
  "set-packing": { elements: 1, sets: [[0], [0]], values: [3, 4] },
  "vertex-cover": { vertices: 2, edges: EDGE, weights: [3, 4] },
};

/** Whether each state of lowest energy stands for a solution. */
function verdicts(problem: string, rest: object, options: object): boolean[] {
  const instance = { problem, ...rest };
  const { encode, defaults, check } = problemById(problem);
  expect(check(instance)).toEqual([]);
  const { model, decode } = encode(instance, { ...defaults, ...options });
  return bruteForce(denseModel(model)).states.map((values) => !isRejected(decode({ kind: "plain", values })));
}

describe("weights at half their thresholds", () => {
  it.each(Object.entries(families))("%s has a ground state that is no solution", (problem, instance) => {
    expect(verdicts(problem, instance, {})).not.toContain(false);
    expect(verdicts(problem, instance, { penalty: "tight", tightness: 0.5 })).toContain(false);
  });
});

/**
 * The proofs of penalty weights are not vacuous: for each family a small instance of which some state of lowest energy is no solution once
 * the weights are half of their thresholds, while all are best solutions with the proven ones. A family is one line.
 */
import { describe, expect, it } from "vitest";
import type { EnergyModel } from "../../src/model/types.ts";
import { isRejected } from "../../src/problem.ts";
import { problemById } from "../../src/registry.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";

const EDGE = [[0, 1]];

const families: Readonly<Record<string, object>> = {
  assignment: {
    costs: [
      [0, 6],
      [0, null],
    ],
  },
  autocorrelation: { length: 4 },
  bandwidth: { vertices: 2, edges: EDGE, bandwidth: 0 },
  clique: { vertices: 2, edges: [], weights: [3, 4] },
  "clique-cover": { vertices: 2, edges: [] },
  colouring: { vertices: 1, edges: [] },
  "community-detection": { vertices: 2, edges: EDGE, communities: 3, resolution: 2 },
  "exact-cover": { elements: 2, sets: [[0], [1]], costs: [6, 6] },
  "feedback-edge-set": { vertices: 2, edges: [...EDGE, [1, 0]] },
  "feedback-vertex-set": { vertices: 2, directed: true, edges: [...EDGE, [1, 0]], weights: [3, 4] },
  "graph-isomorphism": { vertices: 3, first: [...EDGE, [0, 2], [1, 2]], second: [...EDGE, [1, 2]] },
  "graph-partitioning": { vertices: 2, edges: EDGE },
  "hamiltonian-cycle": { vertices: 3, edges: [] },
  "hamiltonian-path": { vertices: 3, edges: [] },
  "independent-set": { vertices: 2, edges: EDGE, weights: [3, 4] },
  "integer-programming": {
    sense: "max",
    variables: [{ name: "x" }],
    objective: { linear: [[0, 3]] },
    constraints: [{ name: "none", linear: [[0, 1]], to: 0 }],
  },
  "job-shop": { jobs: [[[0, 1]], [[0, 1]]] },
  knapsack: { values: [9], weights: [2], capacity: 0 },
  "linear-arrangement": { vertices: 2, edges: EDGE },
  "linear-ordering": {
    weights: [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 1],
    ],
  },
  "bin-packing": { sizes: [2, 2, 2], capacity: 3 },
  "job-sequencing": { lengths: [2], machines: 2 },
  "multidimensional-knapsack": {
    values: [4, 3],
    weights: [
      [1, 1],
      [1, 0],
    ],
    capacities: [1, 1],
  },
  "quadratic-knapsack": { values: [1, 1], pairs: [[0, 1, 4]], weights: [1, 1], capacity: 1 },
  "maximal-matching": { vertices: 2, edges: [[0, 1, 5]] },
  model: { variables: { x: { type: "bit" } }, maximize: "5 * x", "subject to": ["x <= 0"] },
  "n-queens": { size: 3 },
  "portfolio-selection": {
    expected: [4, 4],
    covariance: [
      [1, 1],
      [1, 1],
    ],
    riskAversion: 0,
    units: 1,
    most: [1, 1],
  },
  qap: { flows: [[3]], distances: [[564]] },
  sequencing: {
    setups: [
      [1, 3],
      [2, 0],
    ],
  },
  "set-cover": { elements: 1, sets: [[0]] },
  "set-packing": { elements: 1, sets: [[0], [0]], values: [3, 4] },
  "spanning-tree": { vertices: 2, edges: [[0, 1, 5]] },
  "steiner-tree": { vertices: 3, edges: [...EDGE, [1, 2, 4]], terminals: [0, 2] },
  timetabling: { periods: 2, slotPrices: [0, 6], rooms: [{}], events: [{}, { slots: [0] }] },
  tsp: {
    distances: [
      [0, 2, 1],
      [2, 0, 6],
      [1, 6, 0],
    ],
  },
  "vertex-cover": { vertices: 2, edges: EDGE, weights: [3, 4] },
};

/** The objective of each state of lowest energy, null where it stands for no solution; and the best objective of all states. */
function judged(problem: string, rest: object, options: object) {
  const instance = { problem, ...rest };
  const { encode, defaults, check, cost, sense, senseOf } = problemById(problem);
  expect(check(instance)).toEqual([]);
  const { model, decode } = encode(instance, { ...defaults, ...options });
  const price = (values: Int8Array) => {
    const decoded = decode({ kind: "plain", values });
    return isRejected(decoded) ? null : cost(instance, decoded.solution);
  };
  const all = Array.from({ length: 2 ** model.couplings.n }, (_, bits) => price(stateOf(model, bits)));
  const valid = all.filter((each) => each !== null);
  const best = (senseOf?.(instance) ?? sense) === "min" ? Math.min(...valid) : Math.max(...valid);
  return { lowest: bruteForce(denseModel(model)).states.map(price), best };
}

function stateOf({ domain, couplings }: EnergyModel, bits: number): Int8Array {
  const low = domain === "spin" ? -1 : 0;
  return Int8Array.from({ length: couplings.n }, (_, i) => ((bits >> i) & 1 ? 1 : low));
}

describe("weights at half their thresholds", () => {
  it.each(Object.entries(families))("%s has a ground state that is no solution", async (problem, instance) => {
    await problemById(problem).ready?.();
    const proven = judged(problem, instance, {});
    expect(proven.lowest).toEqual(proven.lowest.map(() => proven.best));
    expect(judged(problem, instance, { penalty: "tight", tightness: 0.5 }).lowest).toContain(null);
  });
});

/**
 * Two parts over spins, s_v = -1 in part 0 and +1 in part 1 (MATH section 3):
 *
 *     E = A ((sum_v c_v s_v + sum_k a_k t_k)^2 - constant) + sum_edges w (1 - s_i s_j) / 2
 *
 * Balanced means |sum_v c_v s_v| <= T, T = 2 capacity - total, of the parity of the total. T = 0: no slack, constant 0.
 * T = 1: no slack, the square is 1 = constant exactly when balanced. T >= 2: slack spins t_k with clipped binary a_k of
 * sum T reach every value of T's parity from -T to T, constant 0. An excess is then at least 2, so 4 A (T = 1: 8 A)
 * must exceed the threshold. The square is one rank-one coupling: O(n + m) memory.
 * Unit weights: every 1-flip local minimum is balanced, too, with slack or without, as their threshold is that of moving a vertex
 * (threshold.ts): while a part is too heavy, the square is that of 2 or more (3 for T = 1), and a vertex that leaves lowers it
 * by 4 (8) or more whatever the slack spins are.
 */
import { completeSlack, csrFromEdges, noBiases } from "../../src/model/index.ts";
import { judged, wrongState } from "../../src/modelling/decoding.ts";
import { pairColumns, requireGraphMemory, totalWeight, weightedDegrees } from "../../src/modelling/graph.ts";
import type { Encoding, PenaltyProof } from "../../src/problem.ts";
import { type Balance, balanceOf, slackCoefficients, weightOf } from "./balance.ts";
import { cutEnergy } from "./energy.ts";
import { verifyPartition } from "./referee.ts";
import type { PartitioningInstance, PartitioningOptions, PartitioningSolution } from "./schema.ts";
import { balanceThreshold, leastDifference, type Threshold } from "./threshold.ts";
import { proofOf, STRUCTURAL, weightAbove } from "./weights.ts";

const BYTES_PER_VERTEX = 50; // rows, their sorting, weights, degrees, order of the vertices, state

export function encodeTwoParts(
  instance: PartitioningInstance,
  options: PartitioningOptions,
): Encoding<PartitioningSolution> {
  const energy = twoPartEnergy(instance, options);
  const { model } = energy;
  const n = instance.vertices;
  return {
    ...energy,
    decode(state) {
      if (state.kind !== "plain") return wrongState(`two parts need one spin a vertex, found a ${state.kind} state`);
      const solution = { part: Array.from(state.values.subarray(0, n), (spin) => (spin > 0 ? 1 : 0)) };
      return judged(solution, verifyPartition(instance, solution));
    },
    embed({ part }) {
      const values = new Int8Array(model.n).fill(-1);
      for (let v = 0; v < n; v++) values[v] = 2 * part[v] - 1;
      completeSlack(model, values);
      return { kind: "plain", values };
    },
  };
}

function twoPartEnergy(
  instance: PartitioningInstance,
  options: PartitioningOptions,
): Pick<Encoding<unknown>, "model" | "parts" | "penalty"> {
  const { vertices: items, edges: pairs } = instance;
  requireGraphMemory(items, pairs.length, BYTES_PER_VERTEX);
  const edges = pairColumns(pairs);
  const cut = csrFromEdges(items, edges.from, edges.to, edges.weight);
  const balance = balanceOf(instance);
  const { weights, capacity, binding, room } = balance;
  const penalised = options.penalty !== "structural";
  const coefficients = penalised ? slackCoefficients(balance) : [];
  const n = items + coefficients.length;
  const cutPiece = { terms: [{ scale: 1 / 2, start: 0, couplings: cut }], offset: totalWeight(edges) / 2 };
  const slack = coefficients.length === 0 ? null : { first: items, coefficients };
  const structure = [{ kind: "balance", items, parts: 2, weights, capacity, penalised, slack }] as const;
  const frame = { n, domain: "spin", structure } as const;
  if (!penalised || !binding) return { ...cutEnergy(frame, cutPiece, null), penalty: penalised ? null : STRUCTURAL };
  const degrees = weightedDegrees(items, edges);
  const threshold = balanceThreshold(cut, edges, degrees, balance);
  const { weight, proof } = balanceWeight(balance, threshold, degrees, edges.weight.every(Number.isInteger), options);
  const vector = balanceVector(balance, coefficients);
  const square = vector.reduce((sum, c) => sum + c * c, 0);
  const constant = slack === null ? room : 0; // room is 0 or 1 here, and so is its square
  const constraints = {
    terms: [{ scale: -2 * weight, start: 0, couplings: { kind: "rank-one", n, vector } as const }],
    biases: noBiases(n),
    offset: weight * (square - constant),
  };
  return { ...cutEnergy(frame, cutPiece, constraints), penalty: proof };
}

/** (c, a): vertex weights, then slack coefficients. */
function balanceVector(balance: Balance, coefficients: readonly number[]): Float64Array {
  const { n } = balance;
  const vector = new Float64Array(n + coefficients.length);
  for (let v = 0; v < n; v++) vector[v] = weightOf(balance, v);
  vector.set(coefficients, n);
  return vector;
}

function balanceWeight(
  balance: Balance,
  threshold: Threshold,
  degrees: Float64Array,
  integral: boolean,
  options: PartitioningOptions,
): { weight: number; proof: PenaltyProof } {
  const least = leastDifference(balance);
  const otherwise = degrees.reduce((largest, degree) => Math.max(largest, degree), 0) || 1;
  const scaled = weightAbove(threshold.value, otherwise, integral, options);
  const weight = scaled / least;
  const entry = { name: "balance, A", weight, threshold: threshold.value / least };
  const proof = proofOf(options, balance, threshold, [entry], `${least} A > ${threshold.value}, with A = ${weight}`);
  return { weight, proof };
}

/**
 * Three parts and more over bits, x_vp = 1 when vertex v is in part p; variable v * k + p, then the slack bits y_pj of part p:
 *
 *     E = sum_v [R' (1 - sum_p x_vp) + P sum_{p<q} x_vp x_vq]                      one part a vertex
 *       + C sum_p (sum_v c_v x_vp + sum_j a_j y_pj - K)^2                          loads at most K, the capacity
 *       + sum_edges w (1 - sum_p x_ip x_jp)                                        weight of the cut
 *
 * a_j is a clipped binary code of the room R = min(K, k K - total); form textbook has R' = A, P = 2 A. Sufficient:
 *
 * Balance: C g > threshold (threshold.ts), g = 1 or 2. Without slack (k divides the total, imbalance 0) C above half the degree
 * is enough, as MATH says; with slack it is not: a triangle and two lone vertices in three parts need C > 2, the whole degree.
 *
 * One part a vertex, proof by comparing, U as in threshold.ts: R' > U and P > R' + U + D / 2, D the largest weighted degree. A
 * vertex with d bits contributes R' for d = 0, and (d - 1) (P d / 2 - R') - (d - 1) deg / 2 or more for d > 1, as an edge gains no
 * more than w (min(d_i, d_j) - 1) from shared extra parts. So a state that is not one-hot costs more than U.
 *
 * Proof by moving, unit weights: R' > 0 and P > R' + D1 + D2, the two largest weighted degrees. Take a ground state. (1) If v has
 * two bits and u none, give one bit of v to u: loads stay, the energy changes by at most deg(v) - P. (2) If v has two bits and
 * no vertex has none, the loads sum to n + 1 or more, so the heaviest part r has load K - R + 1 or more and loses one bit for
 * free. If v or any other vertex with two bits is in r, take that bit away; else take one away from v in part q and move
 * some u from r to q: at most R' - P + deg(v) + deg(u). (3) If only u has no bit, some part has a place for it: -R' or less.
 * R' > C is chosen, so that u also enters a part that is exactly full; no 1-flip claim is made.
 */
import { type Biases, type Couplings, csrFromEdges, kronecker, type Term } from "../../src/model/index.ts";
import { pairColumns, requireGraphMemory, totalWeight, weightedDegrees } from "../../src/modelling/graph.ts";
import type { Encoding } from "../../src/problem.ts";
import { type Balance, balanceOf, slackCoefficients, weightOf } from "./balance.ts";
import { cutEnergy } from "./energy.ts";
import { decodeMemberships } from "./memberships.ts";
import { partWeights } from "./part-weights.ts";
import type { PartitioningInstance, PartitioningOptions, PartitioningSolution } from "./schema.ts";
import { balanceThreshold } from "./threshold.ts";
import { STRUCTURAL } from "./weights.ts";

const BYTES_PER_VARIABLE = 40; // members and coefficients of the groups, fields and state of a search

export function encodeManyParts(
  instance: PartitioningInstance,
  options: PartitioningOptions,
): Encoding<PartitioningSolution> {
  return {
    ...manyPartEnergy(instance, options),
    decode: (state) => decodeMemberships(instance, state),
    embed: ({ part }) => ({ kind: "labels", label: Int32Array.from(part) }),
  };
}

function manyPartEnergy(
  instance: PartitioningInstance,
  options: PartitioningOptions,
): Pick<Encoding<unknown>, "model" | "parts" | "penalty"> {
  const balance = balanceOf(instance);
  const { n: items, parts, weights, capacity, binding } = balance;
  const penalised = options.penalty !== "structural";
  const coefficients = penalised ? slackCoefficients(balance) : [];
  const cells = items * parts;
  const n = cells + parts * coefficients.length;
  requireGraphMemory(n, instance.edges.length, BYTES_PER_VARIABLE);
  const edges = pairColumns(instance.edges);
  const graph = csrFromEdges(items, edges.from, edges.to, edges.weight);
  // Symmetric factors count twice in a Kronecker coupling, hence one half.
  const cut = kronecker({ ...graph, symmetric: true }, { kind: "identity", n: parts });
  const slack = coefficients.length === 0 ? null : { first: cells, coefficients };
  const structure = [
    { kind: "one-hot", groups: items, size: parts, penalised },
    { kind: "balance", items, parts, weights, capacity, penalised, slack },
  ] as const;
  const frame = { n, domain: "bit", structure } as const;
  const cutPiece = { terms: [{ scale: 1 / 2, start: 0, couplings: cut }], offset: totalWeight(edges) };
  if (!penalised) return { ...cutEnergy(frame, cutPiece, null), penalty: STRUCTURAL };
  const degrees = weightedDegrees(items, edges);
  const threshold = balanceThreshold(graph, edges, degrees, balance);
  const integral = edges.weight.every(Number.isInteger);
  const { reward, pair, load, proof } = partWeights(balance, threshold, degrees, integral, options);
  const oneHot = kronecker({ kind: "identity", n: items }, { kind: "all-but-diagonal", n: parts });
  const terms: Term[] = [{ scale: -pair / 2, start: 0, couplings: oneHot }];
  if (binding) terms.push({ scale: -2 * load, start: 0, couplings: partGroups(balance, coefficients) });
  const biases = partBiases(balance, coefficients, reward, binding ? load : 0);
  const offset = items * reward + (binding ? parts * load * capacity * capacity : 0);
  return { ...cutEnergy(frame, cutPiece, { terms, biases, offset }), penalty: proof };
}

/** One group a part: its bit of every vertex with the vertex weight, then its slack bits with their coefficients. */
function partGroups(balance: Balance, coefficients: readonly number[]): Couplings {
  const { n: items, parts, weights } = balance;
  const size = items + coefficients.length;
  const groupStart = Int32Array.from({ length: parts + 1 }, (_, p) => p * size);
  const member = new Int32Array(parts * size);
  const unit = weights === null && coefficients.length === 0;
  const coefficient = unit ? null : new Float64Array(parts * size);
  for (let p = 0; p < parts; p++) {
    for (let i = 0; i < size; i++) {
      const at = p * size + i;
      const own = i - items;
      member[at] = i < items ? i * parts + p : items * parts + p * coefficients.length + own;
      if (coefficient !== null) coefficient[at] = i < items ? weightOf(balance, i) : coefficients[own];
    }
  }
  return { kind: "cliques", n: parts * size, groupStart, member, coefficient };
}

/** R' + C c (2 K - c) for the bits of vertices, C a (2 K - a) for slack bits: the linear part of the squares. O(n + k). */
function partBiases(balance: Balance, coefficients: readonly number[], reward: number, load: number): Biases {
  const { n: items, parts, weights, capacity } = balance;
  const linear = (c: number) => load * c * (2 * capacity - c);
  const cells = items * parts;
  const ones = new Float64Array(parts).fill(1);
  const own: Biases =
    weights === null
      ? { kind: "constant", n: cells, value: reward + linear(1) }
      : {
          kind: "outer",
          n: cells,
          rows: items,
          columns: parts,
          left: [weights.map((c) => reward + linear(c))],
          right: [ones],
        };
  const count = coefficients.length;
  if (count === 0) return own;
  const slack: Biases = {
    kind: "outer",
    n: parts * count,
    rows: parts,
    columns: count,
    left: [ones],
    right: [Float64Array.from(coefficients, linear)],
  };
  const sum = [
    { scale: 1, start: 0, biases: own },
    { scale: 1, start: cells, biases: slack },
  ];
  return { kind: "sum", n: cells + parts * count, parts: sum };
}

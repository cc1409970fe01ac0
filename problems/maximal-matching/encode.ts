/**
 * Minimum maximal matching (Lucas 2014, section 4.5) as an energy over one bit an edge, Y_v the number of chosen edges at vertex v:
 *
 *     E = sum_e c_e x_e + B sum_uv (1 - Y_u) (1 - Y_v) + A sum_v Y_v (Y_v - 1) / 2
 *
 * No slack: in a matching every Y is 0 or 1, and (1 - Y_u) (1 - Y_v) is 1 for an edge that meets no chosen one, else 0. Sufficient:
 *
 *     B > max c                       adding such an edge to a matching costs c_e and saves B or more
 *     A > B (deg v + deg w - 3)       for every edge vw with an end of degree 2 or more
 *
 * For the second take a state with Y_v >= 2 and a chosen edge vw, s = Y_v + Y_w >= 3. Without that edge the last sum falls by s - 2, and
 * the middle one rises by (sum over neighbours u of v but w, and of w but v, of 1 - Y_u) + 3 - s, at most deg v + deg w + 3 - 2 s
 * as matched neighbours add nothing or less: E falls for s = 3, and the more for larger s. So no state of lowest
 * energy, of a single flip even, is anything but a maximal matching. O(sum over edges of deg u deg v).
 */
import { csrFromEdges, type EnergyModel, isIntegerModel, magnitudeBound } from "../../src/model/index.ts";
import { judged, wrongState } from "../../src/modelling/decoding.ts";
import { requireGraphMemory } from "../../src/modelling/graph.ts";
import { type PenaltyOptions, roundingOf, weightsAbove } from "../../src/modelling/penalty-options.ts";
import type { Encoding, PenaltyProof } from "../../src/problem.ts";
import { verifyMatching } from "./referee.ts";
import { edgeName, edgesAt, type MatchingInstance, type MatchingSolution } from "./schema.ts";

const BYTES_PER_EDGE = 100;

interface Weights {
  /** A. */
  readonly pair: number;
  /** B. */
  readonly lone: number;
}

export function encodeMatching(instance: MatchingInstance, options: PenaltyOptions): Encoding<MatchingSolution> {
  const costs = Float64Array.from(instance.edges, ([, , weight = 1]) => weight);
  const integral = costs.every(Number.isInteger);
  const dearest = costs.reduce((most, cost) => Math.max(most, cost), 0);
  const lone = weightsAbove(dearest, integral, options)(dearest);
  const { crowd, edge } = mostCrowded(instance);
  // Enough for any B: the constraints alone reward no state.
  const pair = weightsAbove(lone * crowd, integral, { ...options, penalty: "exact" })(lone * crowd);
  const make = modelsOf(instance);
  const model = make(costs, { pair, lone });
  const proven = Math.min(lone - dearest, pair - lone * crowd) > roundingOf(model.integer, magnitudeBound(model));
  return {
    model,
    parts: () => ({
      objective: make(costs, { pair: 0, lone: 0 }),
      constraints: make(new Float64Array(costs.length), { pair, lone }),
    }),
    penalty:
      costs.length === 0
        ? null
        : proofOf({ pair, lone }, dearest, crowd, edgeName(instance, edge), options.penalty === "exact" && proven),
    decode(state) {
      if (state.kind !== "plain") return wrongState(`a matching needs one bit an edge, found a ${state.kind} state`);
      const solution = { choose: Array.from(state.values) };
      return judged(solution, verifyMatching(instance, solution));
    },
    embed: ({ choose }) => ({ kind: "plain", values: Int8Array.from(choose) }),
  };
}

function proofOf(
  { pair, lone }: Weights,
  dearest: number,
  crowd: number,
  edge: string,
  guaranteed: boolean,
): PenaltyProof {
  const rule = `B > ${dearest}, the dearest edge, with B = ${lone}; A > ${crowd} B, with A = ${pair}`;
  return {
    mode: guaranteed ? "exact" : "tight",
    weights: [
      { name: "edge that meets no chosen one, B", weight: lone, threshold: dearest },
      { name: "two chosen edges at a vertex, A", weight: pair, threshold: lone * crowd },
    ],
    inequality: guaranteed ? rule : `${rule}; not proven here`,
    witness: `edge ${edge}, with ${crowd} more neighbours than it needs`,
    guaranteed,
  };
}

/** The largest deg v + deg w - 3, at least 0, and its edge. */
function mostCrowded(instance: MatchingInstance): { crowd: number; edge: number } {
  const at = edgesAt(instance);
  let crowd = 0;
  let edge = 0;
  for (const [e, [i, j]] of instance.edges.entries()) {
    const own = at[i].length + at[j].length - 3;
    if (own <= crowd) continue;
    crowd = own;
    edge = e;
  }
  return { crowd, edge };
}

/** Models over the same pairs of edges, for any costs and weights. @throws {MemoryError} */
function modelsOf(instance: MatchingInstance): (costs: Float64Array, weights: Weights) => EnergyModel {
  const { edges } = instance;
  const at = edgesAt(instance);
  const degrees = at.map(({ length }) => length);
  const meeting = degrees.reduce((pairs, degree) => pairs + (degree * (degree - 1)) / 2, 0);
  const linked = edges.reduce((pairs, [i, j]) => pairs + degrees[i] * degrees[j] - 1, 0);
  requireGraphMemory(edges.length, meeting + linked, BYTES_PER_EDGE);
  const from = new Int32Array(meeting + linked);
  const to = new Int32Array(meeting + linked);
  let count = 0;
  const add = (e: number, f: number) => {
    from[count] = e;
    to[count++] = f;
  };
  for (const own of at) for (const [k, f] of own.entries()) for (let h = 0; h < k; h++) add(own[h], f);
  for (const [i, j] of edges) for (const e of at[i]) for (const f of at[j]) if (e !== f) add(e, f);
  const names = edges.map((_, e) => `choose[${edgeName(instance, e)}]`);
  return (costs, { pair, lone }) => {
    const n = edges.length;
    const strengths = new Float64Array(meeting + linked).fill(0 - pair, 0, meeting).fill(0 - lone, meeting);
    const values = costs.map((cost, e) => lone * (degrees[edges[e][0]] + degrees[edges[e][1]] - 1) - cost);
    const energy = {
      couplings: csrFromEdges(n, from, to, strengths),
      biases: { kind: "dense", n, values } as const,
      offset: lone * n,
    };
    const labels = { kind: "list", names } as const;
    return { n, domain: "bit", ...energy, labels, structure: [], integer: isIntegerModel(energy) };
  };
}

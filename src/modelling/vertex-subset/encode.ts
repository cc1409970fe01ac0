/**
 * Choices of vertices as an energy over one bit a vertex. Of each listed pair at most one may be chosen (apart), or at least one must be (touched):
 *
 *     apart:    E = -sum_v w_v x_v + sum_pairs A_uv x_u x_v
 *     touched:  E =  sum_v w_v x_v + sum_pairs A_uv (1 - x_u) (1 - x_v)
 *
 * The second is the first for y = 1 - x, plus sum_v w_v. Sufficient: A_uv > min(w_u, w_v). In a state with such a pair, leaving out
 * (apart) or taking in (touched) its lighter end makes no other pair worse and lowers E by at least A_uv - min(w_u, w_v): so no
 * state of lowest energy has one, nor does any in which no single flip lowers E. Below it two vertices alone break it. O(n + pairs).
 */
import { csrFromEdges, type EnergyModel, isIntegerModel, magnitudeBound, type State } from "../../model/index.ts";
import type { Decoded, Encoding, PenaltyProof, Violation } from "../../problem.ts";
import { judged, wrongState } from "../decoding.ts";
import { requireGraphMemory, vertexName } from "../graph.ts";
import { nothingLike } from "../parts.ts";
import { type PenaltyOptions, roundingOf, weightsAbove } from "../penalty-options.ts";
import { namesOf } from "./common.ts";
import { type SubsetSolution, type WeightedGraph, weightOf } from "./schema.ts";

/** Pair k is from[k], to[k]; each once. */
export interface PairRule {
  readonly kind: "apart" | "touched";
  readonly from: Int32Array;
  readonly to: Int32Array;
}

const BYTES_PER_VERTEX = 64; // weights, biases, row starts, names

/** The pairs of vertices without an edge, by their larger vertex. O(n^2). @throws {MemoryError} */
export function otherPairs({ vertices: n, edges }: WeightedGraph): Pick<PairRule, "from" | "to"> {
  const all = (n * (n - 1)) / 2;
  requireGraphMemory(n, all - edges.length, BYTES_PER_VERTEX);
  const joined = new Uint8Array(all);
  for (const [i, j] of edges) joined[i < j ? (j * (j - 1)) / 2 + i : (i * (i - 1)) / 2 + j] = 1;
  const from = new Int32Array(all - edges.length);
  const to = new Int32Array(all - edges.length);
  let count = 0;
  for (let j = 1, pair = 0; j < n; j++) {
    for (let i = 0; i < j; i++, pair++) {
      if (joined[pair] === 1) continue;
      from[count] = i;
      to[count++] = j;
    }
  }
  return { from, to };
}

/** Bit v is vertex v. Decoding asks `verify` alone and never repairs. @throws {MemoryError} for more pairs than memory holds */
export function encodeChoice<G extends WeightedGraph>(
  graph: G,
  rule: PairRule,
  options: PenaltyOptions,
  verify: (graph: G, solution: SubsetSolution) => readonly Violation[],
): Encoding<SubsetSolution> {
  const pairs = rule.from.length;
  requireGraphMemory(graph.vertices, pairs, BYTES_PER_VERTEX);
  const weights = Float64Array.from({ length: graph.vertices }, (_, vertex) => weightOf(graph, vertex));
  const thresholds = Float64Array.from(rule.from, (i, k) => Math.min(weights[i], weights[rule.to[k]]));
  const largest = thresholds.reduce((most, threshold) => Math.max(most, threshold), 0);
  const penalties = thresholds.map(weightsAbove(largest, weights.every(Number.isInteger), options));
  const model = modelOf(graph, rule, weights, penalties);
  const objective = modelOf(graph, { ...rule, from: NONE, to: NONE }, weights, new Float64Array());
  const nothing = weights.map(() => 0);
  return {
    model,
    parts: () => ({
      objective,
      constraints: pairs === 0 ? nothingLike(model) : modelOf(graph, rule, nothing, penalties),
    }),
    penalty: pairs === 0 ? null : proofOf(graph, rule, { thresholds, penalties, largest }, model, options),
    decode: (state) => decode(graph, state, verify),
    embed: ({ choose }) => ({ kind: "plain", values: Int8Array.from(choose) }),
  };
}

const NONE = new Int32Array();

function modelOf(
  graph: WeightedGraph,
  { kind, from, to }: PairRule,
  weights: Float64Array,
  penalties: Float64Array,
): EnergyModel {
  const n = graph.vertices;
  const values = kind === "apart" ? weights.slice() : weights.map((weight) => 0 - weight);
  let offset = 0;
  if (kind === "touched") {
    penalties.forEach((penalty, k) => {
      values[from[k]] += penalty;
      values[to[k]] += penalty;
      offset += penalty;
    });
  }
  const energy = {
    couplings: csrFromEdges(
      n,
      from,
      to,
      penalties.map((penalty) => 0 - penalty),
    ),
    biases: { kind: "dense", n, values } as const,
    offset,
  };
  const labels = { kind: "list", names: namesOf(graph).map((name) => `choose[${name}]`) } as const;
  return { n, domain: "bit", ...energy, labels, structure: [], integer: isIntegerModel(energy) };
}

function proofOf(
  graph: WeightedGraph,
  { kind, from, to }: PairRule,
  known: { readonly thresholds: Float64Array; readonly penalties: Float64Array; readonly largest: number },
  model: EnergyModel,
  { penalty }: PenaltyOptions,
): PenaltyProof {
  const { thresholds, penalties, largest } = known;
  const at = thresholds.indexOf(largest);
  const rounding = roundingOf(model.integer, magnitudeBound(model));
  const enough = penalties.every((weight, k) => weight - thresholds[k] > rounding);
  const guaranteed = penalty === "exact" && enough;
  const [weight, pair] = [penalties[at], `${vertexName(graph, from[at])} and ${vertexName(graph, to[at])}`];
  const change = kind === "apart" ? "leaving out" : "taking in";
  return {
    mode: guaranteed ? "exact" : "tight",
    weights: [{ name: `${kind === "apart" ? "both" : "neither"} of a pair`, weight, threshold: largest }],
    inequality: `A_uv > min(w_u, w_v) for every pair, at most ${weight} > ${largest}: ${change} the lighter end costs less${guaranteed ? "" : "; not proven here"}`,
    witness: `vertices ${pair}`,
    guaranteed,
  };
}

function decode<G extends WeightedGraph>(
  graph: G,
  state: State,
  verify: (graph: G, solution: SubsetSolution) => readonly Violation[],
): Decoded<SubsetSolution> {
  if (state.kind !== "plain") return wrongState(`a choice needs one bit a vertex, found a ${state.kind} state`);
  const solution = { choose: Array.from(state.values) };
  return judged(solution, verify(graph, solution));
}

/**
 * Exact cover as an energy over one bit a set, Y_e the number of chosen sets with element e:
 *
 *     E = sum_s c_s x_s + A sum_e (1 - Y_e)^2 = A elements + sum_s (c_s - A |s|) x_s + 2 A sum_{s<t} |s and t| x_s x_t
 *
 * Sufficient: A > sum_e (M_e - m_e) + max_e m_e, m_e and M_e the least and largest share c_s / |s| of element e among its sets. An exact
 * cover costs at most sum_e M_e; a state costs at least sum_e Y_e m_e for its sets, so it saves at most sum_e (M_e - m_e) + the m_e
 * of its uncovered elements, and pays A for each of these, or for some other element. Also sufficient: A > sum_s c_s over
 * sets that are not empty. Sharp where all shares are alike: leaving one element out saves its share. O(sum over elements of (sets
 * with it)^2).
 */
import { csrFromEdges, type EnergyModel, isIntegerModel, magnitudeBound } from "../../src/model/index.ts";
import { judged, wrongState } from "../../src/modelling/decoding.ts";
import { requireGraphMemory } from "../../src/modelling/graph.ts";
import { nothingLike } from "../../src/modelling/parts.ts";
import { type PenaltyOptions, roundingOf, weightsAbove } from "../../src/modelling/penalty-options.ts";
import { type SetChoice, setName, setsOfElements } from "../../src/modelling/set-system/schema.ts";
import type { Encoding } from "../../src/problem.ts";
import { miscovered } from "./referee.ts";
import { costOf, type ExactCoverInstance } from "./schema.ts";

const BYTES_PER_SET = 100;
const ROUNDING = 1e-12; // upwards, of sums of quotients: the threshold stays sufficient

export function encodeExactCover(instance: ExactCoverInstance, options: PenaltyOptions): Encoding<SetChoice> {
  const { sets, elements } = instance;
  const costs = sets.map((_, s) => costOf(instance, s));
  const { threshold, witness } = thresholdOf(instance, costs);
  const weight = weightsAbove(threshold, costs.every(Number.isInteger), options)(threshold);
  const make = modelsOf(instance);
  const model = make(costs, weight);
  const enough = weight - threshold > roundingOf(model.integer, magnitudeBound(model));
  const guaranteed = options.penalty === "exact" && enough;
  return {
    model,
    parts: () => ({
      objective: objectiveOf(model, costs),
      constraints: make(
        costs.map(() => 0),
        weight,
      ),
    }),
    penalty: {
      mode: guaranteed ? "exact" : "tight",
      weights: [{ name: "element not in exactly one chosen set, A", weight, threshold }],
      inequality: `A > ${threshold}, the most that breaking the rule can save, with A = ${weight}${guaranteed ? "" : "; not proven here"}`,
      witness: elements === 0 ? "no element" : witness,
      guaranteed,
    },
    decode(state) {
      if (state.kind !== "plain") return wrongState(`a cover needs one bit a set, found a ${state.kind} state`);
      const solution = { choose: Array.from(state.values) };
      return judged(solution, miscovered(instance, solution));
    },
    embed: ({ choose }) => ({ kind: "plain", values: Int8Array.from(choose) }),
  };
}

/** sum_s c_s x_s, with no coupling at all. */
function objectiveOf(model: EnergyModel, costs: readonly number[]): EnergyModel {
  const biases = { kind: "dense", n: model.n, values: Float64Array.from(costs, (cost) => 0 - cost) } as const;
  return { ...nothingLike(model), biases, integer: costs.every(Number.isInteger) };
}

/** The smaller of both sufficient thresholds, and what sets it. */
function thresholdOf(instance: ExactCoverInstance, costs: readonly number[]): { threshold: number; witness: string } {
  const { least, largest } = sharesOf(instance, costs);
  const highest = least.reduce((best, share, element) => (share > least[best] ? element : best), 0);
  const spread = least.reduce((sum, share, element) => sum + largest[element] - share, 0) + least[highest];
  const total = costs.reduce((sum, cost, s) => (instance.sets[s].length > 0 ? sum + cost : sum), 0);
  const rounded = Number.isInteger(spread) ? spread : spread * (1 + ROUNDING);
  if (rounded < total)
    return { threshold: rounded, witness: `element ${highest} and the shares of all elements in costs` };
  return { threshold: total, witness: "the cost of all sets" };
}

/** Of each element: the least and the largest cost an element among its sets. */
export function sharesOf(
  instance: ExactCoverInstance,
  costs: readonly number[],
): { readonly least: readonly number[]; readonly largest: readonly number[] } {
  const own = setsOfElements(instance);
  const share = (set: number) => costs[set] / instance.sets[set].length;
  return {
    least: own.map((list) => list.reduce((low, s) => Math.min(low, share(s)), Number.POSITIVE_INFINITY)),
    largest: own.map((list) => list.reduce((high, s) => Math.max(high, share(s)), 0)),
  };
}

/** Models over the same pairs of sets, for any costs and weight. @throws {MemoryError} */
function modelsOf(instance: ExactCoverInstance): (costs: readonly number[], weight: number) => EnergyModel {
  const { sets, elements } = instance;
  const n = sets.length;
  const own = setsOfElements(instance);
  const most = own.reduce((pairs, { length }) => pairs + (length * (length - 1)) / 2, 0);
  requireGraphMemory(n, most, BYTES_PER_SET);
  const from = new Int32Array(most);
  const to = new Int32Array(most);
  let count = 0;
  for (const list of own) {
    for (const [k, j] of list.entries()) {
      for (let h = 0; h < k; h++) {
        from[count] = list[h];
        to[count++] = j;
      }
    }
  }
  const labels = { kind: "list", names: sets.map((_, s) => `choose[${setName(instance, s)}]`) } as const;
  return (costs, weight) => {
    const values = Float64Array.from(sets, (set, s) => weight * set.length - costs[s]);
    const couplings = csrFromEdges(n, from, to, new Float64Array(most).fill(-2 * weight));
    const energy = { couplings, biases: { kind: "dense", n, values } as const, offset: weight * elements };
    return { n, domain: "bit", ...energy, labels, structure: [], integer: isIntegerModel(energy) };
  };
}

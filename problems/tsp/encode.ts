/**
 * Tours as an energy over bits x_cp (city c at place p, variable c * size + p):
 * E = sum_p sum_{c != c'} d_cc' x_cp x_c',p+1 - R' sum x + P (conflicting pairs) + size R'.
 * Couplings are Kronecker products, D (x) cycle for the distances: the memory of D, never n^4 entries.
 * With city 0 fixed before the first place the cycle is a path, and biases carry the ways from and to city 0.
 */
import { GroundstateError } from "../../src/errors.ts";
import {
  type Biases,
  type EnergyModel,
  type Factor,
  isIntegerModel,
  kronecker,
  type Labels,
  noBiases,
  type Term,
} from "../../src/model/index.ts";
import type { Encoding, PenaltyProof } from "../../src/problem.ts";
import { decodeState, embedTour } from "./decode.ts";
import { type DistanceFactor, distanceFactor, isIntegral, waysOfFirst, withoutFirst } from "./distances.ts";
import { cityCount, cityName, type TspInstance, type TspOptions, type TspSolution } from "./schema.ts";
import { countedTours } from "./talavan-yanez.ts";
import { dearestInsertion } from "./threshold.ts";
import { penaltyProof, STRUCTURAL_PROOF, weightsFor } from "./weights.ts";

/** What keeps states close to permutations: constraint terms, one bias for every bit, and a constant. */
interface Constraint {
  readonly terms: readonly Term[];
  readonly bias: number;
  readonly offset: number;
  readonly proof: PenaltyProof;
}

/** @throws {GroundstateError} "invalid-options" */
export function encodeTours(instance: TspInstance, options: TspOptions): Encoding<TspSolution> {
  refuseBadNumbers(options);
  const fixed = options.fixFirst ? 1 : 0;
  const distances = distanceFactor(instance);
  const size = distances.n - fixed;
  const { terms, bias, offset, proof } = constraintOf(instance, distances, options);
  const model = {
    n: size * size,
    domain: "bit",
    couplings: { kind: "sum", n: size * size, terms: [...terms, tourTerm(distances, fixed)] },
    biases: biasesOf(distances, size, fixed, bias),
    offset,
    structure: [{ kind: "permutation", size, penalised: options.penalty !== "structural" }],
    labels: labelsOf(instance, fixed),
  } as const satisfies Omit<EnergyModel, "integer">;
  return {
    model: { ...model, integer: isIntegerModel(model) },
    penalty: proof,
    decode: (state) => decodeState(instance, fixed, state),
    embed: (solution) => embedTour(instance, fixed, solution),
  };
}

function constraintOf(instance: TspInstance, distances: DistanceFactor, options: TspOptions): Constraint {
  const { penalty } = options;
  if (penalty === "structural") return { terms: [], bias: 0, offset: 0, proof: STRUCTURAL_PROOF };
  if (penalty === "talavan-yanez") return countedTours(instance, distances, options);
  const fixed = options.fixFirst ? 1 : 0;
  const n = distances.n - fixed;
  const threshold = dearestInsertion(distances, fixed);
  const weights = weightsFor(threshold, options, isIntegral(distances));
  const identity: Factor = { kind: "identity", n };
  const others: Factor = { kind: "all-but-diagonal", n };
  return {
    terms: [
      { scale: -weights.pair / 2, start: 0, couplings: kronecker(identity, others) },
      { scale: -weights.pair / 2, start: 0, couplings: kronecker(others, identity) },
    ],
    bias: weights.reward,
    offset: n * weights.reward,
    proof: penaltyProof(instance, threshold, weights, penalty),
  };
}

function tourTerm(distances: DistanceFactor, fixed: 0 | 1): Term {
  const couplings =
    fixed === 1
      ? kronecker(withoutFirst(distances), { kind: "path", n: distances.n - 1 })
      : kronecker(distances, { kind: "cycle", n: distances.n });
  return { scale: -1, start: 0, couplings };
}

function biasesOf(distances: DistanceFactor, size: number, fixed: 0 | 1, bias: number): Biases {
  const n = size * size;
  const same: Biases = bias === 0 ? noBiases(n) : { kind: "constant", n, value: bias };
  if (fixed === 0) return same;
  const { out, back } = waysOfFirst(distances);
  const firstPlace = new Float64Array(size);
  const lastPlace = new Float64Array(size);
  firstPlace[0] = 1;
  lastPlace[size - 1] = 1;
  const ways: Biases = {
    kind: "outer",
    n,
    rows: size,
    columns: size,
    left: [out, back],
    right: [firstPlace, lastPlace],
  };
  return {
    kind: "sum",
    n,
    parts: [
      { scale: 1, start: 0, biases: same },
      { scale: -1, start: 0, biases: ways },
    ],
  };
}

function labelsOf(instance: TspInstance, fixed: 0 | 1): Labels {
  const length = cityCount(instance) - fixed;
  return {
    kind: "grid",
    rows: Array.from({ length }, (_, c) => cityName(instance, c + fixed)),
    columns: Array.from({ length }, (_, p) => `place ${p + fixed}`),
  };
}

/** Callers without the schema: numbers for which no weight is proven. */
function refuseBadNumbers({ margin, tightness, countWeight }: TspOptions): void {
  const refuse = (name: string, value: number, expected: string): never => {
    throw new GroundstateError("invalid-options", `${name} is ${value}, expected ${expected}`);
  };
  if (!(margin > 1 && margin <= 1e6)) refuse("margin", margin, "a number above 1, at most 1e6");
  if (!(tightness > 0 && tightness <= 1)) refuse("tightness", tightness, "a number above 0, at most 1");
  if (!(countWeight >= 1e-3 && countWeight <= 1e3)) refuse("countWeight", countWeight, "a number from 0.001 to 1000");
}

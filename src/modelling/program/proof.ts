/** The proof that a model carries, out of the proofs of its weights. */
import type { PenaltyProof } from "../../problem.ts";
import type { CompileOptions } from "./compile.ts";
import type { Weighted } from "./weights.ts";

const LISTED = 50; // weights in a proof; families of constraints are then told by their largest
const SAID = 4; // inequalities in a sentence
const ROUNDING = 2 ** -50; // of energies that are no whole numbers, over their magnitude: coefficients that are sums of a few doubles

/** What else a guarantee hangs on, besides the weights. */
export interface Circumstances {
  /** Every penalty is an exact image of its constraint. */
  readonly exact: boolean;
  /** Bound of the energy. */
  readonly magnitude: number;
  /** Every coefficient of the energy is a multiple of 1/2 that a double holds: then it is the energy that the proof speaks of. */
  readonly whole: boolean;
}

/** Null when there is nothing to prove. */
export function proofOf(
  weights: readonly Weighted[],
  { penalty }: CompileOptions,
  { exact, magnitude, whole }: Circumstances,
): PenaltyProof | null {
  if (weights.length === 0) return null;
  const families = weights.length <= LISTED ? weights : largestOfFamilies(weights);
  const rounding = whole ? 0 : ROUNDING * magnitude;
  const enough = weights.every(({ weight, threshold }) => weight - threshold > rounding);
  const guaranteed = penalty !== "tight" && exact && enough;
  const said = families.slice(0, SAID).map(({ inequality }) => inequality);
  if (families.length > SAID) said.push(`and ${families.length - SAID} more`);
  if (!exact) said.push("numbers were rounded, or slack left out: nothing is proved");
  else if (penalty === "exact" && !guaranteed) said.push("not all weights are proven");
  const top = families.reduce((a, b) => (b.threshold > a.threshold ? b : a));
  return {
    mode: guaranteed ? "exact" : "tight",
    weights: families.map(({ name, weight, threshold }) => ({ name, weight, threshold })),
    inequality: said.join("; "),
    witness: top.witness,
    guaranteed,
  };
}

/** Constraints `cover[1]`, `cover[2]`, ... are one family. */
function largestOfFamilies(weights: readonly Weighted[]): Weighted[] {
  const families = new Map<string, Weighted>();
  for (const weight of weights) {
    const family = weight.name.replace(/\[.*$/, "");
    const known = families.get(family);
    if (known === undefined || weight.threshold > known.threshold) families.set(family, weight);
  }
  return [...families.values()];
}

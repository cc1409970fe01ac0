/** Which models a network of free single flips cannot take: those whose energy does not punish leaving the structure. */
import type { EnergyModel } from "../../src/model/types.ts";
import type { Refusal } from "../../src/solver.ts";

/** Null when the energy itself enforces every structure of the model. */
export function refuseUnpenalised(model: EnergyModel): Refusal | null {
  for (const structure of model.structure) {
    if (structure.penalised) continue;
    return {
      reason: `single flips leave the ${structure.kind} structure of this model, and its energy has no penalty for that`,
      instead: structure.kind === "permutation" ? "permutation" : "kernighan-lin",
    };
  }
  return null;
}

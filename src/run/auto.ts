/** `auto`: which solver fits a model, by its structure and size, and why, in one line. */
import { structureOf } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";

/** Up to here enumeration takes well under a second and proves the answer. */
const ENUMERABLE = 22;

export interface Choice {
  readonly solver: string;
  readonly reason: string;
}

export function chooseSolver(model: EnergyModel): Choice {
  const penalised = model.structure.every((structure) => structure.penalised);
  if (model.n <= ENUMERABLE && penalised) {
    return {
      solver: "exhaustive",
      reason: `${model.n} variables: all 2^${model.n} states can be enumerated, which proves the answer`,
    };
  }
  const permutation = structureOf(model, "permutation");
  if (permutation !== null) {
    return {
      solver: "permutation",
      reason: `a permutation of ${permutation.size}: moves inside the permutations keep every state valid`,
    };
  }
  const balance = structureOf(model, "balance");
  if (balance !== null) {
    return {
      solver: "kernighan-lin",
      reason: `${balance.items} items in ${balance.parts} balanced parts: moves that keep the balance`,
    };
  }
  return {
    solver: "annealing",
    reason: `${model.n} ${model.domain}s without a structure to exploit: single-flip annealing`,
  };
}

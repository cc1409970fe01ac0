/** `auto`: which solver fits a model, by its structure and size, and why, in one line. */
import { unreachable } from "../errors.ts";
import { structureOf } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";
import { usualSolver } from "../solver.ts";

/** Up to here enumeration takes well under a second and proves the lowest energy. */
const ENUMERABLE = 22;

export interface Choice {
  readonly solver: string;
  readonly reason: string;
}

/** @param takes whether a solver, with its defaults, takes this model */
export function chooseSolver(model: EnergyModel, takes: (solver: string) => boolean): Choice {
  const penalised = model.structure.every((structure) => structure.penalised);
  const usual = usualSolver(model);
  // Differencing ends sooner, and squares of large sums are not exact in the levels that enumeration adds up.
  const square = usual === "differencing";
  if (model.n <= ENUMERABLE && penalised && !square && takes("exhaustive")) {
    return {
      solver: "exhaustive",
      reason: `${model.n} variables: all 2^${model.n} states can be enumerated, which proves the lowest energy`,
    };
  }
  const solver = takes(usual) ? usual : "annealing";
  switch (solver) {
    case "permutation": {
      const { size } = structureOf(model, "permutation")!;
      return { solver, reason: `a permutation of ${size}: moves inside the permutations keep every state valid` };
    }
    case "kernighan-lin": {
      const { items, parts } = structureOf(model, "balance")!;
      return { solver, reason: `${items} items in ${parts} balanced parts: moves that keep the balance` };
    }
    case "disjunctive": {
      const { duration, jobStart } = structureOf(model, "schedule")!;
      const what = `${duration.length} operations of ${jobStart.length - 1} jobs`;
      return { solver, reason: `${what}: moves inside the orders of the machines keep every state a schedule` };
    }
    case "packing": {
      const { groups, size } = structureOf(model, "packing")!;
      return { solver, reason: `${groups} items in ${size} bins: exchanges that keep every capacity but two` };
    }
    case "potts": {
      const { groups, size } = structureOf(model, "one-hot")!;
      return { solver, reason: `${groups} groups of ${size} choices: moves that keep one choice a group` };
    }
    case "row-weighting": {
      const { items, bound } = structureOf(model, "inequalities")!;
      const [what, added] = [`${bound.length} inequalities over ${items} bits`, model.n - items];
      return { solver, reason: `${what}: moves that look at these, and at none of the ${added} bits that encode them` };
    }
    case "polynomial": {
      const { items, coefficient } = structureOf(model, "polynomial")!;
      const [what, added] = [`${coefficient.length} products over ${items.length} bits`, model.n - items.length];
      return { solver, reason: `${what}: moves that look at these, and at none of the ${added} bits that encode them` };
    }
    case "tree-exchange": {
      const { vertices, from } = structureOf(model, "tree")!;
      return {
        solver,
        reason: `trees in a network of ${vertices} vertices and ${from.length} edges: moves from tree to tree`,
      };
    }
    case "differencing":
      return { solver, reason: `the square of a sum of ${model.n} numbers: differences of the largest, and halves` };
    case "annealing": {
      const what = `${model.n} ${model.domain}s without a structure to exploit`;
      if (!takes("portfolio")) return { solver, reason: `${what}: single-flip annealing` };
      return { solver: "portfolio", reason: `${what}: a portfolio that gives the time to what does best` };
    }
    default:
      return unreachable(solver);
  }
}

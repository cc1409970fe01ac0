/** The best tree so far, and the view of the state that it stands for: bits written from it, energy computed from the model alone. */
import { type EnergyModel, energy, type TreeStructure, writeTree } from "../../src/model/index.ts";
import type { Random } from "../../src/random.ts";
import type { Monitor, Step } from "../../src/solver.ts";

export interface Incumbent {
  /** 1 for each edge of the best tree. */
  readonly chosen: Uint8Array;
  /** Its edges beyond bounds, and its cost; Infinity before there is one. */
  readonly excess: () => number;
  readonly cost: () => number;
  /** Takes a tree with less beyond bounds, or as much and a lower cost. True when taken. */
  offer(chosen: Uint8Array, excess: number, cost: number): boolean;
  /** The live view; its energy is computed when the tree has changed. O(stored couplings) then. */
  view(work: number): Step;
}

/** What every search over trees works with. */
export interface Working {
  readonly incumbent: Incumbent;
  readonly random: Random;
  /** 1 for each edge of a tree to begin with, or null. */
  readonly first: Uint8Array | null;
}

/** @param first shown until there is a tree */
export function createIncumbent(
  model: EnergyModel,
  structure: TreeStructure,
  first: Int8Array | null,
  monitor: Monitor | null,
): Incumbent {
  const chosen = new Uint8Array(structure.from.length);
  const state = { kind: "plain", values: first?.slice() ?? new Int8Array(model.n) } as const;
  let excess = Number.POSITIVE_INFINITY;
  let cost = Number.POSITIVE_INFINITY;
  let shown = energy(model, state);
  let changed = false;
  return {
    chosen,
    excess: () => excess,
    cost: () => cost,
    offer(others, beyond, value) {
      if (beyond > excess || (beyond === excess && value >= cost)) return false;
      [excess, cost] = [beyond, value];
      chosen.set(others);
      changed = true;
      return true;
    },
    view(work) {
      if (changed) {
        writeTree(structure, chosen, state.values);
        shown = energy(model, state);
        monitor?.started(state, shown);
        changed = false;
      }
      return { work, energy: shown, state };
    },
  };
}

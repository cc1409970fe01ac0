/** The parts of an energy that is all objective, and pieces for those that are not. @see EnergyParts */
import { type EnergyModel, noBiases } from "../model/index.ts";
import type { Encoding } from "../problem.ts";
import { wrongState } from "./decoding.ts";

/** The energy 0 over the variables and structures of a model. */
export function nothingLike(model: EnergyModel): EnergyModel {
  const { n } = model;
  return { ...model, couplings: { kind: "none", n }, biases: noBiases(n), offset: 0, integer: true };
}

/**
 * A model whose every state is a valid solution: no constraint, no penalty.
 * @param needs "a cut needs one spin a vertex"
 * @param read the solution from one value a variable; @param write the values from the solution
 */
export function freeEncoding<S>(
  model: EnergyModel,
  needs: string,
  read: (values: Int8Array) => S,
  write: (solution: S) => readonly number[],
): Encoding<S> {
  return {
    model,
    parts: () => ({ objective: model, constraints: nothingLike(model) }),
    penalty: null,
    decode: (state) =>
      state.kind === "plain"
        ? { solution: read(state.values), violations: [] }
        : wrongState(`${needs}, found a ${state.kind} state`),
    embed: (solution) => ({ kind: "plain", values: Int8Array.from(write(solution)) }),
  };
}

/** Side 0 is spin -1, side 1 is spin +1. */
export const sidesOf = (spins: Int8Array): number[] => Array.from(spins, (spin) => (spin > 0 ? 1 : 0));
export const spinsOf = (sides: readonly number[]): number[] => sides.map((side) => 2 * side - 1);

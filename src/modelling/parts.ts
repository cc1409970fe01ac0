/** The parts of an energy that is all objective, and pieces for those that are not. @see EnergyParts */
import { type EnergyModel, noBiases } from "../model/index.ts";
import type { Encoding } from "../problem.ts";

/** The energy 0 over the variables and structures of a model. */
export function nothingLike(model: EnergyModel): EnergyModel {
  const { n } = model;
  return { ...model, couplings: { kind: "none", n }, biases: noBiases(n), offset: 0, integer: true };
}

/** A model whose every state is valid: no constraint, no penalty. */
export function objectiveOnly(model: EnergyModel): Pick<Encoding<unknown>, "model" | "parts" | "penalty"> {
  return { model, parts: () => ({ objective: model, constraints: nothingLike(model) }), penalty: null };
}

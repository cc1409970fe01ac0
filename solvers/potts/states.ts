/** Choices of units, as states of the model and back. */
import type { LabelSystem } from "../../src/kernels/labels/system.ts";
import { type EnergyModel, expandState, type State } from "../../src/model/index.ts";

/** Labels where the groups are all there is, else plain values. Allocates. */
export function stateOf(model: EnergyModel, { groups, size, units }: LabelSystem, choices: Int32Array): State {
  if (units === groups) return { kind: "labels", label: choices.slice() };
  const values = new Int8Array(model.n);
  for (let g = 0; g < groups; g++) values[g * size + choices[g]] = 1;
  for (let u = groups; u < units; u++) values[groups * size + u - groups] = choices[u];
  return { kind: "plain", values };
}

/** The choices of a state; a group with several takes the first, one with none its choice 0. Allocates. */
export function choicesFrom(model: EnergyModel, { groups, size, units }: LabelSystem, state: State): Int32Array {
  if (state.kind === "labels" && units === groups) return state.label.slice();
  const values = expandState(model, state);
  return Int32Array.from({ length: units }, (_, u) => {
    if (u >= groups) return values[groups * size + u - groups];
    return Math.max(0, values.subarray(u * size, (u + 1) * size).indexOf(1));
  });
}

/**
 * Exact conversion between bits and spins, x = (1 + s) / 2 (MATH section 1):
 * bits to spins: W/4, b/2 + (W1)/4, c - sum(b)/2 - sum_ij(w_ij)/8; spins to bits: 4W, 2b - 2 W1, c + sum(b) - sum_ij(w_ij)/2.
 * Couplings keep their form (a scale is put in front). Scales are powers of two, so nothing is rounded.
 */
import { GroundstateError } from "../errors.ts";
import { biasTotal } from "./biases.ts";
import { rowSums, scaleCouplings } from "./couplings.ts";
import { isIntegerModel } from "./range.ts";
import type { Domain, EnergyModel, State } from "./types.ts";

/** The same energy over the other domain; the model itself when it is already there. Structure hints of bits are dropped for spins. */
export function toDomain(model: EnergyModel, domain: Domain): EnergyModel {
  if (model.domain === domain) return model;
  const sums = rowSums(model.couplings);
  const total = biasTotal(sums);
  const biasSum = biasTotal(model.biases);
  const toSpin = domain === "spin";
  const [w, b, r] = toSpin ? [1 / 4, 1 / 2, 1 / 4] : [4, 2, -2];
  const converted = {
    ...model,
    domain,
    couplings: scaleCouplings(model.couplings, w),
    biases: {
      kind: "sum" as const,
      n: model.n,
      parts: [
        { scale: b, start: 0, biases: model.biases },
        { scale: r, start: 0, biases: sums },
      ],
    },
    offset: toSpin ? model.offset - biasSum / 2 - total / 8 : model.offset + biasSum - total / 2,
    structure: [],
  };
  return { ...converted, integer: model.integer && isIntegerModel(converted) };
}

/** The same state over the other domain (plain states only: compact ones live over bits). */
export function stateToDomain(state: State, domain: Domain): State {
  if (state.kind !== "plain") {
    throw new GroundstateError("model", `a ${state.kind} state has no form over ${domain}s`, {
      hint: "Expand it first.",
    });
  }
  const values = state.values.map((value) => (domain === "spin" ? (value === 1 ? 1 : -1) : value === 1 ? 1 : 0));
  return { kind: "plain", values };
}

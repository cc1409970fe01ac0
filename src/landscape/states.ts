/** State indices and what they stand for: bit i of the index is 1 where variable i is +1 (spins) or 1 (bits). */

import { expandState } from "../model/index.ts";
import type { Domain, EnergyModel, State } from "../model/types.ts";

/** The values of all variables. */
export function valuesAt(model: Pick<EnergyModel, "n" | "domain">, state: number): Int8Array {
  const low = model.domain === "spin" ? -1 : 0;
  return Int8Array.from({ length: model.n }, (_, i) => ((state >> i) & 1 ? 1 : low));
}

/** Inverse of `valuesAt`, of plain or compact states. @throws {GroundstateError} "model" when the state does not fit the model */
export function indexOf(model: EnergyModel, state: State): number {
  return expandState(model, state).reduce((index, value, i) => index | (value === 1 ? 1 << i : 0), 0);
}

/** The values in one line, variable 0 first: "+-+" for spins, "101" for bits. */
export function plainLabel(domain: Domain, values: ArrayLike<number>): string {
  const low = domain === "spin" ? "-" : "0";
  const high = domain === "spin" ? "+" : "1";
  return Array.from(values, (value) => (value === 1 ? high : low)).join("");
}

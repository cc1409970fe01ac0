/**
 * Activations v = g(beta u). All of them are one function: the share p = (v - low) / (1 - low) of the range is
 * p = 1 / (1 + exp(-steepness u)), where low is -1 for spins and 0 for bits, and steepness is 2 beta for tanh, beta for logistic:
 *
 * |          | spins, v in (-1, 1)      | bits, v in (0, 1)                   |
 * | tanh     | v = tanh(beta u)         | v = (1 + tanh(beta u)) / 2          |
 * | logistic | v = tanh(beta u / 2)     | v = 1 / (1 + exp(-beta u))          |
 *
 * Hence int g^-1 dv = (1 - low) / steepness * H(p), H(p) = p ln p + (1 - p) ln(1 - p) + ln 2 >= 0, zero in the middle of the range.
 * The responses themselves are a kernel.
 */
import { areaTangent, logarithm, logarithmOfNext } from "../../src/kernels/elementary.ts";
import type { ResponseCurve } from "../../src/kernels/responses/types.ts";
import type { Domain } from "../../src/model/types.ts";

export type ActivationName = "tanh" | "logistic";

export interface Activation extends ResponseCurve {
  readonly name: ActivationName;
  readonly gain: number;
}

export function createActivation(name: ActivationName, gain: number, domain: Domain): Activation {
  return { name, gain, low: domain === "spin" ? -1 : 0, steepness: name === "tanh" ? 2 * gain : gain };
}

/** u for a value strictly inside the range. */
export function excite({ low, steepness }: Activation, v: number): number {
  return (low === -1 ? 2 * areaTangent(v) : logarithm(v) - logarithmOfNext(-v)) / steepness;
}

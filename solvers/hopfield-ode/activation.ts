/**
 * Activations v = g(beta u). All of them are one function: the share p = (v - low) / (1 - low) of the range is
 * p = 1 / (1 + exp(-steepness u)), where low is -1 for spins and 0 for bits, and steepness is 2 beta for tanh, beta for logistic:
 *
 * |          | spins, v in (-1, 1)      | bits, v in (0, 1)                   |
 * | tanh     | v = tanh(beta u)         | v = (1 + tanh(beta u)) / 2          |
 * | logistic | v = tanh(beta u / 2)     | v = 1 / (1 + exp(-beta u))          |
 *
 * Hence int g^-1 dv = (1 - low) / steepness * H(p), H(p) = p ln p + (1 - p) ln(1 - p) + ln 2 >= 0, zero in the middle of the range.
 */
import { areaTangent, hyperbolicTangent, logarithm, logarithmOfNext } from "../../src/kernels/elementary.ts";
import { exponential } from "../../src/kernels/exponential.ts";
import type { Domain } from "../../src/model/types.ts";

export type ActivationName = "tanh" | "logistic";

export interface Activation {
  readonly name: ActivationName;
  readonly gain: number;
  /** Lower end of the range of v; the upper end is 1. */
  readonly low: -1 | 0;
  /** p = 1 / (1 + exp(-steepness u)). */
  readonly steepness: number;
}

export function createActivation(name: ActivationName, gain: number, domain: Domain): Activation {
  return { name, gain, low: domain === "spin" ? -1 : 0, steepness: name === "tanh" ? 2 * gain : gain };
}

/** v for an input u; never leaves the range, and reaches its ends only by rounding. */
export function respond({ low, steepness }: Activation, u: number): number {
  return low === -1 ? hyperbolicTangent((steepness * u) / 2) : share(steepness * u);
}

/** 1 / (1 + exp(-z)), accurate near 0 too: for z << 0 it is about exp(z). */
export function share(z: number): number {
  if (z >= 0) return 1 / (1 + exponential(-z));
  const e = exponential(z);
  return e / (1 + e);
}

/** u for a value strictly inside the range. */
export function excite({ low, steepness }: Activation, v: number): number {
  return (low === -1 ? 2 * areaTangent(v) : logarithm(v) - logarithmOfNext(-v)) / steepness;
}

/** H(p) of the value v, in [0, ln 2]. By its power series near the middle, where the closed form cancels. */
export function entropyDeficit({ low }: Activation, v: number): number {
  const d = low === -1 ? v : 2 * v - 1;
  const q = d * d;
  // sum_k d^2k / (2k (2k - 1)); the first term left out is below 1e-17 of the first one at |d| = 1/16
  if (q < 1 / 256)
    return q * (1 / 2 + q * (1 / 12 + q * (1 / 30 + q * (1 / 56 + q * (1 / 90 + q * (1 / 132 + q / 182))))));
  if (q >= 1) return Math.LN2;
  return ((1 + d) * logarithmOfNext(d) + (1 - d) * logarithmOfNext(-d)) / 2;
}

/**
 * Bregman divergence D(v, g(u)) = F(v) - F(w) - u (v - w) >= 0 of F = int g^-1 at w = g(u): how far v is from the response to u.
 * Equals (1 - low) / steepness times the Kullback-Leibler divergence of the shares.
 */
export function divergence({ low, steepness }: Activation, v: number, u: number): number {
  const span = 1 - low;
  const p = (v - low) / span;
  const rest = (1 - v) / span;
  const q = share(steepness * u);
  const restQ = share(-steepness * u);
  const difference = p - q;
  if (q > 1e-12 && restQ > 1e-12 && Math.abs(difference) < 0.5 * Math.min(q, restQ)) {
    return (span / steepness) * (q * excess(difference / q) + restQ * excess(-difference / restQ));
  }
  return (span / steepness) * (plog(p) - p * logShare(steepness * u) + plog(rest) - rest * logShare(-steepness * u));
}

/** (1 + t) ln(1 + t) - t for |t| <= 1/2, by its series near 0 where it cancels. */
function excess(t: number): number {
  if (Math.abs(t) < 1e-3) return t * t * (1 / 2 - t * (1 / 6 - t * (1 / 12 - t * (1 / 20 - t / 30))));
  return (1 + t) * logarithmOfNext(t) - t;
}

function plog(p: number): number {
  return p > 0 ? p * logarithm(p) : 0;
}

/** ln(1 / (1 + exp(-z))) without overflow. */
function logShare(z: number): number {
  return z >= 0 ? -logarithmOfNext(exponential(-z)) : z - logarithmOfNext(exponential(z));
}

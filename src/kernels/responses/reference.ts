/** Responses of graded neurons in TypeScript, one by one: the oracle, and what single values are asked of. */
import { hyperbolicTangent, logarithm, logarithmOfNext } from "../elementary.ts";
import { exponential } from "../exponential.ts";
import type { ResponseCurve, Responses } from "./types.ts";

export function createResponses(n: number): Responses {
  return {
    respond(curve, u, out) {
      for (let i = 0; i < n; i++) out[i] = respond(curve, u[i]);
    },
    entropy(curve, v) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += entropyDeficit(curve, v[i]);
      return sum;
    },
    divergence(curve, v, u) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += divergence(curve, v[i], u[i]);
      return sum;
    },
  };
}

/** v for an input u; never leaves the range, and reaches its ends only by rounding. */
export function respond({ low, steepness }: ResponseCurve, u: number): number {
  return low === -1 ? hyperbolicTangent((steepness * u) / 2) : share(steepness * u);
}

/** 1 / (1 + exp(-z)), accurate near 0 too: for z << 0 it is about exp(z). */
export function share(z: number): number {
  if (z >= 0) return 1 / (1 + exponential(-z));
  const e = exponential(z);
  return e / (1 + e);
}

/** H(p) of the value v, in [0, ln 2]. By its power series near the middle, where the closed form cancels. */
export function entropyDeficit({ low }: ResponseCurve, v: number): number {
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
export function divergence({ low, steepness }: ResponseCurve, v: number, u: number): number {
  const span = 1 - low;
  const p = (v - low) / span;
  const rest = (1 - v) / span;
  // share(z) and share(-z) from one exponential
  const z = steepness * u;
  const e = exponential(-Math.abs(z));
  const [larger, smaller] = [1 / (1 + e), e / (1 + e)];
  const q = z >= 0 ? larger : smaller;
  const restQ = z >= 0 ? smaller : larger;
  const difference = p - q;
  if (q > 1e-12 && restQ > 1e-12 && Math.abs(difference) < 0.5 * Math.min(q, restQ)) {
    return (span / steepness) * (q * excess(difference / q) + restQ * excess(-difference / restQ));
  }
  const tail = logarithmOfNext(e); // ln of the larger share is -tail, of the smaller one -|z| - tail, without overflow
  const logQ = z >= 0 ? -tail : z - tail;
  const logRestQ = z >= 0 ? -z - tail : -tail;
  return (span / steepness) * (plog(p) - p * logQ + plog(rest) - rest * logRestQ);
}

/** (1 + t) ln(1 + t) - t for |t| <= 1/2, by its series near 0 where it cancels. */
function excess(t: number): number {
  if (Math.abs(t) < 1e-3) return t * t * (1 / 2 - t * (1 / 6 - t * (1 / 12 - t * (1 / 20 - t / 30))));
  return (1 + t) * logarithmOfNext(t) - t;
}

function plog(p: number): number {
  return p > 0 ? p * logarithm(p) : 0;
}

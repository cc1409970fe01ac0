/**
 * Responses of graded neurons, many at once: v = low + (1 - low) / (1 + exp(-steepness u)), and the entropies that belong to them. Sums run
 * over ascending neurons; the same bits from all kernels.
 */
export interface ResponseCurve {
  /** Lower end of the range of v; the upper end is 1. */
  readonly low: -1 | 0;
  readonly steepness: number;
}

/** For networks of n neurons; all arrays of length n. */
export interface Responses {
  /** out_i = v for the input u_i; never leaves the range. */
  respond(curve: ResponseCurve, u: Float64Array, out: Float64Array): void;
  /** sum_i H(p_i) of the values v, in [0, n ln 2]. */
  entropy(curve: ResponseCurve, v: Float64Array): number;
  /** sum_i D(v_i, g(u_i)) >= 0: how far the values are from the responses to u. */
  divergence(curve: ResponseCurve, v: Float64Array, u: Float64Array): number;
}

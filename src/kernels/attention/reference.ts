/**
 * Softmax retrieval in plain TypeScript: the oracle and the fallback. O(count size) a query. A score adds the products of even places
 * and those of odd places apart, and `out` adds patterns in order, as the twins do: the same bits.
 */
import { MemoryError } from "../../errors.ts";
import { checkMemory, createAttentionSession } from "./session.ts";
import type { AttentionRequest, AttentionSession } from "./types.ts";
import { createWeights, softmax } from "./weights.ts";

/** Nanoseconds of a product in a sum. */
const PRODUCT = 1.5;

export function createReferenceAttention(request: AttentionRequest): AttentionSession {
  const { count, size, memoryLimit = Number.POSITIVE_INFINITY } = request;
  checkMemory(request);
  const bytes = request.patterns.byteLength + 20 * count;
  if (bytes > memoryLimit) {
    throw new MemoryError(`${count} patterns of ${size}`, bytes, memoryLimit, "Raise the memory limit.");
  }
  const patterns = request.patterns.slice();
  const scores = new Float64Array(count);
  const weights = createWeights(count);
  return createAttentionSession(request, function* ({ queries, beta, out, lse }, query) {
    const from = query * size;
    for (let mu = 0; mu < count; mu++) {
      scores[mu] = score(patterns, mu * size, queries, from, size);
      yield PRODUCT * size;
    }
    softmax(scores, beta, weights);
    lse[query] = weights.lse;
    out.fill(0, from, from + size);
    for (let k = 0; k < weights.count; k++) {
      const start = weights.pattern[k] * size;
      for (let j = 0; j < size; j++) out[from + j] += weights.weight[k] * patterns[start + j];
      yield PRODUCT * size;
    }
    return 1;
  });
}

type Numbers = Float64Array | Int8Array;

function score(patterns: Numbers, start: number, queries: Numbers, from: number, size: number): number {
  let even = 0;
  let odd = 0;
  for (let j = 0; j < size; j += 2) {
    even += patterns[start + j] * queries[from + j];
    if (j + 1 < size) odd += patterns[start + j + 1] * queries[from + j + 1];
  }
  return even + odd;
}

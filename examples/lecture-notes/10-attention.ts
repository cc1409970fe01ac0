/**
 * Hopfield networks is all you need (Ramsauer et al. 2020): retrieval from stored patterns is the attention of transformers,
 * xi <- X' softmax(beta X xi) = softmax(beta Q K') V with the patterns as keys and values, the states as queries, and beta = 1 / sqrt(size).
 */
import assert from "node:assert/strict";
import { createRandom, retrieve } from "groundstate";

const [count, size, asked] = [40, 24, 10];
const beta = 1 / Math.sqrt(size);
const random = createRandom(10);
const normal = () => Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
const patterns = Float64Array.from({ length: count * size }, normal);
const queries = Float64Array.from({ length: asked * size }, normal);

/** Attention from its definition: scaled scores, softmax of each row, averages of the values. */
function attention(Q: Float64Array, K: Float64Array, V: Float64Array): Float64Array {
  const made = new Float64Array(Q.length);
  for (let q = 0; q < asked; q++) {
    const scores = Array.from({ length: count }, (_, mu) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += Q[q * size + i] * K[mu * size + i];
      return sum / Math.sqrt(size);
    });
    const largest = scores.reduce((a, b) => Math.max(a, b));
    const shares = scores.map((score) => Math.exp(score - largest));
    const total = shares.reduce((a, b) => a + b);
    for (const [mu, share] of shares.entries())
      for (let i = 0; i < size; i++) made[q * size + i] += (share / total) * V[mu * size + i];
  }
  return made;
}

const updated = retrieve(patterns, queries, { size, beta });
const attended = attention(queries, patterns, patterns);
const difference = updated.reduce((most, value, k) => Math.max(most, Math.abs(value - attended[k])), 0);
console.log(
  `${asked} queries, ${count} patterns of ${size} numbers: one update is attention to ${difference < 1e-12 ? "1e-12" : difference}`,
);
assert.ok(difference < 1e-12, `update and attention differ by ${difference}`);

// A large beta turns the average of many patterns into the recall of one.
for (const [beta, expected] of [
  [0.01, "an average of many"],
  [8, "the pattern"],
] as const) {
  const noisy = patterns.slice(0, size).map((value) => value + 0.3 * normal());
  const recalled = retrieve(patterns, noisy, { size, beta });
  const error = Math.max(...recalled.map((value, i) => Math.abs(value - patterns[i])));
  const found = error < 1e-6 ? "the pattern" : "an average of many";
  console.log(`beta ${beta}: ${found}`);
  assert.equal(found, expected);
}

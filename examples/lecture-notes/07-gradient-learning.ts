/**
 * The learning algorithm of the slides (MacKay 2003, algorithm 42.9), line by line, against the library's rule `gradient` from the same start. It
 * stores patterns that resemble each other, which Hebb's rule, its start, does not.
 */
import assert from "node:assert/strict";
import { appraise, createRandom, flipNoise, type LearnedMemory, learn, patternsFrom } from "groundstate";

// 8 patterns of 24 neurons, each a prototype with a fifth of it flipped.
const [I, N] = [24, 8];
const random = createRandom(7);
const prototype = Array.from({ length: I }, () => 2 * random.below(2) - 1);
const prototypes = patternsFrom(Array.from({ length: N }, () => prototype));
const x = { ...prototypes, values: flipNoise(prototypes, 0.2, random).values };
const [eta, alpha, L] = [0.1, 0.01, 60];

const at = (n: number, i: number) => x.values[n * I + i];
const range = (length: number) => Array.from({ length }, (_, k) => k);
const sum = (length: number, term: (k: number) => number) => range(length).reduce((total, k) => total + term(k), 0);

let w = range(I).map((i) => range(I).map((j) => sum(N, (n) => at(n, i) * at(n, j)))); // w = x' * x
for (let l = 0; l < L; l++) {
  for (let i = 0; i < I; i++) w[i][i] = 0; // no self-weights
  const a = range(N).map((n) => range(I).map((i) => sum(I, (j) => at(n, j) * w[j][i]))); // a = x * w
  const y = a.map((row) => row.map((value) => 1 / (1 + Math.exp(-value)))); // y = sigmoid(a)
  const e = y.map((row, n) => row.map((value, i) => (1 + at(n, i)) / 2 - value)); // e = t - y
  const g = range(I).map((i) => range(I).map((j) => sum(N, (n) => at(n, i) * e[n][j]))); // gw = x' * e
  w = w.map((row, i) => row.map((value, j) => value + eta * (g[i][j] + g[j][i] - alpha * value))); // gw + gw', then the step
}

const learned = await learn(x, "gradient", { start: "hebb", eta, alpha, loops: L });
let difference = 0;
for (const i of range(I))
  for (const j of range(i)) difference = Math.max(difference, Math.abs(w[i][j] - learned.weights[i * I + j]));
console.log(`after ${L} loops the listing and the library agree${difference < 1e-9 ? "" : ` but for ${difference}`}`);
assert.ok(difference < 1e-9, `weights differ by ${difference}`);

/** How many patterns the weights hold as fixed points. */
function held(memory: LearnedMemory): number {
  const work = appraise(memory);
  let next = work.next();
  while (next.done !== true) next = work.next();
  return next.value.fixedPoints;
}
const hebb = held(await learn(x, "hebb"));
const gradient = held(learned);
console.log(`${N} patterns that resemble each other: Hebb's rule holds ${hebb}, the learning algorithm ${gradient}`);
assert.ok(hebb < N && gradient === N);

/**
 * The energy is a Lyapunov function, provided asynchronous updates and symmetric weights: it is bounded below and each update that changes x_i lowers
 * it by 2 |a_i|. The slide writes f(x) = sum_ij w_ij x_i x_j + sum_i b_i x_i, which is this energy with the weights -w / 2 and the biases -b.
 * With asymmetric weights there is nothing that falls: two neurons chase each other round a cycle of four states.
 */
import assert from "node:assert/strict";
import { checkModel, createRandom, energy, learnedModel, localFields, minimise } from "groundstate";

const n = 8;
const random = createRandom(5);
const weights = new Float64Array(n * n);
for (let i = 0; i < n; i++) {
  for (let j = 0; j < i; j++) {
    weights[i * n + j] = random.below(7) - 3;
    weights[j * n + i] = weights[i * n + j];
  }
}
const biases = { kind: "dense", n, values: Float64Array.from({ length: n }, () => random.below(5) - 2) } as const;
const model = { ...learnedModel(weights, n), biases };
const x = Int8Array.from({ length: n }, () => 2 * random.below(2) - 1);
const energyNow = () => energy(model, { kind: "plain", values: x });
const slide = () =>
  x.reduce(
    (f, xi, i) => f - biases.values[i] * xi + x.reduce((sum, xj, j) => sum - (weights[i * n + j] / 2) * xi * xj, 0),
    0,
  );

let before = energyNow();
console.log(`start: energy ${before}`);
for (let quiet = 0, i = 0; quiet < n; i = (i + 1) % n) {
  const a = localFields(model, x)[i];
  if (a === 0 || Math.sign(a) === x[i]) {
    quiet++;
    continue;
  }
  x[i] = Math.sign(a);
  quiet = 0;
  console.log(`neuron ${i} turns ${x[i] > 0 ? "up" : "down"}: energy ${energyNow()}`);
  assert.equal(energyNow(), before - 2 * Math.abs(a), "each update lowers the energy by 2 |a|");
  assert.equal(energyNow(), slide(), "the slide's function is the energy with the signs turned");
  before = energyNow();
}
const watched = await minimise(model, { solver: "hopfield", seed: 1, verify: true });
console.log(`the library: ${watched.verification?.rises} rises`);
assert.ok(watched.verification !== null && watched.verification.moves > 0 && watched.verification.rises === 0);

// The first neuron wants to be like the second, the second unlike the first.
const chase = [0, 1, -1, 0];
const state = [1, 1];
const path = [state.join(" ")];
for (let update = 0; update < 8; update++) {
  const i = (update + 1) % 2;
  state[i] = chase[2 * i] * state[0] + chase[2 * i + 1] * state[1] >= 0 ? 1 : -1;
  path.push(state.join(" "));
}
console.log(`asymmetric weights: ${path.filter((now, k) => now !== path[k - 1]).join(" | ")} ...`);
assert.equal(path[8], path[0]);
assert.equal(new Set(path).size, 4, "all four states are passed again and again");
assert.throws(() => checkModel(learnedModel(Float64Array.from(chase), 2)), /symmetric/);

/**
 * Listing 1, `energy` and `retrieve_minima`, on the network of figure 1: the energy of all 8 states of three neurons. The listing counts each pair
 * once, E = -sum_{i<j} s_ij x_i x_j; the formula counts it twice and halves, E = -1/2 sum_{i!=j} w_ij x_i x_j: the same with w_ij = w_ji = s_ij.
 */
import assert from "node:assert/strict";
import { energy, learnedModel } from "groundstate";

const upper: readonly (readonly [i: number, j: number, weight: number])[] = [
  [0, 1, 2],
  [0, 2, -1],
  [1, 2, 1],
];
const weights = new Float64Array(9);
for (const [i, j, weight] of upper) {
  weights[3 * i + j] = weight;
  weights[3 * j + i] = weight;
}
const network = learnedModel(weights, 3);

const asInListing = (x: readonly number[]) => 0 - upper.reduce((sum, [i, j, weight]) => sum + weight * x[i] * x[j], 0);

let minimum = Number.POSITIVE_INFINITY;
let minima: string[] = [];
for (const x0 of [-1, 1]) {
  for (const x1 of [-1, 1]) {
    for (const x2 of [-1, 1]) {
      const x = [x0, x1, x2];
      const value = energy(network, { kind: "plain", values: Int8Array.from(x) });
      assert.equal(value, asInListing(x), "both conventions give the same energy");
      console.log(`x: [${x.join(", ")}]  energy: ${value}`);
      if (value < minimum) minima = [];
      if (value <= minimum) minima.push(`[${x.join(", ")}]`);
      minimum = Math.min(minimum, value);
    }
  }
}
console.log(`least energy ${minimum} at ${minima.join(", ")}`);

// The two memories of the notes are minima, and so are two more states: the third neuron feels -1 from one neighbour and +1 from the other.
assert.equal(minimum, -2);
assert.ok(minima.includes("[1, 1, 1]") && minima.includes("[-1, -1, -1]"));
assert.deepEqual(minima, ["[-1, -1, -1]", "[-1, -1, 1]", "[1, 1, -1]", "[1, 1, 1]"]);

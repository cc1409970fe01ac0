/**
 * What a neuron makes of its activation a. Binary: h(a) = 1 for a >= 0, else -1, so a tie turns it up. Continuous: x = tanh(a). With a gain beta,
 * tanh(beta a) comes as close to h as one likes. The library's binary dynamics keeps a neuron that feels nothing, so that no energy level is left
 * for nothing; its continuous dynamics, `graded`, ends where x_i = tanh(beta a_i).
 */
import assert from "node:assert/strict";
import { learnedModel, localFields, patternsFrom, recall } from "groundstate";

const h = (a: number) => (a >= 0 ? 1 : -1);
const text = (value: number) => value.toFixed(4).padStart(8);
console.log("       a    h(a) tanh(a) tanh(20a)");
for (const a of [-2, -0.5, 0, 0.5, 2]) {
  console.log(text(a), String(h(a)).padStart(4), text(Math.tanh(a)), text(Math.tanh(20 * a)));
  assert.ok(a === 0 || Math.abs(Math.tanh(20 * a) - h(a)) < 1e-8, "a steep tanh is the binary neuron");
}
assert.equal(h(0), 1);

// The three neurons: in [1, 1, -1] the third feels -1 + 1 = 0.
const weights = Float64Array.of(0, 2, -1, 2, 0, 1, -1, 1, 0);
const patterns = patternsFrom([[1, 1, 1]]);
const network = { patterns, weights, model: learnedModel(weights, 3) };
const cue = { count: 1, size: 3, values: Int8Array.of(1, 1, -1) };
const activations = localFields(network.model, cue.values);
const kept = (await recall(network, cue, { dynamics: "cyclic" })).trajectories[0].state;
console.log(`activations of [1, 1, -1]: [${activations.join(", ")}]`);
console.log(`h gives [${Array.from(activations, h).join(", ")}], keeping ties [${kept.join(", ")}]`);
assert.deepEqual(Array.from(activations, h), [1, 1, 1]);
assert.deepEqual([...kept], [1, 1, -1]);

// Continuous neurons at rest: each is the tanh of what it feels.
const beta = 1;
const { activity } = (await recall(network, cue, { dynamics: "graded", options: { beta } })).trajectories[0];
assert.ok(activity !== null);
const felt = localFields(network.model, activity);
console.log(`continuous, at rest: [${Array.from(activity, (x) => x.toFixed(4)).join(", ")}]`);
for (let i = 0; i < 3; i++)
  assert.ok(Math.abs(activity[i] - Math.tanh(beta * felt[i])) < 1e-8, `neuron ${i} is at rest`);

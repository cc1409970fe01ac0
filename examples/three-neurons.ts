/**
 * The three-neuron network of the lecture: its energy, its minima, and the asynchronous updates that find them. With weights
 * 2, -1, 1 the minimum -2 is reached at [1, 1, 1] and [-1, -1, -1] as the lecture says, and at [1, 1, -1] and [-1, -1, 1] too:
 * the third neuron feels -1 and +1, which cancel.
 */
import assert from "node:assert/strict";
import { solve } from "groundstate";

// E(s) = -(2 s0 s1 - s0 s2 + s1 s2): as an Ising instance, J = -w.
const network = {
  problem: "ising",
  spins: 3,
  couplings: [
    [0, 1, -2],
    [0, 2, 1],
    [1, 2, -1],
  ],
};

const all = await solve("ising", network, { solver: "exhaustive" });
const { groundStates } = all.findings as { groundStates: number[][] };
console.log(`minimum ${all.objective}, reached at ${JSON.stringify(groundStates)}`);
assert.equal(all.objective, -2);
assert.deepEqual(groundStates.map(String).sort(), ["-1,-1,-1", "-1,-1,1", "1,1,-1", "1,1,1"]);

const recalled = await solve("ising", network, {
  solver: "hopfield",
  options: { order: "cyclic" },
  start: { spins: [-1, 1, 1] },
});
console.log(`from [-1, 1, 1] the network falls to ${JSON.stringify(recalled.solution)}`);
assert.equal(recalled.energy, -2);

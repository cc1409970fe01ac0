/**
 * Who influences whom first? Synchronous updates, a_i = sum_j w_ij x_j for all at once, against one neuron at a time. Two neurons that want to be
 * alike swap for ever when both move together; one at a time they come to rest, and the order decides where.
 */
import assert from "node:assert/strict";
import { learnedModel, localFields, patternsFrom, recall } from "groundstate";

const weights = Float64Array.of(0, 1, 1, 0);
const model = learnedModel(weights, 2);
const network = { patterns: patternsFrom([[1, 1]]), weights, model };
const start = { count: 1, size: 2, values: Int8Array.of(1, -1) };
const show = (state: Int8Array) => `[${state.join(", ")}]`;
const sign = (a: number) => (a >= 0 ? 1 : -1);

/** The states that updates of these neurons pass, those in one list at once. */
function orbit(groups: readonly (readonly number[])[]): string {
  const state = start.values.slice();
  const passed = [show(state)];
  for (const group of groups) {
    const activations = localFields(model, state);
    for (const i of group) state[i] = sign(activations[i]);
    passed.push(show(state));
  }
  return passed.join(" ");
}
const together = orbit([
  [0, 1],
  [0, 1],
  [0, 1],
  [0, 1],
]);
const firstFirst = orbit([[0], [1], [0], [1]]);
const lastFirst = orbit([[1], [0], [1], [0]]);
console.log(`both at once:      ${together}`);
console.log(`the first first:   ${firstFirst}`);
console.log(`the second first:  ${lastFirst}`);
assert.equal(together, "[1, -1] [-1, 1] [1, -1] [-1, 1] [1, -1]");
assert.ok(firstFirst.endsWith("[-1, -1] [-1, -1]") && lastFirst.endsWith("[1, 1] [1, 1]"));

for (const [dynamics, expected] of [
  ["synchronous", "two-cycle"],
  ["cyclic", "fixed-point"],
  ["random", "fixed-point"],
] as const) {
  const { trajectories, verification } = await recall(network, start, { dynamics, verify: true });
  const { ending, energies } = trajectories[0];
  console.log(`${dynamics.padEnd(12)} ${ending}, its Lyapunov function: ${energies.join(", ")}`);
  assert.equal(ending, expected);
  assert.equal(verification?.rises, 0); // synchronous updates do not lower E, but L2(t) = -x(t)'W x(t-1) never rises
}

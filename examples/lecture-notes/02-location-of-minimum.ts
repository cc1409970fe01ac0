/**
 * Listing 1, `loc_of_min`: where the smallest element of a list is, the first of equal ones; on the energies of the three neurons it
 * finds the state that enumeration proves to be lowest.
 */
import assert from "node:assert/strict";
import { energy, learnedModel, minimise } from "groundstate";

const locationOfMinimum = (list: readonly number[]) =>
  list.reduce((best, value, i) => (value < list[best] ? i : best), 0);

for (const list of [[5], [3, 1, 2], [4, 0, 7, 0], [-1, -1, -2, 9]]) {
  console.log(`[${list.join(", ")}]: the smallest is at ${locationOfMinimum(list)}`);
  assert.equal(locationOfMinimum(list), list.indexOf(list.toSorted((a, b) => a - b)[0]));
}

const network = learnedModel(Float64Array.of(0, 2, -1, 2, 0, 1, -1, 1, 0), 3);
const states = Array.from({ length: 8 }, (_, k) => Int8Array.of(k & 4 ? 1 : -1, k & 2 ? 1 : -1, k & 1 ? 1 : -1));
const energies = states.map((values) => energy(network, { kind: "plain", values }));
const at = locationOfMinimum(energies);
console.log(`energies [${energies.join(", ")}]: the smallest is at ${at}, the state [${states[at].join(", ")}]`);
assert.equal(at, 0);

const proved = await minimise(network, { solver: "exhaustive" });
console.log(`enumeration: ${proved.energy}, ${proved.status}`);
assert.deepEqual([proved.energy, proved.status], [energies[at], "optimal"]);

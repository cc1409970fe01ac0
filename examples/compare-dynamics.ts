/** One tour model, three ways: discrete Hopfield dynamics, the continuous-time network, and moves inside the permutations. */
import assert from "node:assert/strict";
import { catalogue, createRandom, type InstanceOf, solve } from "groundstate";

const random = createRandom(7);
const coordinates = Array.from({ length: 12 }, () => [
  Math.round(100 * random.uniform()),
  Math.round(100 * random.uniform()),
]);
const instance: InstanceOf<typeof catalogue.tsp> = { problem: "tsp", coordinates, metric: "EUC_2D" };

for (const solver of ["hopfield", "hopfield-ode", "permutation"]) {
  const result = await solve(catalogue.tsp, instance, {
    solver,
    time: 2,
    seed: 1,
    ...(solver === "permutation" ? { work: 1e5 } : {}),
  });
  assert.ok(result.valid); // with proven penalties every 1-flip minimum is a tour
  assert.equal(result.solution?.tour.length, 12); // typed: the problem knows its solutions
  console.log(`${solver.padEnd(12)} ${result.objective}  (${result.status})`);
}

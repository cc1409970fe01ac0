/** One tour model, three ways: discrete Hopfield dynamics, the continuous-time network, and moves inside the permutations. */
import assert from "node:assert/strict";
import { createRandom, problemById, solve } from "groundstate";

const random = createRandom(7);
const coordinates = Array.from({ length: 12 }, () => [
  Math.round(100 * random.uniform()),
  Math.round(100 * random.uniform()),
]);
const instance = { problem: "tsp", coordinates, metric: "EUC_2D" };

for (const solver of ["hopfield", "hopfield-ode", "permutation"]) {
  const result = await solve("tsp", instance, {
    solver,
    time: 2,
    seed: 1,
    ...(solver === "permutation" ? { work: 1e5 } : {}),
  });
  assert.ok(result.valid); // with proven penalties every 1-flip minimum is a tour
  assert.deepEqual(problemById("tsp").verify(instance, result.solution), []);
  console.log(`${solver.padEnd(12)} ${result.objective}  (${result.status})`);
}

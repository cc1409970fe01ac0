/**
 * A Hopfield network that solves the travelling salesman's problem of K = 4 cities: 16 neurons, one for each city at each place. Its minima are the
 * 4! = 24 valid states and nothing else; the best round trip has 8 of them, for its 4 starts and 2 directions. The weights of neuron B2 and the
 * whole figure 42.10: examples/mackay-figure-42-10.ts.
 */
import assert from "node:assert/strict";
import { catalogue, energy, type InstanceOf, isRejected, landscape, solve } from "groundstate";

const { tsp } = catalogue;
const instance: InstanceOf<typeof tsp> = {
  problem: "tsp",
  cities: ["A", "B", "C", "D"], // the corners of a rectangle of 4 by 3
  distances: [
    [0, 5, 3, 4],
    [5, 0, 4, 3],
    [3, 4, 0, 5],
    [4, 3, 5, 0],
  ],
};
const { model, embed, decode } = tsp.encode(instance, tsp.defaults);
const name = (tour: readonly number[]) => tsp.tell?.(instance, { tour: [...tour] }) ?? "";

// (a1, a2) Two states: a row a city, a column a place.
for (const tour of [
  [0, 2, 1, 3],
  [2, 0, 3, 1],
]) {
  console.log(`${name(tour)}, energy ${energy(model, embed({ tour }))}`);
  for (let city = 0; city < 4; city++)
    console.log(`  ${"ABCD"[city]} ${tour.map((visited) => (visited === city ? "#" : ".")).join(" ")}`);
}

const { tree, basinCount } = await landscape(model);
const byEnergy = new Map<number, string[]>();
for (const basin of tree.basins) {
  const values = Int8Array.from({ length: model.n }, (_, i) => (basin.state >> i) & 1);
  const decoded = decode({ kind: "plain", values });
  assert.ok(!isRejected(decoded), "every minimum is a tour");
  byEnergy.set(basin.energy, [...(byEnergy.get(basin.energy) ?? []), name(decoded.solution.tour)]);
}
console.log(`${model.n} neurons, ${basinCount} minima`);
for (const [length, tours] of byEnergy) console.log(`  ${tours.length} of energy ${length}`);
assert.equal(basinCount, 24);
assert.deepEqual(
  [...byEnergy].map(([length, { length: count }]) => [length, count]),
  [
    [14, 8],
    [16, 8],
    [18, 8],
  ],
);

const best = await solve(tsp, instance, { solver: "exhaustive" });
console.log(`the 8 states of the best tour, ${best.objective} long (${best.status}):`);
for (const tour of byEnergy.get(14)?.sort() ?? []) console.log(`  ${tour}`);
assert.deepEqual([best.objective, best.valid, best.status], [14, true, "optimal"]);

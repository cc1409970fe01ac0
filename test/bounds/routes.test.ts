/** The parts of the bound of vehicle routes, each against its definition. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { createCapacitySets } from "../../src/bounds/routes/capacity-sets.ts";
import { relaxedRoutes } from "../../src/bounds/routes/forest.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

/** The cheapest forest of `edges` edges, by all sets of them. */
function cheapestForest(between: Float64Array, n: number, edges: number): number {
  const pairs = Array.from({ length: n }, (_, i) => Array.from({ length: i }, (_, j) => [j, i] as const)).flat();
  let least = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** pairs.length; set++) {
    const chosen = pairs.filter((_, e) => (set >> e) & 1);
    if (chosen.length !== edges) continue;
    const part = Array.from({ length: n }, (_, v) => v);
    const forest = chosen.every(([i, j]) => {
      const [from, to] = [part[i], part[j]];
      for (let v = 0; v < n; v++) if (part[v] === from) part[v] = to;
      return from !== to;
    });
    if (forest)
      least = Math.min(
        least,
        chosen.reduce((sum, [i, j]) => sum + between[i * n + j], 0),
      );
  }
  return least;
}

prop(
  "relaxed routes are the cheapest of any number of routes that is allowed",
  [fc.integer({ min: 1, max: 5 }), fc.nat({ max: 1e6 }), fc.nat(4), fc.nat(4)],
  (n, seed, first, more) => {
    const random = createRandom(seed);
    const between = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) between[i * n + j] = between[j * n + i] = random.below(30) - 5;
    const depot = Float64Array.from({ length: n }, () => random.below(20) - 3);
    const least = 1 + (first % n);
    const most = Math.min(n, least + more);
    const run = relaxedRoutes(between, depot, least, most);
    let step = run.next();
    while (!step.done) step = run.next();
    const { cost, edges, from, to, direct } = step.value;
    const near = [...depot].sort((a, b) => a - b);
    let best = Number.POSITIVE_INFINITY;
    for (let m = least; m <= most; m++) {
      const ways = near.slice(0, m).reduce((sum, value) => sum + 2 * value, 0);
      best = Math.min(best, ways + cheapestForest(between, n, n - m));
    }
    expect(cost).toBe(best);
    let own = 0;
    for (let e = 0; e < edges; e++) own += between[from[e] * n + to[e]];
    for (let c = 0; c < n; c++) own += 2 * direct[c] * depot[c];
    expect(own).toBe(cost);
  },
);

it("a set of customers that takes two vehicles pays for a way too many, and gives back what it may have", () => {
  const between = new Float64Array(16);
  const sets = createCapacitySets(Float64Array.of(6, 6, 1, 1), 10, between, 100);
  // 0 - 1 - 2: demand 13, so one way of the two is too many; customer 3 stands alone.
  const [from, to] = [Int32Array.of(0, 1), Int32Array.of(1, 2)];
  expect(sets.look(from, to, 2)).toBe(1);
  sets.charge(7);
  expect([between[1], between[4], between[6], between[2], between[3]]).toEqual([7, 7, 7, 7, 0]);
  expect(sets.allowance).toBe(7);
  // Ways to customers outside are none inside.
  expect(sets.look(Int32Array.of(0), Int32Array.of(3), 1)).toBe(1);
});

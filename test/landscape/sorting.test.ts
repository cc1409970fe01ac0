/** Sorting of states, and energies that do not drift, on arrays large enough for every branch. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stateEnergies } from "../../src/landscape/energies.ts";
import { sortStates } from "../../src/landscape/sorting.ts";
import { valuesAt } from "../../src/landscape/states.ts";
import { energy } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { finish } from "../../src/run/slices.ts";
import { models } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";

const random = createRandom(11);
const count = 2 ** 15;
const levelsOf = (draw: () => number) => Float64Array.from({ length: count }, draw);

describe("states", () => {
  const cases: [string, Float64Array][] = [
    ["all equal", levelsOf(() => 5)],
    ["of few levels", levelsOf(() => random.below(3))],
    ["of as many levels as buckets", levelsOf(() => random.below(2048))],
    ["spread evenly up to 2^52", levelsOf(() => random.uint32() * 2 ** 20 + random.below(2 ** 20))],
    ["of some levels far apart", levelsOf(() => 2 ** 40 * random.below(1000))],
    ["in two far clusters", levelsOf(() => 2 ** 51 * random.below(2) + random.below(1000))],
    [
      "in clusters of clusters",
      levelsOf(() => 2 ** 50 * random.below(2) + 2 ** 24 * random.below(2) + random.below(7)),
    ],
    ["around a middle", levelsOf(() => 2 ** 40 + Math.round(2 ** 34 * random.normal()))],
    ["one apart from the others", levelsOf(() => 1).with(777, 2 ** 52)],
  ];
  it.each(cases)("%s are sorted, by index among equals", (_name, levels) => {
    const expected = Array.from(levels.keys()).sort((a, b) => levels[a] - levels[b] || a - b);
    const found = finish(sortStates(levels));
    expect(found.every((state, k) => state === expected[k])).toBe(true);
  });
});

describe("energies", () => {
  prop(
    "of all states are those of the model: exactly on integer models, within the band on others",
    [models({ min: 10, max: 14 }), fc.array(fc.nat(), { minLength: 20, maxLength: 20 })],
    (model, picks) => {
      const { levels, unit, band } = finish(stateEnergies(model, 0, 1e9));
      const at = (state: number) => energy(model, { kind: "plain", values: valuesAt(model, state) });
      const origin = at(0) - levels[0] * unit;
      const allowed = model.integer ? 0 : (band + 1) * unit + 1e-9 * Math.max(1, Math.abs(origin));
      if (model.integer) expect(band).toBe(0);
      for (const pick of picks) {
        const state = pick % levels.length;
        expect(Math.abs(levels[state] * unit + origin - at(state))).toBeLessThanOrEqual(allowed);
        expect(Number.isInteger(levels[state]) && levels[state] >= 0).toBe(true);
      }
    },
    { numRuns: 40 },
  );
});

/** Where dynamics ends: against absorbing Markov chains, against plain simulation of the local fields, and against reachability. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Landscape, surveying, valuesAt } from "../../src/landscape/index.ts";
import type { LandscapeOptions } from "../../src/landscape/options.ts";
import { isIntegerModel, localFields, noBiases } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { finish } from "../../src/run/slices.ts";
import { models } from "../support/arbitraries.ts";
import { denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { absorption, bruteLandscape } from "./brute-force.ts";

const survey = (model: EnergyModel, options?: LandscapeOptions): Landscape => finish(surveying(model, options));
const stateOf = (model: EnergyModel, index: number) => ({ kind: "plain" as const, values: valuesAt(model, index) });

/** A model of up to 6 variables and one of its states. */
const starts = models({ max: 6 }).chain((model) =>
  fc.tuple(fc.constant(model), fc.integer({ min: 0, max: 2 ** model.n - 1 })),
);
const few = { numRuns: 60 };

/** The end of a deterministic rule, the flips or steps on the way, by plain simulation of heights. */
type Rule = (brute: ReturnType<typeof bruteLandscape>, start: number) => { end: number; flips: number };

const cyclic: Rule = ({ n, height }, start) => {
  let [end, flips, quiet] = [start, 0, 0];
  for (let i = 0; quiet < n; i = (i + 1) % n, quiet++) {
    if (height[end ^ (1 << i)] >= height[end]) continue;
    end ^= 1 << i;
    flips++;
    quiet = -1;
  }
  return { end, flips };
};

const greedy: Rule = ({ height, neighbours }, start) => {
  let [end, flips] = [start, 0];
  for (;;) {
    const least = Math.min(...neighbours(end).map((y) => height[y]));
    const next = neighbours(end).find((y) => height[y] === least);
    if (next === undefined || least >= height[end]) return { end, flips };
    end = next;
    flips++;
  }
};

describe("random order", () => {
  prop(
    "ends as the absorbing Markov chain says, from everywhere and from one state",
    [starts],
    ([model, start]) => {
      const brute = bruteLandscape(model);
      const { fixed, rows } = absorption(brute);
      const found = survey(model, { from: stateOf(model, start) });
      const average = (column: number) => rows.reduce((sum, row) => sum + row[column], 0) / rows.length;
      let [rest, restFrom] = [1, 1];
      found.basins.forEach(({ probability, probabilityFrom }, k) => {
        const columns = brute.basins[k].map((state) => fixed.indexOf(state));
        const expected = columns.reduce((sum, column) => sum + average(column), 0);
        const expectedFrom = columns.reduce((sum, column) => sum + rows[start][column], 0);
        expect(probability).toBeCloseTo(expected, 10);
        expect(probabilityFrom).toBeCloseTo(expectedFrom, 10);
        rest -= expected;
        restFrom -= expectedFrom;
      });
      expect(found.statistics.fixedPoints).toBe(fixed.length);
      expect(found.statistics.elsewhere).toBeCloseTo(rest, 10);
      expect(found.statistics.expectedFlips).toBeCloseTo(average(fixed.length), 10);
      expect(found.statistics.from?.state).toBe(start);
      expect(found.statistics.from?.elsewhere).toBeCloseTo(restFrom, 10);
      expect(found.statistics.from?.expectedFlips).toBeCloseTo(rows[start][fixed.length], 10);
    },
    few,
  );

  prop(
    "surely ends in a basin from the states that reach nothing else",
    [models({ max: 7 })],
    (model) => {
      const brute = bruteLandscape(model);
      const ends = brute.energies.map((_energy, x) => {
        const reached = new Set([x]);
        for (const y of reached) for (const z of brute.lower(y)) reached.add(z);
        return [...reached].filter((y) => brute.lower(y).length === 0);
      });
      survey(model).basins.forEach(({ surely }, k) => {
        expect(surely).toBe(ends.filter((list) => list.every((end) => brute.basins[k].includes(end))).length);
      });
    },
    few,
  );

  it("is what a simulation with drawn flips shows", () => {
    const random = createRandom(5);
    const n = 10;
    const values = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) values[i * n + j] = values[j * n + i] = random.below(9) - 4;
    const parts = { couplings: { kind: "dense" as const, n, values }, biases: noBiases(n), offset: 0 };
    const model: EnergyModel = { n, domain: "spin", ...parts, structure: [], integer: isIntegerModel(parts) };
    const found = survey(model);
    const ends = new Map<number, number>();
    const runs = 4000;
    let flips = 0;
    for (let run = 0; run < runs; run++) {
      const spins = Int8Array.from({ length: n }, () => 2 * random.below(2) - 1);
      for (;;) {
        const unstable = Array.from(localFields(model, spins), (h, i) => (h * spins[i] < 0 ? i : -1)).filter(
          (i) => i >= 0,
        );
        if (unstable.length === 0) break;
        spins[unstable[random.below(unstable.length)]] *= -1;
        flips++;
      }
      const end = spins.reduce((index, s, i) => index | (s === 1 ? 1 << i : 0), 0);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    // Five standard deviations of a frequency.
    found.basins.forEach(({ states, probability }) => {
      const seen = states.reduce((sum, state) => sum + (ends.get(state) ?? 0), 0) / runs;
      expect(Math.abs(seen - probability)).toBeLessThan(5 * Math.sqrt((probability * (1 - probability)) / runs));
    });
    expect(Math.abs(flips / runs - found.statistics.expectedFlips)).toBeLessThan(0.2);
  });
});

describe("deterministic orders", () => {
  prop(
    "end where a simulation of each state ends",
    [starts],
    ([model, start]) => {
      const brute = bruteLandscape(model);
      for (const [dynamics, rule] of [
        ["cyclic", cyclic],
        ["greedy", greedy],
      ] as const) {
        const found = survey(model, { dynamics, from: stateOf(model, start) });
        const fates = brute.energies.map((_energy, x) => rule(brute, x));
        found.basins.forEach(({ probability, probabilityFrom, surely }, k) => {
          const count = fates.filter(({ end }) => brute.basins[k].includes(end)).length;
          expect(surely).toBe(count);
          expect(probability).toBe(count / fates.length);
          expect(probabilityFrom).toBe(brute.basins[k].includes(fates[start].end) ? 1 : 0);
        });
        expect(found.statistics.expectedFlips).toBeCloseTo(
          fates.reduce((sum, { flips }) => sum + flips, 0) / fates.length,
          10,
        );
        expect(found.statistics.from?.expectedFlips).toBe(fates[start].flips);
      }
    },
    few,
  );
});

describe("synchronous dynamics", () => {
  prop(
    "ends in the fixed points and 2-cycles of the local fields, each from as many states",
    [
      fc
        .tuple(models({ numbers: "integer", max: 6 }), fc.nat())
        .map(([model, k]) => [model, k % 2 ** model.n] as const),
    ],
    ([model, start]) => {
      const { W, b, low } = denseModel(model);
      const step = (x: number) => {
        const z = Array.from(valuesAt(model, x));
        const fields = b.map((bias, i) => bias + z.reduce((sum, value, j) => sum + W[i][j] * value, 0));
        return fields.reduce((y, h, i) => y | ((h === 0 ? z[i] !== low : h > 0) ? 1 << i : 0), 0);
      };
      const fates = Array.from({ length: 2 ** model.n }, (_, x) => {
        const orbit = [x];
        while (!orbit.includes(step(orbit[orbit.length - 1]))) orbit.push(step(orbit[orbit.length - 1]));
        const first = orbit.indexOf(step(orbit[orbit.length - 1]));
        return { steps: first, cycle: orbit.slice(first).sort((a, c) => a - c) };
      });
      const found = survey(model, { dynamics: "synchronous", from: stateOf(model, start) });
      const brute = bruteLandscape(model);
      const ending = (states: readonly number[]) =>
        fates.filter(({ cycle }) => cycle.length === 1 && states.includes(cycle[0]));
      found.basins.forEach(({ probability, probabilityFrom }, k) => {
        expect(probability).toBe(ending(brute.basins[k]).length / fates.length);
        expect(probabilityFrom).toBe(ending(brute.basins[k]).includes(fates[start]) ? 1 : 0);
      });
      const { statistics } = found;
      const cycling = fates.filter(({ cycle }) => cycle.length > 1);
      expect(fates.every(({ cycle }) => cycle.length <= 2)).toBe(true); // Goles
      expect(statistics.cycles?.count).toBe(new Set(cycling.map(({ cycle }) => cycle[0])).size);
      expect(statistics.cycles?.probability).toBeCloseTo(cycling.length / fates.length, 12);
      for (const { states, probability } of statistics.cycles?.listed ?? []) {
        expect(step(states[0])).toBe(states[1]);
        expect(probability).toBe(fates.filter(({ cycle }) => cycle[0] === states[0]).length / fates.length);
      }
      expect(statistics.fixedPoints).toBe(
        new Set(fates.flatMap(({ cycle }) => (cycle.length === 1 ? cycle : []))).size,
      );
      expect(statistics.expectedFlips).toBeCloseTo(fates.reduce((sum, { steps }) => sum + steps, 0) / fates.length, 10);
      expect(statistics.from?.expectedFlips).toBe(fates[start].steps);
      const total = found.basins.reduce((sum, { probability }) => sum + probability, statistics.elsewhere);
      expect(total + (statistics.cycles?.probability ?? 0)).toBeCloseTo(1, 12);
    },
    few,
  );
});

describe("transition graphs", () => {
  prop(
    "hold the lowest states, their lowering flips, and the attractor most likely reached",
    [models({ max: 6 }), fc.integer({ min: 1, max: 64 })],
    (model, states) => {
      const brute = bruteLandscape(model);
      const graph = survey(model, { transitions: states }).transitions;
      const nodes = graph?.nodes ?? [];
      const rising = brute.energies.map((_energy, x) => x).sort((x, y) => brute.height[x] - brute.height[y]);
      expect(nodes.map(({ state }) => brute.height[state])).toEqual(
        rising.slice(0, states).map((x) => brute.height[x]),
      );
      const { fixed, rows } = absorption(brute);
      const plateau = (x: number) => brute.basins.find((basin) => basin.includes(x))?.[0] ?? x;
      const attractors = [...new Set(nodes.filter(({ attractor }) => attractor).map(({ state }) => plateau(state)))];
      nodes.forEach(({ state, attractor, basin, energy }, from) => {
        const lower = brute.lower(state);
        expect(attractor).toBe(lower.length === 0);
        expect(energy).toBeCloseTo(brute.energies[state], 8);
        const edges = (graph?.edges ?? []).filter((edge) => edge.from === from);
        expect(edges.map(({ to }) => nodes[to].state).sort((x, y) => x - y)).toEqual(lower.sort((x, y) => x - y));
        for (const { to, variable, probability } of edges) {
          expect(nodes[to].state ^ state).toBe(1 << variable);
          expect(probability).toBe(1 / lower.length);
        }
        const chance = (of: number) =>
          fixed.reduce((sum, end, column) => sum + (plateau(end) === of ? rows[state][column] : 0), 0);
        const best = Math.max(...attractors.map(chance));
        expect(chance(attractors[basin])).toBeCloseTo(best, 10);
      });
    },
    few,
  );

  prop(
    "downhill from a state hold it and what it can reach, or the states most often visited",
    [starts, fc.integer({ min: 1, max: 20 })],
    ([model, start], states) => {
      const brute = bruteLandscape(model);
      const reached = new Set([start]);
      for (const y of reached) for (const z of brute.lower(y)) reached.add(z);
      const of = (transitions: number) =>
        survey(model, { transitions, from: stateOf(model, start) }).transitions?.nodes.map(({ state }) => state) ?? [];
      expect(new Set(of(64))).toEqual(reached);
      expect(of(states)).toContain(start);
      expect(of(states).length).toBe(Math.min(states, reached.size));
      for (const state of of(states)) expect(reached.has(state)).toBe(true);
    },
    few,
  );
});

import { describe, expect, it } from "vitest";
import squareLattice from "../../examples/spin-glass/square-lattice.json" with { type: "json" };
import { ising } from "../../problems/ising/index.ts";
import { couplingsOf } from "../../problems/spin-glass/couplings.ts";
import { allPairs, latticePairs, regularPairs } from "../../problems/spin-glass/graphs.ts";
import { spinGlass } from "../../problems/spin-glass/index.ts";
import type { SpinGlassInstance } from "../../problems/spin-glass/schema.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";

const degrees = (n: number, pairs: readonly (readonly number[])[]) =>
  Array.from({ length: n }, (_, v) => pairs.filter(([i, j]) => i === v || j === v).length);
const distinct = (pairs: readonly (readonly number[])[]) =>
  new Set(pairs.map(([i, j]) => `${Math.min(i, j)} ${Math.max(i, j)}`)).size;

describe("graphs of spin glasses", () => {
  it("lattices have 2 d neighbours everywhere when closed, fewer at open borders", () => {
    expect(new Set(degrees(60, latticePairs([3, 4, 5], true)))).toEqual(new Set([6]));
    expect(latticePairs([3, 4], false).length).toBe(2 * 4 + 3 * 3);
    expect(latticePairs([2, 3], true).length).toBe(3 + 6); // no second bond across a side of two
    expect(latticePairs([1], true)).toEqual([]);
    expect(latticePairs([3], true)).toEqual([
      [0, 1],
      [1, 2],
      [0, 2],
    ]);
  });

  it("random regular graphs have that degree everywhere, no pair twice, no loop", () => {
    for (const [n, degree] of [
      [1, 0],
      [4, 3],
      [10, 3],
      [9, 4],
      [20, 7],
      [6, 5],
      [7, 0],
    ]) {
      const pairs = regularPairs(n, degree, createRandom(n));
      expect(degrees(n, pairs)).toEqual(new Array(n).fill(degree));
      expect(distinct(pairs)).toBe(pairs.length);
      expect(pairs.every(([i, j]) => i < j)).toBe(true);
    }
  });

  it("switches reach many graphs: all 70 labelled cubic graphs on six vertices", () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 1500; seed++) seen.add(JSON.stringify(regularPairs(6, 3, createRandom(seed))));
    expect(seen.size).toBe(70);
  });

  it("the complete graph has all pairs", () => expect(distinct(allPairs(7))).toBe(21));
});

describe("spin glass", () => {
  it("draws the same couplings from the same seed, half of them positive", () => {
    const instance: SpinGlassInstance = { problem: "spin-glass", spins: 100, ensemble: "complete", seed: 5 };
    const couplings = couplingsOf(instance);
    expect(couplingsOf({ ...instance })).toEqual(couplings);
    expect(couplingsOf({ ...instance, seed: 6 })).not.toEqual(couplings);
    const positive = couplings.filter(([, , value]) => value === 1).length;
    expect(Math.abs(positive - 2475)).toBeLessThan(4 * Math.sqrt(4950 / 4));
    const normal = couplingsOf({ ...instance, disorder: "gaussian" }).map(([, , value]) => value);
    expect(normal.every((value) => Number.isInteger(4096 * value))).toBe(true);
    expect(normal.reduce((sum, value) => sum + value * value, 0) / normal.length).toBeCloseTo(1, 0);
  });

  it("is an Ising problem with the signs of the couplings changed", () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed);
      const instance = spinGlass.sample(random, 9);
      const record = spinGlass.formats[0].fromInstance!(instance);
      const same = ising.formats[0].toInstance!(record, {});
      const spins = Array.from({ length: instance.spins }, () => 2 * random.below(2) - 1);
      expect(ising.cost(same, { spins })).toBeCloseTo(spinGlass.cost(instance, { spins }), 9);
    }
  });

  it("has the ground state of a closed chain: one broken bond when an odd number of couplings is negative", () => {
    for (let seed = 0; seed < 8; seed++) {
      const instance: SpinGlassInstance = { problem: "spin-glass", spins: 9, ensemble: "lattice", sides: [9], seed };
      const product = couplingsOf(instance).reduce((all, [, , value]) => all * value, 1);
      expect(solveSync(spinGlass, instance, { time: 1 }).objective).toBe(product > 0 ? -9 : -7);
    }
  });

  it("solves the example near the known energy of large lattices, and tells it", () => {
    requireSchema(spinGlass.instanceSchema, squareLattice, "square-lattice.json", "invalid-instance");
    const instance = squareLattice as SpinGlassInstance;
    const { objective, solution } = solveSync(spinGlass, instance, { time: 0.3, seed: 1 });
    expect(objective! / 144).toBeLessThan(-1.3);
    expect(objective! / 144).toBeGreaterThan(-1.55);
    expect(spinGlass.tell!(instance, solution!)).toMatch(/^energy -1\.\d+ a spin; \d+ of 288 couplings satisfied; /);
    const lines = spinGlass.draw(instance, solution)!.lines;
    expect(lines.length).toBe(2 * 11 * 12);
    expect(lines.some(({ role }) => role === "cut")).toBe(true);
  });

  it("refuses sides that do not multiply to the spins, impossible degrees, and fields of other ensembles", () => {
    const base = { problem: "spin-glass", spins: 9, seed: 1 } as const;
    const paths = (rest: object) => spinGlass.check({ ...base, ...rest } as SpinGlassInstance).map(({ path }) => path);
    expect(paths({ ensemble: "lattice" })).toEqual(["sides"]);
    expect(paths({ ensemble: "lattice", sides: [3, 2] })).toEqual(["sides"]);
    expect(paths({ ensemble: "regular" })).toEqual(["degree"]);
    expect(paths({ ensemble: "regular", degree: 10 })).toEqual(["degree"]);
    expect(paths({ ensemble: "complete", degree: 2, periodic: true })).toEqual(["periodic", "degree"]);
    expect(paths({ ensemble: "lattice", sides: [3, 3] })).toEqual([]);
  });

  it("refuses more couplings than memory holds before drawing any", () => {
    const instance: SpinGlassInstance = { problem: "spin-glass", spins: 1e6, ensemble: "complete", seed: 1 };
    expect(() => spinGlass.encode(instance, {})).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

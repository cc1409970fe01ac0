/** Basins, saddles and barriers against flooding and a minimax closure over all states. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Landscape, saddleBetween, surveying } from "../../src/landscape/index.ts";
import type { LandscapeOptions } from "../../src/landscape/options.ts";
import { isIntegerModel, noBiases } from "../../src/model/index.ts";
import type { Biases, Couplings, EnergyModel } from "../../src/model/types.ts";
import { finish } from "../../src/run/slices.ts";
import { models } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";
import { bottlenecks, bruteLandscape } from "./brute-force.ts";

const survey = (model: EnergyModel, options?: LandscapeOptions): Landscape => finish(surveying(model, options));

function spins(couplings: Couplings, biases: Biases = noBiases(couplings.n)): EnergyModel {
  const parts = { couplings, biases, offset: 0 };
  return { n: couplings.n, domain: "spin", ...parts, structure: [], integer: isIntegerModel(parts) };
}

/** Biases alone: plateaus are faces of the cube. */
const faces = models({ numbers: "integer", max: 6 }).map((model) => ({
  ...model,
  couplings: { kind: "none" as const, n: model.n },
}));
/** Couplings of -1, 0 and 1: many basins of one energy, plateaus of every shape, several saddles at once. */
const frustrated = fc
  .tuple(fc.integer({ min: 3, max: 7 }), fc.array(fc.constantFrom(-1, 0, 1), { minLength: 28, maxLength: 28 }))
  .map(([n, weights]) => {
    const values = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) values[i * n + j] = values[j * n + i] = weights[(i * (i - 1)) / 2 + j];
    const biases = {
      kind: "dense" as const,
      n,
      values: Float64Array.from(weights.slice(21, 21 + n), (b, i) => (i < 2 ? b : 0)),
    };
    return spins({ kind: "dense", n, values }, biases);
  });
const small = fc.oneof(models({ max: 6 }), faces, { arbitrary: frustrated, weight: 4 });
const few = { numRuns: 60 };

describe("basins", () => {
  prop(
    "are the plateaus without a lower neighbour, in rising energy",
    [fc.oneof(models({ max: 9 }), faces, frustrated)],
    (model) => {
      const brute = bruteLandscape(model);
      const found = survey(model, { keep: 1e6 });
      expect(found.tree.basins.map(({ state, size }) => [state, size])).toEqual(
        brute.basins.map((plateau) => [plateau[0], plateau.length]),
      );
      found.tree.basins.forEach(({ energy }, k) => {
        expect(energy).toBeCloseTo(brute.energies[brute.basins[k][0]], 8);
        expect(found.basins[k].states).toEqual(
          found.basins[k].states.filter((state) => brute.basins[k].includes(state)),
        );
        expect(found.basins[k].states.length).toBe(Math.min(8, brute.basins[k].length));
      });
      expect(found.basinCount).toBe(brute.basins.length);
      expect(found.levels).toBe(new Set(brute.height).size);
      expect(found.lowest).toBeCloseTo(Math.min(...brute.energies), 8);
      expect(found.highest).toBeCloseTo(Math.max(...brute.energies), 8);
    },
    few,
  );

  it("of real weights are not split by rounding", () => {
    // Sevenths: 3/7 + 3/7 and 6/7 differ in the last bit in some orders of addition.
    const n = 9;
    for (let seed = 1; seed <= 20; seed++) {
      const whole = new Float64Array(n * n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < i; j++) whole[i * n + j] = whole[j * n + i] = ((seed * (i + 1) * (2 * j + 3)) % 7) - 3;
      const exact = survey(spins({ kind: "dense", n, values: whole }));
      const rounded = survey(spins({ kind: "dense", n, values: whole.map((w) => w / 7) }));
      const shape = (found: Landscape) => [
        found.basinCount,
        found.saddleCount,
        found.levels,
        found.tree.saddles.map(({ children }) => children),
      ];
      expect(shape(rounded)).toEqual(shape(exact));
    }
  });

  it("that differ by less than the tolerance are one", () => {
    const values = Float64Array.of(0, 1, 1, 0);
    const biases = { kind: "dense", n: 2, values: Float64Array.of(0, 1e-3) } as const;
    const model = spins({ kind: "dense", n: 2, values }, biases);
    expect(survey(model).levels).toBe(4);
    expect(survey(model, { tolerance: 0.01 }).levels).toBe(2);
    expect(survey(model, { tolerance: 0.01 }).deepest).toBeNull();
  });
});

describe("saddles", () => {
  prop(
    "stand at the lowest of the highest points between any two basins",
    [small],
    (model) => {
      const brute = bruteLandscape(model);
      const { tree } = survey(model, { keep: 1e6 });
      const highest = bottlenecks(brute);
      for (let a = 0; a < tree.basins.length; a++) {
        for (let b = 0; b < a; b++) {
          const saddle = tree.saddles[saddleBetween(tree, a, b)];
          const pass = highest[tree.basins[a].state][tree.basins[b].state];
          expect(brute.height[saddle.state]).toBe(pass);
          expect(saddle.energy).toBeCloseTo(brute.energies[brute.height.indexOf(pass)], 8);
        }
      }
    },
    few,
  );

  prop(
    "are as many as energies times the components that meet there",
    [small],
    (model) => {
      const brute = bruteLandscape(model);
      const highest = bottlenecks(brute);
      const minima = brute.basins.map((plateau) => plateau[0]);
      /** Classes of basins that paths up to a height connect. */
      const classes = (height: number) =>
        new Set(
          minima
            .filter((a) => brute.height[a] <= height)
            .map((a) => Math.min(...minima.filter((b) => highest[a][b] <= height))),
        );
      let saddles = 0;
      for (let height = 1; height <= Math.max(...brute.height); height++) {
        const before = [...classes(height - 1)];
        for (const component of classes(height)) {
          if (before.filter((b) => highest[b][component] <= height).length > 1) saddles++;
        }
      }
      const found = survey(model, { keep: 1e6 });
      expect(found.saddleCount).toBe(saddles);
      expect(found.tree.saddles.length).toBe(saddles);
    },
    few,
  );

  prop(
    "form one rising tree with the basins as leaves",
    [small],
    (model) => {
      const { tree } = survey(model, { keep: 1e6 });
      const hung = tree.saddles.flatMap(({ children }) => children);
      expect(new Set(hung).size).toBe(hung.length);
      expect(hung.length).toBe(tree.basins.length + tree.saddles.length - 1);
      tree.saddles.forEach(({ energy, children }, s) => {
        expect(children.length).toBeGreaterThan(1);
        for (const child of children) {
          expect(child).toBeGreaterThanOrEqual(-s);
          const below = child < 0 ? tree.saddles[-child - 1].energy : tree.basins[child].energy;
          expect(below).toBeLessThan(energy);
        }
      });
    },
    few,
  );
});

describe("escape barriers", () => {
  prop(
    "lead to a lower energy over the lowest pass, and the deepest is their largest",
    [small],
    (model) => {
      const brute = bruteLandscape(model);
      const highest = bottlenecks(brute);
      const found = survey(model, { keep: 1e6 });
      const escapes = brute.basins.map(([state]) => {
        const passes = brute.basins
          .filter(([y]) => brute.height[y] < brute.height[state])
          .map(([y]) => highest[state][y]);
        if (passes.length === 0) return null;
        return brute.energies[brute.height.indexOf(Math.min(...passes))] - brute.energies[state];
      });
      found.basins.forEach((facts, k) => {
        if (escapes[k] === null) expect(facts.escapeBarrier).toBeNull();
        else expect(facts.escapeBarrier).toBeCloseTo(escapes[k] as number, 8);
      });
      const known = escapes.filter((height) => height !== null);
      if (known.length === 0) expect(found.deepest).toBeNull();
      else expect(found.deepest).toBeCloseTo(Math.max(...known), 8);
      const ground = brute.basins.filter(([x]) => brute.height[x] === 0).map(([x]) => x);
      const pass = Math.max(...ground.flatMap((x) => ground.map((y) => highest[x][y])));
      if (ground.length === 1) expect(found.groundBarrier).toBeNull();
      else expect(found.groundBarrier).toBeCloseTo(brute.energies[brute.height.indexOf(pass)] - found.lowest, 8);
    },
    few,
  );
});

describe("a tree of some basins", () => {
  prop(
    "keeps the lowest or the deepest, and the barriers between them",
    [small, fc.integer({ min: 1, max: 6 })],
    (model, keep) => {
      const full = survey(model, { keep: 1e6 });
      const states = full.tree.basins.map(({ state }) => state);
      for (const prefer of ["lowest", "deepest"] as const) {
        const { tree, basins, basinCount, saddleCount } = survey(model, { keep, prefer });
        expect([basinCount, saddleCount]).toEqual([full.basinCount, full.saddleCount]);
        expect(tree.basins.length).toBe(Math.min(keep, full.basinCount));
        expect(basins.length).toBe(tree.basins.length);
        const kept = tree.basins.map(({ state }) => states.indexOf(state));
        expect(kept).toEqual([...kept].sort((a, b) => a - b));
        const depth = (k: number) => full.basins[k].escapeBarrier ?? Number.POSITIVE_INFINITY;
        const left = states.map((_state, k) => k).filter((k) => !kept.includes(k));
        for (const k of kept) {
          for (const other of left) {
            if (prefer === "lowest") expect(k).toBeLessThan(other);
            else expect(depth(k)).toBeGreaterThanOrEqual(depth(other));
          }
        }
        for (let a = 0; a < kept.length; a++) {
          for (let b = 0; b < a; b++) {
            expect(tree.saddles[saddleBetween(tree, a, b)]).toMatchObject({
              energy: full.tree.saddles[saddleBetween(full.tree, kept[a], kept[b])].energy,
            });
          }
        }
      }
    },
    few,
  );
});

describe("models", () => {
  const ring = (n: number) => spins({ kind: "ring", n });

  it("without variables have one state and one basin", () => {
    const found = survey(spins({ kind: "none", n: 0 }));
    expect(found).toMatchObject({ n: 0, levels: 1, basinCount: 1, saddleCount: 0, deepest: null, groundBarrier: null });
    expect(found.basins[0]).toMatchObject({ states: [0], probability: 1, surely: 1 });
  });

  it("of one energy have one basin of all states", () => {
    const found = survey(spins({ kind: "none", n: 5 }));
    expect(found.tree).toEqual({ n: 5, basins: [{ energy: 0, state: 0, size: 32 }], saddles: [] });
    expect(found.statistics.fixedPoints).toBe(32);
  });

  it("of a ferromagnetic ring: two ground states, and a wall pair between them that costs 4", () => {
    const found = survey(ring(8));
    expect(found).toMatchObject({ basinCount: 2, saddleCount: 1, lowest: -8, deepest: null, groundBarrier: 4 });
    expect(found.tree.basins.map(({ state }) => state)).toEqual([0, 255]);
    // Walls that are apart neither gain nor lose by a step: the dynamics stays there.
    expect(found.statistics.elsewhere).toBeGreaterThan(0.5);
  });

  it("of a complete antiferromagnet: every balanced state is a ground state, and one saddle joins them all", () => {
    const n = 8;
    const values = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 0 : -1));
    const found = survey(spins({ kind: "dense", n, values }));
    expect(found).toMatchObject({
      basinCount: 70,
      groundBasinCount: 70,
      saddleCount: 1,
      deepest: null,
      groundBarrier: 2,
    });
    expect(found.tree.saddles[0].children).toEqual(Array.from({ length: 70 }, (_, k) => k));
  });

  it("of pairs that disagree: components that meet pairwise at one energy have one saddle", () => {
    const values = Float64Array.from({ length: 64 }, (_, k) => (((k >> 3) ^ (k & 7)) === 1 ? -1 : 0));
    const found = survey(spins({ kind: "dense", n: 8, values }));
    expect(found).toMatchObject({ basinCount: 16, groundBasinCount: 16, saddleCount: 1, lowest: -4, groundBarrier: 2 });
    expect(found.tree.saddles[0].children).toEqual(Array.from({ length: 16 }, (_, k) => k));
  });

  it("with a trap far above thousands of states that form one basin", () => {
    // Four bits pay 10 each and gain 4 a pair: 0, 10, 16, 18, 16. Twelve more pay 1 each.
    const n = 16;
    const values = Float64Array.from({ length: n * n }, (_, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      return i !== j && i < 4 && j < 4 ? 4 : 0;
    });
    const biases = {
      kind: "dense" as const,
      n,
      values: Float64Array.from({ length: n }, (_, i) => (i < 4 ? -10 : -1)),
    };
    const found = survey({ ...spins({ kind: "dense", n, values }, biases), domain: "bit" });
    expect(found.tree.basins).toEqual([
      { energy: 0, state: 0, size: 1 },
      { energy: 16, state: 15, size: 1 },
    ]);
    expect(found.tree.saddles.map(({ energy }) => energy)).toEqual([18]);
    expect(found).toMatchObject({ deepest: 2, groundBarrier: null });
  });

  it("with too many variables are refused with what they would need", () => {
    expect(() => survey(ring(25))).toThrow(
      expect.objectContaining({ code: "unsupported-model", message: expect.stringMatching(/2\^25.*GiB/) }),
    );
    expect(() => survey(ring(300))).toThrow(expect.objectContaining({ code: "unsupported-model" }));
    expect(() => survey(ring(20), { memoryLimit: 1e6 })).toThrow(expect.objectContaining({ code: "memory" }));
  });

  it("whose energy leaves a structure open are refused", () => {
    const open = {
      ...ring(4),
      domain: "bit" as const,
      structure: [{ kind: "permutation" as const, size: 2, penalised: false }],
    };
    expect(() => survey(open)).toThrow(expect.objectContaining({ code: "unsupported-model" }));
  });

  it("are asked sensible things only", () => {
    for (const wrong of [
      { keep: 0 },
      { keep: 1.5 },
      { tolerance: -1 },
      { transitions: -1 },
      { dynamics: "tidal" },
      { prefer: "best" },
      { transitions: 1e6 },
    ]) {
      expect(() => survey(ring(4), wrong as LandscapeOptions)).toThrow(
        expect.objectContaining({ code: "invalid-options" }),
      );
    }
  });
});

/** Row search: what it keeps up to date against a count from scratch, twins that make the same flips, prices against enumeration. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coreOf } from "../../src/kernels/rows/core.ts";
import { createPrices } from "../../src/kernels/rows/prices.ts";
import { createReferenceRows } from "../../src/kernels/rows/reference.ts";
import { type RowSystem, rowSystem } from "../../src/kernels/rows/system.ts";
import type { RowSession } from "../../src/kernels/rows/types.ts";
import { createWalk } from "../../src/kernels/rows/walk.ts";
import { createRows } from "../../src/kernels/rows/wasm.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";
import { countRows, coverModel, lowestOfRows, rowModel, rowSpecs } from "../support/rows.ts";

const LIMIT = 1e9;

describe("a walk", () => {
  prop(
    "keeps scores, changes of the objective and broken rows as a count from scratch gives them",
    [rowSpecs(), fc.array(fc.nat(7), { maxLength: 30 })],
    (spec, flips) => {
      const walk = createWalk(rowSystem(rowModel(spec), LIMIT));
      walk.restart(new Int8Array(spec.cost.length));
      for (const flip of flips) walk.flip(flip % spec.cost.length);
      const now = countRows(spec, walk.value);
      expect(walk.objective()).toBeCloseTo(now.objective, 9);
      expect(walk.violations()).toBe(now.broken);
      for (let j = 0; j < spec.cost.length; j++) {
        const other = walk.value.slice();
        other[j] = 1 - other[j];
        const then = countRows(spec, other);
        expect(walk.delta[j]).toBeCloseTo(then.objective - now.objective, 9);
        expect(walk.score[j]).toBeCloseTo(then.violation - now.violation, 9);
      }
    },
  );

  prop(
    "counts a raised weight as so many rows more",
    [rowSpecs(), fc.array(fc.nat(7), { maxLength: 10 })],
    (spec, flips) => {
      const walk = createWalk(rowSystem(rowModel(spec), LIMIT));
      walk.restart(new Int8Array(spec.cost.length));
      for (const flip of flips) walk.flip(flip % spec.cost.length);
      const broken = new Set(walk.violated.subarray(0, walk.violations()));
      walk.bump();
      const heavy = { ...spec, rows: [...spec.rows, ...spec.rows.filter((_, r) => broken.has(r))] };
      const now = countRows(heavy, walk.value);
      for (let j = 0; j < spec.cost.length; j++) {
        const other = walk.value.slice();
        other[j] = 1 - other[j];
        expect(walk.score[j]).toBeCloseTo(countRows(heavy, other).violation - now.violation, 9);
      }
    },
  );
});

/** One random operation on a session, the same for equal seeds; returns all that can be seen of it. */
function operate(session: RowSession, seed: number): unknown {
  const random = createRandom(seed);
  const { items } = session.system;
  const kind = random.below(6);
  let flips = 0;
  if (kind === 0) session.restart(Int8Array.from({ length: items }, () => random.below(2)));
  else if (kind === 1) session.aim([Number.POSITIVE_INFINITY, 0, -5, 12][random.below(4)]);
  else flips = session.search(random.below(80), 1 + random.below(4000), random.below(4) === 0 ? 9 : 1e9);
  const best = new Int8Array(items);
  if (session.improved) session.readBest(best);
  const { violations, objective, bestObjective, improved, looked, quiet, ideal } = session;
  return {
    flips,
    value: [...session.value],
    best,
    violations,
    objective,
    bestObjective,
    improved,
    looked,
    quiet,
    ideal,
  };
}

function expectTwins(system: RowSystem, seed: number, steps: number, rowPrices?: Float64Array): void {
  const own = rowPrices === undefined ? {} : { rowPrices };
  const reference = createReferenceRows(system, { random: createRandom(seed), ...own });
  const fast = createRows(system, { random: createRandom(seed), ...own });
  for (const session of [reference, fast]) session.restart(new Int8Array(system.items));
  for (let step = 0; step < steps; step++) expect(operate(fast, seed + step)).toEqual(operate(reference, seed + step));
}

describe("row twins", () => {
  prop("make the same flips", [rowSpecs(), fc.nat()], (spec, seed) => {
    expectTwins(rowSystem(rowModel(spec), LIMIT), seed, 12);
  });

  it("make the same flips on covers, where rows are clauses, and with prices on packings", () => {
    const cover = rowSystem(coverModel(60, 40, 3), LIMIT);
    expect(cover.clause.every((clause) => clause === 1)).toBe(true);
    expectTwins(cover, 5, 60);
    const random = createRandom(8);
    const sizes = () => Array.from({ length: 30 }, () => 1 + random.below(50));
    const rows = [sizes(), sizes(), sizes()].map((a) => ({ a, b: 300 }));
    const cost = sizes().map((value) => -value);
    expectTwins(rowSystem(rowModel({ cost, pairs: [], rows }), LIMIT), 6, 60, Float64Array.of(0.5, 0, 2));
  });

  prop("show only values that keep all rows, at their objective", [rowSpecs(), fc.nat()], (spec, seed) => {
    const session = createRows(rowSystem(rowModel(spec), LIMIT), { random: createRandom(seed) });
    session.restart(new Int8Array(spec.cost.length));
    const best = new Int8Array(spec.cost.length);
    for (let k = 0; k < 5; k++) {
      session.search(40, 1e9, 1e9);
      if (!session.improved) continue;
      session.readBest(best);
      const { objective, broken } = countRows(spec, best);
      expect(broken).toBe(0);
      expect(session.bestObjective).toBe(objective);
    }
  });

  it("refuse what is too large", () => {
    const system = rowSystem(coverModel(60, 40, 3), LIMIT);
    for (const create of [createRows, createReferenceRows]) {
      const make = () => create(system, { random: createRandom(1), memoryLimit: 1000 });
      expect(make).toThrow(expect.objectContaining({ code: "memory" }));
    }
  });
});

describe("prices", () => {
  prop(
    "bound the optimum, and reduced costs bound what either value of an item leads to",
    [rowSpecs({ pairs: false })],
    (spec) => {
      const prices = createPrices(rowSystem(rowModel(spec), LIMIT));
      const optimum = lowestOfRows(spec);
      for (let k = 0; k < 60; k++) prices.step(k % 2 === 0 ? optimum : Number.POSITIVE_INFINITY);
      expect(prices.bound).toBeLessThanOrEqual(optimum);
      spec.cost.forEach((_, j) => {
        for (const value of [0, 1]) {
          const against = value === 1 ? Math.max(0, prices.reduced[j]) : Math.max(0, -prices.reduced[j]);
          const pinned = {
            a: spec.cost.map((_cost, i) => (i === j ? (value === 1 ? -1 : 1) : 0)),
            b: value === 1 ? -1 : 0,
          };
          const best = lowestOfRows({ ...spec, rows: [...spec.rows, pinned] });
          expect(prices.bound + against).toBeLessThanOrEqual(best + 1e-9);
        }
      });
    },
  );

  it("come near the relaxation of a cover: a ring of five needs two and a half", () => {
    const rows = [0, 1, 2, 3, 4].map((r) => ({
      a: [0, 1, 2, 3, 4].map((j) => (j === r || j === (r + 1) % 5 ? -1 : 0)),
      b: -1,
    }));
    const prices = createPrices(rowSystem(rowModel({ cost: [1, 1, 1, 1, 1], pairs: [], rows }), LIMIT));
    for (let k = 0; k < 200 && !prices.converged; k++) prices.step(3);
    expect(prices.bound).toBeGreaterThan(2.49);
    expect(prices.bound).toBeLessThanOrEqual(2.5);
  });
});

describe("prices after a stride too long", () => {
  it("rise again from 0, where the steps before point below it", () => {
    // All prices at 0 and the direction still downwards: no optimum, though nothing follows that direction.
    const rows = [{ a: [4, 3, 2, 2], b: 5 }];
    const prices = createPrices(rowSystem(rowModel({ cost: [-5, -8, -6, -5], pairs: [], rows }), LIMIT));
    for (let k = 0; k < 400 && !prices.converged; k++) prices.step(-14);
    expect(prices.bound).toBeGreaterThan(-14.1);
    expect(prices.bound).toBeLessThanOrEqual(-14);
  });
});

describe("a core", () => {
  prop("is the system with some items fixed", [rowSpecs({ pairs: false }), fc.nat(), fc.nat()], (spec, mask, seed) => {
    const system = rowSystem(rowModel(spec), LIMIT);
    const n = spec.cost.length;
    const kept = Uint8Array.from({ length: n }, (_, j) => (mask >> j) & 1);
    const values = Int8Array.from({ length: n }, (_, j) => (seed >> j) & 1);
    const core = coreOf(system, kept, values, LIMIT);
    const session = createReferenceRows(core.system, { random: createRandom(seed) });
    session.restart(Int8Array.from(core.items, (j) => values[j]));
    const { objective, broken } = countRows(spec, values);
    expect(session.objective + core.base).toBe(objective);
    expect(session.violations).toBe(broken);
  });
});

/** Held-Karp bounds: never above the optimum of all tours, whatever the costs; equal to it once branch and bound has ended. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tourBounds } from "../../problems/tsp/bounds.ts";
import { tsp } from "../../problems/tsp/index.ts";
import type { TspInstance } from "../../problems/tsp/schema.ts";
import { createAscent } from "../../src/bounds/ascent.ts";
import { createEdgeSet } from "../../src/bounds/edge-set.ts";
import { createMoats } from "../../src/bounds/moats.ts";
import { createPlaneIndex, type Quadrant } from "../../src/bounds/plane-index.ts";
import { scaleCosts } from "../../src/bounds/scaled-costs.ts";
import { detectFormat } from "../../src/index.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { wasmKernels } from "../../src/kernels/wasm/index.ts";
import type { Bound } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { bestKnown, dataFolder, readData } from "../support/data.ts";
import { prop } from "../support/prop.ts";

/** Every bound in turn; the last is the best. */
function boundsOf(
  instance: TspInstance,
  incumbent: number | null = null,
  kernels: Kernels = wasmKernels,
  memoryLimit = 1e9,
): (Bound | null)[] {
  return [...tourBounds(instance, { kernels, memoryLimit, incumbent: () => incumbent })];
}

/** The shortest tour by dynamic programming over sets of cities (Held & Karp 1962). */
function optimum(instance: TspInstance): number {
  const n = (instance.coordinates ?? instance.distances ?? []).length;
  const distance = (i: number, j: number) => tsp.cost(instance, { tour: [i, j] }) / 2;
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 0 : (instance.distances?.[i][j] ?? distance(i, j)))),
  );
  const sets = 1 << (n - 1);
  const best = Array.from({ length: sets }, () => new Float64Array(n - 1).fill(Number.POSITIVE_INFINITY));
  for (let j = 0; j < n - 1; j++) best[1 << j][j] = rows[n - 1][j];
  for (let set = 1; set < sets; set++) {
    for (let j = 0; j < n - 1; j++) {
      if (best[set][j] === Number.POSITIVE_INFINITY) continue;
      for (let k = 0; k < n - 1; k++) {
        if ((set >> k) & 1) continue;
        const next = best[set | (1 << k)];
        next[k] = Math.min(next[k], best[set][j] + rows[j][k]);
      }
    }
  }
  return Math.min(...best[sets - 1].map((value, j) => value + rows[j][n - 1]));
}

const seeds = fc.integer({ min: 0, max: 1e6 });
const sizes = fc.integer({ min: 3, max: 8 });
const whole = (instance: TspInstance) =>
  instance.distances === undefined
    ? instance.metric === instance.metric?.toUpperCase()
    : instance.distances.every((row) => row.every(Number.isInteger));

describe("bounds of tours", () => {
  prop("rise and stay at or below the shortest tour", [sizes, seeds], (n, seed) => {
    const instance = tsp.sample(createRandom(seed), n);
    const least = optimum(instance);
    let before = Number.NEGATIVE_INFINITY;
    for (const bound of boundsOf(instance)) {
      if (bound === null) continue;
      expect(bound.value).toBeGreaterThanOrEqual(before);
      // The oracle's sums round; the bound itself has no right to.
      expect(bound.value).toBeLessThanOrEqual(whole(instance) ? least : least * (1 + 1e-14));
      before = bound.value;
    }
    expect(before).toBeGreaterThan(least / 2 - 1e-9);
  });

  prop(
    "reach the shortest tour where distances are whole, with any incumbent",
    [sizes, seeds, fc.nat(2)],
    (n, seed, more) => {
      const instance = tsp.sample(createRandom(seed), n);
      fc.pre(whole(instance));
      const least = optimum(instance);
      const bounds = boundsOf(instance, least + more);
      expect(Math.max(...bounds.map((bound) => bound?.value ?? 0))).toBe(least);
    },
  );

  prop(
    "are the same with either kernel",
    [fc.integer({ min: 3, max: 16 }), seeds],
    (n, seed) => {
      const instance = tsp.sample(createRandom(seed), n);
      expect(boundsOf(instance, null, referenceKernels)).toEqual(boundsOf(instance));
    },
    { numRuns: 20 },
  );

  it("are within 1 % of a good tour on random cities", () => {
    const instance = tsp.generate!(createRandom(3), 500);
    const last = boundsOf(instance).at(-1)!;
    expect(last.proof).toBe("Held-Karp 1-tree");
    // 0.7080 sqrt(n A) (1 + 0.551 / n): the expected bound of Johnson, McGeoch & Rothberg 1996, good to a few per cent at this size.
    const expected = 0.708 * Math.sqrt(500 * 1e8) * (1 + 0.551 / 500) * 1.05;
    expect(last.value / expected).toBeGreaterThan(0.93);
    expect(last.value / expected).toBeLessThan(1.07);
  });

  it("lose nothing to the unit of length", () => {
    const { coordinates } = tsp.generate!(createRandom(4), 40);
    const at = (unit: number) => {
      const scaled = coordinates!.map((row) => row.map((value) => value * unit));
      return boundsOf({ problem: "tsp", metric: "euclidean", coordinates: scaled }).at(-1)!.value / unit;
    };
    const value = at(1);
    for (const unit of [2 ** -40, 2 ** 40]) expect(Math.abs(at(unit) / value - 1)).toBeLessThan(1e-9);
  });

  it("leave real lengths room for the rounding of sums", () => {
    const cost = () => 0.1;
    const run = scaleCosts({ nodes: 5, cost, points: null, integral: false, surplus: 0 });
    let step = run.next();
    while (!step.done) step = run.next();
    const { costs, lengthOf } = step.value;
    expect(lengthOf(costs.kind === "table" ? 5 * costs.values[1] : Number.NaN)).toBeLessThan(
      0.1 + 0.1 + 0.1 + 0.1 + 0.1,
    );
    expect(lengthOf(step.value.scale)).toBeLessThan(1);
  });

  it("are none where memory does not suffice", () => {
    const instance = tsp.generate!(createRandom(3), 200);
    expect(boundsOf(instance, null, wasmKernels, 10_000)).toEqual([null]);
    const directed = {
      ...tsp.sample(createRandom(0), 3),
      distances: [
        [0, 1, 2],
        [3, 0, 1],
        [1, 1, 0],
      ],
      symmetric: false,
    };
    expect(boundsOf(directed as TspInstance, null, wasmKernels, 100)).toEqual([null]);
  });

  it("survive cities in one place", () => {
    const coordinates = Array.from({ length: 30 }, (_, k) => [k % 3 === 0 ? 5 : 6, 1]);
    for (const metric of ["EUC_2D", "euclidean", "MAN_2D", "GEO"] as const) {
      for (const bound of boundsOf({ problem: "tsp", metric, coordinates })) {
        expect(bound === null || bound.value <= 400).toBe(true);
      }
    }
  });
});

const folder = dataFolder();
describe.skipIf(folder === null)("bounds of public instances (skipped without the data folder)", () => {
  const load = (family: string, name: string) => {
    const entry = bestKnown(folder!, family)[name];
    const text = readData(folder!, entry.file);
    const record = detectFormat(text, entry.file.replace(/\.gz$/, "")).parse(text);
    return { instance: tsp.formats[0].toInstance!(record, {}), best: entry.value! };
  };
  const cases: [string, string, number][] = [
    ["tsp", "a280", 2565],
    ["tsp", "p654", 34_500],
    ["tsp", "gr431", 170_000],
    ["tsp", "pr1002", 256_500],
    ["atsp", "p43", 5600],
    ["atsp", "ftv170", 2700],
  ];
  for (const [family, name, least] of cases) {
    it(`${name} is at least ${least} and no more than the optimum`, () => {
      const { instance, best } = load(family, name);
      let value = 0;
      for (const bound of tourBounds(instance, { kernels: wasmKernels, memoryLimit: 1e9, incumbent: () => null })) {
        value = bound?.value ?? 0;
        expect(value).toBeLessThanOrEqual(best);
        if (value >= least) break;
      }
      expect(value).toBeGreaterThanOrEqual(least);
    });
  }
  for (const [family, name, more] of [
    ["tsp", "bays29", 7],
    ["tsp", "att48", 20],
    ["tsp", "eil101", 0],
    ["atsp", "br17", 0],
    ["atsp", "ftv35", 3],
  ] as const) {
    it(`the optimum of ${name} is proved from a tour ${more} longer`, () => {
      const { instance, best } = load(family, name);
      expect(boundsOf(instance, best + more).at(-1)!.value).toBe(best);
    });
  }
});

describe("parts of the bounds", () => {
  prop(
    "the plane index finds the nearest of each quadrant",
    [fc.integer({ min: 1, max: 40 }), seeds, fc.integer({ min: 1, max: 6 })],
    (n, seed, count) => {
      const random = createRandom(seed);
      const coarse = random.below(2) === 0;
      const xy = Float64Array.from({ length: 2 * n }, () => (coarse ? random.below(5) : random.normal()));
      const { nearest } = createPlaneIndex(xy);
      const found = new Int32Array(count);
      for (let i = 0; i < n; i++) {
        for (const quadrant of [null, 0, 1, 2, 3] as (Quadrant | null)[]) {
          const squares: number[] = [];
          for (let j = 0; j < n; j++) {
            const [dx, dy] = [xy[2 * j] - xy[2 * i], xy[2 * j + 1] - xy[2 * i + 1]];
            const inside = [dx > 0 && dy >= 0, dx <= 0 && dy > 0, dx < 0 && dy <= 0, dx >= 0 && dy < 0];
            if (j !== i && (quadrant === null || inside[quadrant])) squares.push(dx * dx + dy * dy);
          }
          squares.sort((a, b) => a - b);
          const filled = nearest(i, count, quadrant, found);
          const its = [...found.subarray(0, filled)].map(
            (j) => (xy[2 * j] - xy[2 * i]) ** 2 + (xy[2 * j + 1] - xy[2 * i + 1]) ** 2,
          );
          expect(its).toEqual(squares.slice(0, count));
          expect(new Set(found.subarray(0, filled)).size).toBe(filled);
        }
      }
    },
    { numRuns: 30 },
  );

  prop("the ascent proves no more than the shortest tour from lists that hold one long tour only", [seeds], (seed) => {
    const n = 9;
    const random = createRandom(seed);
    const values = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) values[i * n + j] = values[j * n + i] = random.below(100) * 1024;
    const distances = Array.from({ length: n }, (_, i) => [...values.subarray(i * n, i * n + n)]);
    const trees = wasmKernels.oneTrees({
      nodes: n,
      costs: { kind: "table", values },
      scale: 1,
      entries: n * n,
      memoryLimit: 1e7,
    });
    const edges = createEdgeSet(n, (n * n - n) / 2, (a, b) => values[a * n + b]);
    for (let v = 0; v < n; v++) edges.add(v, (v + 1) % n);
    expect(edges.add(1, 0)).toBe(false);
    trees.place(edges.lists());
    const ascent = createAscent({ nodes: n, trees, edges, largestWeight: 1e9, denseStart: false, leastMoat: 0.1 });
    const least = optimum({ problem: "tsp", distances });
    for (const part of [ascent.begin(), ascent.climb({ from: 0.1, to: 0.001, patience: 10, shrink: 0.7 })]) {
      for (const _ of part) expect(ascent.best).toBeLessThanOrEqual(least);
    }
    expect(ascent.best).toBeLessThanOrEqual(least);
    expect(ascent.best).toBeGreaterThan(0.6 * least - 1024);
    expect(edges.size).toBeGreaterThan(n);
  });

  it("moats: two pairs far apart move as wholes", () => {
    // 0 - 1 at distance 1, 2 - 3 at distance 1, the pairs 10 apart.
    const moats = createMoats(Int32Array.of(-1, 0, 1, 2), Float64Array.of(0, 1, 10, 1), 0);
    const change = Float64Array.of(-1, 0, 1, 0);
    moats.direct(change);
    expect([...change]).toEqual([-1 - 9, -9, 1 + 9, 9]);
  });
});

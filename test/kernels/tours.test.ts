/** Laws of the tour kernel: whatever was done, there is a tour of the length that is claimed, and nothing kept is lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doubleTour, foldTour } from "../../src/kernels/tours/doubling.ts";
import { entropies, exponentialVariates } from "../../src/kernels/tours/tables.ts";
import {
  type CandidateList,
  PLANAR_METRICS,
  type TourRequest,
  type TourSession,
} from "../../src/kernels/tours/types.ts";
import { createTourSession } from "../../src/kernels/tours/wasm.ts";
import type { Metric } from "../../src/model/index.ts";
import { distanceFunction } from "../../src/model/metric.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

type Cost = (a: number, b: number) => number;
type Rule = Metric | "table" | "arcs";

interface Case {
  readonly cost: Cost;
  readonly request: TourRequest;
  readonly whole: boolean;
}

/** The nearest `width` of every node, by sorting. */
function nearest(nodes: number, width: number, cost: Cost): CandidateList {
  const rows = Array.from({ length: nodes }, (_, i) =>
    Array.from({ length: nodes }, (_, j) => j)
      .filter((j) => j !== i)
      .sort((a, b) => cost(i, a) - cost(i, b) || a - b)
      .slice(0, width),
  );
  return {
    city: Int32Array.from(rows.flat()),
    cost: Float64Array.from(rows.flatMap((row, i) => row.map((j) => cost(i, j)))),
  };
}

function caseOf(rule: Rule, nodes: number, seed: number, depth: number, width = 7): Case {
  const random = createRandom(seed);
  const clustered = seed % 2 === 1;
  const coordinates = Float64Array.from({ length: 2 * nodes }, () => random.below(clustered ? 12 : 1000));
  const values = new Float64Array(nodes * nodes);
  for (let i = 0; i < nodes; i++) for (let j = 0; j < i; j++) values[i * nodes + j] = random.below(500) - 50;
  for (let i = 0; i < nodes; i++) {
    for (let j = 0; j < i; j++) values[j * nodes + i] = rule === "arcs" ? random.below(500) : values[i * nodes + j];
  }
  const tabled = rule === "table" || rule === "arcs";
  const cost: Cost = tabled ? (a, b) => values[a * nodes + b] : distanceFunction(rule, coordinates, 2);
  const whole = tabled || rule === rule.toUpperCase();
  const listed = Math.min(width, nodes - 1);
  const request: TourRequest = {
    nodes,
    costs: tabled ? { kind: rule, values } : { kind: "points", metric: rule, coordinates },
    neighbours: {
      width: listed,
      outgoing: nearest(nodes, listed, cost),
      incoming: nearest(nodes, listed, (a, b) => cost(b, a)),
    },
    depth,
    margin: whole ? 0 : 1e-9,
    temperature: 20,
    population: 6,
    seed: [random.uint32(), random.uint32(), random.uint32(), random.uint32()],
    memoryLimit: 1e8,
  };
  return { cost, request, whole };
}

function lengthOf(cost: Cost, order: Int32Array): number {
  return order.reduce((sum, node, p) => sum + cost(node, order[p + 1 < order.length ? p + 1 : 0]), 0);
}

/** The order is a permutation, and its length is the claimed one. */
function expectTour({ cost, whole }: Case, order: Int32Array, claimed: number): void {
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from(order, (_, node) => node));
  if (whole) expect(claimed).toBe(lengthOf(cost, order));
  else expect(claimed).toBeCloseTo(lengthOf(cost, order), 6);
}

function shuffled(nodes: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: nodes }, (_, k) => k);
  random.shuffle(order);
  return order;
}

/** Descends to the end in small pieces. */
function descend(setting: Case, session: TourSession): void {
  session.begin();
  let before = session.best;
  while (session.descend(40)) {
    expectTour(setting, session.order, session.best);
    expect(session.best).toBeLessThanOrEqual(before);
    before = session.best;
  }
}

const rules = fc.constantFrom<Rule>(...PLANAR_METRICS, "table", "arcs", "arcs");
const seeds = fc.integer({ min: 0, max: 1e6 });
const sizes = fc.oneof(fc.integer({ min: 8, max: 20 }), fc.integer({ min: 8, max: 150 }));
const depths = fc.integer({ min: 2, max: 6 });

describe("the tour kernel", () => {
  prop(
    "keeps a tour of the claimed length through descents and kicks, and the best of them",
    [rules, sizes, seeds, depths],
    (rule, nodes, seed, depth) => {
      const setting = caseOf(rule, nodes, seed, depth);
      const session = createTourSession(setting.request);
      session.assign(shuffled(nodes, createRandom(seed + 1)));
      expectTour(setting, session.order, session.measure());
      descend(setting, session);
      for (let k = 0; k < 60; k++) {
        const before = session.best;
        expect(session.chain(1 + (k % 7) * 100, 5)).toBeLessThanOrEqual(5);
        expectTour(setting, session.bestOrder(), session.best);
        expectTour(setting, session.order, session.measure());
        expect(session.best).toBeLessThanOrEqual(before);
      }
      session.settle();
      expectTour(setting, session.order, session.best);
    },
    { numRuns: 60 },
  );

  prop(
    "takes a worse tour back exactly where nothing worse may stay",
    [sizes, seeds],
    (nodes, seed) => {
      const setting = caseOf("EUC_2D", nodes, seed, 3);
      const session = createTourSession({ ...setting.request, temperature: 1e-9 });
      session.wander();
      descend(setting, session);
      for (let k = 0; k < 100; k++) {
        const before = session.measure();
        expect(session.chain(1, 1)).toBe(1);
        expectTour(setting, session.order, session.best);
        expect(session.measure()).toBeLessThanOrEqual(before);
      }
    },
    { numRuns: 30 },
  );

  prop(
    "gives every node one place in a random walk",
    [fc.constantFrom<Rule>("EUC_2D", "arcs"), sizes, seeds],
    (rule, nodes, seed) => {
      const setting = caseOf(rule, nodes, seed, 3);
      const session = createTourSession(setting.request);
      session.wander();
      expectTour(setting, session.order, session.measure());
    },
    { numRuns: 60 },
  );

  prop(
    "crosses tours into tours that are shorter by the gain, and leaves the others alone",
    [rules, sizes, seeds, fc.boolean()],
    (rule, nodes, seed, descended) => {
      const setting = caseOf(rule, nodes, seed, 2);
      const session = createTourSession(setting.request);
      const random = createRandom(seed);
      session.clear(6);
      const lengths = Array.from({ length: 6 }, (_, slot) => {
        session.assign(shuffled(nodes, random));
        if (slot % 2 === 0) session.wander();
        if (descended) descend(setting, session);
        session.keep(slot);
        return session.measure();
      });
      for (let k = 0; k < 40; k++) {
        const a = random.below(6);
        const b = (a + 1 + random.below(5)) % 6;
        const gain = session.cross(a, b, 1 + random.below(10));
        expect(gain).toBeGreaterThanOrEqual(0);
        lengths[a] -= gain;
        for (let slot = 0; slot < 6; slot++) {
          session.take(slot);
          expectTour(setting, session.order, lengths[slot]);
        }
      }
    },
    { numRuns: 50 },
  );

  it("finds only its own tour among two that are alike", () => {
    const setting = caseOf("EUC_2D", 50, 2, 3);
    const session = createTourSession(setting.request);
    session.clear(2);
    session.wander();
    session.keep(0);
    const turned = session.order.slice().reverse();
    session.assign(turned);
    session.keep(1);
    expect(session.cross(0, 1, 30)).toBe(0);
  });

  it("gives the same tours for the same seed, however it is sliced", () => {
    const play = (pieces: number) => {
      const setting = caseOf("EUC_2D", 200, 4, 3);
      const session = createTourSession(setting.request);
      session.wander();
      session.begin();
      while (session.descend(pieces));
      let kicks = 0;
      while (kicks < 500) kicks += session.chain(pieces, 500 - kicks);
      session.settle();
      return { order: [...session.order], best: session.best, work: session.work, effort: session.effort };
    };
    expect(play(50)).toEqual(play(5000));
  });

  it("comes close to the shortest tour of cities on a circle by crossing alone", () => {
    const nodes = 60;
    const coordinates = Float64Array.from({ length: 2 * nodes }, (_, k) => {
      const angle = (2 * Math.PI * (k >> 1)) / nodes;
      return Math.round(1e4 * (k % 2 === 0 ? Math.cos(angle) : Math.sin(angle)));
    });
    const cost = distanceFunction("EUC_2D", coordinates, 2);
    const base = caseOf("EUC_2D", nodes, 3, 3).request;
    const session = createTourSession({
      ...base,
      costs: { kind: "points", metric: "EUC_2D", coordinates },
      neighbours: { width: 7, outgoing: nearest(nodes, 7, cost), incoming: nearest(nodes, 7, cost) },
      population: 30,
    });
    session.clear(30);
    for (let slot = 0; slot < 30; slot++) {
      session.wander();
      session.keep(slot);
    }
    for (let round = 0; round < 40; round++) for (let a = 0; a < 30; a++) session.cross(a, (a + 1 + round) % 30, 20);
    const least = Math.min(
      ...Array.from({ length: 30 }, (_, slot) => {
        session.take(slot);
        return session.measure();
      }),
    );
    const around = lengthOf(
      cost,
      Int32Array.from({ length: nodes }, (_, k) => k),
    );
    expect(least).toBeLessThanOrEqual(1.02 * around);
  });

  prop(
    "reads the cities of a doubled tour in the one direction, from either side and any place",
    [fc.integer({ min: 2, max: 30 }), seeds, fc.nat(), fc.boolean()],
    (cities, seed, shift, turned) => {
      const order = shuffled(cities, createRandom(seed));
      const nodes = doubleTour(order);
      const seen = nodes.map((_, p) => nodes[(p + shift) % nodes.length]);
      const folded = new Int32Array(cities);
      foldTour(turned ? seen.reverse() : seen, folded);
      const first = order.indexOf(folded[0]);
      expect([...folded]).toEqual([...order.subarray(first), ...order.subarray(0, first)]);
    },
    { numRuns: 100 },
  );

  prop(
    "finds the cheap arcs of a planted round trip, against their direction dear",
    [fc.integer({ min: 20, max: 120 }), seeds],
    (nodes, seed) => {
      const planted = shuffled(nodes, createRandom(seed));
      const setting = caseOf("arcs", nodes, seed, 3);
      const { costs } = setting.request;
      if (costs.kind !== "arcs") return expect.unreachable();
      const values = costs.values.map((value, k) => (k % (nodes + 1) === 0 ? 0 : 600 + value));
      for (let p = 0; p < nodes; p++) values[planted[p] * nodes + planted[(p + 1) % nodes]] = 1;
      const cost: Cost = (a, b) => values[a * nodes + b];
      const session = createTourSession({
        ...setting.request,
        costs: { kind: "arcs", values },
        neighbours: {
          width: 7,
          outgoing: nearest(nodes, 7, cost),
          incoming: nearest(nodes, 7, (a, b) => cost(b, a)),
        },
      });
      session.wander();
      session.begin();
      while (session.descend(1000));
      for (let kicks = 0; kicks < 2000 && session.best > nodes; ) kicks += session.chain(10_000, 100);
      expect(session.best).toBe(nodes);
      expectTour({ ...setting, cost }, session.bestOrder(), nodes);
    },
    { numRuns: 15 },
  );

  it("refuses what exceeds the memory limit", () => {
    const { request } = caseOf("table", 100, 1, 3);
    expect(() => createTourSession({ ...request, memoryLimit: 50_000 })).toThrow(
      expect.objectContaining({ code: "memory" }),
    );
  });

  it("has logarithms that agree with the host's to rounding", () => {
    for (const size of [1, 3, 4096]) {
      for (const [k, value] of exponentialVariates(size).entries()) {
        expect(value).toBeCloseTo(-Math.log((k + 0.5) / size), 13);
      }
      for (const [f, value] of entropies(size).entries()) {
        expect(value).toBeCloseTo(f === 0 ? 0 : -(f / size) * Math.log(f / size), 13);
      }
    }
  });
});

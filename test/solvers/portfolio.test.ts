/** The portfolio: what it sees, whom it asks, and that its plan depends on reports alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solvers } from "../../solvers/index.ts";
import { featuresOf } from "../../solvers/portfolio/features.ts";
import { type Member, members } from "../../solvers/portfolio/members.ts";
import { createPlan } from "../../solvers/portfolio/plan.ts";
import { LAG } from "../../src/episodes.ts";
import { csrFromEdges, type EnergyModel, noBiases } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { solverById } from "../../src/registry.ts";
import type { EpisodePlan } from "../../src/solver.ts";
import { longRangeChain } from "../support/chains.ts";
import { prop } from "../support/prop.ts";

/** Random couplings of +-1, each pair with probability `density`, as rows or as a matrix. */
function randomModel(n: number, density: number, kind: "csr" | "dense"): EnergyModel {
  const random = createRandom(n);
  const [from, to, weight]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (random.uniform() >= density) continue;
      from.push(i);
      to.push(j);
      weight.push(random.below(2) === 0 ? -1 : 1);
    }
  }
  const values = new Float64Array(n * n);
  from.forEach((i, e) => {
    values[i * n + to[e]] = values[to[e] * n + i] = weight[e];
  });
  const couplings = kind === "csr" ? csrFromEdges(n, from, to, weight) : ({ kind, n, values } as const);
  return { n, domain: "spin", couplings, biases: noBiases(n), offset: 0, structure: [], integer: true };
}

describe("features", () => {
  it.each([0.05, 0.5, 1])("tell density %d, whatever the couplings are stored as", (density) => {
    for (const kind of ["csr", "dense"] as const) {
      const seen = featuresOf(randomModel(150, density, kind));
      expect(Math.abs(seen.density - density)).toBeLessThan(0.05);
      expect(Math.abs(seen.degree - 149 * density)).toBeLessThan(8);
    }
  });
});

it("dense couplings of which few stand out are uneven, uniform and sparse ones are not", () => {
  expect(featuresOf(longRangeChain(200, 3)).uneven).toBe(true);
  expect(featuresOf(longRangeChain(200, 0)).uneven).toBe(false);
  expect(featuresOf(randomModel(150, 0.05, "csr")).uneven).toBe(false);
  expect(members.find(({ solver }) => solver === "memetic")!.weight(featuresOf(longRangeChain(200, 3)))).toBe(2);
});

describe("members", () => {
  it("are registered solvers with options that their schemas know", () => {
    for (const member of members) {
      const solver = solverById(member.solver);
      for (const density of [0.001, 0.05, 0.5, 1]) {
        const features = { n: 1000, degree: 999 * density, density, uneven: density === 1 };
        const { options, work } = member.episode({ features, milliseconds: 10 });
        const { properties } = solver.optionsSchema as { properties?: object };
        expect(Object.keys(properties ?? {})).toEqual(expect.arrayContaining(Object.keys(options)));
        expect(work).toBeGreaterThan(0);
        expect(member.first(features)).toBeGreaterThan(0);
      }
    }
  });

  it("hold at least one for every size and density", () => {
    for (const n of [1, 10, 100, 1000, 100_000, 1_000_000]) {
      for (const density of [0, 0.001, 0.1, 0.31, 1]) {
        const features = { n, degree: density * (n - 1), density, uneven: false };
        expect(members.some((member) => member.weight(features) >= 1)).toBe(true);
      }
    }
  });
});

const stub = (solver: string, weight: number): Member => ({
  solver,
  because: "of this test",
  weight: () => weight,
  first: () => 10,
  episode: ({ milliseconds }) => ({ options: {}, work: Math.round(100 * milliseconds) }),
});

const features = featuresOf(randomModel(20, 0.5, "csr"));

/** Runs a plan whose members reach the energies that `reach` says. Returns the ids that it asked for. */
function play(plan: EpisodePlan, count: number, reach: (solver: string, index: number) => number): string[] {
  const asked: { solver: string; work: number | null }[] = [];
  const state = { kind: "plain", values: Int8Array.of(1) } as const;
  for (let index = 0; index < count; index++) {
    if (index >= LAG) {
      const done = index - LAG;
      const { solver, work } = asked[done];
      const episode = { solver, options: {}, seed: 0, start: null, elites: [], work };
      plan.commit({ index: done, episode, energy: reach(solver, done), state, work: work ?? 0, verdict: null });
    }
    const episode = plan.next(index);
    if (episode === null) break;
    asked.push({ solver: episode.solver, work: episode.work });
  }
  return asked.map(({ solver }) => solver);
}

describe("the plan", () => {
  it("asks every member of weight 1 once before any twice, others only to explore", () => {
    const plan = createPlan([stub("a", 1), stub("b", 1), stub("c", 0.2)], features, 1, null, null);
    const asked = play(plan, 8, () => 0);
    expect(asked.slice(0, 2)).toEqual(["a", "b"]);
    expect(asked.indexOf("c")).toBe(3);
  });

  prop(
    "gives three of four episodes to the leader, and explores with the rest",
    [fc.constantFrom("a", "b", "c")],
    (best) => {
      const plan = createPlan([stub("a", 1), stub("b", 1), stub("c", 1)], features, 1, null, null);
      const asked = play(plan, 60, (solver) => (solver === best ? -5 : -4));
      const late = asked.slice(12);
      const share = late.filter((solver) => solver === best).length / late.length;
      expect(share).toBeGreaterThanOrEqual(0.7);
      expect(share).toBeLessThan(1);
    },
  );

  it("stays with the earliest of those that reach the same energy", () => {
    const plan = createPlan([stub("a", 1), stub("b", 1)], features, 1, null, null);
    const late = play(plan, 40, () => -5).slice(LAG + 2);
    expect(late.filter((solver) => solver === "a").length / late.length).toBeGreaterThan(0.7);
  });

  it("makes every episode of a member longer than its last", () => {
    const plan = createPlan([stub("a", 1)], features, 1, null, null);
    const works = [0, 1, 2, 3].map((index) => plan.next(index)!.work ?? 0);
    expect(works).toEqual([1000, 1500, 2250, 3375]);
  });

  it("passes the best states on, and starts where it is told", () => {
    const start = { kind: "plain", values: Int8Array.of(1) } as const;
    const plan = createPlan([stub("a", 1)], features, 1, start, 3);
    expect(plan.next(0)).toMatchObject({ start, elites: [] });
    const episode = { solver: "a", options: {}, seed: 0, start: null, elites: [], work: 1 };
    const found = { kind: "plain", values: Int8Array.of(-1) } as const;
    plan.commit({ index: 0, episode, energy: -7, state: found, work: 1, verdict: null });
    expect(plan.next(1)).toMatchObject({ start: null, elites: [found] });
    expect(plan.findings()).toMatchObject({ episodes: 1, portfolio: [{ solver: "a", best: -7, improvements: 1 }] });
    plan.next(2);
    expect(plan.next(3)).toBe(null);
  });

  it("follows its seed", () => {
    const seeds = (seed: number) => {
      const plan = createPlan([stub("a", 1)], features, seed, null, null);
      return [0, 1, 2].map((index) => plan.next(index)!.seed);
    };
    expect(seeds(1)).toEqual(seeds(1));
    expect(seeds(1)).not.toEqual(seeds(2));
    expect(new Set(seeds(1)).size).toBe(3);
  });
});

it("the portfolio has all its members among the solvers", () => {
  const ids = solvers.map(({ id }) => id);
  for (const { solver } of members) expect(ids).toContain(solver);
});

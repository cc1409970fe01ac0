/** Episodes in sequence: what a plan is told and when, and that they add up to one search. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createElitePool, episodeSeed, LAG, runEpisodes, startEpisode } from "../../src/episodes.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { energy, noBiases } from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { solverById } from "../../src/registry.ts";
import type { Episode, EpisodePlan, EpisodeReport, Step } from "../../src/solver.ts";
import { models } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";

const context = { kernels: loadKernels(), monitor: null, memoryLimit: 1e9 };

/** Anneals, and writes down what it is asked and told. */
function recording(count: number, works: readonly (number | null)[]): EpisodePlan & { readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    next(index) {
      log.push(`next ${index}`);
      if (index === count) return null;
      const work = works[index % works.length];
      return { solver: "hopfield", options: {}, seed: episodeSeed(7, index), start: null, elites: [], work };
    },
    commit(report: EpisodeReport) {
      log.push(`commit ${report.index}`);
    },
    findings: () => ({ asked: log.length }),
  };
}

function all(steps: Generator<Step, unknown, void>): Step[] {
  return Array.from(steps, ({ work, energy: value, state }) => ({
    work,
    energy: value,
    state: structuredClone(state),
  }));
}

describe("episodes in sequence", () => {
  prop(
    "are told of all reports up to LAG before, in order, and of the rest at the end",
    [models({ numbers: "integer", max: 6, min: 1 }), fc.nat(9)],
    (model, count) => {
      const plan = recording(count, [null]);
      all(runEpisodes(plan, solverById, model, context));
      const expected = Array.from({ length: count + 1 }, (_, index) =>
        index >= LAG ? [`commit ${index - LAG}`, `next ${index}`] : [`next ${index}`],
      ).flat();
      for (let index = Math.max(0, count - LAG + 1); index < count; index++) expected.push(`commit ${index}`);
      expect(plan.log).toEqual(expected);
    },
  );

  prop(
    "show the steps of every episode, with the work before it added, each cut at its first step that reaches its work",
    [
      models({ numbers: "integer", max: 8, min: 1 }),
      fc.array(fc.option(fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 3 }),
    ],
    (model, works) => {
      const steps = all(runEpisodes(recording(5, works), solverById, model, context));
      const expected: Step[] = [];
      let before = 0;
      for (let index = 0; index < 5; index++) {
        const episode = recording(5, works).next(index) as Episode;
        let work = 0;
        for (const step of startEpisode(solverById("hopfield"), model, episode, context)) {
          work = step.work;
          expected.push({ work: before + work, energy: step.energy, state: structuredClone(step.state) });
          if (episode.work !== null && work >= episode.work) break;
        }
        before += work;
      }
      expect(steps).toEqual(expected);
    },
  );

  it("end at the first proof of optimality", () => {
    const model: EnergyModel = {
      n: 3,
      domain: "spin",
      couplings: { kind: "ring", n: 3 },
      biases: noBiases(3),
      offset: 0,
      structure: [],
      integer: true,
    };
    let asked = 0;
    const plan: EpisodePlan = {
      next: (index) => {
        asked++;
        const solver = index === 1 ? "exhaustive" : "hopfield";
        return { solver, options: {}, seed: index, start: null, elites: [], work: null };
      },
      commit: () => {},
      findings: () => ({ told: true }),
    };
    const search = runEpisodes(plan, solverById, model, context);
    let next = search.next();
    let least = Number.POSITIVE_INFINITY;
    while (!next.done) {
      least = Math.min(least, next.value.energy);
      next = search.next();
    }
    expect(next.value).toMatchObject({ status: "optimal", findings: { told: true } });
    expect([asked, least]).toEqual([2, -3]);
  });
});

describe("the elite pool", () => {
  const bits = fc.array(fc.constantFrom(0, 1), { minLength: 4, maxLength: 4 });
  prop(
    "keeps the best distinct states, best first",
    [fc.array(bits, { maxLength: 30 }), fc.integer({ min: 1, max: 5 })],
    (list, size) => {
      const pool = createElitePool(size);
      const value = (state: readonly number[]) => state.reduce((sum, bit) => sum + bit, 0);
      for (const state of list) pool.offer({ kind: "plain", values: Int8Array.from(state) }, value(state));
      const distinct = [...new Map(list.map((state) => [state.join(), value(state)])).values()].sort((a, b) => a - b);
      expect(pool.energies).toEqual(distinct.slice(0, size));
      const texts = pool.states.map((state: State) => (state.kind === "plain" ? state.values.join() : ""));
      expect(new Set(texts).size).toBe(texts.length);
    },
  );
});

it("energies of steps are those of their states", () => {
  const [model] = fc.sample(models({ numbers: "integer", min: 5, max: 5 }), { numRuns: 1, seed: 3 });
  for (const step of runEpisodes(recording(3, [20]), solverById, model, context)) {
    expect(step.energy).toBe(energy(model, step.state));
  }
});

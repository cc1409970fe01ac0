/** Threads: the same bits on any number of them, under every limit, and every solver. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solvers } from "../../solvers/index.ts";
import { createRandom, minimise, problems, type Result, solve, solveSync } from "../../src/index.ts";
import { energy, obeysStructure, unpackModel } from "../../src/model/index.ts";
import { packModel } from "../../src/model/pack.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { referee } from "../../src/run/referee.ts";
import type { Episode, EpisodePlan } from "../../src/solver.ts";
import { models } from "../support/arbitraries.ts";
import { packingModel, triplets } from "../support/packing.ts";
import { clauseModel } from "../support/polynomials.ts";
import { prop } from "../support/prop.ts";
import { coverModel } from "../support/rows.ts";
import { shopModel } from "../support/shops.ts";
import { labelModel, splitModel } from "../support/structured.ts";
import { treeModel } from "../support/trees.ts";
import { bisectionModel, tourModel } from "../support/zoo.ts";
import {
  annealingPlan,
  essence,
  glass,
  listeningPlan,
  openThreaded,
  serially,
  threaded,
  WORKER,
} from "./threads-support.ts";

describe("a plan on threads", () => {
  prop(
    "gives the incumbent, trace, findings and end of one thread, whatever limit of work cuts it",
    [
      models({ min: 1, max: 12 }),
      fc.nat(1e6),
      fc.nat(14),
      fc.option(fc.integer({ min: 1, max: 3000 })),
      fc.integer({ min: 1, max: 5 }),
    ],
    async (model, seed, episodes, work, threads) => {
      const run = { model, plan: () => listeningPlan(seed, episodes), limits: work === null ? {} : { work } };
      expect(essence(await threaded(run, threads))).toEqual(essence(serially(run)));
    },
    { numRuns: 25 },
  );

  prop(
    "agrees where the lowest states are not the valid ones, and on targets, too",
    [
      models({ domain: "spin", min: 2, max: 12 }),
      fc.nat(1e6),
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 2, max: 4 }),
      fc.option(fc.nat(20)),
    ],
    async (model, seed, work, threads, above) => {
      const accepts = (state: State) => state.kind === "plain" && state.values[0] === 1;
      const run = { model, plan: () => listeningPlan(seed, 12), limits: { work }, accepts };
      const lowest = serially(run).best!.energy;
      const aimed = above === null ? run : { ...run, reaches: (_: State, value: number) => value <= lowest + above };
      expect(essence(await threaded(aimed, threads))).toEqual(essence(serially(aimed)));
    },
    { numRuns: 20 },
  );

  it("keeps a valid state that is worse than what is known, and only shown on the way", async () => {
    const biases = { kind: "dense", n: 2, values: Float64Array.of(-3, 0) } as const;
    const model: EnergyModel = { ...glass(2, 0), biases };
    const starts = [-1, -1, -1, -1, 1].map((first): State => ({ kind: "plain", values: Int8Array.of(first, 1) }));
    const plan = (): EpisodePlan => ({
      next: (index) =>
        index === starts.length
          ? null
          : { solver: "hopfield", options: {}, seed: index, start: starts[index], elites: [], work: null },
      commit: () => undefined,
      findings: () => ({}),
    });
    const accepts = (state: State) => state.kind === "plain" && state.values[0] === 1;
    const run = { model, plan, limits: { work: 1000 }, accepts };
    const expected = essence(serially(run));
    expect(expected.best).toMatchObject({ valid: true, energy: 3 });
    expect(essence(await threaded(run, 1))).toEqual(expected);
  });

  it("is cut inside an episode that ran ahead", async () => {
    const model = glass(300, 4);
    for (const work of [1, 29_999, 30_000, 30_001, 95_000]) {
      const run = { model, plan: () => annealingPlan(20, 100), limits: { work } };
      expect(essence(await threaded(run, 3)), String(work)).toEqual(essence(serially(run)));
    }
  });

  it("checks every move in the threads when asked to", async () => {
    const descent = { solver: "hopfield", options: {}, start: null, elites: [], work: null };
    const plan = (): EpisodePlan => ({
      next: (index) => (index === 3 ? null : { ...descent, seed: index }),
      commit: () => undefined,
      findings: () => ({}),
    });
    const drive = openThreaded({ model: glass(200, 4), plan, limits: {} }, 2, { verify: true });
    while (await drive.advance());
    await drive.finish();
    expect(drive.verification()).toMatchObject({ rises: 0, mismatches: 0, first: null });
    expect(drive.verification()!.moves).toBeGreaterThan(100);
  });
});

describe("the option threads", () => {
  const ordinary = [
    glass(60, 4),
    bisectionModel(16, 3, true),
    tourModel(7, 3, true, true),
    tourModel(9, 3, false, true),
    labelModel(8, 3, 3, true),
    coverModel(8, 6, 3),
    packingModel(triplets(6, 3), 1000, 6),
    shopModel(3, 2, 4, 3),
    clauseModel(6, 30, 3),
    treeModel(8, 3, "terminals", true),
    splitModel(6, 6, 3),
  ];
  const bits = (result: Awaited<ReturnType<typeof minimise>>) => ({
    ...result,
    trace: result.trace.map((point) => [point.work, point.energy]),
  });

  for (const solver of solvers) {
    it(`gives the same bits on 1, 2 and 4 threads with ${solver.id}`, async () => {
      let taken = 0;
      for (const model of ordinary) {
        if (solver.refuses(model, solver.defaults) !== null) continue;
        taken++;
        const search = (threads: number) =>
          minimise(model, { solver: solver.id, seed: 3, work: 10_000, threads, workerScript: WORKER });
        const one = bits(await search(1));
        expect(one.energy).toBe(energy(model, one.state!));
        for (const threads of [2, 4]) expect(bits(await search(threads))).toEqual(one);
      }
      expect(taken).toBeGreaterThan(0);
    });
  }

  for (const problem of problems) {
    it(`gives valid, repeatable results on a sample of ${problem.id}, and says how many threads`, async () => {
      const instance = problem.sample(createRandom(4), 7);
      const options = { work: 20_000, seed: 3, workerScript: WORKER };
      const documents: Result[] = [];
      for (const threads of [1, 2]) documents.push(await solve(problem, instance, { ...options, threads }));
      const [one, two] = documents.map(({ timing: _timing, threads: _threads, trace, ...rest }) => ({
        ...rest,
        trace: trace.map((point) => [point.work, point.energy]),
      }));
      expect(two).toEqual(one);
      expect(documents[1]).toMatchObject({ valid: true, threads: 2 });
    });
  }

  it("starts from a given state", async () => {
    const model = glass(200, 4);
    const { state, energy: reached } = await minimise(model, { work: 300_000, solver: "annealing" });
    const again = await minimise(model, {
      start: state!,
      work: 1,
      solver: "annealing",
      threads: 2,
      workerScript: WORKER,
    });
    expect(again.energy).toBe(reached);
  });

  it("takes 1 to 64, solvers that have a name, and runs that wait", async () => {
    const model = glass(10, 3);
    const mine = { ...solvers[0] };
    for (const options of [{ threads: 0 }, { threads: 65 }, { threads: 1.5 }, { threads: 2, solver: mine }]) {
      await expect(minimise(model, options)).rejects.toMatchObject({ code: "invalid-options" });
    }
    const triangle = { problem: "max-cut", vertices: 2, edges: [[0, 1]] };
    expect(() => solveSync("max-cut", triangle, { threads: 2 })).toThrow(/waits|wait/);
    await expect(solve("max-cut", triangle, { threads: 2, workerScript: `${WORKER}x` })).rejects.toMatchObject({
      code: "thread",
    });
  });

  it("passes on what a solver throws, with its code", async () => {
    const model = glass(2000, 4);
    const options = { solver: "annealing", threads: 2, memoryLimit: 1000, workerScript: WORKER };
    await expect(minimise(model, options)).rejects.toMatchObject({ code: "memory" });
  });
});

/** Episode 0 would take minutes; episode 1 is the one given. */
function afterALongOne(second: Pick<Episode, "solver" | "options" | "start">): EpisodePlan {
  const long = { solver: "annealing", options: { anneals: 1, sweeps: 1e8, betaFrom: 0.01, betaTo: 3 }, start: null };
  return {
    next: (index) => (index > 1 ? null : { ...(index === 0 ? long : second), seed: index, elites: [], work: null }),
    commit: () => undefined,
    findings: () => ({}),
  };
}

describe("limits that are no numbers of flips", () => {
  const endless = { model: glass(2000, 6), plan: () => annealingPlan(1e9, 2000) };

  it("end a run at its time, with the best of all threads", async () => {
    const begun = performance.now();
    const outcome = await threaded({ ...endless, limits: { time: 0.4 } }, 2);
    expect(performance.now() - begun).toBeLessThan(5000); // 450 ms on a quiet machine
    expect(outcome).toMatchObject({ status: "time-limit", bestIsLowest: true });
    expect(outcome.best!.energy).toBe(energy(endless.model, outcome.best!.state));
  });

  it("end a run soon after an abort, also one that came before the start, and still give a state", async () => {
    const controller = new AbortController();
    let asked = 0;
    setTimeout(() => {
      asked = performance.now();
      controller.abort();
    }, 300);
    const outcome = await threaded({ ...endless, limits: { signal: controller.signal } }, 2);
    expect(performance.now() - asked).toBeLessThan(3000); // 20 ms on a quiet machine
    expect(outcome.status).toBe("aborted");
    const never = await threaded({ ...endless, limits: { signal: AbortSignal.abort() } }, 2);
    expect(never).toMatchObject({ status: "aborted", best: { valid: true } });
  });

  it("end a run as soon as any thread has reached the target", async () => {
    const { model } = endless;
    const good = serially({ model, plan: () => annealingPlan(1, 300), limits: {} }).best!;
    const plan = () => afterALongOne({ solver: "annealing", options: { anneals: 1, sweeps: 1 }, start: good.state });
    const reaches = (_: unknown, value: number) => value <= good.energy;
    const outcome = await threaded({ model, plan, limits: {}, reaches }, 2);
    expect(outcome).toMatchObject({ status: "target-reached", best: { energy: good.energy } });
  });

  it("end a run as soon as any thread has a proof", async () => {
    const plan = () => afterALongOne({ solver: "exhaustive", options: {}, start: null });
    const outcome = await threaded({ model: glass(14, 3), plan, limits: {} }, 2);
    expect(outcome).toMatchObject({ status: "optimal", verdict: { status: "optimal" }, bestIsLowest: true });
  });
});

describe("what threads take for granted", () => {
  for (const problem of problems) {
    it(`a valid state of ${problem.id} obeys the structure of its model`, () => {
      let looked = 0;
      for (let seed = 1; seed <= 6; seed++) {
        const instance = problem.sample(createRandom(seed), 3 + (seed % 2));
        const encoding = problem.encode(instance, problem.defaults);
        const { n, domain } = encoding.model;
        if (n > 16) continue;
        const judge = referee(problem, instance, encoding, () => null);
        for (let code = 0; code < 2 ** n; code++) {
          const bit = (i: number) => (code >> i) & 1;
          const values = Int8Array.from({ length: n }, (_, i) => (domain === "bit" ? bit(i) : 2 * bit(i) - 1));
          const state: State = { kind: "plain", values };
          if (obeysStructure(encoding.model, state) || !judge.judge(state).valid) looked++;
          else expect(values, JSON.stringify(instance)).toBe("inside the structure");
        }
      }
      expect(looked).toBeGreaterThan(0);
    });
  }
});

describe("a packed model in shared memory", () => {
  prop("is the model", [models({ max: 8 })], (model) => {
    const buffer = packModel(model, (bytes) => new SharedArrayBuffer(bytes));
    expect(buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(unpackModel(buffer)).toEqual(unpackModel(packModel(model)));
  });
});

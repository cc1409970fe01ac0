/** A run on threads beside the same run on one: plans that listen closely to their reports, and what must agree. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runEpisodes } from "../../src/episodes.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { csrFromEdges, noBiases, obeysStructure, stateDigest } from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { solverById } from "../../src/registry.ts";
import { createDrive, type Limits, type Outcome } from "../../src/run/drive.ts";
import { createThreadedDrive, type ThreadedDrive, type ThreadedRequest } from "../../src/run/threads/drive.ts";
import { createPool } from "../../src/run/threads/pool.ts";
import type { EpisodePlan, EpisodeReport } from "../../src/solver.ts";

/** The built worker: threads of Node 20 cannot run TypeScript. */
export const WORKER = pathToFileURL(join(import.meta.dirname, "../../dist/src/run/threads/worker.js")).href;

export const MEMORY = 2 ** 30;

/** One pool for all tests of a file. */
export const pool = createPool(WORKER);

/** What limits of work make repeatable. Times differ from run to run. */
export function essence({ status, best, bestIsLowest, trace, work, findings, verdict }: Outcome) {
  return {
    status,
    best: best === null ? null : { ...best, state: stateDigest(best.state), time: 0 },
    bestIsLowest,
    trace: trace.map((point) => [point.work, point.energy]),
    work,
    findings,
    verdict: verdict?.status ?? null,
  };
}

export interface Case {
  readonly model: EnergyModel;
  readonly plan: () => EpisodePlan;
  readonly limits: Limits;
  readonly accepts?: (state: State) => boolean;
  readonly reaches?: (state: State, energy: number) => boolean;
}

/** The oracle: the serial search under the serial driver, without any thread. */
export function serially({ model, plan, limits, accepts, reaches }: Case): Outcome {
  const context = { kernels: loadKernels(), monitor: null, memoryLimit: MEMORY / 4 };
  const drive = createDrive({
    search: runEpisodes(plan(), solverById, model, context),
    limits,
    startedAt: performance.now(),
    accepts: accepts ?? ((state) => obeysStructure(model, state)),
    reaches: reaches ?? null,
  });
  while (drive.advance(1000));
  return drive.finish();
}

export function openThreaded(run: Case, threads: number, more: Partial<ThreadedRequest> = {}): ThreadedDrive {
  const { model, plan, limits, accepts, reaches } = run;
  return createThreadedDrive({
    model,
    plan,
    limits,
    startedAt: performance.now(),
    accepts: accepts ?? ((state) => obeysStructure(model, state)),
    reaches: reaches ?? null,
    threads,
    pool,
    memoryLimit: MEMORY,
    verify: false,
    ...more,
  });
}

export async function threaded(run: Case, threads: number, more: Partial<ThreadedRequest> = {}): Promise<Outcome> {
  const drive = openThreaded(run, threads, more);
  try {
    while (await drive.advance());
  } finally {
    await drive.finish();
  }
  return drive.finish();
}

/**
 * A plan whose every choice (solver, options, seed, start, elites, work) follows from all it was told, when it was told. It
 * throws when it is asked or told out of order.
 */
export function listeningPlan(seed: number, episodes: number, length = 200): EpisodePlan {
  let digest = seed;
  let asked = 0;
  let told = 0;
  let best: EpisodeReport | null = null;
  const hear = (value: number) => {
    digest = createRandom(digest, Math.round(1000 * value)).uint32();
  };
  return {
    next(index) {
      if (index !== asked++) throw new Error(`asked for episode ${index}, expected ${asked - 1}`);
      if (told !== Math.max(0, index - 3)) throw new Error(`episode ${index} after ${told} reports`);
      if (index === episodes) return null;
      const random = createRandom(digest, index);
      const anneals = random.below(2) === 0;
      return {
        solver: anneals ? "annealing" : "hopfield",
        options: anneals ? { anneals: 1 + random.below(3), sweeps: 1 + random.below(20) } : {},
        seed: random.uint32(),
        start: random.below(2) === 0 ? (best?.state ?? null) : null,
        elites: best?.state == null ? [] : [best.state],
        work: random.below(2) === 0 ? null : 1 + random.below(length),
      };
    },
    commit(report) {
      if (report.index !== told++) throw new Error(`told of episode ${report.index}, expected ${told - 1}`);
      hear(report.energy);
      hear(report.work);
      hear(report.verdict === null ? 0 : 1);
      hear(report.state === null ? 0 : Number.parseInt(stateDigest(report.state), 16));
      if (best === null || report.energy < best.energy) best = report;
    },
    findings: () => ({ asked, told, digest }),
  };
}

/** Equal anneals, each of so many sweeps. */
export function annealingPlan(episodes: number, sweeps: number): EpisodePlan {
  let told = 0;
  return {
    next: (index) =>
      index === episodes
        ? null
        : {
            solver: "annealing",
            options: { anneals: 1, sweeps, betaFrom: 0.1, betaTo: 3 },
            seed: index,
            start: null,
            elites: [],
            work: null,
          },
    commit: () => void told++,
    findings: () => ({ told }),
  };
}

/** Spins on a random graph with weights +-1. */
export function glass(n: number, degree: number, seed = 1): EnergyModel {
  const random = createRandom(seed);
  const pairs = new Map<number, number>();
  for (let k = 0; k < (n * degree) / 2; k++) {
    const [i, j] = [random.below(n), random.below(n)];
    if (i !== j) pairs.set(Math.min(i, j) * n + Math.max(i, j), random.below(2) * 2 - 1);
  }
  const codes = [...pairs.keys()];
  const couplings = csrFromEdges(
    n,
    codes.map((code) => Math.floor(code / n)),
    codes.map((code) => code % n),
    [...pairs.values()],
  );
  return { n, domain: "spin", couplings, biases: noBiases(n), offset: 0, structure: [], integer: true };
}

/**
 * Solvers on public spin and bit models: `npm run bench -- ising --time 1 [--solver auto,annealing] [--families gset,be] [--seeds 3]`.
 * Values are the referee's; gaps are to the best-known values, for complete graphs of +-1 to what textbook annealing in C++ finds in 20 s.
 * Times to the target are read off the traces.
 */
import { writeFileSync } from "node:fs";
import { GroundstateError, minimise, problemById, type SearchOptions, solve } from "groundstate";
import { family, instanceOf } from "./data.ts";
import { denseGraph, fieldScale, nativeBytes, sign, spinModel } from "./generated.ts";
import { COMPILER, hasCommand, runNative } from "./native.ts";

/** One run. `time` is the second in which the target was reached, null when it was not. */
interface Attempt {
  readonly value: number;
  readonly time: number | null;
  readonly work: number;
  readonly seconds: number;
}

interface Subject {
  readonly name: string;
  readonly n: number;
  readonly sense: 1 | -1;
  /** Best-known value, or null. */
  readonly target: () => number | null;
  readonly attempt: (options: SearchOptions, target: number | null) => Promise<Attempt>;
}

/** Families of best-known.json by the name that --families knows, with the problem that reads them. */
const FAMILIES: Readonly<Record<string, readonly [string, "max-cut" | "qubo"]>> = {
  gset: ["maxcut-gset", "max-cut"],
  biqmac: ["maxcut-biqmac", "max-cut"],
  be: ["maxcut-be", "max-cut"],
  torus: ["maxcut-torus", "max-cut"],
  orlib: ["qubo-orlib", "qubo"],
  qplib: ["qubo-qplib", "qubo"],
};
const COMPLETE = "complete";
const COMPLETE_SIZES = [1000, 2000];
/** Processor seconds of the C++ annealer on a complete graph, in anneals of so many sweeps. */
const PEER_SECONDS = 20;
const PEER_SWEEPS = 1000;

export const ISING_FAMILIES: readonly string[] = [...Object.keys(FAMILIES), COMPLETE];

type Trace = readonly { readonly time: number; readonly energy: number }[];

/** When the energy first was `target` or lower; the slack is for sums of real weights. */
function timeTo(trace: Trace, target: number): number | null {
  const slack = 1e-9 * Math.abs(target);
  return trace.find(({ energy }) => energy <= target + slack)?.time ?? null;
}

function publicSubjects(key: string): Subject[] {
  const [folder, id] = FAMILIES[key];
  const problem = problemById(id);
  return Object.entries(family(folder)).map(([name, { n, value, file }]) => {
    // The files of QPLIB minimise, all others maximise.
    const sense = key === "qplib" ? 1 : -1;
    return {
      name,
      n,
      sense,
      target: () => value,
      async attempt(options) {
        const result = await solve(problem, instanceOf(problem, file, {}), options);
        const { objective, trace, work, timing } = result;
        if (objective === null) throw new Error(`${name}: no valid solution`);
        return { value: objective, time: timeTo(trace, sense * value), work, seconds: timing.total };
      },
    };
  });
}

function completeSubjects(): Subject[] {
  return COMPLETE_SIZES.map((n) => {
    const pairs = denseGraph(n, 1, n, sign);
    const model = spinModel(pairs);
    return {
      name: `complete +-1, seed ${n}`,
      n,
      sense: 1,
      target() {
        if (!hasCommand(COMPILER[0])) return null;
        const scale = fieldScale(pairs);
        const args = ["dense", 1, PEER_SWEEPS, 0.2 / scale, 5 / scale, PEER_SECONDS];
        return runNative("annealing", args, nativeBytes(pairs)).energy;
      },
      async attempt(options, target) {
        const begin = performance.now();
        const { energy, trace, work } = await minimise(model, options);
        const seconds = (performance.now() - begin) / 1000;
        return { value: energy!, time: target === null ? null : timeTo(trace, target), work, seconds };
      },
    };
  });
}

export interface IsingRequest {
  readonly families: readonly string[];
  readonly solvers: readonly string[];
  /** Seconds a run. */
  readonly time: number;
  readonly seeds: number;
  /** Whether an instance of this name and size is wanted. */
  readonly wanted: (name: string, n: number) => boolean;
  /** File for all figures, or undefined. */
  readonly json: string | undefined;
  readonly threads: number | undefined;
}

interface Row {
  readonly instance: string;
  readonly n: number;
  readonly target: number | null;
  readonly solver: string;
  readonly values: readonly number[];
  /** Mean, percent; null without a target. */
  readonly gap: number | null;
  /** Seconds to the target by seed; null where it was not reached. */
  readonly times: readonly (number | null)[];
  /** Of the solver's unit of work, a second. */
  readonly rate: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Null when the solver does not take the instance. */
async function rowOf(subject: Subject, target: number | null, solver: string, request: IsingRequest) {
  const attempts: Attempt[] = [];
  const { time, seeds, threads } = request;
  try {
    for (let seed = 1; seed <= seeds; seed++) {
      const options = { time, solver, seed, ...(threads === undefined ? {} : { threads }) };
      attempts.push(await subject.attempt(options, target));
    }
  } catch (error) {
    if (error instanceof GroundstateError && error.code === "unsupported-model") return null;
    throw error;
  }
  const values = attempts.map(({ value }) => value);
  const gap = target === null ? null : (100 * subject.sense * (mean(values) - target)) / Math.abs(target);
  const rate = mean(attempts.map(({ work, seconds }) => work / seconds));
  const times = attempts.map((attempt) => attempt.time);
  return { instance: subject.name, n: subject.n, target, solver, values, gap, times, rate };
}

function format({ instance, n, target, solver, values, gap, times, rate }: Row, sense: 1 | -1): string {
  const best = sense === 1 ? Math.min(...values) : Math.max(...values);
  const reached = times.filter((time) => time !== null).sort((a, b) => a - b);
  // The median over all seeds, if at least half of them reached the target.
  const middle = reached[(times.length - 1) >> 1]?.toFixed(2) ?? "";
  const cells = [instance, n, target ?? "", solver, best, gap?.toFixed(3) ?? ""];
  return `| ${[...cells, `${reached.length}/${times.length}`, middle, (rate / 1e6).toFixed(1)].join(" | ")} |`;
}

/** Prints a row for each instance and solver, and a summary for each solver. @throws {Error} for an unknown family */
export async function isingTable(request: IsingRequest): Promise<void> {
  for (const key of request.families) {
    if (!ISING_FAMILIES.includes(key)) throw new Error(`no family ${key}; there are ${ISING_FAMILIES.join(", ")}`);
  }
  const subjects = request.families
    .flatMap((key) => (key === COMPLETE ? completeSubjects() : publicSubjects(key)))
    .filter(({ name, n }) => request.wanted(name, n));
  console.log(
    "| instance | n | best known | solver | best | mean gap % | reached | median seconds to it | work, M/s |\n" +
      "| --- | ---: | ---: | --- | ---: | ---: | --- | ---: | ---: |",
  );
  // What is compiled on first use is no part of the first row.
  for (const solver of request.solvers) {
    if (subjects.length > 0) await rowOf(subjects[0], null, solver, { ...request, time: 0.2, seeds: 1 });
  }
  const rows: Row[] = [];
  for (const subject of subjects) {
    const target = subject.target();
    for (const solver of request.solvers) {
      const row = await rowOf(subject, target, solver, request);
      if (row === null) continue;
      rows.push(row);
      console.log(format(row, subject.sense));
    }
  }
  console.log(`\n${request.time} s a run, ${request.seeds} seed(s).`);
  for (const solver of request.solvers) {
    const own = rows.filter((row) => row.solver === solver);
    const gaps = own.flatMap(({ gap }) => (gap === null ? [] : [gap]));
    const times = own.flatMap((row) => row.times);
    const reached = times.filter((time) => time !== null).length;
    const worst = gaps.length === 0 ? Number.NaN : Math.max(...gaps);
    console.log(
      `${solver}: mean gap ${mean(gaps).toFixed(4)} %, worst ${worst.toFixed(3)} %, best known reached ${reached} times of ${times.length}.`,
    );
  }
  if (request.json !== undefined) writeFileSync(request.json, `${JSON.stringify(rows, null, 1)}\n`);
}

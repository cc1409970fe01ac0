/**
 * Catalogue problems on public instances: `npm run bench -- catalogue --family clique --time 5 [--seeds 3] [--only brock]`. One row an
 * instance: the referee's value beside the best known; then how many reach it, and the mean gap. A new family is one line in FAMILIES.
 */
import { type Problem, problemById, type Result, type SearchOptions, solve } from "groundstate";
import { type Entry, family, instanceOf } from "./data.ts";

/** Family of the data folder, and whose instances its files are. */
const FAMILIES: Readonly<Record<string, { readonly data: string; readonly problem: string }>> = {
  clique: { data: "clique", problem: "clique" },
  knapsack: { data: "knapsack", problem: "knapsack" },
  mknap: { data: "mknap", problem: "multidimensional-knapsack" },
  "bin-packing": { data: "binpacking", problem: "bin-packing" },
  "set-cover": { data: "setcover", problem: "set-cover" },
};

export const CATALOGUE_FAMILIES = Object.keys(FAMILIES);

export interface CatalogueRun {
  readonly family: string;
  readonly time: number;
  readonly seeds: number;
  readonly solver: string;
  readonly threads?: number | undefined;
  readonly wanted: (name: string, n: number) => boolean;
}

/** @throws {Error} for a family that is not listed */
export async function catalogueTable({ family: wantedFamily, seeds, wanted, ...run }: CatalogueRun): Promise<void> {
  const chosen = FAMILIES[wantedFamily];
  if (chosen === undefined) {
    throw new Error(`no family ${wantedFamily}, expected one of ${CATALOGUE_FAMILIES.join(", ")}`);
  }
  const problem = problemById(chosen.problem);
  const entries = Object.entries(family(chosen.data)).filter(([name, { n }]) => wanted(name, n));
  console.log("| instance | n | best known | values | gap % | bound | status | seconds to the best |");
  console.log("| --- | ---: | ---: | --- | ---: | ---: | --- | --- |");
  const gaps: number[] = [];
  for (const [name, entry] of entries.sort(([, a], [, b]) => a.n - b.n)) {
    for (const gap of await row(name, entry, problem, run, seeds)) gaps.push(gap);
  }
  const reached = gaps.filter((gap) => gap <= 0).length;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  console.log(
    `\nBest known reached in ${reached} of ${gaps.length} runs; mean gap ${mean.toFixed(3)} %, worst ${Math.max(...gaps).toFixed(3)} %; ${run.time} s each, ${seeds} seed(s), solver ${run.solver}.`,
  );
}

/** Prints the runs of an instance, and gives the gap of each in percent; Infinity where nothing valid was found. */
async function row(
  name: string,
  { file, n, value }: Entry,
  problem: Problem,
  { time, solver, threads }: Pick<CatalogueRun, "time" | "solver" | "threads">,
  seeds: number,
): Promise<number[]> {
  const instance = instanceOf(problem, file, { name });
  const options: SearchOptions = { time, solver, ...(threads === undefined ? {} : { threads }) };
  const results: Result[] = [];
  for (let seed = 1; seed <= seeds; seed++) results.push(await solve(problem, instance, { ...options, seed }));
  const sense = problem.sense === "min" ? 1 : -1;
  const gaps = results.map(({ objective }) =>
    objective === null ? Number.POSITIVE_INFINITY : (100 * sense * (objective - value)) / Math.max(1, Math.abs(value)),
  );
  const list = (of: (result: Result) => string) => results.map(of).join(", ");
  const cells = [
    name,
    n,
    value,
    list(({ objective }) => (objective === null ? "none" : String(objective))),
    gaps.map((gap) => gap.toFixed(2)).join(", "),
    results[0].bound === null ? "" : results[0].bound.value,
    list(({ status }) => status),
    list(({ trace }) => (trace.length === 0 ? "" : trace[trace.length - 1].time.toFixed(2))),
  ];
  console.log(`| ${cells.join(" | ")} |`);
  return gaps;
}

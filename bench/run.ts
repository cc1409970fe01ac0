/**
 * Benchmark tables: `npm run bench -- tsp|tsp-peers|atsp|qap|colouring|partition|max-cut|qubo|ising|catalogue|speed|recall [options]`. Public instances with best-known values are read
 * from the data folder (GROUNDSTATE_DATA or ../shared/data); a markdown table is printed to stdout. Every answer is judged by
 * the referee. `tsp-peers` compares tours with JavaScript packages (bench/tsp-peers.ts says how to install them), `ising`
 * compares solvers on spin and bit models, `catalogue` shows other problems beside best-known values, `speed` compares kernels with textbook C++, `recall` batches of cues with plain loops.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Problem, problemById, type Result, solve } from "groundstate";
import yargs from "yargs";
import { CATALOGUE_FAMILIES, catalogueTable } from "./catalogue.ts";
import { family, instanceOf, read } from "./data.ts";
import { ISING_FAMILIES, isingTable } from "./ising.ts";
import { hasCommand } from "./native.ts";
import { recallTable } from "./recall.ts";
import { SPEED_PARTS, speedTable } from "./speed.ts";
import { tspPeersTable } from "./tsp-peers.ts";

const args = await yargs(process.argv.slice(2))
  .usage("bench TABLE")
  .option("time", { type: "number", describe: "seconds per run (default 2, speed: 1)" })
  .option("from", { type: "number", default: 0, describe: "smallest n" })
  .option("to", { type: "number", default: 1e9, describe: "largest n" })
  .option("seeds", { type: "number", default: 1 })
  .option("solver", { type: "string", default: "auto", describe: "ising: several, with commas" })
  .option("parts", { type: "string", describe: "partition: how many parts (default 2); speed: which comparisons" })
  .option("families", { type: "string", default: ISING_FAMILIES.join(","), describe: "ising: which instances" })
  .option("family", { type: "string", default: CATALOGUE_FAMILIES[0], describe: "catalogue: which instances" })
  .option("threads", { type: "number", describe: "threads per run" })
  .option("json", { type: "string", describe: "ising: file for all figures" })
  .option("only", { type: "string", describe: "instances whose name contains this" })
  .option("large", { type: "boolean", default: false, describe: "tsp-peers: instances that take minutes, too" })
  .parseAsync();
/** Seconds of a run in all tables but speed. */
const time = args.time ?? 2;
const threads = args.threads === undefined ? {} : { threads: args.threads };
/** Parts of a partition. */
const parts = Number(args.parts ?? 2);

const wanted = (name: string, n: number) =>
  n >= args.from && n <= args.to && (args.only === undefined || name.includes(args.only));
const chosen = (name: string) =>
  Object.entries(family(name))
    .filter(([key, { n }]) => wanted(key, n))
    .sort(([, a], [, b]) => a.n - b.n);
const list = (text: string) => text.split(",").filter((word) => word.length > 0);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function runs(problem: Problem, instance: unknown): Promise<Result[]> {
  const results: Result[] = [];
  for (let seed = 1; seed <= args.seeds; seed++)
    results.push(await solve(problem, instance, { time, solver: args.solver, seed, ...threads }));
  return results;
}

/** Best, mean gap to best known, validity and time of one instance as a row. */
async function gapTable(family: string, problem: Problem, sense: 1 | -1): Promise<void> {
  console.log(
    "| instance | n | best known | best | mean gap % | bound | gap to it % | valid | status | seconds |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- | ---: |",
  );
  const gaps: number[] = [];
  for (const [name, entry] of chosen(family)) {
    const results = await runs(problem, instanceOf(problem, entry.file, {}));
    const values = results.flatMap((result) => (result.objective === null ? [] : [result.objective]));
    const gap = mean(values.map((value) => (100 * sense * (value - entry.value)) / Math.abs(entry.value)));
    gaps.push(gap);
    const best = sense === 1 ? Math.min(...values) : Math.max(...values);
    const row = [
      name,
      entry.n,
      entry.value,
      best,
      gap.toFixed(3),
      ...boundOf(results, sense),
      `${values.length}/${results.length}`,
      results[0].status,
      mean(results.map((result) => result.timing.total)).toFixed(2),
    ];
    console.log(`| ${row.join(" | ")} |`);
  }
  const reached = gaps.filter((gap) => gap <= 0).length;
  console.log(
    `\nAt the best known value ${reached} of ${gaps.length}. Mean gap ${mean(gaps).toFixed(3)} % over ${gaps.length} instances, worst ${Math.max(...gaps).toFixed(3)} %, ${time} s each, ${args.seeds} seed(s), solver ${args.solver}.`,
  );
}

/** The best bound of several runs, and the mean gap of their values to it. */
function boundOf(results: readonly Result[], sense: 1 | -1): [string, string] {
  const bounds = results.flatMap(({ bound }) => (bound === null ? [] : [bound.value]));
  if (bounds.length === 0) return ["", ""];
  const bound = sense === 1 ? Math.max(...bounds) : Math.min(...bounds);
  const gaps = results.map(({ objective }) => (100 * Math.abs((objective ?? Number.NaN) - bound)) / Math.abs(bound));
  return [String(bound), mean(gaps).toFixed(3)];
}

/** Cut beside gpmetis (Debian package metis; left out when absent), perfectly balanced. */
async function partitionTable(): Promise<void> {
  const problem = problemById("graph-partitioning");
  const peer = hasCommand("gpmetis");
  console.log(
    `| graph | n | best known | ours | ratio | valid |${peer ? " gpmetis rb | ratio | its largest part / allowed |" : ""}\n| --- | ---: | ---: | ---: | ---: | --- |${peer ? " ---: | ---: | --- |" : ""}`,
  );
  const ratios: number[] = [];
  const peers: number[] = [];
  for (const [name, entry] of chosen("partition-walshaw").filter(([key]) => key.endsWith(`/k${parts}/e0`))) {
    const instance = instanceOf(problem, entry.file, { parts, imbalance: 0 });
    const values = (await runs(problem, instance)).map((result) => result.objective ?? Number.NaN);
    const ours = mean(values);
    ratios.push(ours / entry.value);
    const row: (string | number)[] = [
      name,
      entry.n,
      entry.value,
      ours,
      (ours / entry.value).toFixed(3),
      `${values.filter(Number.isFinite).length}/${values.length}`,
    ];
    if (peer) {
      const { cut, largest } = gpmetis(problem, instance, entry.file, parts);
      peers.push(cut / entry.value);
      row.push(cut, (cut / entry.value).toFixed(3), `${largest}/${Math.ceil(entry.n / parts)}`);
    }
    console.log(`| ${row.join(" | ")} |`);
  }
  const geometric = (values: readonly number[]) => Math.exp(mean(values.map(Math.log))).toFixed(3);
  console.log(
    `\nGeometric mean of the ratios: ours ${geometric(ratios)}${peer ? `, gpmetis -ptype=rb ${geometric(peers)}` : ""}; ${time} s each, ${parts} parts.`,
  );
}

function gpmetis(problem: Problem, instance: unknown, file: string, parts: number): { cut: number; largest: number } {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const graph = join(folder, "graph");
  writeFileSync(graph, read(file));
  execFileSync("gpmetis", ["-ptype=rb", "-ufactor=1", graph, String(parts)], { stdio: "ignore" });
  const part = readFileSync(`${graph}.part.${parts}`, "utf8").trim().split("\n").map(Number);
  const sizes = new Array<number>(parts).fill(0);
  for (const p of part) sizes[p]++;
  return { cut: problem.cost(instance, { part }), largest: Math.max(...sizes) };
}

switch (args._[0]) {
  case "tsp":
    await gapTable("tsp", problemById("tsp"), 1);
    break;
  case "tsp-peers":
    tspPeersTable(args.large);
    break;
  case "atsp":
    await gapTable("atsp", problemById("tsp"), 1);
    break;
  case "qap":
    await gapTable("qap", problemById("qap"), 1);
    break;
  case "colouring":
    await gapTable("coloring", problemById("colouring"), 1);
    break;
  case "max-cut":
    await gapTable("maxcut-gset", problemById("max-cut"), -1);
    break;
  case "qubo":
    await gapTable("qubo-orlib", problemById("qubo"), -1);
    break;
  case "partition":
    await partitionTable();
    break;
  case "ising": {
    const { seeds, json } = args;
    const [families, solvers] = [list(args.families), list(args.solver)];
    await isingTable({ families, solvers, time, seeds, wanted, json, threads: args.threads });
    break;
  }
  case "catalogue": {
    const { seeds, solver, threads, family } = args;
    await catalogueTable({ family, time, seeds, solver, threads, wanted });
    break;
  }
  case "speed":
    await speedTable(args.parts === undefined ? SPEED_PARTS : list(args.parts), args.time ?? 1);
    break;
  case "recall":
    recallTable(args.only ?? "");
    break;
  default:
    console.error(
      "expected a table: tsp, tsp-peers, atsp, qap, colouring, max-cut, qubo, partition, ising, catalogue, speed or recall",
    );
    process.exitCode = 2;
}

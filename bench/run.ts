/**
 * Benchmark tables over public instances with best-known values: `npm run bench -- tsp|partition|max-cut|hopfield [options]`.
 * Reads the data folder in place (GROUNDSTATE_DATA or ../shared/data), prints a markdown table to stdout.
 * Every answer is judged by the referee; gaps are against the best-known value of the data folder.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { detectFormat, type Problem, problemById, type Result, solve } from "groundstate";
import yargs from "yargs";

interface Entry {
  readonly n: number;
  readonly value: number;
  readonly file: string;
  readonly k?: number;
  readonly imbalance?: number;
}

const data = process.env["GROUNDSTATE_DATA"] ?? join(import.meta.dirname, "..", "..", "..", "shared", "data");
if (!existsSync(join(data, "best-known.json"))) throw new Error(`no benchmark data in ${data}; set GROUNDSTATE_DATA`);
const known = JSON.parse(readFileSync(join(data, "best-known.json"), "utf8")) as Record<string, Record<string, Entry>>;

const args = await yargs(process.argv.slice(2))
  .usage("bench TABLE")
  .option("time", { type: "number", default: 2, describe: "seconds per run" })
  .option("from", { type: "number", default: 0, describe: "smallest n" })
  .option("to", { type: "number", default: 1e9, describe: "largest n" })
  .option("seeds", { type: "number", default: 1 })
  .option("solver", { type: "string", default: "auto" })
  .option("parts", { type: "number", default: 2 })
  .option("only", { type: "string", describe: "instances whose name contains this" })
  .parseAsync();

function read(file: string): string {
  const bytes = readFileSync(join(data, file));
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

function instanceOf(problem: Problem, file: string, parameters: object): unknown {
  const text = read(file);
  const record = detectFormat(text, basename(file).replace(/\.gz$/, "")).parse(text);
  const adapter = problem.formats.find(
    (candidate) => candidate.kind === record.kind && candidate.toInstance !== undefined,
  );
  if (adapter?.toInstance === undefined) throw new Error(`${file} is no ${problem.id} instance`);
  return adapter.toInstance(record, parameters);
}

const chosen = (family: string) =>
  Object.entries(known[family])
    .filter(([name, { n }]) => n >= args.from && n <= args.to && (args.only === undefined || name.includes(args.only)))
    .sort(([, a], [, b]) => a.n - b.n);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function runs(problem: Problem, instance: unknown): Promise<Result[]> {
  const results: Result[] = [];
  for (let seed = 1; seed <= args.seeds; seed++)
    results.push(await solve(problem, instance, { time: args.time, solver: args.solver, seed }));
  return results;
}

/** Best, mean gap to best known, validity and time of one instance as a row. */
async function gapTable(family: string, problem: Problem, sense: 1 | -1): Promise<void> {
  console.log(
    "| instance | n | best known | best | mean gap % | valid | status | seconds |\n| --- | ---: | ---: | ---: | ---: | --- | --- | ---: |",
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
      `${values.length}/${results.length}`,
      results[0].status,
      mean(results.map((result) => result.timing.total)).toFixed(2),
    ];
    console.log(`| ${row.join(" | ")} |`);
  }
  console.log(
    `\nMean gap ${mean(gaps).toFixed(3)} % over ${gaps.length} instances, worst ${Math.max(...gaps).toFixed(3)} %, ${args.time} s each, ${args.seeds} seed(s), solver ${args.solver}.`,
  );
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
  for (const [name, entry] of chosen("partition-walshaw").filter(([key]) => key.endsWith(`/k${args.parts}/e0`))) {
    const instance = instanceOf(problem, entry.file, { parts: args.parts, imbalance: 0 });
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
      const { cut, largest } = gpmetis(problem, instance, entry.file, args.parts);
      peers.push(cut / entry.value);
      row.push(cut, (cut / entry.value).toFixed(3), `${largest}/${Math.ceil(entry.n / args.parts)}`);
    }
    console.log(`| ${row.join(" | ")} |`);
  }
  const geometric = (values: readonly number[]) => Math.exp(mean(values.map(Math.log))).toFixed(3);
  console.log(
    `\nGeometric mean of the ratios: ours ${geometric(ratios)}${peer ? `, gpmetis -ptype=rb ${geometric(peers)}` : ""}; ${args.time} s each, ${args.parts} parts.`,
  );
}

function hasCommand(name: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${name}`]);
    return true;
  } catch {
    return false;
  }
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
  case "atsp":
    await gapTable("atsp", problemById("tsp"), 1);
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
  default:
    console.error("expected a table: tsp, atsp, max-cut, qubo or partition");
    process.exitCode = 2;
}

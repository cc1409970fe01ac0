/**
 * Kernels against textbook C++ on the same instance: `npm run bench -- speed [--parts annealing,dense,...]`. Ours and theirs run in turns,
 * A B A B, and medians are compared: processor time of both, ours with compilation and collection of garbage. The last part
 * compares threads by the wall clock.
 */
import { availableParallelism } from "node:os";
import { type EnergyModel, minimise } from "groundstate";
import { spinSystem } from "../src/kernels/system.ts";
import { denseGraph, nativeBytes, randomGraph, sign, spinModel } from "./generated.ts";
import { COMPILER, hasCommand, type Measurement, runNative } from "./native.ts";
import { PARTS, type SpeedCase } from "./speed-cases.ts";

/** `threads` is no comparison with C++ and comes last. */
export const SPEED_PARTS: readonly string[] = [...Object.keys(PARTS), "threads"];

const ROUNDS = 5;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

const round = (value: number) => Number(value.toPrecision(3));

function measure(one: SpeedCase, seconds: number, peer: boolean): string {
  const pairs = one.pairs();
  const run = one.ours(spinSystem(spinModel(pairs)), pairs);
  const bytes = peer ? nativeBytes(pairs) : null;
  run(0); // compiles
  const ours: Measurement[] = [];
  const theirs: Measurement[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    ours.push(run(seconds));
    if (bytes !== null) theirs.push(runNative(one.program, one.args(pairs, seconds), bytes));
  }
  const [unit, size] = one.unit;
  const rate = (runs: readonly Measurement[]) => median(runs.map((of) => of.work / of.seconds / size));
  const lowest = (runs: readonly Measurement[]) => Math.min(...runs.map(({ energy }) => energy));
  const cells: (string | number)[] = [one.name, unit, round(rate(ours))];
  if (peer) cells.push(round(rate(theirs)), (rate(ours) / rate(theirs)).toFixed(2));
  cells.push(lowest(ours));
  if (peer) cells.push(lowest(theirs));
  return `| ${cells.join(" | ")} |`;
}

/** Work done by the wall clock on one thread and on as many as there are, up to four. */
async function threadRows(seconds: number): Promise<void> {
  const most = Math.min(4, availableParallelism());
  console.log("\n| search | threads | flips tried, M/s | ratio to one thread |\n| --- | ---: | ---: | ---: |");
  const cases: readonly [string, EnergyModel][] = [
    ["annealing, 2000 spins, 19,990 pairs, +-1", spinModel(randomGraph(2000, 19_990, 2, sign))],
    ["annealing, 2000 spins, all pairs +-1", spinModel(denseGraph(2000, 1, 2000, sign))],
  ];
  for (const [name, model] of cases) {
    const rates = new Map<number, number[]>();
    for (let turn = 0; turn <= ROUNDS; turn++) {
      for (const threads of new Set([1, most])) {
        const begin = performance.now();
        const { work } = await minimise(model, { solver: "annealing", threads, time: 2 * seconds, seed: 1 + turn });
        const rate = work / (performance.now() - begin) / 1e3;
        // The first turn starts the threads.
        if (turn > 0) rates.set(threads, [...(rates.get(threads) ?? []), rate]);
      }
    }
    const one = median(rates.get(1)!);
    for (const [threads, all] of rates) {
      console.log(`| ${name} | ${threads} | ${round(median(all))} | ${(median(all) / one).toFixed(2)} |`);
    }
  }
}

/** Prints the tables of these parts. @throws {Error} for a part that does not exist */
export async function speedTable(parts: readonly string[], seconds: number): Promise<void> {
  for (const part of parts) {
    if (!SPEED_PARTS.includes(part)) throw new Error(`no part ${part} in speed; there are ${SPEED_PARTS.join(", ")}`);
  }
  const peer = hasCommand(COMPILER[0]);
  if (!peer) console.log(`${COMPILER[0]} is not there, so these are our figures alone.\n`);
  const cases = parts.flatMap((part) => PARTS[part] ?? []);
  if (cases.length > 0) {
    const columns = ["search", "unit", "ours", ...(peer ? ["C++", "ratio"] : []), "lowest energy"];
    if (peer) columns.push("of C++");
    console.log(`| ${columns.join(" | ")} |\n| --- | --- |${" ---: |".repeat(columns.length - 2)}`);
    for (const one of cases) console.log(measure(one, seconds, peer));
    console.log(
      `\nMedians of ${ROUNDS} turns of ${seconds} s of processor time${peer ? `; ${COMPILER.join(" ")}` : ""}.`,
    );
  }
  if (parts.includes("threads")) await threadRows(seconds);
}

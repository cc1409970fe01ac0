/** Made-up runs whose truth is known. */
import type { RunRecord } from "../../src/compare/index.ts";
import type { Random } from "../../src/random.ts";

export interface MadeUp {
  readonly entrant: string;
  /** Mean time to the target in units of the instance's own difficulty. */
  readonly slowness: number;
}

const hex = (value: number) => value.toString(16).padStart(64, "0");

let made = 0;

/** A run with this trace of [time, objective]; minimising, budget 10 s. */
export function recordOf(
  entrant: string,
  instance: number,
  seed: number,
  trace: readonly (readonly [number, number])[],
  more: Partial<RunRecord> = {},
): RunRecord {
  return {
    format: "groundstate-run",
    formatVersion: 1,
    key: `sha256:${hex(made++)}`,
    version: "0.0.0",
    problem: "tsp",
    instance: { name: `instance-${instance}`, digest: `sha256:${hex(instance)}` },
    encoding: {},
    entrant,
    solver: entrant,
    options: {},
    seed,
    budget: { kind: "time", amount: 10 },
    stopAt: null,
    sense: "min",
    status: "time-limit",
    error: null,
    objective: trace.at(-1)?.[1] ?? null,
    violations: trace.length === 0 ? ["missing"] : [],
    bound: null,
    work: 1000,
    time: 10,
    trace: trace.map(([x, y]): [number, number] => [x, y]),
    ...more,
  };
}

/** Runs of entrants with exponential times to the optimum 100 on instances of very different difficulty: the budget of 10 s cuts some off. */
export function madeUpRuns(random: Random, entrants: readonly MadeUp[], instances: number, seeds: number): RunRecord[] {
  const exponential = () => -Math.log(1 - random.uniform());
  const difficulty = Array.from({ length: instances }, () => Math.exp(2 * random.normal() - 1));
  const records: RunRecord[] = [];
  for (let instance = 0; instance < instances; instance++) {
    for (let seed = 1; seed <= seeds; seed++) {
      for (const { entrant, slowness } of entrants) {
        const reach = slowness * difficulty[instance] * exponential();
        const first: [number, number] = [Math.min(0.001, reach / 2), 100 + 20 * exponential()];
        const near: [number, number] = [Math.min(9, reach / 2), 100 + exponential()];
        const trace = near[1] < first[1] ? [first, near] : [first];
        if (reach < 10) trace.push([reach, 100]);
        records.push(recordOf(entrant, instance, seed, trace));
      }
    }
  }
  return records;
}

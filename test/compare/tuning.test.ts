/** Tuning: known values of its test, and what races of known truth must give. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Batch,
  executeRun,
  friedman,
  meanRanks,
  type RunRecord,
  type RunRequest,
  type Tuning,
  type TuningStudy,
  tune,
  tuning,
} from "../../src/compare/index.ts";
import { createRandom } from "../../src/random.ts";
import { problemById } from "../../src/registry.ts";
import { prop } from "../support/prop.ts";
import { recordOf } from "./support.ts";

const cut = problemById("max-cut");
const subject = (k: number) => ({
  problem: cut,
  instance: cut.sample(createRandom(k), 8),
  name: `cut-${k}`,
});
const study = (more: Partial<TuningStudy> = {}): TuningStudy => ({
  solver: "tabu",
  parameters: [{ name: "tenure", low: 1, high: 100, scale: "linear" }],
  training: [1, 2, 3, 4, 5].map(subject),
  test: [11, 12, 13].map(subject),
  runs: 200,
  testSeeds: 10,
  budget: { kind: "work", amount: 100 },
  seed: 1,
  ...more,
});

/** The tuning of made-up runs: `cost` of the options, on top of what instance and chance give. */
function played(
  of: TuningStudy,
  cost: (options: Readonly<Record<string, unknown>>) => number,
  luck = createRandom(of.seed, 99),
): { readonly result: Tuning; readonly batches: readonly Batch[] } {
  const steps = tuning(of);
  const batches: Batch[] = [];
  let step = steps.next();
  while (step.done !== true) {
    batches.push(step.value);
    step = steps.next(step.value.requests.map((request) => madeUp(request, cost(request.allOptions) + luck.normal())));
  }
  return { result: step.value, batches };
}

function madeUp({ key, subject: { name }, entrant, seed, budget, digest }: RunRequest, cost: number): RunRecord {
  const objective = 1000 * Number(name.slice(4)) + cost;
  return recordOf(entrant, 0, seed, [[10, objective]], { key, budget, instance: { name, digest } });
}

describe("Friedman's test", () => {
  it("gives the published values of textbook samples", () => {
    // Conover 1999, 5.8, example 1: twelve homeowners rank four grasses; rank sums 38, 23.5, 24.5, 34, F = 3.19, p about 0.037.
    const ranks = [
      [4, 3, 2, 1],
      [4, 2, 3, 1],
      [3, 1.5, 1.5, 4],
      [3, 1, 2, 4],
      [4, 2, 1, 3],
      [2, 2, 2, 4],
      [1, 3, 2, 4],
      [2, 4, 1, 3],
      [3.5, 1, 2, 3.5],
      [4, 1, 3, 2],
      [4, 2, 3, 1],
      [3.5, 1, 2, 3.5],
    ];
    const { rankSums, p, between } = friedman(ranks);
    expect(rankSums).toEqual([38, 23.5, 24.5, 34]);
    expect(p).toBeCloseTo(0.0362, 3);
    // The book: those that differ by more than 11.49 differ at 0.05. 38 - 24.5 does, 34 - 23.5 does not.
    expect(between(0, 2)).toBeLessThan(0.05);
    expect(between(3, 1)).toBeGreaterThan(0.05);
  });
  it("is the sign test where there are two treatments", () => {
    const ranks = Array.from({ length: 8 }, (_block, k) => (k === 0 ? [2, 1] : [1, 2]));
    expect(friedman(ranks).p).toBeCloseTo(18 / 256, 12);
  });
  it("says nothing of ties", () => {
    expect(friedman([1, 2, 3].map(() => [2, 2, 2])).p).toBe(1);
  });
  it("rejects what is true in about 5 of 100 experiments", () => {
    const random = createRandom(3);
    let rejected = 0;
    for (let k = 0; k < 1000; k++) {
      const blocks = Array.from({ length: 8 }, () =>
        meanRanks(
          Array.from({ length: 5 }, () => random.uniform()),
          (a, b) => a - b,
        ),
      );
      if (friedman(blocks).p < 0.05) rejected++;
    }
    expect(rejected).toBeGreaterThan(30);
    expect(rejected).toBeLessThan(75);
  });
  prop(
    "ranks of a block have the sum of 1 .. k, whatever is tied",
    [fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 8 })],
    (values) => {
      const ranks = meanRanks(values, (a, b) => a - b);
      expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBe((values.length * (values.length + 1)) / 2);
      values.forEach((value, i) => {
        values.forEach((other, j) => {
          expect(Math.sign(ranks[i] - ranks[j])).toBe(Math.sign(value - other));
        });
      });
    },
  );
});

describe("a tuning of known truth", () => {
  const repeated = (of: Partial<TuningStudy>, cost: (options: Readonly<Record<string, unknown>>) => number) =>
    Array.from({ length: 10 }, (_repetition, k) => played(study({ ...of, seed: 1 + 1000 * k }), cost).result);

  it("finds a planted better number and says so, in at least 9 of 10 repetitions", () => {
    const found = repeated({}, ({ tenure }) => Math.abs((tenure as number) - 60) / 5);
    const good = found.filter(
      ({ verdict, recommended }) =>
        verdict === "better" && Math.abs((recommended.options["tenure"] as number) - 60) <= 8,
    );
    expect(good.length).toBeGreaterThanOrEqual(9);
  });
  it("finds a planted better one of a list and a number by logarithm together", () => {
    const found = repeated(
      {
        solver: "annealing",
        parameters: [
          { name: "sweeps", low: 10, high: 10_000, scale: "log" },
          { name: "replicas", values: ["auto", "one"] },
        ],
        runs: 300,
      },
      ({ sweeps, replicas }) => 4 * Math.abs(Math.log10((sweeps as number) / 300)) + (replicas === "one" ? 0 : 3),
    );
    const good = found.filter(
      ({ verdict, winner: { options } }) =>
        verdict === "better" &&
        options["replicas"] === "one" &&
        Math.abs(Math.log10((options["sweeps"] as number) / 300)) < 0.4,
    );
    expect(good.length).toBeGreaterThanOrEqual(9);
  });
  it("keeps the usual options where nothing is better, in at least 9 of 10 repetitions", () => {
    const found = repeated({}, () => 0);
    expect(
      found.filter(({ recommended, usual }) => recommended.entrant === usual.entrant).length,
    ).toBeGreaterThanOrEqual(9);
  });
  it("keeps them where they are the best", () => {
    const found = repeated({ options: { elites: 20 } }, ({ tenure }) => (typeof tenure === "number" ? 5 : 0));
    for (const { verdict, recommended } of found) {
      expect(verdict).toBe("usual won");
      expect(recommended.options).toEqual({ elites: 20 });
    }
  });
});

describe("a race", () => {
  const { result, batches } = played(study(), ({ tenure }) => (typeof tenure === "number" ? tenure / 10 : 8));
  const raced = batches.filter(({ phase }) => phase === "race");

  it("spends the runs it has and no more, and none twice", () => {
    const keys = batches.flatMap(({ requests }) => requests.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    const runs = raced.reduce((sum, { requests }) => sum + requests.length, 0);
    expect(runs).toBe(result.runs);
    expect(runs).toBeLessThanOrEqual(200);
    expect(runs).toBeGreaterThan(100);
  });
  it("drops candidates on the way, and draws the later ones near those that are left", () => {
    expect(result.races.length).toBeGreaterThanOrEqual(2);
    const [{ left, candidates }] = result.races;
    expect(left.length).toBeLessThan(candidates); // later ones are alike
    const tenures = (iteration: number) =>
      raced
        .filter((batch) => batch.iteration === iteration)
        .flatMap(({ requests }) => requests.map(({ options }) => options["tenure"]))
        .filter((tenure) => typeof tenure === "number");
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(tenures(2))).toBeLessThan(mean(tenures(1)) / 2);
  });
  it("runs a block of one instance and one seed at a time, each instance once a round", () => {
    for (const { requests } of raced) {
      expect(new Set(requests.map(({ seed, subject: { name } }) => `${name} ${seed}`)).size).toBe(1);
    }
    const first = raced.slice(0, 5).map(({ requests: [{ subject: of }] }) => of.name);
    expect(first.sort()).toEqual(result.training);
  });
  it("is judged on instances and seeds that it has not seen", () => {
    const test = batches.filter(({ phase }) => phase === "test").flatMap(({ requests }) => requests);
    expect(new Set(test.map(({ subject: { name } }) => name))).toEqual(new Set(["cut-11", "cut-12", "cut-13"]));
    expect(test).toHaveLength(2 * 3 * 10);
    expect(result.testedOn).toBe("other instances");
    const same = played(study({ test: [] }), ({ tenure }) => (typeof tenure === "number" ? tenure / 10 : 8));
    const seeds = (phase: string) =>
      same.batches.filter((batch) => batch.phase === phase).flatMap(({ requests }) => requests.map(({ seed }) => seed));
    expect(Math.min(...seeds("test"))).toBeGreaterThan(Math.max(...seeds("race")));
    expect(same.result.testedOn).toBe("other seeds");
  });
});

describe("tune", () => {
  it("makes the runs, and goes on from those that are known as if it had not been stopped", async () => {
    const small = study({ parameters: [{ name: "tenure", values: [1, 2, 5] }], runs: 40, testSeeds: 2 });
    const made: RunRecord[] = [];
    const all = tune(small);
    let step = await all.next();
    for (; step.done !== true; step = await all.next()) made.push(step.value.record);
    expect(step.value?.candidates).toBe(4);
    const again = tune(small, { known: made.slice(0, 12) });
    const rest: RunRecord[] = [];
    let next = await again.next();
    for (; next.done !== true; next = await again.next()) rest.push(next.value.record);
    expect(rest).toEqual(made.slice(12));
    expect(next.value).toEqual(step.value);
  });
  it("counts runs that fail as the worst", async () => {
    const small = study({ parameters: [{ name: "tenure", values: [1, 2] }], runs: 40 });
    const broken = tune(small, {
      execute: async (request) => {
        const record = (await executeRun(request)) as RunRecord;
        const fails = request.options["tenure"] === undefined;
        return fails ? { ...record, objective: null, status: "failed", error: "planted", trace: [] } : record;
      },
    });
    let step = await broken.next();
    while (step.done !== true) step = await broken.next();
    expect(step.value?.verdict).toBe("better");
    expect(step.value?.analysis?.entrants[0].failed).toBe(30);
  });
});

describe("bad ranges", () => {
  const range = { name: "tenure", low: 1, high: 10, scale: "linear" } as const;
  it.each([
    ["nothing", { parameters: [] }, /nothing to tune/],
    ["an unknown option", { parameters: [{ ...range, name: "tenor" }] }, /tabu has no option "tenor"/],
    ["an option twice", { parameters: [range, range] }, /tenure is to be tuned twice/],
    [
      "an option that is fixed",
      { parameters: [range], options: { tenure: 3 } },
      /tenure is both fixed and to be tuned/,
    ],
    ["an empty range", { parameters: [{ ...range, low: 10, high: 10 }] }, /tenure=10:10 is no range/],
    ["a logarithm of 0", { parameters: [{ ...range, low: 0, scale: "log" as const }] }, /cannot run by logarithm/],
    ["ends that are not whole", { parameters: [{ ...range, low: 1.5 }] }, /not between whole numbers/],
    ["an end outside the schema", { parameters: [{ ...range, low: -5 }] }, /tabu options.tenure is -5/],
    ["a list of one", { parameters: [{ name: "tenure", values: [3] }] }, /one value, 3/],
    ["a value twice", { parameters: [{ name: "tenure", values: [3, 3] }] }, /the value 3 twice/],
    [
      "a value outside the schema",
      { parameters: [{ name: "tenure", values: [3, "many"] }] },
      /tabu options.tenure is "many"/,
    ],
    ["few runs", { runs: 20 }, /the race has 20 runs, expected at least 36 for 1 option/],
    ["no instances", { training: [] }, /no instances to tune on/],
    ["a test on training data", { test: [subject(1)] }, /is the same as instances\[0\]/],
  ] as const)("%s is refused before the first run", (_what, more, message) => {
    expect(() => tuning(study(more)).next()).toThrow(message);
  });
});

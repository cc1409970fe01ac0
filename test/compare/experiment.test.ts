/** Runs are named by their content, made once, and the same wherever they are made. */
import { describe, expect, it } from "vitest";
import {
  analyse,
  canonicalLog,
  type Entrant,
  experiment,
  parseLog,
  type RunRecord,
  recordLine,
  runsOf,
  type Study,
} from "../../src/compare/index.ts";
import { createRandom } from "../../src/random.ts";
import { problemById } from "../../src/registry.ts";

const tsp = problemById("tsp");
const cut = problemById("max-cut");
const subjects = [
  { problem: tsp, instance: tsp.sample(createRandom(1), 7), name: "seven" },
  { problem: cut, instance: cut.sample(createRandom(2), 12), name: "twelve" },
];
const entrants: Entrant[] = [
  { solver: "annealing", options: {} },
  { solver: "tabu", options: { tenure: 5 } },
];
const study = (more: Partial<Study> = {}): Study => ({
  entrants,
  subjects,
  seeds: [1, 2],
  budget: { kind: "work", amount: 2000 },
  ...more,
});

async function made(of: Study, done: ReadonlySet<string> = new Set()): Promise<RunRecord[]> {
  const records: RunRecord[] = [];
  for await (const record of experiment(of, { done })) records.push(record);
  return records;
}

describe("a study", () => {
  it("goes seed by seed, instance by instance, entrant by entrant", () => {
    const order = runsOf(study()).map(({ seed, subject, entrant }) => [seed, subject.name, entrant].join(" "));
    expect(order.slice(0, 5)).toEqual([
      "1 seven annealing",
      "1 seven tabu tenure=5",
      "1 twelve annealing",
      "1 twelve tabu tenure=5",
      "2 seven annealing",
    ]);
    expect(order).toHaveLength(8);
  });
  it("names a run by everything that can change what comes out, and by nothing else", () => {
    const key = (more: Partial<Study>) => runsOf(study(more))[0].key;
    const base = key({});
    expect(key({ entrants: [...entrants].reverse() })).not.toBe(base);
    expect(key({ entrants: [{ solver: "annealing", options: { replicas: "auto" } }] })).toBe(base); // its default
    expect(key({ entrants: [{ solver: "annealing", options: { replicas: "one" } }] })).not.toBe(base);
    expect(key({ seeds: [2] })).not.toBe(base);
    expect(key({ budget: { kind: "work", amount: 2001 } })).not.toBe(base);
    expect(key({ budget: { kind: "time", amount: 2000 } })).not.toBe(base);
    expect(key({ prove: true })).not.toBe(base);
    expect(key({ subjects: [{ ...subjects[0], stopAt: 3 }] })).not.toBe(base);
    expect(key({ subjects: [{ ...subjects[0], name: "other" }] })).toBe(base);
    expect(key({ subjects: [{ ...subjects[0], instance: tsp.sample(createRandom(9), 7) }] })).not.toBe(base);
  });
  it("refuses equal entrants, equal instances and unknown names before the first run", () => {
    expect(() =>
      runsOf(study({ entrants: [entrants[0], { solver: "annealing", options: { replicas: "auto" } }] })),
    ).toThrow(/solvers\[1\] \(annealing\) is the same as solvers\[0\]/);
    expect(() => runsOf(study({ subjects: [subjects[0], { ...subjects[0], name: "again" }] }))).toThrow(/again.*seven/);
    expect(() => runsOf(study({ entrants: [{ solver: "anealing", options: {} }] }))).toThrow(/anealing/);
    expect(() => runsOf(study({ entrants: [{ solver: "tabu", options: { tenor: 5 } }] }))).toThrow(/tenor/);
  });
});

describe("records of a study under a work budget", () => {
  it("are the same bytes however often they are made, in one go or in pieces merged", async () => {
    const whole = await made(study());
    const half = whole.slice(0, 3);
    const rest = await made(study(), new Set(half.map(({ key }) => key)));
    expect(rest).toHaveLength(5);
    const again = await made(study());
    const merged = parseLog([rest.map(recordLine).join(""), half.map(recordLine).join("")]);
    expect(canonicalLog(merged.records)).toBe(canonicalLog(whole));
    expect(canonicalLog(again)).toBe(canonicalLog(whole));
    expect(JSON.stringify(analyse(parseLog([canonicalLog(merged.records)]).records))).toBe(
      JSON.stringify(analyse(parseLog([canonicalLog(whole)]).records)),
    );
  });
  it("hold what the referee says, and a trace that ends there", async () => {
    for (const { objective, trace, violations, time, machine } of await made(study())) {
      if (objective === null) expect(violations.length).toBeGreaterThan(0);
      else expect(trace.at(-1)?.[1]).toBe(objective);
      expect([time, machine]).toEqual([undefined, undefined]);
    }
  });
  it("have runs that throw and runs that end invalid: they count, as misses", async () => {
    // Exhaustive search refuses 49 bits; a single flip of annealing seldom is a tour.
    const short = study({
      entrants: [
        { solver: "exhaustive", options: {} },
        { solver: "annealing", options: {} },
      ],
      subjects: [{ problem: tsp, instance: tsp.sample(createRandom(1), 7), name: "seven" }],
      budget: { kind: "work", amount: 1 },
    });
    const records = await made(short);
    expect(records.map(({ status }) => status)).toContain("failed");
    expect(records.find(({ status }) => status === "failed")?.error).toMatch(/^unsupported-model|^memory/);
    const { entrants: standings, runs } = analyse(records);
    expect(runs).toBe(4);
    expect(standings.map(({ failed, invalid, hits }) => failed + invalid + hits)).toEqual([2, 2]);
    expect(standings[0]).toMatchObject({ failed: 2, hits: 0 });
  });
});

describe("files of runs", () => {
  it("lose a torn line and nothing else, and say so", async () => {
    const records = await made(study());
    const text = records.map(recordLine).join("");
    const torn = `${text.slice(0, -40)}\n${recordLine(records[0])}{"format":"groundstate-run"}\n\n`;
    const log = parseLog([torn]);
    expect(log.records).toEqual(records.slice(0, -1));
    expect(log.repeated).toBe(1);
    expect(log.broken.map(({ line }) => line)).toEqual([8, 10]);
    expect(log.broken[0].why).toMatch(/no whole JSON/);
  });
  it("tell when a run stands there with two results", async () => {
    const [record] = await made(study());
    const log = parseLog([recordLine(record), recordLine({ ...record, work: record.work + 1 })]);
    expect(log.records).toEqual([record]);
    expect(log.differing).toEqual([record.key]);
  });
});

describe("an analysis", () => {
  it("refuses to compare runs of different budgets", async () => {
    const records = [...(await made(study())), ...(await made(study({ budget: { kind: "work", amount: 3000 } })))];
    expect(() => analyse(records)).toThrow(/different budgets: 2000 flips tried, 3000 flips tried/);
    expect(() => analyse([])).toThrow(/no runs/);
  });
  it("measures against values given, bounds, or the best found", async () => {
    const records = (await made(study())).filter(({ instance }) => instance.name === "twelve");
    const best = Math.max(...records.map(({ objective }) => objective ?? 0));
    expect(analyse(records).instances[0]).toMatchObject({ reference: best, from: "best", target: best });
    const known = { kind: "known", values: new Map([["twelve", 4 * best]]) } as const;
    const [instance] = analyse(records, { reference: known, within: 0.5 }).instances;
    expect(instance).toMatchObject({ reference: 4 * best, from: "known", target: 2 * best });
    expect(analyse(records, { reference: known }).entrants[0].gap[0]).toBeCloseTo(0.75, 12);
    expect(analyse(records, { reference: { kind: "bound" } }).instances[0].from).toBe(
      records.some(({ bound }) => bound !== null) ? "bound" : "best",
    );
  });
});

/** Known truths, end to end through the public API. Sources: MacKay 2003 figure 42.10; TSPLIB's list of optima; Gset and Biq Mac tables. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { detectFormat, problemById, type Result, solve } from "../../src/index.ts";
import { bestKnown, dataFolder, readData } from "../support/data.ts";

const folder = dataFolder();
const MACKAY = JSON.parse(
  readFileSync(join(import.meta.dirname, "..", "..", "examples", "tsp", "mackay-four.json"), "utf8"),
);

interface Minima {
  readonly groundStates: readonly (readonly number[])[];
  readonly groundStateCount: number;
  readonly localMinimaCount: number;
}

describe("MacKay's network of 16 neurons for 4 cities", () => {
  it("has exactly the 8 representations of the best tour as ground states, and exactly the 4! tours as minima", async () => {
    const result = await solve("tsp", MACKAY, { solver: "exhaustive", options: { localMinima: true }, time: 60 });
    const { groundStates, groundStateCount, localMinimaCount } = result.findings as Minima;
    expect(groundStateCount).toBe(8); // 4 first cities, 2 directions
    expect(localMinimaCount).toBe(24);
    const { decode } = problemById("tsp").encode(MACKAY, problemById("tsp").defaults);
    const tours = groundStates.map(
      (values) => decode({ kind: "plain", values: Int8Array.from(values) }).solution as { tour: number[] },
    );
    const lengths = tours.map((tour) => problemById("tsp").cost(MACKAY, tour));
    expect(new Set(lengths)).toEqual(new Set([result.objective]));
    expect(new Set(tours.map(({ tour }) => tour.join())).size).toBe(8);
  });
});

function load(problemId: string, family: string, name: string): { instance: unknown; best: number } {
  const entry = bestKnown(folder!, family)[name];
  const text = readData(folder!, entry.file);
  const record = detectFormat(text, entry.file.replace(/\.gz$/, "")).parse(text);
  const adapter = problemById(problemId).formats.find(
    (candidate) => candidate.kind === record.kind && candidate.toInstance !== undefined,
  );
  return { instance: adapter!.toInstance!(record, {}), best: entry.value! };
}

describe.skipIf(folder === null)("public instances (skipped without the data folder)", () => {
  const optimum = async (problem: string, family: string, name: string, options: object): Promise<Result> => {
    const { instance, best } = load(problem, family, name);
    const result = await solve(problem, instance, { time: 60, target: best, ...options });
    expect(result.valid).toBe(true);
    expect(result.objective, name).toBe(best);
    return result;
  };
  for (const name of ["burma14", "ulysses16", "gr17", "bays29", "att48", "berlin52", "brazil58", "kroA100"]) {
    it(`${name} is solved to the published optimum`, () => optimum("tsp", "tsp", name, {}));
  }
  it("br17, with one-way distances, is solved to the published optimum", () => optimum("tsp", "atsp", "br17", {}));
  it("a bqp50 QUBO is solved to its proven maximum", () => {
    const name = Object.keys(bestKnown(folder!, "qubo-orlib")).find((key) => key.includes("bqp50"))!;
    return optimum("qubo", "qubo-orlib", name, {});
  });
  it("a dense Biq Mac max-cut is solved to its proven maximum", () => {
    const name = Object.keys(bestKnown(folder!, "maxcut-biqmac"))[0];
    return optimum("max-cut", "maxcut-biqmac", name, {});
  });
  it("a bisected mesh is perfectly balanced", async () => {
    const { instance } = load("graph-partitioning", "partition-walshaw", "uk/k2/e0");
    const result = await solve("graph-partitioning", instance, { time: 1.5 });
    const { part } = result.solution as { part: number[] };
    expect(part.filter((p) => p === 0).length).toBe(2412);
    expect(result.valid).toBe(true);
  });
});

describe.skipIf(folder === null || process.env["GROUNDSTATE_LONG"] === undefined)(
  "symmetric TSPLIB within the time limits (long)",
  () => {
    for (const [low, high, time, allowed] of [
      [0, 200, 2, 0.02],
      [201, 1100, 5, 0.05],
    ]) {
      it(`mean gap from ${low} to ${high} cities in ${time} s is at most ${100 * allowed} %`, async () => {
        const names = Object.entries(bestKnown(folder!, "tsp")).filter(([, { n }]) => n >= low && n <= high);
        let sum = 0;
        for (const [name] of names) {
          const { instance, best } = load("tsp", "tsp", name);
          const result = await solve("tsp", instance, { time });
          expect(result.valid).toBe(true);
          expect(result.objective).toBeGreaterThanOrEqual(best);
          sum += (result.objective! - best) / best;
        }
        expect(sum / names.length).toBeLessThanOrEqual(allowed);
      });
    }
  },
);

/** solve, improvements and solveSync: one driver, one referee, results that can be trusted and repeated. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import {
  createRandom,
  improvements,
  problems,
  type Result,
  resultSchema,
  type SolveOptions,
  type Solver,
  solve,
  solverById,
  solveSync,
} from "../../src/index.ts";
import { VERSION } from "../../src/version.ts";
import { TRIANGLE } from "../support/triangle.ts";

const fitsSchema = new Ajv({ strict: true, strictTypes: false }).compile(resultSchema);
const essence = ({ status, energy, objective, valid, solution, work, options }: Result) => ({
  status,
  energy,
  objective,
  valid,
  solution,
  work,
  options,
});

describe("solve", () => {
  for (const problem of problems) {
    it(`gives documented, valid, repeatable results on samples of ${problem.id}`, async () => {
      for (let size = 3; size <= 9; size += 3) {
        const instance = problem.sample(createRandom(size), size);
        const options: SolveOptions = { work: 20_000, time: 10, seed: 3 };
        const result = await solve(problem, instance, options);
        expect(fitsSchema(JSON.parse(JSON.stringify(result))), JSON.stringify(fitsSchema.errors)).toBe(true);
        expect(result.valid).toBe(true);
        expect(problem.verify(instance, result.solution)).toEqual([]);
        expect(result.objective).toBe(problem.cost(instance, result.solution));
        expect(essence(solveSync(problem, instance, options))).toEqual(essence(result));
      }
    });
  }
  it("stops soon after an abort and keeps the best", async () => {
    // Too many cities to be proved optimal before the abort.
    const instance = problems.find((problem) => problem.id === "tsp")!.generate!(createRandom(1), 1000);
    const controller = new AbortController();
    let asked = Number.NaN;
    setTimeout(() => {
      asked = performance.now();
      controller.abort();
    }, 300);
    const result = await solve("tsp", instance, { time: 60, signal: controller.signal });
    expect(performance.now() - asked).toBeLessThan(3000); // 50 ms on a quiet machine
    expect(result).toMatchObject({ status: "aborted", valid: true });
  });
  it("yields improvements that never get worse, and the result at the end", async () => {
    const instance = problems.find((problem) => problem.id === "max-cut")!.sample(createRandom(4), 60);
    const search = improvements("max-cut", instance, { time: 0.3, solver: "annealing" });
    const seen: number[] = [];
    let result: Result | null = null;
    while (result === null) {
      const next = await search.next();
      if (next.done === true) result = next.value;
      else if (next.value.objective !== null) seen.push(next.value.objective);
    }
    expect(seen.length).toBeGreaterThan(0);
    for (let k = 1; k < seen.length; k++) expect(seen[k]).toBeGreaterThanOrEqual(seen[k - 1]);
    expect(result.objective).toBe(seen.at(-1));
  });
  it("stops as soon as the target is reached", async () => {
    const result = await solve("max-cut", TRIANGLE, { target: 2, time: 10, solver: "annealing" });
    expect(result).toMatchObject({ status: "target-reached", objective: 2 });
    expect(result.timing.total).toBeLessThan(5);
  });
  it("names every place of a bad instance, with its code", async () => {
    const bad = {
      ...TRIANGLE,
      edges: [
        [0, 1],
        [0, 7],
      ],
    };
    await expect(solve("max-cut", bad)).rejects.toMatchObject({
      code: "invalid-instance",
      message: expect.stringContaining("edges[1]"),
    });
    await expect(solve("max-cut", { ...TRIANGLE, vertexes: 3 })).rejects.toMatchObject({ code: "invalid-instance" });
    await expect(solve("max-cut", TRIANGLE, { options: { sweps: 1 }, solver: "annealing" })).rejects.toMatchObject({
      code: "invalid-options",
    });
    await expect(solve("max-cut", TRIANGLE, { solver: "kernighan-lin" })).rejects.toMatchObject({
      code: "unsupported-model",
    });
    await expect(solve("max-cut", TRIANGLE, { time: -1 })).rejects.toMatchObject({ code: "invalid-options" });
    await expect(solve("max-kut", TRIANGLE)).rejects.toMatchObject({
      code: "unknown-name",
      hint: expect.stringContaining("max-cut"),
    });
  });
  it("does not confuse instances that differ, nor tell apart those that do not", async () => {
    const digest = async (instance: object) => (await solve("max-cut", instance, { work: 10 })).instance.digest;
    const [a, renamed, reordered, other] = await Promise.all([
      digest(TRIANGLE),
      digest({ ...TRIANGLE, name: "triangle" }),
      digest({ edges: TRIANGLE.edges, vertices: 3, problem: "max-cut" }),
      digest({ ...TRIANGLE, vertices: 4 }),
    ]);
    expect(renamed).toBe(a);
    expect(reordered).toBe(a);
    expect(other).not.toBe(a);
  });
  it("carries the version of the package", () => {
    const packageJson = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
    expect(VERSION).toBe(JSON.parse(packageJson).version);
  });
});

describe("what is claimed", () => {
  const weighted = {
    problem: "graph-partitioning",
    vertices: 9,
    edges: [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
      [5, 6],
      [6, 7],
      [7, 8],
    ],
    vertexWeights: [5, 1, 4, 2, 3, 3, 2, 4, 3],
    parts: 3,
  };
  it("never lets an unbalanced partition hide a balanced one", async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = createRandom(seed, 77);
      const vertexWeights = weighted.vertexWeights.map(() => 1 + random.below(5));
      const instance = { ...weighted, vertexWeights };
      const exact = await solve("graph-partitioning", instance, { work: 50_000, time: 5, solver: "kernighan-lin" });
      const inside = await solve("graph-partitioning", instance, {
        work: 50_000,
        time: 5,
        solver: "kernighan-lin",
        encoding: { penalty: "structural" },
      });
      if (exact.valid) expect(inside.valid, JSON.stringify(vertexWeights)).toBe(true);
    }
  });
  it("claims an optimum with any penalty mode once the ground state is enumerated and valid", async () => {
    const four = {
      problem: "tsp",
      distances: [
        [0, 1, 9, 1],
        [1, 0, 1, 9],
        [9, 1, 0, 1],
        [1, 9, 1, 0],
      ],
    };
    for (const encoding of [{ penalty: "exact" }, { penalty: "tight", tightness: 0.9 }]) {
      const result = await solve("tsp", four, { solver: "exhaustive", encoding, time: 60 });
      expect(result).toMatchObject({ status: "optimal", objective: 4, gap: 0 });
    }
    const broken = { penalty: "tight", tightness: 0.01 };
    const result = await solve("tsp", four, { solver: "exhaustive", encoding: broken, time: 60 });
    expect(result.status).not.toBe("optimal"); // the ground state is no tour
    expect(result.bound?.proof).not.toMatch(/enumeration/);
    expect(result.bound?.value).toBeLessThanOrEqual(4);
  });
  it("reaches a target only by the referee's own count, on real weights too", async () => {
    const instance = {
      problem: "max-cut",
      vertices: 3,
      edges: [
        [0, 1, 0.1],
        [1, 2, 0.2],
        [0, 2, 0.3],
      ],
    };
    const best = (await solve("max-cut", instance, { solver: "exhaustive" })).objective!;
    const hit = await solve("max-cut", instance, { solver: "annealing", target: best, time: 10 });
    expect(hit).toMatchObject({ status: "target-reached", objective: best });
    const missed = await solve("max-cut", instance, { solver: "annealing", target: best + 1e-12, time: 0.1 });
    expect(missed.status).toBe("time-limit");
  });
  it("stops with a proof when the bound of the problem is reached", async () => {
    const edges = Array.from({ length: 40 }, (_, i) => [i, (i + 1) % 40]);
    const even = await solve("max-cut", { problem: "max-cut", vertices: 40, edges }, { solver: "annealing", time: 20 });
    expect(even).toMatchObject({ status: "optimal", objective: 40, gap: 0 });
    expect(even.timing.total).toBeLessThan(10);
  });
  it("lists the best states of the runs so far when a limit ends restarts", async () => {
    const instance = problems.find((problem) => problem.id === "ising")!.sample(createRandom(5), 30);
    const result = await solve("ising", instance, { solver: "restarts(hopfield)", time: 0.5, options: { keep: 3 } });
    const { best, runs } = result.findings as { best: { energy: number }[]; runs: number };
    expect(result.status).toBe("time-limit");
    expect(runs).toBeGreaterThan(3);
    expect(best.length).toBe(3);
    expect(best[0].energy).toBeCloseTo(result.energy!, 9);
  });
  it("ends by itself when a target is all it is given", async () => {
    const result = await solve("max-cut", TRIANGLE, { solver: "annealing", target: 99 });
    expect(result.status).toBe("time-limit");
  });
  it("treats undefined options as not given, and refuses unknown ones", async () => {
    const result = await solve("max-cut", TRIANGLE, { solver: "annealing", options: { sweeps: undefined }, time: 0.1 });
    expect(result.valid).toBe(true);
    await expect(solve("max-cut", TRIANGLE, { tiem: 5 } as SolveOptions)).rejects.toMatchObject({
      code: "invalid-options",
      message: expect.stringContaining('"time"'),
    });
  });
  it("names several mistakes at once", async () => {
    const bad = { problem: "max-cut", vertices: "three", edges: [[0, "x"]], colour: "red" };
    await expect(solve("max-cut", bad)).rejects.toMatchObject({
      message: expect.stringMatching(/vertices[\s\S]*\n[\s\S]*/),
    });
  });
});

describe("a run that ends before its solver has a first state", () => {
  const silent: Solver = {
    ...solverById("annealing"),
    id: "silent",
    // biome-ignore lint/correctness/useYield: it never gets so far
    *search() {
      return { status: "exhausted" };
    },
  };
  it("has the solution that it was to begin with, and nothing where there is none", async () => {
    const path = {
      problem: "colouring",
      vertices: 3,
      edges: [
        [0, 1],
        [1, 2],
      ],
      colours: 3,
    };
    const start = { colour: [0, 2, 1] };
    const begun = await solve("colouring", path, { solver: silent, time: 1, start });
    expect(begun).toMatchObject({ valid: true, solution: start, work: 0, trace: [{ work: 0, valid: true }] });
    const nothing = await solve("max-cut", TRIANGLE, { solver: silent, time: 1 });
    expect({ valid: nothing.valid, code: nothing.violations[0]?.code }).toEqual({ valid: false, code: "no-state" });
  });
});

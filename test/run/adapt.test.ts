/** Adaptive penalties: what is broken weighs more in the next episode, what holds weighs less; results are refereed as ever. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { model } from "../../problems/model/index.ts";
import type { ModelInstance } from "../../problems/model/schema.ts";
import { energy } from "../../src/model/index.ts";
import { improvements, solve, solveSync } from "../../src/run/solve.ts";

beforeAll(() => model.ready!());

const adaptive = { ...model.defaults, penalty: "adaptive" as const };
const read = (name: string) =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, "..", "..", "examples", "models", `${name}.json`), "utf8"),
  ) as ModelInstance;

const pairs: ModelInstance = {
  problem: "model",
  sets: { items: 3 },
  variables: { x: { type: "bit", over: ["items"] } },
  maximize: "sum((4 + i) * x[i], i in items)",
  "subject to": [
    { name: "first", constraint: "x[0] + x[1] <= 1" },
    { name: "second", constraint: "x[1] + x[2] <= 1" },
  ],
};

describe("an encoding that adapts", () => {
  const weightsOf = (encoding: ReturnType<typeof model.encode>) =>
    Object.fromEntries(encoding.penalty!.weights.map(({ name, weight }) => [name, weight]));
  const state = (...values: number[]) => ({ kind: "plain", values: Int8Array.from(values) }) as const;

  it("raises what a state breaks and nothing else, up to the proven weight, and lowers what holds", () => {
    const proven = weightsOf(model.encode(pairs, model.defaults));
    let encoding = model.encode(pairs, adaptive);
    const start = weightsOf(encoding);
    for (let episode = 0; episode < 6; episode++) encoding = encoding.adapt!(state(1, 1, 0));
    const raised = weightsOf(encoding);
    expect(raised["first"]).toBe(proven["first"]);
    expect(start["first"]).toBeLessThan(proven["first"]);
    expect(raised["second"]).toBeLessThan(start["second"]);
    expect(encoding.penalty!.guaranteed).toBe(false);
    for (let episode = 0; episode < 6; episode++) encoding = encoding.adapt!(state(1, 1, 1));
    expect(weightsOf(encoding)).toEqual(proven);
    expect(encoding.penalty!.guaranteed).toBe(true);
  });

  it("raises the guards of choices where a choice cannot be read", () => {
    const instance = read("meetings");
    const encoding = model.encode(instance, adaptive);
    const nothing = { kind: "plain", values: new Int8Array(encoding.model.n) } as const;
    const before = weightsOf(encoding);
    const after = weightsOf(encoding.adapt!(nothing));
    expect(after["reward R of choices"]).toBeGreaterThan(before["reward R of choices"]);
  });

  it("keeps the energy of every solution", () => {
    const solution = { x: { 0: 1, 1: 0, 2: 1 } };
    let encoding = model.encode(pairs, adaptive);
    for (let episode = 0; episode < 5; episode++) {
      expect(energy(encoding.model, encoding.embed(solution))).toBe(-10);
      encoding = encoding.adapt!(state(1, 1, 0));
    }
  });
});

describe("a run with adaptive penalties", () => {
  const options = { work: 400_000, encoding: { penalty: "adaptive" }, seed: 3 };

  it.each([
    ["facilities", 31],
    ["knapsack", 112],
    ["machine-order", 5],
    ["team", 27],
  ])("solves %s, proved by a visit of all states", async (name, optimum) => {
    const result = await solve(model, read(name), options);
    expect(result).toMatchObject({ status: "optimal", objective: optimum, bound: { value: optimum } });
  });

  it.each([
    ["queens", 6],
    ["cutting-stock", 3],
    ["diet", 17],
  ])("solves %s, and says that nothing is proved", async (name, optimum) => {
    const result = await solve(model, read(name), { ...options, work: 1_500_000 });
    expect(result).toMatchObject({ status: "work-limit", objective: optimum, valid: true, bound: null });
    expect(model.verify(read(name), result.solution!)).toEqual([]);
    const sign = result.sense === "min" ? 1 : -1;
    expect(result.energy).toBeCloseTo(sign * optimum, 9);
    if (result.penalty?.guaranteed !== true) expect(result.penalty?.mode).toBe("tight");
  });

  it("is the same again, and the same without pauses", async () => {
    const [one, other] = [await solve(model, read("diet"), options), await solve(model, read("diet"), options)];
    const blocking = solveSync(model, read("diet"), options);
    for (const result of [other, blocking]) {
      expect([result.solution, result.work, result.penalty]).toEqual([one.solution, one.work, one.penalty]);
    }
  });

  it("stops at a target, at a signal, and when the caller has seen enough", async () => {
    const reached = await solve(model, read("diet"), { ...options, work: 1e9, target: 30 });
    expect(reached.status).toBe("target-reached");
    const controller = new AbortController();
    controller.abort();
    expect((await solve(model, read("queens"), { ...options, signal: controller.signal })).status).toBe("aborted");
    for await (const { objective } of improvements(model, read("diet"), { ...options, work: 1e9 })) {
      if (objective !== null) break;
    }
  });

  it("verifies every move of every episode when asked", async () => {
    const { verification } = await solve(model, read("queens"), { ...options, work: 60_000, verify: true });
    expect(verification!.moves).toBeGreaterThan(1000);
    expect(verification).toMatchObject({ mismatches: 0 });
  });
});

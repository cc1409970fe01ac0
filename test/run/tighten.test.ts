/** Runs that ask for better solutions one after the other: results, limits and proofs refer to the instance that was asked for. */
import { describe, expect, it } from "vitest";
import { colouring } from "../../problems/colouring/index.ts";
import type { ColouringInstance } from "../../problems/colouring/schema.ts";
import { energy } from "../../src/model/index.ts";
import { randomPairs } from "../../src/modelling/graph.ts";
import { createRandom } from "../../src/random.ts";
import { improvements, solve, solveSync } from "../../src/run/solve.ts";

const random = (n: number, density: number, seed = 1): ColouringInstance => ({
  problem: "colouring",
  vertices: n,
  edges: randomPairs(n, density, createRandom(seed).uniform),
});
const ring = (n: number): ColouringInstance => ({
  problem: "colouring",
  vertices: n,
  edges: Array.from({ length: n }, (_, i): [number, number] => [i, (i + 1) % n]),
});

/** Random intervals, joined where they overlap: as many colours as the largest clique has vertices. */
function intervals(n: number): ColouringInstance {
  const draw = createRandom(4);
  const ends = Array.from({ length: n }, () => [draw.below(100), draw.below(100)].sort((a, b) => a - b));
  const edges: [number, number][] = [];
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < j; i++) if (ends[i][0] <= ends[j][1] && ends[j][0] <= ends[i][1]) edges.push([i, j]);
  }
  return { problem: "colouring", vertices: n, edges };
}

/** Five vertices apart in a ring, and one in the middle of each ring, again and again: needs one colour more each time, without a clique. */
function mycielski(steps: number): ColouringInstance {
  let { vertices: n, edges } = ring(5);
  for (let step = 0; step < steps; step++) {
    const copies = edges.flatMap(([i, j]): [number, number][] => [
      [i + n, j],
      [i, j + n],
    ]);
    const hub = Array.from({ length: n }, (_, v): [number, number] => [v + n, 2 * n]);
    edges = [...edges, ...copies, ...hub];
    n = 2 * n + 1;
  }
  return { problem: "colouring", vertices: n, edges };
}

describe("a run that tightens", () => {
  it("reports solution, energy and bound of the instance that was asked for", async () => {
    const instance = random(40, 0.5);
    const result = await solve(colouring, instance, { work: 100_000 });
    expect(result.valid).toBe(true);
    expect(colouring.verify(instance, result.solution!)).toEqual([]);
    expect(result.objective).toBe(new Set(result.solution!.colour).size);
    expect(result.energy).toBe(result.objective);
    expect(result.instance.description).toBe(colouring.describe(instance));
    const { model, embed } = colouring.encode(instance, colouring.defaults);
    expect(energy(model, embed(result.solution!))).toBe(result.objective);
  });

  it("finds fewer colours than it begins with, one by one", async () => {
    const instance = random(60, 0.5, 3);
    const begin = colouring.cost(instance, colouring.construct!(instance)!);
    const result = await solve(colouring, instance, { work: 300_000 });
    expect(result.objective!).toBeLessThan(begin);
    const energies = result.trace.map((point) => point.energy);
    expect(energies[0]).toBe(begin);
    for (let k = 1; k < energies.length; k++) expect(energies[k]).toBeLessThan(energies[k - 1]);
    expect(energies.at(-1)).toBe(result.objective);
  });

  it("gives the same result for the same work, blocking or not, and more work only goes on", async () => {
    const instance = random(60, 0.5, 3);
    const short = await solve(colouring, instance, { work: 20_000, prove: false });
    const again = solveSync(colouring, instance, { work: 20_000, prove: false });
    const long = await solve(colouring, instance, { work: 60_000, prove: false });
    const points = ({ trace }: typeof short) => trace.map(({ work, energy: value }) => [work, value]);
    expect(points(again)).toEqual(points(short));
    expect(again.solution).toEqual(short.solution);
    expect(points(long).slice(0, points(short).length)).toEqual(points(short));
    expect(short.work).toBeGreaterThanOrEqual(20_000);
  });

  it("shows improvements as they are found", async () => {
    const instance = random(60, 0.5, 3);
    const seen: (number | null)[] = [];
    const run = improvements(colouring, instance, { work: 300_000, prove: false });
    let next = await run.next();
    for (; next.done !== true; next = await run.next()) {
      expect(next.value.valid).toBe(true);
      seen.push(next.value.objective);
    }
    expect(seen.at(-1)).toBe(next.value.objective);
    expect([...seen].sort((a, b) => b! - a!)).toEqual(seen);
  });

  it("is optimal where the bound is met, and where enumeration finds no better solution", async () => {
    const bounded = await solve(colouring, intervals(40), { time: 5 });
    expect(bounded).toMatchObject({ status: "optimal", valid: true, bound: { value: bounded.objective } });
    const odd = await solve(colouring, ring(7), { time: 5 });
    expect(odd).toMatchObject({ status: "optimal", objective: 3, bound: { value: 3 } });
    expect(odd.bound!.proof).toMatch(/^no better solution exists/);
  });

  it("claims nothing where neither is known", async () => {
    const result = await solve(colouring, mycielski(2), { work: 20_000, prove: false });
    expect(result).toMatchObject({ status: "work-limit", objective: 5 });
    expect(result.bound!.value).toBeLessThan(5);
  });

  it("stops at a target of the instance", async () => {
    const instance = random(60, 0.5, 3);
    const begin = colouring.cost(instance, colouring.construct!(instance)!);
    const result = await solve(colouring, instance, { target: begin - 1, time: 20, prove: false });
    expect(result).toMatchObject({ status: "target-reached", objective: begin - 1 });
    const met = await solve(colouring, instance, { target: begin, time: 20, prove: false });
    expect(met).toMatchObject({ status: "target-reached", objective: begin });
  });

  it("keeps what it has when it is stopped, and keeps limits of time", async () => {
    const instance = random(120, 0.5);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 150);
    const aborted = await solve(colouring, instance, { time: 20, signal: controller.signal, prove: false });
    expect(aborted).toMatchObject({ status: "aborted", valid: true });
    const began = performance.now();
    const limited = await solve(colouring, instance, { time: 0.3, prove: false });
    expect(limited).toMatchObject({ status: "time-limit", valid: true });
    expect(performance.now() - began).toBeLessThan(1500);
  });

  it("begins with the solution that is given", async () => {
    const instance = mycielski(2);
    const colour = Array.from({ length: instance.vertices }, (_, v) => v).map((v) => Math.min(v, 11));
    await expect(solve(colouring, instance, { start: { colour }, work: 100 })).rejects.toMatchObject({
      code: "invalid-solution",
    });
    const start = { colour: Array.from({ length: 6 }, (_, v) => v) };
    const hexagon = ring(6);
    await expect(solve(colouring, hexagon, { start, work: 100 })).rejects.toMatchObject({ code: "invalid-solution" });
    const result = await solve(colouring, hexagon, { start: { colour: [0, 1, 2, 0, 1, 2] }, work: 10_000 });
    expect(result.trace[0]).toMatchObject({ energy: 3, work: 0 });
    expect(result).toMatchObject({ status: "optimal", objective: 2, start: { colour: [0, 1, 2, 0, 1, 2] } });
  });

  it("recomputes every move of every search when asked", async () => {
    const result = await solve(colouring, random(30, 0.5), { work: 40_000, verify: true, prove: false });
    expect(result.verification!.moves).toBeGreaterThan(100);
    expect(result.verification).toMatchObject({ mismatches: 0 });
  });

  it("leaves exact solvers the one model that they are asked for", async () => {
    const result = await solve(colouring, ring(5), { solver: "exhaustive", time: 20 });
    expect(result).toMatchObject({ solver: "exhaustive", status: "optimal", objective: 3 });
  });

  it("with the colours given looks for any colouring, and says so when there is none", async () => {
    const enough = await solve(colouring, { ...mycielski(2), colours: 5 }, { work: 50_000 });
    expect(enough).toMatchObject({ valid: true, objective: 0, status: "optimal" });
    const few = await solve(colouring, { ...mycielski(2), colours: 4 }, { work: 5000 });
    expect(few).toMatchObject({ valid: false, objective: null });
    expect(few.violations[0].code).toBe("same-colour");
  });
});

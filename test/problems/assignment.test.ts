import fc from "fast-check";
import { describe, expect, it } from "vitest";
import taxis from "../../examples/assignment/taxis.json" with { type: "json" };
import { assignment } from "../../problems/assignment/index.ts";
import type { AssignmentInstance } from "../../problems/assignment/schema.ts";
import { detectFormat, formatById } from "../../src/formats/index.ts";
import { solveSync } from "../../src/index.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";
import { allSolutions } from "../support/all-solutions.ts";
import { prop } from "../support/prop.ts";

const { sample, check, cost, verify, construct, bound, encode, defaults, formats } = assignment;

describe("linear assignment", () => {
  it("sends the taxis in 24 minutes, and the one that takes no dogs elsewhere", () => {
    requireSchema(assignment.instanceSchema, taxis, "taxis.json", "invalid-instance");
    const instance = taxis as AssignmentInstance;
    const result = solveSync(assignment, instance);
    expect(result).toMatchObject({ status: "optimal", objective: 24, bound: { value: 24 }, work: 0 });
    expect(result.solution!.task[2]).not.toBe(0);
  });

  prop(
    "constructs the best of all assignments, and its bound is met",
    [fc.nat(1e6), fc.integer({ min: 1, max: 6 })],
    (seed, size) => {
      const instance = sample(createRandom(seed), size);
      const sign = instance.sense === "max" ? -1 : 1;
      let best = Number.POSITIVE_INFINITY;
      for (const solution of allSolutions["assignment"](instance as never) as Generator<{ task: number[] }>) {
        if (verify(instance, solution).length === 0) best = Math.min(best, sign * cost(instance, solution));
      }
      const found = construct!(instance)!;
      expect(verify(instance, found)).toEqual([]);
      expect(sign * cost(instance, found)).toBeCloseTo(best, 9);
      expect(bound!(instance).value).toBe(cost(instance, found));
    },
  );

  it("is proved optimal at once where costs are reals, too", () => {
    const random = createRandom(5);
    const costs = Array.from({ length: 120 }, () => Array.from({ length: 130 }, random.uniform));
    const { status, work } = solveSync(assignment, { problem: "assignment", costs });
    expect([status, work]).toEqual(["optimal", 0]);
  });

  it("weighs a forbidden pair just above what the best assignment costs beyond the least of each agent", () => {
    const costs = [
      [0, 7],
      [0, null],
    ];
    const { penalty, model } = encode({ problem: "assignment", costs }, defaults);
    expect(penalty!.weights.find(({ name }) => name.startsWith("forbidden"))).toMatchObject({
      threshold: 7,
      weight: 8,
    });
    expect(model.n).toBe(4);
  });

  it("names agents that are too many for what they are allowed, and what else is wrong", () => {
    const crowd: AssignmentInstance = {
      problem: "assignment",
      costs: [
        [1, 2, 3, 4],
        [null, 5, null, null],
        [null, 6, null, null],
      ],
      agents: ["Ann", "Bob", "Cyd"],
    };
    const [{ path, found }] = check(crowd);
    expect(path).toBe("costs[1]");
    expect(found).toBe("2 agents (Bob, Cyd) that are allowed only 1: task 1");
    const wrong = { problem: "assignment", costs: [[1], [2, 3], [1e101]], tasks: ["a", "a"] } as AssignmentInstance;
    expect(check(wrong).map((complaint) => complaint.path)).toEqual(["costs", "costs[1]", "costs[2][0]", "tasks"]);
  });

  it("names shared, unknown and forbidden tasks", () => {
    const instance = taxis as AssignmentInstance;
    const codes = (task: number[]) => verify(instance, { task }).map(({ code }) => code);
    expect(codes([1, 2, 0, 9, 1])).toEqual(["forbidden-pair", "unknown-task", "shared-task"]);
    expect(codes([1, 2])).toEqual(["wrong-length"]);
  });

  it("reads OR-Library files by their name, and writes them", () => {
    const text = "2\n 3 1\n 4 1.5\n";
    expect(detectFormat(text, "data/assign100.txt").id).toBe("orlib-assign");
    expect(detectFormat(text, "data/table.txt").id).toBe("lolib");
    const record = formatById("orlib-assign").parse(text);
    const instance = formats[0].toInstance!(record, { name: "two" });
    expect(instance).toEqual({
      problem: "assignment",
      name: "two",
      costs: [
        [3, 1],
        [4, 1.5],
      ],
    });
    expect([...formatById("orlib-assign").print(formats[0].fromInstance!(instance))].join("")).toBe("2\n3 1\n4 1.5\n");
    expect(() => formats[0].fromInstance!({ ...instance, sense: "max" })).toThrow(
      expect.objectContaining({ code: "format" }),
    );
  });
});

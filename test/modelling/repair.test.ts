/** Repair of invalid assignments: valid when there is anything valid, no worse than its neighbours, and told as it is. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { magicSquare } from "../../problems/magic-square/index.ts";
import type { MagicSquareInstance } from "../../problems/magic-square/schema.ts";
import { model } from "../../problems/model/index.ts";
import type { ModelSolution } from "../../problems/model/schema.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { evaluate } from "../../src/modelling/program/evaluate.ts";
import { atLeast, equal, sum } from "../../src/modelling/program/expressions.ts";
import { repairAssignment } from "../../src/modelling/program/repair.ts";
import type { Assignment } from "../../src/modelling/program/types.ts";
import { createRandom } from "../../src/random.ts";
import { solve } from "../../src/run/solve.ts";
import { prop } from "../support/prop.ts";
import { allAssignments, feasible, randomProgram } from "./programs.ts";

beforeAll(() => model.ready!());

prop("from any assignment of a program that has a valid one, a valid one is found", [fc.nat(100_000)], (seed) => {
  const program = randomProgram(seed, { soft: true });
  if (feasible(program).all.length === 0) return;
  const random = createRandom(seed, 1);
  const all = allAssignments(program);
  const start: (Assignment[number] | null)[] = [...all[random.below(all.length)]];
  if (random.below(3) === 0) start[random.below(start.length)] = null;
  const repaired = repairAssignment(program, start)!;
  expect(repaired).not.toBeNull();
  expect(evaluate(program, repaired).violations).toEqual([]);
  // The same again.
  expect(repairAssignment(program, start)).toEqual(repaired);
});

prop("what comes out is no worse than any valid assignment that differs in one variable", [fc.nat(100_000)], (seed) => {
  const program = randomProgram(seed, { soft: true });
  const { all } = feasible(program);
  if (all.length === 0) return;
  const repaired = repairAssignment(program, allAssignments(program)[0])!;
  const sign = program.sense === "min" ? 1 : -1;
  const own = sign * evaluate(program, repaired).total;
  for (const { assignment, energy } of all) {
    const apart = assignment.filter((value, v) => JSON.stringify(value) !== JSON.stringify(repaired[v])).length;
    if (apart === 1) expect(energy).toBeGreaterThan(own - 1e-6);
  }
});

it("leaves a place where no single change makes anything better", () => {
  const m = program();
  const [x, y] = [m.bit("x"), m.bit("y")];
  m.subjectTo("alike", equal(x, y));
  m.subjectTo("both", atLeast(sum(x, y), 2));
  expect(repairAssignment(m.build(), [0, 0])).toEqual([1, 1]);
});

it("names the places of an order that have changed, and no others", async () => {
  // Rows 0 and 1 as they should be but for two numbers that are exchanged.
  const instance: MagicSquareInstance = {
    problem: "magic-square",
    grid: [
      [2, 0, 6],
      [9, 0, 1],
      [4, 3, 8],
    ],
  };
  const { embed, repair } = magicSquare.encode(instance, magicSquare.defaults);
  const wrong = embed({
    grid: [
      [2, 5, 6],
      [9, 7, 1],
      [4, 3, 8],
    ],
  });
  expect(repair!(wrong)!.changes).toEqual([
    { variable: "row 0, column 1", from: "5", to: "7" },
    { variable: "row 1, column 1", from: "7", to: "5" },
  ]);
});

describe("a run with repair", () => {
  const instance = {
    problem: "model" as const,
    sets: { items: ["a", "b", "c", "d"] },
    parameters: { value: [5, 4, 3, 2], weight: [4, 3, 2, 1] },
    variables: { x: { type: "bit" as const, over: ["items"] } },
    maximize: "sum(value[i] * x[i], i in items)",
    "subject to": [{ name: "room", constraint: "sum(weight[i] * x[i], i in items) <= 5" }],
  };
  const options = { solver: "exhaustive", encoding: { penalty: "tight", tightness: 0.01 } };

  it("is off by default: an invalid best state is reported as it is", async () => {
    const result = await solve(model, instance, options);
    expect(result.valid).toBe(false);
    expect(result.repaired).toBeUndefined();
  });

  it("tells what was changed, and the objective before and after", async () => {
    const result = await solve(model, instance, { ...options, repair: true });
    expect(result.valid).toBe(true);
    expect(result.violations).toEqual([]);
    const { repaired, objective, energy, solution } = result;
    expect(repaired).toMatchObject({ violations: 1, objectiveBefore: expect.any(Number) });
    expect(repaired!.objectiveBefore!).toBeGreaterThan(objective!);
    expect(repaired!.changes.every(({ variable }) => /^x\[[abcd]\]$/.test(variable))).toBe(true);
    expect(model.verify(instance, solution as ModelSolution)).toEqual([]);
    expect(energy).toBe(-objective!);
    // The search proved something of an invalid state, nothing of this solution.
    expect(result.status).not.toBe("optimal");
    expect(result.bound).toBeNull();
  });

  it("changes nothing where the best state is valid", async () => {
    const plain = await solve(model, instance, { solver: "exhaustive" });
    const asked = await solve(model, instance, { solver: "exhaustive", repair: true });
    expect(asked.repaired).toBeUndefined();
    expect(asked.solution).toEqual(plain.solution);
  });
});

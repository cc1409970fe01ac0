import { deepStrictEqual } from "node:assert";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroundstateError } from "../../src/errors.ts";
import { checkModel, energy } from "../../src/model/index.ts";
import { type CompiledProgram, type CompileOptions, compileProgram } from "../../src/modelling/program/compile.ts";
import type { Program } from "../../src/modelling/program/types.ts";
import { isRejected } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { allStates, bruteForce, denseEnergy, denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { feasible, randomProgram } from "./programs.ts";

const LARGEST = 13; // bits whose states are listed
const seeds = fc.nat({ max: 10_000_000 });

/** Null for a program that a constraint makes impossible, which the oracle must confirm. */
function compiled(program: Program, options: Partial<CompileOptions> = {}): CompiledProgram | null {
  try {
    const result = compileProgram(program, options);
    checkModel(result.model);
    return result;
  } catch (error) {
    if (!(error instanceof GroundstateError) || !error.message.includes("can never hold")) throw error;
    expect(feasible(program).all).toEqual([]);
    return null;
  }
}

/** What a ground state shows against the encoding, or null. */
function fault(program: Program, { model, decode }: CompiledProgram): string | null {
  const { all, best } = feasible(program);
  if (all.length === 0) return null;
  const ground = bruteForce(denseModel(model));
  for (const values of ground.states.slice(0, 100)) {
    const decoded = decode({ kind: "plain", values });
    if (isRejected(decoded)) return `[${values}] is invalid: ${JSON.stringify(decoded.violations)}`;
    const found = all.find(({ assignment }) => JSON.stringify(assignment) === JSON.stringify(decoded.solution));
    if (found === undefined) return `[${values}] decodes to an assignment that the oracle rejects`;
    if (found.energy !== best) return `[${values}] is worth ${found.energy}, the best is ${best}`;
  }
  return ground.energy === best ? null : `ground energy ${ground.energy}, best ${best}`;
}

describe.each([
  ["hard constraints", { soft: false }],
  ["soft constraints among them", { soft: true }],
  ["comparisons inside logic", { soft: true, comparisons: true }],
] as const)("programs with %s", (_name, kind) => {
  prop(
    "have ground states that decode to optima",
    [seeds],
    (seed) => {
      const program = randomProgram(seed, kind);
      const result = compiled(program);
      if (result === null || result.model.n > LARGEST) return;
      expect(fault(program, result)).toBeNull();
      expect(result.penalty?.guaranteed ?? true).toBe(true);
    },
    { numRuns: 600 },
  );

  prop(
    "give every feasible assignment its total as energy, and get it back",
    [seeds],
    (seed) => {
      const program = randomProgram(seed, kind);
      const result = compiled(program);
      if (result === null) return;
      const { objective, constraints } = result.parts();
      for (const { assignment, energy: worth } of feasible(program).all) {
        const state = result.embed(assignment);
        expect(energy(result.model, state) + 0).toBe(worth + 0);
        expect([energy(objective, state) + 0, energy(constraints, state) + 0]).toEqual([worth + 0, 0]);
        deepStrictEqual(result.decode(state).solution, assignment);
      }
    },
    { numRuns: 600 },
  );

  prop("split every energy in two parts, the constraints' never below 0", [seeds], (seed) => {
    const program = randomProgram(seed, kind);
    const result = compiled(program);
    if (result === null || result.model.n > 10) return;
    const [whole, objective, constraints] = [result.model, result.parts().objective, result.parts().constraints].map(
      (model) => denseModel(model),
    );
    for (const values of allStates(result.model.n, 0)) {
      const penalty = denseEnergy(constraints, values);
      expect(penalty).toBeGreaterThanOrEqual(0);
      expect(denseEnergy(whole, values) + 0).toBe(denseEnergy(objective, values) + penalty + 0);
    }
  });
});

prop("decode any state, and say why not", [seeds], (seed) => {
  const result = compiled(randomProgram(seed));
  if (result === null) return;
  const random = createRandom(seed);
  for (let k = 0; k < 5; k++) {
    const values = Int8Array.from({ length: result.model.n }, () => random.below(2));
    const decoded = result.decode({ kind: "plain", values });
    expect(isRejected(decoded)).toBe(decoded.solution === null);
  }
  expect(isRejected(result.decode({ kind: "plain", values: new Int8Array(result.model.n + 1) }))).toBe(true);
});

it("half the threshold leaves invalid ground states: the proofs are not vacuous", () => {
  const shown = new Set<string>();
  for (let seed = 0; seed < 3000; seed++) {
    const program = randomProgram(seed);
    const result = compiled(program, { penalty: "tight", tightness: 0.5 });
    if (result === null || result.model.n > 9 || result.penalty === null) continue;
    expect(result.penalty.guaranteed).toBe(false);
    if (fault(program, result) === null) continue;
    for (const { rule } of program.constraints) shown.add(rule.kind);
    for (const { rule } of result.weights) shown.add(rule);
  }
  expect([...shown].sort()).toEqual(
    [
      "at-most-one",
      "compare",
      "costless",
      "exactly-one",
      "groups",
      "implies",
      "packing",
      "range",
      "spread",
      "true",
    ].sort(),
  );
});

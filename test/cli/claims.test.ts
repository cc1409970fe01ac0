/** Documents that lie: whatever a result says of its solution is recomputed, or held against the rest of the document. */
import { describe, expect, it } from "vitest";
import { type Claim, falseClaims, type Judged } from "../../src/cli/claims.ts";
import { verificationText } from "../../src/cli/verification.ts";
import { problemById } from "../../src/registry.ts";
import { solveSync } from "../../src/run/solve.ts";

const tsp = problemById("tsp");
const FOUR = {
  problem: "tsp",
  distances: [
    [0, 5, 3, 4],
    [5, 0, 4, 3],
    [3, 4, 0, 5],
    [4, 3, 5, 0],
  ],
};
const result = solveSync("tsp", FOUR, { solver: "exhaustive" });
const judged: Judged = { objective: 14, sense: "min", digest: result.instance.digest };
const honest: Claim = {
  objective: 14,
  tolerance: 0,
  bound: result.bound!.value,
  digest: result.instance.digest,
  result,
};
const faults = (changes: Partial<Claim>, found: Partial<Judged> = {}) =>
  falseClaims({ ...honest, ...changes }, { ...judged, ...found }, tsp, FOUR);

describe("claims of a result document", () => {
  it("hold where nothing was changed", () => {
    expect(result).toMatchObject({ status: "optimal", energy: 14, valid: true });
    expect(faults({})).toEqual([]);
  });
  it("are refuted one by one", () => {
    const limits = { work: null, time: null, target: 13 };
    const cases: readonly [Partial<Claim>, RegExp][] = [
      [{ objective: 13 }, /claims 13, recomputed 14/],
      [{ objective: Number.NaN }, /claims NaN/],
      [{ objective: null }, /claims null/],
      [{ bound: 15, result: { ...result, status: "time-limit" } }, /bound of 15, and its solution of 14 is better/],
      [{ bound: 13 }, /claims to be optimal, with a bound of 13 for 14/],
      [{ bound: null }, /claims to be optimal, with no bound for 14/],
      [{ digest: "0" }, /another instance/],
      [{ result: { ...result, valid: false } }, /claims that its solution is not valid/],
      [{ result: { ...result, energy: 13 } }, /energy of 13, its solution has 14/],
      [{ result: { ...result, energy: 15 } }, /energy of 15, its solution has 14/],
      [{ result: { ...result, energy: null } }, /energy of null/],
      [{ result: { ...result, status: "target-reached", limits } }, /reached its target 13, with 14/],
    ];
    for (const [changes, words] of cases) {
      const found = faults(changes);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(words);
    }
  });
  it("to be valid are refuted by a solution that is not", () => {
    expect(faults({}, { objective: null })).toEqual(["the document claims that its solution is valid"]);
  });
  it("of an energy above the objective are believed where slack variables may cost something", () => {
    const loose = { problem: "graph-partitioning", vertices: 6, edges: [[0, 1]], imbalance: 0.4 };
    const partitioning = problemById("graph-partitioning");
    const found = solveSync("graph-partitioning", loose, { solver: "kernighan-lin", work: 1000 });
    const claim = { ...honest, objective: found.objective, bound: null, digest: found.instance.digest };
    const own = { objective: found.objective, sense: "min", digest: found.instance.digest } as const;
    const at = (energy: number) =>
      falseClaims({ ...claim, result: { ...found, status: "exhausted", energy } }, own, partitioning, loose);
    expect(at(found.objective! + 4)).toEqual([]);
    expect(at(found.objective! - 4)).toHaveLength(1);
  });
});

describe("verification in words", () => {
  const none = { starts: 1, moves: 0, rises: 0, mismatches: 0, flowSteps: 0, flowRises: 0, unchecked: 0, first: null };
  it("counts moves and integrator steps, each where there are some", () => {
    expect(verificationText({ ...none, moves: 1234 })).toBe("0 rises in 1 234 moves, 0 wrong energies");
    expect(verificationText({ ...none, flowSteps: 1, unchecked: 2 })).toBe(
      "0 rises in 1 integrator step, 0 wrong energies, 2 moves after the limit not checked",
    );
    expect(verificationText({ ...none, starts: 3 })).toBe(
      "0 moves shown by this solver, 3 states recomputed, 0 wrong energies",
    );
  });
});

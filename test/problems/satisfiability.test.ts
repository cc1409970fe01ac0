import { describe, expect, it } from "vitest";
import alibis from "../../examples/satisfiability/alibis.json" with { type: "json" };
import { satisfiability } from "../../problems/satisfiability/index.ts";
import { generateSatisfiability, sampleSatisfiability } from "../../problems/satisfiability/sample.ts";
import type { SatisfiabilityInstance } from "../../problems/satisfiability/schema.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";

/** The documented size: one bit a variable, one a clause of three literals, floor(log2(k - 1)) + 1 for k > 3. */
function documentedBits({ variables, clauses }: SatisfiabilityInstance): number {
  let bits = variables;
  for (const clause of clauses) {
    const literals = new Set(clause);
    if (clause.some((literal) => literals.has(-literal))) continue;
    if (literals.size === 3) bits++;
    if (literals.size > 3) bits += Math.floor(Math.log2(literals.size - 1)) + 1;
  }
  return bits;
}

const bitsOf = (instance: SatisfiabilityInstance) => satisfiability.encode(instance, satisfiability.defaults).model.n;

describe("satisfiability", () => {
  it("takes as many bits as documented, and no penalty", () => {
    for (let seed = 0; seed < 100; seed++) {
      const instance = sampleSatisfiability(createRandom(seed), 1 + (seed % 9));
      const positive = { ...instance, weights: instance.clauses.map(() => 1) };
      expect(bitsOf(positive)).toBe(documentedBits(positive));
    }
    expect(satisfiability.encode(alibis as SatisfiabilityInstance, satisfiability.defaults).penalty).toBeNull();
  });

  it("pays for a clause of three literals no more than the clause is worth", () => {
    const { model } = satisfiability.encode(
      { problem: "satisfiability", variables: 3, clauses: [[1, -2, 3]] },
      satisfiability.defaults,
    );
    expect(model.couplings).toMatchObject({ kind: "csr" });
    if (model.couplings.kind === "csr") expect(Math.max(...model.couplings.values.map(Math.abs))).toBe(1);
  });

  it("says whether a formula can be satisfied", () => {
    requireSchema(satisfiability.instanceSchema, alibis, "alibis.json", "invalid-instance");
    const found = solveSync(satisfiability, alibis as SatisfiabilityInstance, { time: 2 });
    expect([found.status, found.objective]).toEqual(["optimal", 9]);
    const none: SatisfiabilityInstance = {
      problem: "satisfiability",
      variables: 2,
      clauses: [
        [1, 2],
        [-1, 2],
        [1, -2],
        [-1, -2],
      ],
    };
    const proved = solveSync(satisfiability, none, { time: 2 });
    expect([proved.status, proved.objective]).toEqual(["optimal", 3]);
    const bound = { value: 3, proof: "enumeration" };
    expect(satisfiability.answer?.(none, 3, bound)).toBe("unsatisfiable: at most 3 of 4 can hold");
    expect(satisfiability.answer?.(none, 3, satisfiability.bound!(none))).toContain("none ruled out");
    expect(satisfiability.answer?.(none, 4, null)).toBe("satisfiable: every clause holds");
    const empty: SatisfiabilityInstance = { problem: "satisfiability", variables: 1, clauses: [[1], []] };
    expect(satisfiability.answer?.(empty, 1, satisfiability.bound!(empty))).toContain("unsatisfiable");
  });

  it("satisfies random formulas of 20 variables below the threshold", () => {
    for (let seed = 1; seed <= 3; seed++) {
      const instance = { ...generateSatisfiability(createRandom(seed), 20) };
      instance.clauses = instance.clauses.slice(0, 60);
      expect(solveSync(satisfiability, instance, { time: 5 }).objective).toBe(60);
    }
  });

  it("names the literal that is no variable", () => {
    const wrong: SatisfiabilityInstance = { problem: "satisfiability", variables: 2, clauses: [[1], [2, -3], [0]] };
    expect(satisfiability.check(wrong).map(({ path }) => path)).toEqual(["clauses[1][1]", "clauses[2][0]"]);
  });
});

import { describe, expect, it } from "vitest";
import radar from "../../examples/autocorrelation/radar.json" with { type: "json" };
import { autocorrelation } from "../../problems/autocorrelation/index.ts";
import { leastEnergy, sidelobeEnergy } from "../../problems/autocorrelation/referee.ts";
import type { AutocorrelationInstance } from "../../problems/autocorrelation/schema.ts";
import { isRejected } from "../../src/problem.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";

const of = (length: number): AutocorrelationInstance => ({ problem: "autocorrelation", length });
const { encode, defaults } = autocorrelation;

/** The documented size. */
function documentedBits(n: number): number {
  let bits = n;
  for (let d = 1; 2 * d <= n - 2; d++) bits += Math.min(n - d, 2 * (n - 1 - 2 * d));
  return bits;
}

describe("low-autocorrelation sequences", () => {
  it("takes n bits and one a product at up to half the length", () => {
    for (let n = 1; n <= 30; n++) expect(encode(of(n), defaults).model.n).toBe(documentedBits(n));
  });

  // Packebusch & Mertens 2016, table 1.
  it.each([
    [5, 2],
    [7, 3],
    [8, 8],
    [10, 13],
    [11, 5],
    [13, 6],
  ])("the referee finds the known optimum of length %i: %i", (n, best) => {
    let least = Number.POSITIVE_INFINITY;
    for (const rest of assignments(n - 1, [-1, 1])) least = Math.min(least, sidelobeEnergy(of(n), [...rest, 1]));
    expect(least).toBe(best);
    expect(leastEnergy(of(n))).toBeLessThanOrEqual(best);
  });

  it("finds the optimum of length 9", () => {
    requireSchema(autocorrelation.instanceSchema, radar, "radar.json", "invalid-instance");
    expect(solveSync(autocorrelation, radar as AutocorrelationInstance, { time: 5, target: 12 }).objective).toBe(12);
  });

  it("has its threshold at four times the terms that hold a product, and half of it is too little", () => {
    // Length 4: one term, 4 (s_0 s_1) (s_2 s_3).
    const { penalty, model } = encode(of(4), { ...defaults, penalty: "tight" });
    expect(penalty?.weights).toEqual([{ name: "product[0,1]", weight: 8, threshold: 16 }]);
    expect(model.n).toBe(6);
    expect(encode(of(4), defaults).penalty?.weights[0].weight).toBe(17);
  });

  it("says which product does not fit its factors", () => {
    const decoded = encode(of(4), defaults).decode({ kind: "plain", values: Int8Array.of(1, 1, 0, 0, 0, 0) });
    expect(isRejected(decoded) && decoded.violations[0].message).toBe("product[0,1] is 0, its factors make 1");
  });

  it("tells the sequence and its merit factor", () => {
    expect(autocorrelation.tell?.(of(5), { sequence: [1, 1, 1, -1, 1] })).toBe("+++-+, merit factor 6.250");
  });
});

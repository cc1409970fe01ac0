/** Every learning rule by its laws, each by its formula, and what it can store. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appraise } from "../../src/associative/appraisal.ts";
import { patternsFromRecord } from "../../src/associative/document.ts";
import { learn, learnSync } from "../../src/associative/index.ts";
import { learningRules, ruleById } from "../../src/associative/learning/index.ts";
import { overlap, type Patterns, patternAt, patternsFrom, patternsFromBits } from "../../src/associative/patterns.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { checkModel, energy } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { finish } from "../../src/run/slices.ts";
import { prop } from "../support/prop.ts";
import {
  difference,
  hebbByFormula,
  mackayListing,
  type Options,
  projectionByInversion,
  renamingLaw,
  rowsOf,
  signLaw,
  storkeyByFormula,
  symmetryLaw,
} from "./learning-laws.ts";
import { randomPatterns } from "./memories.ts";

const LONG = process.env["GROUNDSTATE_LONG"] !== undefined;
/** Few loops: the laws hold after any number, and steps amplify rounding. */
const OPTIONS: Readonly<Record<string, Options>> = { gradient: { loops: 8 } };

const sets: fc.Arbitrary<Patterns> = fc
  .record({ count: fc.integer({ min: 1, max: 9 }), size: fc.integer({ min: 1, max: 14 }), seed: fc.nat(9999) })
  .map(({ count, size, seed }) => randomPatterns(count, size, createRandom(seed)));

const letters = patternsFromRecord({
  kind: "json",
  document: JSON.parse(
    readFileSync(join(import.meta.dirname, "..", "..", "examples", "patterns", "letters.json"), "utf8"),
  ),
});

const fixedPoints = (patterns: Patterns, rule: string, options?: Options): number =>
  finish(appraise(learnSync(patterns, rule, options))).fixedPoints;

describe.each(learningRules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const options = OPTIONS[id] ?? {};

  prop("gives symmetric couplings without a diagonal, and an energy over spins", [sets], (patterns) => {
    const { weights, model } = learnSync(patterns, rule, options);
    symmetryLaw(weights, patterns.size);
    checkModel(model);
    expect([model.n, model.domain, model.structure]).toEqual([patterns.size, "spin", []]);
  });

  prop("renames its couplings as the spins are renamed", [sets, fc.nat(99)], (patterns, seed) =>
    renamingLaw(rule, options, patterns, seed),
  );

  prop("takes a pattern and its negative for the same", [sets, fc.nat(99)], (patterns, seed) =>
    signLaw(rule, options, patterns, createRandom(seed)),
  );

  it("gives the same bits from all kernels", () => {
    const patterns = randomPatterns(37, 61, createRandom(3));
    const plain = learnSync(patterns, rule, options, { kernels: referenceKernels });
    expect(learnSync(patterns, rule, options).weights).toEqual(plain.weights);
    expect(learnSync(patterns, rule, options).findings).toEqual(plain.findings);
  });

  it("holds a single pattern and its negative", () => {
    const patterns = randomPatterns(1, 30, createRandom(5));
    expect(fixedPoints(patterns, id)).toBe(1);
  });

  it("refuses unknown options and too little memory", () => {
    const patterns = randomPatterns(2, 200, createRandom(5));
    expect(() => learnSync(patterns, rule, { depth: 3 })).toThrow(expect.objectContaining({ code: "invalid-options" }));
    expect(() => learnSync(patterns, rule, {}, { memoryLimit: 1e4 })).toThrow(
      expect.objectContaining({ code: "memory" }),
    );
  });

  it("learns in slices that an abort can end", async () => {
    const patterns = randomPatterns(5, 40, createRandom(5));
    const patient = await learn(patterns, rule, options);
    expect(patient.weights).toEqual(learnSync(patterns, rule, options).weights);
    await expect(learn(patterns, rule, options, { signal: AbortSignal.abort("enough") })).rejects.toBe("enough");
  });
});

describe("Hebb's rule", () => {
  prop("is its formula to the bit, whatever the order", [sets, fc.nat(99)], (patterns, seed) => {
    const { weights } = learnSync(patterns, "hebb");
    expect(weights).toEqual(hebbByFormula(patterns));
    const rows = rowsOf(patterns);
    const order = rows.map((_, mu) => mu);
    createRandom(seed).shuffle(order);
    expect(learnSync(patternsFrom(order.map((mu) => rows[mu])), "hebb").weights).toEqual(weights);
  });

  prop("without its division is whole, and the model exact", [sets], (patterns) => {
    const { weights, model } = learnSync(patterns, "hebb", { normalised: false });
    expect(model.integer).toBe(true);
    expect(weights.every(Number.isInteger)).toBe(true);
    expect(
      difference(
        hebbByFormula(patterns),
        weights.map((w) => w / patterns.size),
      ),
    ).toBeLessThan(1e-15);
  });

  prop("puts a pattern at E = P/2 - (n/2) sum of the squared overlaps", [sets], (patterns) => {
    const memory = learnSync(patterns, "hebb");
    const { energies } = finish(appraise(memory));
    for (let mu = 0; mu < patterns.count; mu++) {
      const values = patternAt(patterns, mu);
      const squares = rowsOf(patterns).reduce((sum, row) => sum + overlap(row, values) ** 2, 0);
      const expected = patterns.count / 2 - (patterns.size / 2) * squares;
      expect(energy(memory.model, { kind: "plain", values })).toBeCloseTo(expected, 9);
      expect(energies[mu]).toBeCloseTo(expected, 9);
    }
  });
});

describe("Storkey's rule", () => {
  prop("is its formula with every local field summed anew", [sets], (patterns) => {
    const { weights } = learnSync(patterns, "storkey");
    expect(difference(storkeyByFormula(patterns).flat(), weights)).toBeLessThan(1e-10);
  });

  it("depends on the order of the patterns", () => {
    const rows = rowsOf(randomPatterns(3, 12, createRandom(1)));
    const forth = learnSync(patternsFrom(rows), "storkey").weights;
    const back = learnSync(patternsFrom([...rows].reverse()), "storkey").weights;
    expect(difference(forth, back)).toBeGreaterThan(0.01);
  });

  it("holds random patterns at a quarter of n, where Hebb's rule has lost nearly all", () => {
    const patterns = randomPatterns(50, 200, createRandom(11));
    expect(fixedPoints(patterns, "storkey")).toBe(50);
    expect(fixedPoints(patterns, "hebb")).toBeLessThan(10);
  });
});

describe("the pseudo-inverse rule", () => {
  it("is the projection that inverting the overlaps gives", () => {
    for (const seed of [1, 2, 3, 4]) {
      const patterns = randomPatterns(7, 20, createRandom(seed));
      const { weights, findings } = learnSync(patterns, "pseudo-inverse");
      expect(findings).toEqual({ rank: 7 });
      expect(difference(projectionByInversion(patterns).flat(), weights)).toBeLessThan(1e-12);
    }
  });

  prop("does not mind patterns that depend on each other", [sets, fc.nat(99)], (patterns, seed) => {
    const rows = rowsOf(patterns);
    const random = createRandom(seed);
    const more = [...rows, ...rows.map((row) => row.map((spin) => -spin)), rows[random.below(rows.length)]];
    const [once, again] = [learnSync(patterns, "pseudo-inverse"), learnSync(patternsFrom(more), "pseudo-inverse")];
    expect(again.findings).toEqual(once.findings);
    expect(difference(once.weights, again.weights)).toBeLessThan(1e-12);
  });

  it("sees that a pattern is a sum of others", () => {
    const rows = [
      [1, 1, 1, 1, 1, 1],
      [1, 1, 1, -1, -1, -1],
      [1, 1, 1, 1, -1, -1],
      [1, 1, 1, -1, 1, 1],
    ];
    expect(rows[0].map((spin, i) => spin + rows[1][i] - rows[2][i])).toEqual(rows[3]);
    expect(learnSync(patternsFrom(rows), "pseudo-inverse").findings).toEqual({ rank: 3 });
    const different = [...rows.slice(0, 3), [1, 1, 1, -1, 1, -1]];
    expect(learnSync(patternsFrom(different), "pseudo-inverse").findings).toEqual({ rank: 4 });
  });

  it("has nothing left to say when the patterns span everything", () => {
    const patterns = randomPatterns(40, 10, createRandom(2));
    const { weights, findings } = learnSync(patterns, "pseudo-inverse");
    expect(findings).toEqual({ rank: 10 });
    expect(weights.every((w) => w === 0)).toBe(true);
  });

  const [count, size] = LONG ? [500, 1000] : [100, 200];
  it(`holds ${count} random patterns of ${size} spins, Hebb's rule none of them`, { timeout: 120_000 }, () => {
    const patterns = randomPatterns(count, size, createRandom(4));
    const { fixedPoints: held, smallestMargin } = finish(appraise(learnSync(patterns, "pseudo-inverse")));
    expect([held, fixedPoints(patterns, "hebb")]).toEqual([count, 0]);
    expect(smallestMargin).toBeGreaterThan(0.5);
  });
});

describe("MacKay's rule", () => {
  it("is the listing, step by step", () => {
    for (const [seed, start] of [
      [1, "hebb"],
      [2, "normalised"],
      [3, "hebb"],
    ] as const) {
      const patterns = randomPatterns(6, 15, createRandom(seed));
      const [eta, alpha] = start === "hebb" ? [0.7, 0.01] : [0.02, 0.3];
      for (const loops of [0, 1, 2, 20]) {
        const { weights } = learnSync(patterns, "gradient", { start, eta, alpha, loops });
        const listing = mackayListing(patterns, eta, alpha, loops, start === "hebb" ? 1 : 1 / 15);
        expect(difference(listing.flat(), weights)).toBeLessThan(1e-12);
      }
    }
  });

  it("stores an alphabet that Hebb's rule cannot, and random patterns at eight tenths of n", () => {
    expect(fixedPoints(letters, "hebb")).toBe(0);
    expect(fixedPoints(letters, "gradient")).toBe(26);
    const patterns = randomPatterns(80, 100, createRandom(6));
    expect(fixedPoints(patterns, "hebb")).toBe(0);
    expect(fixedPoints(patterns, "gradient", { start: "hebb" })).toBe(80);
    expect(fixedPoints(patterns, "gradient")).toBe(80);
  });

  it("ends as soon as every pattern has the margin that was asked for", () => {
    const patterns = randomPatterns(30, 100, createRandom(6));
    const { findings } = learnSync(patterns, "gradient", { margin: 0.5, loops: 1000 });
    expect(findings).toMatchObject({ fixedPoints: 30 });
    expect(findings["loops"]).toBeLessThan(100);
    const one = learnSync(patterns, "gradient", { margin: null, loops: Number(findings["loops"]) - 1 }).findings;
    expect(one["smallestMargin"]).toBeLessThanOrEqual(0.5);
    expect(findings["smallestMargin"]).toBeGreaterThan(0.5);
  });

  it("refuses steps so long that the weights overflow", () => {
    const patterns = randomPatterns(3, 10, createRandom(6));
    expect(() => learnSync(patterns, "gradient", { eta: 1000, alpha: 1000, loops: 1000 })).toThrow(
      expect.objectContaining({ code: "invalid-options" }),
    );
  });
});

describe("patterns and rules by name", () => {
  it("takes bits for spins", () => {
    const bits = patternsFromBits([
      [0, 1, 1],
      [1, 0, 1],
    ]);
    expect(Array.from(bits.values)).toEqual([-1, 1, 1, 1, -1, 1]);
    expect(() => patternsFromBits([[0, 1, -1]])).toThrow(expect.objectContaining({ code: "invalid-instance" }));
  });

  it("names the nearest rule", () => {
    expect(() => ruleById("storky")).toThrow(
      expect.objectContaining({ code: "unknown-name", hint: expect.stringContaining('"storkey" perhaps') as string }),
    );
  });
});

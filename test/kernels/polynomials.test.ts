/** Kernels over polynomials: what they keep up to date against what a count from scratch gives, and twins that make the same moves. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReferenceTerms } from "../../src/kernels/polynomials/reference.ts";
import { type TermSystem, termSystem } from "../../src/kernels/polynomials/system.ts";
import type { TermsSession } from "../../src/kernels/polynomials/types.ts";
import { createTerms } from "../../src/kernels/polynomials/wasm.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { type PolynomialShape, polynomialAt, polynomialShapes, randomPolynomial } from "../support/polynomials.ts";
import { prop } from "../support/prop.ts";

const randomItems = ({ items }: TermSystem, random: Random) => Int8Array.from({ length: items }, () => random.below(2));
const CHANCES = Float64Array.from({ length: 64 }, (_, up) => 1 / (1 + up * up));

/** One random operation on a session, the same for equal seeds; returns all that can be seen of it. */
function operate(session: TermsSession, seed: number): unknown {
  const random = createRandom(seed);
  const { system } = session;
  let count = 0;
  const kind = random.below(8);
  const idle = random.below(4) === 0 ? 10 : Number.POSITIVE_INFINITY;
  if (kind === 0) session.assign(randomItems(system, random));
  else if (kind === 1) session.begin();
  else if (kind < 4) {
    count = session.anneal(random.below(5 * system.items), [0, 0.3, 3, 300][random.below(4)] / system.unit);
  } else if (kind < 6 && system.clauses) {
    count = session.walk(random.below(60), idle, { chances: CHANCES, scale: system.unit });
  } else count = session.search(random.below(60), idle, { tenure: random.below(9), spread: 1 + random.below(9) });
  const current = new Int8Array(system.items);
  const best = new Int8Array(system.items);
  session.read(current);
  session.readBest(best);
  const { energy, bestEnergy, active, flips } = session;
  return { kind, count, current: [...current], best: [...best], energy, bestEnergy, active, flips };
}

describe("polynomial systems", () => {
  prop("give every state its value, exactly where numbers are whole", [polynomialShapes, fc.nat()], (shape, seed) => {
    const polynomial = randomPolynomial(shape, seed);
    const system = termSystem(polynomial);
    const session = createReferenceTerms(system, { random: createRandom(1) });
    const random = createRandom(seed, 1);
    if (shape.numbers !== "real") expect(system.exact).toBe(true);
    for (let k = 0; k < 5; k++) {
      const items = randomItems(system, random);
      session.assign(items);
      const found = session.energy * system.unit + system.constant;
      if (system.exact) expect(found).toBe(polynomialAt(polynomial, items));
      else expect(found).toBeCloseTo(polynomialAt(polynomial, items), 9);
    }
  });

  it("know clauses from other polynomials", () => {
    const shape = { items: 9, terms: 30, degree: 3, factors: "bit", numbers: "positive" } as const;
    expect(termSystem(randomPolynomial(shape, 1)).clauses).toBe(true);
    expect(termSystem(randomPolynomial({ ...shape, numbers: "integer" }, 1)).clauses).toBe(false);
    expect(termSystem(randomPolynomial({ ...shape, factors: "sign" }, 1)).clauses).toBe(false);
  });

  it("refuse what is too large", () => {
    const polynomial = randomPolynomial({ items: 9, terms: 30, degree: 3, factors: "bit", numbers: "real" }, 1);
    expect(() => termSystem(polynomial, 100)).toThrow(expect.objectContaining({ code: "memory" }));
    const system = termSystem(polynomial);
    const request = { random: createRandom(1), memoryLimit: 1000 };
    expect(() => createTerms(system, request)).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

describe("polynomial twins", () => {
  prop("make the same moves", [polynomialShapes, fc.nat()], (shape, seed) => {
    const system = termSystem(randomPolynomial(shape, seed));
    const reference = createReferenceTerms(system, { random: createRandom(seed) });
    const fast = createTerms(system, { random: createRandom(seed) });
    for (let step = 0; step < 12; step++) expect(operate(fast, seed + step)).toEqual(operate(reference, seed + step));
  });

  it.each<PolynomialShape>([
    { items: 80, terms: 300, degree: 3, factors: "bit", numbers: "positive" },
    { items: 50, terms: 400, degree: 5, factors: "bit", numbers: "real" },
    { items: 40, terms: 500, degree: 4, factors: "sign", numbers: "integer" },
  ])("make the same moves on $terms terms of $numbers numbers over $items items", (shape) => {
    const system = termSystem(randomPolynomial(shape, 11));
    const reference = createReferenceTerms(system, { random: createRandom(5) });
    const fast = createTerms(system, { random: createRandom(5) });
    for (let step = 0; step < 60; step++) expect(operate(fast, step)).toEqual(operate(reference, step));
  });

  prop("keep the energies of the states that they show", [polynomialShapes, fc.nat()], (shape, seed) => {
    const system = termSystem(randomPolynomial(shape, seed));
    const session = createTerms(system, { random: createRandom(seed) });
    const oracle = createReferenceTerms(system, { random: createRandom(seed) });
    const items = new Int8Array(system.items);
    for (let step = 0; step < 8; step++) {
      operate(session, seed + step);
      session.readBest(items);
      oracle.assign(items);
      expect(oracle.energy).toBe(session.bestEnergy);
      session.read(items);
      oracle.assign(items);
      expect([oracle.energy, oracle.active]).toEqual([session.energy, session.active]);
    }
  });

  prop("flip downhill at temperature 0", [polynomialShapes, fc.nat()], (shape, seed) => {
    const system = termSystem(randomPolynomial(shape, seed));
    const session = createTerms(system, { random: createRandom(seed) });
    session.assign(randomItems(system, createRandom(seed)));
    for (let k = 0; k < 4 * system.items; k++) {
      const before = session.energy;
      session.anneal(1, 0);
      expect(session.energy).toBeLessThanOrEqual(before);
    }
  });

  it("find the same in slices", () => {
    const shape = { items: 40, terms: 300, degree: 3, factors: "bit", numbers: "integer" } as const;
    const system = termSystem(randomPolynomial(shape, 2));
    const tenure = { tenure: 5, spread: 10 };
    const [whole, sliced] = [0, 1].map(() => createTerms(system, { random: createRandom(9) }));
    whole.search(500, Number.POSITIVE_INFINITY, tenure);
    for (let k = 0; k < 50; k++) sliced.search(10, Number.POSITIVE_INFINITY, tenure);
    expect(operate(sliced, 7)).toEqual(operate(whole, 7));
  });
});

/** The structure `polynomial`: what follows from its items, the law that nothing is lost by searching these alone, its checks. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { autocorrelation } from "../../problems/autocorrelation/index.ts";
import { factoring } from "../../problems/factoring/index.ts";
import { satisfiability } from "../../problems/satisfiability/index.ts";
import {
  checkModel,
  completeSlack,
  type EnergyModel,
  energy,
  obeysStructure,
  packModel,
  structureOf,
  unpackModel,
} from "../../src/model/index.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { equal, not, or, sum, times } from "../../src/modelling/program/expressions.ts";
import { createRandom } from "../../src/random.ts";
import { randomProgram } from "../modelling/programs.ts";
import { bruteForce, denseModel } from "../support/oracle.ts";
import { type Polynomial, polynomialAt } from "../support/polynomials.ts";
import { prop } from "../support/prop.ts";

const MOST_FOLLOWERS = 7;
const MOST_ITEMS = 7;

/** Calls `visit` with every way to fill in these bits of `values`. */
function forEachFilling(values: Int8Array, bits: ArrayLike<number>, visit: () => void): void {
  for (let code = 0; code < 2 ** bits.length; code++) {
    for (let k = 0; k < bits.length; k++) values[bits[k]] = (code >> k) & 1;
    visit();
  }
}

/** The bits that follow. */
const followersOf = ({ n }: EnergyModel, { items }: Polynomial): number[] =>
  Array.from({ length: n }, (_, bit) => bit).filter((bit) => !items.includes(bit));

/** The energies of all completed states, each checked against the polynomial. */
function completedEnergies(model: EnergyModel, polynomial: Polynomial, visit: (values: Int8Array) => void): number[] {
  const found: number[] = [];
  const values = new Int8Array(model.n);
  forEachFilling(values, polynomial.items, () => {
    completeSlack(model, values);
    const value = polynomialAt(polynomial, values);
    const completed = energy(model, { kind: "plain", values });
    if (model.integer) expect(completed).toBe(value);
    else expect(completed).toBeCloseTo(value, 8);
    found.push(completed);
    visit(values.slice());
  });
  return found;
}

/** True when the model has the structure and is small enough to be listed. */
function keepsTheLaw(model: EnergyModel): boolean {
  const polynomial = structureOf(model, "polynomial");
  if (polynomial === null) return false;
  const followers = followersOf(model, polynomial);
  if (followers.length > MOST_FOLLOWERS || polynomial.items.length > MOST_ITEMS) return false;
  checkModel(model);
  completedEnergies(model, polynomial, (values) => {
    const own = energy(model, { kind: "plain", values });
    forEachFilling(values, followers, () => {
      expect(energy(model, { kind: "plain", values })).toBeGreaterThanOrEqual(own - (model.integer ? 0 : 1e-8));
    });
  });
  return true;
}

const encoded = {
  satisfiability: (seed: number) =>
    satisfiability.encode(satisfiability.sample(createRandom(seed), 4), satisfiability.defaults).model,
  autocorrelation: (seed: number) =>
    autocorrelation.encode(autocorrelation.sample(createRandom(seed), 5), autocorrelation.defaults).model,
  "programs with prices": (seed: number) => compileProgram(randomProgram(seed, { soft: true })).model,
  "programs below their thresholds": (seed: number) => compileProgram(randomProgram(seed), { penalty: "tight" }).model,
};

describe("the structure polynomial", () => {
  it.each(Object.entries(encoded))("is the least energy over the bits that follow: %s", (_name, encode) => {
    let met = 0;
    for (let seed = 0; seed < 200; seed++) {
      let model: EnergyModel;
      try {
        model = encode(seed);
      } catch {
        continue; // a program that can never hold
      }
      if (keepsTheLaw(model)) met++;
    }
    expect(met).toBeGreaterThan(10);
  });

  it.each([9, 15, 21, 25])("keeps the lowest energy where constraints define products: the factors of %i", (number) => {
    const { model } = factoring.encode({ problem: "factoring", number }, factoring.defaults);
    const polynomial = structureOf(model, "polynomial")!;
    checkModel(model);
    const products =
      model.labels?.kind === "list" ? model.labels.names.filter((name) => name.startsWith("product")) : [];
    expect(products.length).toBeGreaterThan(0);
    expect(polynomial.items.length).toBe(model.n - products.length);
    expect(Math.min(...completedEnergies(model, polynomial, () => undefined))).toBe(0);
  });

  it("keeps the lowest energy where products are defined by products, and a clause negates them", () => {
    for (const inverse of [false, true]) {
      const m = program();
      const [x, y, v, one, two] = ["x", "y", "v", "one", "two"].map((name) => m.bit(name));
      const first = () => m.subjectTo("first", equal(one, times(x, y)));
      if (!inverse) first();
      m.subjectTo("second", equal(two, times(one, v)));
      if (inverse) first();
      m.subjectTo("clause", or(not(one), not(v), x));
      m.minimise(sum(times(-3, two), times(2, x), times(2, one, y, v), v));
      const { model } = compileProgram(m.build());
      const polynomial = structureOf(model, "polynomial")!;
      checkModel(model);
      const lowest = Math.min(...completedEnergies(model, polynomial, () => undefined));
      expect(lowest).toBe(bruteForce(denseModel(model)).energy);
    }
  });

  it("keeps definitions where the weights are not proved", () => {
    const { model } = factoring.encode(
      { problem: "factoring", number: 15 },
      { ...factoring.defaults, penalty: "tight" },
    );
    expect(structureOf(model, "polynomial")).toBeNull();
  });

  it("survives packing", () => {
    const model = encoded.satisfiability(3);
    expect(structureOf(model, "polynomial")).not.toBeNull();
    expect(unpackModel(packModel(model)).structure).toEqual(model.structure);
  });

  prop("is no structure that a state can leave", [fc.array(fc.nat(1), { minLength: 64, maxLength: 64 })], (bits) => {
    const model = encoded.satisfiability(3);
    return obeysStructure(model, { kind: "plain", values: Int8Array.from(bits.slice(0, model.n)) });
  });

  it.each<[string, (polynomial: Polynomial) => Partial<Polynomial>]>([
    ["items beyond the variables", () => ({ items: Int32Array.of(0, 9) })],
    ["items that do not ascend", () => ({ items: Int32Array.of(1, 0) })],
    ["a literal beyond the items", () => ({ literal: Int32Array.of(0, 6) })],
    ["a bit twice in a term", () => ({ literal: Int32Array.of(0, 1) })],
    ["a coefficient that is no number", () => ({ coefficient: Float64Array.of(Number.NaN) })],
    ["a constant that is no number", () => ({ constant: Number.NaN })],
    ["starts that do not fit", () => ({ termStart: Int32Array.of(0, 7) })],
    ["a bit that follows from nothing", () => ({ counts: [] })],
    ["a count among the items", ({ counts }) => ({ counts: [...counts, { ...counts[0], first: 2 }] })],
    ["a count of later bits", ({ counts }) => ({ counts: [{ ...counts[0], literals: [6] }] })],
    ["half a literal", ({ counts }) => ({ counts: [{ ...counts[0], less: 0.5 }] })],
  ])("refuses %s", (_what, change) => {
    const items = Int32Array.of(0, 2);
    const counts = [{ first: 1, coefficients: [1], literals: [0, 4], less: 1 }];
    const plain = { factors: "bit", constant: 0, counts, items, penalised: true } as const;
    const arrays = { termStart: Int32Array.of(0, 2), literal: Int32Array.of(0, 4), coefficient: Float64Array.of(1) };
    const structure: Polynomial = { kind: "polynomial", ...plain, ...arrays };
    const couplings = { kind: "none", n: 3 } as const;
    const biases = { kind: "constant", n: 3, value: 0 } as const;
    const model: EnergyModel = {
      n: 3,
      domain: "bit",
      couplings,
      biases,
      offset: 0,
      structure: [structure],
      integer: true,
    };
    checkModel(model);
    expect(() => checkModel({ ...model, structure: [{ ...structure, ...change(structure) }] })).toThrow(
      expect.objectContaining({ code: "model" }),
    );
  });
});

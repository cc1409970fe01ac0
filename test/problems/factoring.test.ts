import { describe, expect, it } from "vitest";
import padlock from "../../examples/factoring/padlock.json" with { type: "json" };
import { factoring } from "../../problems/factoring/index.ts";
import { isPrime } from "../../problems/factoring/primes.ts";
import type { FactoringInstance } from "../../problems/factoring/schema.ts";
import { energy } from "../../src/model/index.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";

const of = (number: number): FactoringInstance => ({ problem: "factoring", number });

/** The documented size: unknown bits of both factors, their products, carries in binary; by the largest sums of columns. */
function documentedBits(number: number): number {
  const fixed = number % 2;
  const p = Math.floor(Math.sqrt(number)).toString(2).length;
  const q = Math.floor(number / (2 + fixed)).toString(2).length;
  let bits = p - fixed + (q - fixed) + (p - fixed) * (q - fixed);
  let carry = 0;
  for (let k = 0; k < p + q - 2; k++) {
    const terms = Math.min(k, p - 1) - Math.max(0, k - q + 1) + 1;
    const left = Math.floor(number / 2 ** k);
    carry = Math.max(0, Math.min(Math.floor((terms + carry - (left % 2)) / 2), Math.floor(left / 2)));
    bits += carry === 0 ? 0 : Math.floor(Math.log2(carry)) + 1;
  }
  return bits;
}

describe("factoring", () => {
  it("takes the bits of the factors, their products and the carries", () => {
    for (const number of [4, 6, 9, 15, 143, 1022117, 2 ** 53 - 1]) {
      const { size } = compileProgram(factoring.program(of(number)));
      expect([number, size]).toEqual([number, { variables: documentedBits(number), slack: 0, auxiliaries: 0 }]);
    }
  });

  it("opens the padlock", () => {
    requireSchema(factoring.instanceSchema, padlock, "padlock.json", "invalid-instance");
    const { solution, status } = solveSync(factoring, padlock as FactoringInstance, { time: 5 });
    expect([solution, status]).toEqual([{ factors: [11, 13] }, "optimal"]);
  });

  it("holds the largest products exactly", () => {
    const number = 94_906_249 * 94_906_247;
    expect(factoring.verify(of(number), { factors: [94_906_247, 94_906_249] })).toEqual([]);
    const { model, embed } = factoring.encode(of(number), factoring.defaults);
    expect(energy(model, embed({ factors: [94_906_247, 94_906_249] }))).toBe(0);
    expect(factoring.verify(of(number), { factors: [94_906_246, 94_906_250] })[0].code).toBe("wrong-product");
    expect(factoring.verify(of(15), { factors: [5, 3] })[0].code).toBe("wrong-order");
  });

  it("tells primes from products", () => {
    const sieve = new Uint8Array(5000).fill(1, 2);
    for (let a = 2; a * a < 5000; a++) for (let b = a * a; b < 5000; b += a) sieve[b] = 0;
    for (let n = 0; n < 5000; n++) expect([n, isPrime(n)]).toEqual([n, sieve[n] === 1]);
    expect(isPrime(3_215_031_751)).toBe(false); // a strong pseudoprime to the bases 2, 3, 5 and 7
    expect(isPrime(2 ** 31 - 1)).toBe(true);
    expect(isPrime(9_007_199_254_740_881)).toBe(true);
    expect(factoring.check(of(17))[0].found).toBe("the prime 17");
  });

  it("generates products of two primes of the wished length", () => {
    for (const bits of [4, 10, 31, 52]) {
      const { number } = factoring.generate!(createRandom(bits), bits);
      expect(number.toString(2).length).toBe(bits);
      expect(factoring.check(of(number))).toEqual([]);
    }
  });
});

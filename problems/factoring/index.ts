/**
 * Factoring: write a whole number as a product of two others, as the columns of a long multiplication (circuit.ts).
 * Nothing is minimised: any positive weight is enough. About log2(N)^2 / 4 products and their carries.
 */
import { GroundstateError } from "../../src/errors.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Violation } from "../../src/problem.ts";
import type { Random } from "../../src/random.ts";
import { isPrime } from "./primes.ts";
import { factoringProgram, toAssignment, toSolution } from "./program.ts";
import { type FactoringInstance, type FactoringSolution, instanceSchema, solutionSchema } from "./schema.ts";

function verify({ number }: FactoringInstance, { factors }: FactoringSolution): readonly Violation[] {
  const [smaller, larger] = factors;
  const product = BigInt(smaller) * BigInt(larger);
  if (product !== BigInt(number)) {
    return [{ code: "wrong-product", message: `${smaller} x ${larger} is ${product}, not ${number}` }];
  }
  if (smaller <= larger) return [];
  return [{ code: "wrong-order", message: `the factors are ${smaller}, ${larger}, expected the smaller one first` }];
}

const SMALL = [4, 6, 9, 9, 15, 15, 21, 25, 33, 35, 49, 77];

/** A random prime of that many bits, the lowest and the highest being 1. */
function randomPrime(random: Random, bits: number): number {
  for (;;) {
    const candidate = 2 ** (bits - 1) + Math.floor(random.uniform() * 2 ** (bits - 1));
    if (isPrime(candidate)) return candidate;
  }
}

const FEWEST_BITS = 4;
const MOST_BITS = 52;

/** A product of that many bits of two primes of half as many each. @throws {GroundstateError} "invalid-options" */
function semiprime(random: Random, bits: number): number {
  if (bits < FEWEST_BITS || bits > MOST_BITS) {
    throw new GroundstateError("invalid-options", `a product of two primes cannot have ${bits} bits here`, {
      hint: `Use ${FEWEST_BITS} to ${MOST_BITS} bits.`,
    });
  }
  for (;;) {
    const number = randomPrime(random, Math.floor(bits / 2)) * randomPrime(random, Math.ceil(bits / 2));
    if (number >= 2 ** (bits - 1)) return number;
  }
}

export const factoring = programProblem<FactoringInstance, FactoringSolution>({
  id: "factoring",
  title: "Factoring (multiplication circuit)",
  summary:
    "Write a whole number as a product of two numbers above 1. Bits of the factors, a bit for each product of two of them, and the carries between the columns of the long multiplication; each column is an equation with small coefficients. Nothing is minimised, so any positive penalty is enough, and the energy is 0 exactly at factorisations.",
  sources: [
    "Burges 2002, Factoring as optimization (Microsoft Research MSR-TR-2002-83)",
    "Schaller & Schuetzhold 2010, The role of symmetries in adiabatic quantum algorithms",
    "Jiang et al. 2018, Quantum annealing for prime factorization",
  ],
  sense: "min",
  objective: "nothing: any factors will do",
  instanceSchema,
  solutionSchema,
  check({ number }) {
    if (!isPrime(number)) return [];
    return [{ path: "number", found: `the prime ${number}`, expected: "a product of two numbers above 1" }];
  },
  describe: ({ number }) => `${number}, of ${number.toString(2).length} bits`,
  program: factoringProgram,
  toSolution,
  toAssignment,
  cost: () => 0,
  verify,
  bound: () => ({ value: 0, proof: "nothing is minimised" }),
  answer: (_instance, objective) => (objective === null ? "no factors found" : "factored"),
  sample: (random, size) => {
    const number = SMALL[random.below(Math.min(SMALL.length, Math.max(1, Math.floor(size) + 4)))];
    return { problem: "factoring", number };
  },
  generate(random, size) {
    const number = semiprime(random, size);
    return { problem: "factoring", name: `semiprime-${size}`, number };
  },
  tell: ({ number }, { factors: [smaller, larger] }) => `${number} = ${smaller} x ${larger}`,
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problems } from "../../problems/index.ts";
import { createRandom } from "../../src/random.ts";
import { allSolutions } from "../support/all-solutions.ts";
import { prop } from "../support/prop.ts";
import {
  type AnyProblem,
  boundLaw,
  decodeLaw,
  encodeCase,
  groundStateLaw,
  optionVariants,
  penaltyLaw,
  randomState,
  refereeLaw,
  sampleLaw,
  solutionLaw,
  tightnessLaw,
  validSolutions,
} from "./problem.ts";
import { adapterLaw, documentLaw, drawLaw } from "./problem-documents.ts";
import { partsLaw } from "./problem-parts.ts";

await Promise.all(problems.map((problem) => problem.ready?.()));

const long = process.env["GROUNDSTATE_LONG"] !== undefined;
const seeds = fc.nat({ max: 1_000_000 });
const sizes = fc.integer({ min: 1, max: 7 });

/** Runs `check` with the encoding of a sample under every variant of the options. */
function eachVariant(
  problem: AnyProblem,
  seed: number,
  size: number,
  check: (example: NonNullable<ReturnType<typeof encodeCase>>) => void,
): void {
  const instance = problem.sample(createRandom(seed), size);
  for (const options of optionVariants(problem.optionsSchema, problem.defaults)) {
    const example = encodeCase(problem, instance, options);
    if (example === null) continue;
    try {
      check(example);
    } catch (error) {
      throw new Error(`options ${JSON.stringify(options)}, instance ${JSON.stringify(instance)}`, { cause: error });
    }
  }
}

describe.each(problems.map((problem) => [problem.id, problem as AnyProblem] as const))("problem %s", (id, problem) => {
  it("has titles, sources, closed schemas and fitting defaults", () => documentLaw(problem));

  prop("samples legal instances of every size", [seeds, fc.integer({ min: 0, max: 40 })], (seed, size) => {
    sampleLaw(problem, seed, size);
  });

  prop(
    "gives every valid solution its cost as energy, and gets it back",
    [seeds, sizes],
    (seed, size) =>
      eachVariant(problem, seed, size, (example) => {
        penaltyLaw(example);
        const random = createRandom(seed, 1);
        for (const solution of validSolutions(example, random, 8, 10)) {
          solutionLaw(problem, example, solution);
          refereeLaw(problem, example, solution, random);
        }
      }),
    { numRuns: 60 },
  );

  prop("decodes any state, and what it accepts is valid", [seeds, sizes], (seed, size) =>
    eachVariant(problem, seed, size, (example) => {
      const random = createRandom(seed, 2);
      for (let k = 0; k < 8; k++) decodeLaw(problem, example, randomState(example.encoding.model, random));
    }),
  );

  it("tells its objective from its constraints", () => {
    let forbidden = 0;
    let proven = false;
    for (let seed = 0; seed < 40; seed++) {
      eachVariant(problem, seed, 1 + (seed % 7), (example) => {
        proven ||= example.encoding.penalty?.guaranteed === true;
        forbidden += partsLaw(problem, example, createRandom(seed, 7));
      });
    }
    expect(forbidden > 20).toBe(proven);
  });

  it("has ground states that are valid and as good as the best listed solution", () => {
    let checked = 0;
    for (let seed = 0; seed < (long ? 400 : 60); seed++) {
      eachVariant(problem, seed, 2 + (seed % 5), (example) => {
        const list = allSolutions[id]?.(example.instance as never) ?? null;
        const largest = long ? 18 : seed % 10 === 0 ? 16 : 12;
        if (groundStateLaw(problem, example, list, largest)) checked++;
      });
    }
    expect(checked).toBeGreaterThan(20);
  });

  if (problem.bound !== undefined || problem.bounds !== undefined) {
    it("proves no bound that the best of all listed solutions refutes", () => {
      let seen = 0;
      for (let seed = 0; seed < (long ? 600 : 60); seed++) {
        const instance = problem.sample(createRandom(seed, 6), 1 + (seed % 7));
        const list = allSolutions[id]?.(instance as never);
        if (list !== undefined) seen += boundLaw(problem, instance, list, seed % 2 === 0);
      }
      expect(seen).toBeGreaterThan(20);
    });
  }

  it("needs its penalty: at half the threshold some ground state is wrong", () => {
    const instances = Array.from({ length: 200 }, (_, seed) => problem.sample(createRandom(seed, 3), 2 + (seed % 5)));
    tightnessLaw(problem, instances);
  });

  prop(
    "reads back the instances and solutions that it writes",
    [seeds, sizes],
    (seed, size) => {
      const instance = problem.sample(createRandom(seed), size);
      const example = encodeCase(problem, instance, { ...problem.defaults });
      const solutions = example === null ? [] : validSolutions(example, createRandom(seed, 4), 5, 8).slice(0, 5);
      adapterLaw(problem, instance, solutions);
    },
    { numRuns: 60 },
  );

  prop(
    "draws without throwing",
    [seeds, fc.integer({ min: 1, max: 12 })],
    (seed, size) => {
      const instance = problem.sample(createRandom(seed), size);
      const example = encodeCase(problem, instance, { ...problem.defaults });
      const solutions = example === null ? [] : validSolutions(example, createRandom(seed, 5), 1, 8);
      drawLaw(problem, instance, solutions[0] ?? null);
    },
    { numRuns: 60 },
  );
});

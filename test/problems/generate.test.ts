/** Generated instances: plain, typical, of exactly the size asked for, the same for the same seed. */
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/random.ts";
import { problems } from "../../src/registry.ts";
import { checkInstance } from "../../src/run/options.ts";

await Promise.all(problems.map((problem) => problem.ready?.()));

/** Sizes of instances that have no list or number of variables. */
const SIZES: Record<string, (fields: never) => number> = {
  assignment: ({ costs }: { costs: unknown[] }) => costs.length,
  timetabling: ({ events }: { events: unknown[] }) => events.length,
  "portfolio-selection": ({ expected }: { expected: unknown[] }) => expected.length,
  "number-partitioning": ({ numbers }: { numbers: unknown[] }) => numbers.length,
  "multidimensional-knapsack": ({ values }: { values: unknown[] }) => values.length,
  "bin-packing": ({ sizes }: { sizes: unknown[] }) => sizes.length,
  "job-sequencing": ({ lengths }: { lengths: unknown[] }) => lengths.length,
  "n-queens": ({ size }: { size: number }) => size,
  sudoku: ({ grid }: { grid: unknown[] }) => grid.length,
  "magic-square": ({ grid }: { grid: unknown[] }) => grid.length,
  autocorrelation: ({ length }: { length: number }) => length,
  "job-shop": ({ jobs }: { jobs: unknown[] }) => jobs.length,
  "paint-shop": ({ cars }: { cars: unknown[] }) => cars.length / 2,
  "integer-programming": ({ variables }: { variables: unknown[] }) => variables.length,
  factoring: ({ number }: { number: number }) => number.toString(2).length,
};

/** Which sizes there are, where not all. */
const THERE_ARE: Record<string, (size: number) => boolean> = {
  "n-queens": (size) => size <= 100,
  "magic-square": (size) => size <= 100 && size !== 2,
  autocorrelation: (size) => size <= 100,
  sudoku: (size) => size <= 16 && Number.isInteger(Math.sqrt(size)),
  factoring: (size) => size > 3 && size <= 52,
};

/** One instance a size. */
const ALONE = ["n-queens", "magic-square", "autocorrelation"];

const sizeOf = (instance: object): number => {
  const own = SIZES[(instance as { problem: string }).problem];
  if (own !== undefined) return own(instance as never);
  const fields = instance as Record<string, unknown>;
  const count =
    (fields["sets"] as { items?: number } | undefined)?.items ??
    fields["vertices"] ??
    fields["spins"] ??
    fields["variables"];
  return typeof count === "number"
    ? count
    : (
        (fields["sets"] ??
          fields["demands"] ??
          fields["flows"] ??
          fields["weights"] ??
          fields["setups"] ??
          fields["coordinates"]) as unknown[]
      ).length;
};

const MATRICES = ["qap", "assignment", "portfolio-selection", "linear-ordering", "sequencing"];

describe("generated instances", () => {
  for (const problem of problems) {
    it(`of ${problem.id} have every size and pass the checks`, () => {
      for (const size of [1, 2, 3, 4, 5, 9, 16, 100, 3000]) {
        if (problem.id === "tsp" && size < 3) continue;
        if (THERE_ARE[problem.id]?.(size) === false) continue;
        if (MATRICES.includes(problem.id) && size > 100) continue;
        const instance = problem.generate!(createRandom(size), size) as object;
        checkInstance(problem, instance);
        expect(sizeOf(instance)).toBe(size);
        expect(problem.generate!(createRandom(size), size)).toEqual(instance);
        if (size > 8 && !ALONE.includes(problem.id))
          expect(problem.generate!(createRandom(size + 1), size)).not.toEqual(instance);
      }
    });
  }
  it("come in every kind that a problem names, the first of which is the usual one", () => {
    for (const problem of problems) {
      const { kinds = [] } = problem;
      expect(new Set(kinds.map(({ id }) => id)).size).toBe(kinds.length);
      for (const [k, { id, generate }] of kinds.entries()) {
        for (const size of [1, 2, 3, 4, 9, 64, 101]) {
          const instance = generate(createRandom(size), size) as object;
          checkInstance(problem, instance);
          expect([id, sizeOf(instance)]).toEqual([id, size]);
          expect(generate(createRandom(size), size)).toEqual(instance);
          if (k === 0) expect(problem.generate!(createRandom(size), size)).toEqual(instance);
          else if (size > 8) expect(problem.generate!(createRandom(size), size)).not.toEqual(instance);
        }
      }
    }
  });
  it("of kinds with a coupling or an edge for most pairs are refused where they would be too large to write", () => {
    for (const [id, kind] of [
      ["spin-glass", "sherrington-kirkpatrick"],
      ["max-cut", "dense"],
    ]) {
      const { kinds = [] } = problems.find((candidate) => candidate.id === id)!;
      expect(() => kinds.find((own) => own.id === kind)!.generate(createRandom(1), 10_001)).toThrow(
        expect.objectContaining({ code: "invalid-options" }),
      );
    }
  });
  it("of number-partitioning, critical, have nearly as many bits as can be split exactly", () => {
    const { kinds = [] } = problems.find(({ id }) => id === "number-partitioning")!;
    const { numbers } = kinds[1].generate(createRandom(1), 60) as { numbers: number[] };
    expect(Math.log2(Math.max(...numbers))).toBeGreaterThan(45);
    expect(numbers.reduce((a, b) => a + b, 0)).toBeLessThan(2 ** 53);
  });
  it("of tsp are refused below three cities", () => {
    const tsp = problems.find(({ id }) => id === "tsp")!;
    expect(() => tsp.generate!(createRandom(1), 2)).toThrow(expect.objectContaining({ code: "invalid-options" }));
  });
  it("that hold a matrix are refused where it would be too large to write", () => {
    for (const id of MATRICES) {
      const problem = problems.find((candidate) => candidate.id === id)!;
      expect(() => problem.generate!(createRandom(1), 5001)).toThrow(
        expect.objectContaining({ code: "invalid-options" }),
      );
    }
  });
  it("of graph-partitioning have about four edges a vertex, and every near pair is an edge", () => {
    const problem = problems.find(({ id }) => id === "graph-partitioning")!;
    const { edges, coordinates } = problem.generate!(createRandom(7), 400) as {
      edges: [number, number][];
      coordinates: [number, number][];
    };
    const distance = (i: number, j: number) =>
      Math.hypot(coordinates[i][0] - coordinates[j][0], coordinates[i][1] - coordinates[j][1]);
    const longest = Math.max(...edges.map(([i, j]) => distance(i, j)));
    let near = 0;
    for (let j = 0; j < 400; j++) for (let i = 0; i < j; i++) if (distance(i, j) <= longest) near++;
    expect(near).toBe(edges.length);
    expect(edges.length / 400).toBeGreaterThan(3);
    expect(edges.length / 400).toBeLessThan(4.5);
  });
});

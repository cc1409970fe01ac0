/** Bounds of quadratic assignment: never above the optimum of all permutations, equal to it when the tree is exhausted. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gilmoreLawler, type QuadraticAssignment } from "../../src/bounds/gilmore-lawler.ts";
import { quadraticAssignmentBounds } from "../../src/bounds/quadratic-assignment.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { bestKnown, dataFolder, readData } from "../support/data.ts";
import { prop } from "../support/prop.ts";

const folder = dataFolder();

type Kind = "integers" | "symmetric" | "sparse" | "signs" | "reals" | "large";
const KINDS: readonly Kind[] = ["integers", "symmetric", "sparse", "signs", "reals", "large"];
const kinds = fc.constantFrom(...KINDS);

function entry(kind: Kind, random: Random): number {
  if (kind === "sparse") return Math.max(0, random.below(9) - 6);
  if (kind === "signs") return random.below(19) - 9;
  if (kind === "reals") return random.normal();
  if (kind === "large") return random.below(1_000_000) * 100_000;
  return random.below(30);
}

function sample(kind: Kind, n: number, seed: number): QuadraticAssignment {
  const random = createRandom(seed);
  const draw = () => Float64Array.from({ length: n * n }, () => entry(kind, random));
  const [flows, distances] = [draw(), draw()];
  for (const matrix of seed % 3 === 0 ? [flows] : kind === "symmetric" ? [flows, distances] : []) {
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i];
    for (let i = 0; i < n && kind === "symmetric"; i++) matrix[i * n + i] = 0;
  }
  return { n, flows, distances, costs: seed % 4 === 0 ? draw() : null };
}

function costOf({ n, flows, distances, costs }: QuadraticAssignment, p: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) sum += flows[i * n + j] * distances[p[i] * n + p[j]];
    if (costs !== null) sum += costs[i * n + p[i]];
  }
  return sum;
}

function* permutations(n: number): Generator<number[], void, void> {
  if (n === 0) yield [];
  else for (const p of permutations(n - 1)) for (let at = 0; at < n; at++) yield p.toSpliced(at, 0, n - 1);
}

function optimum(problem: QuadraticAssignment): number {
  let least = Number.POSITIVE_INFINITY;
  for (const p of permutations(problem.n)) least = Math.min(least, costOf(problem, p));
  return least;
}

/** Rounding of the sums that are compared: none where all is integral. */
function slackOf(kind: Kind, { n }: QuadraticAssignment): number {
  return kind === "reals" ? 1e-12 * n * n * 10 : 0;
}

/** All bounds, to the end or `most` slices. */
function boundsOf(problem: QuadraticAssignment, incumbent: number | null, most = 20_000) {
  const found: { value: number; proof: string }[] = [];
  const context = { kernels: referenceKernels, memoryLimit: 1e9, incumbent: () => incumbent };
  let left = most;
  for (const bound of quadraticAssignmentBounds(problem, context)) {
    if (bound !== null) found.push(bound);
    if (--left === 0) break;
  }
  return { found, ended: left > 0 };
}

describe("bounds of quadratic assignment", () => {
  const sizes = fc.integer({ min: 1, max: 6 });
  const seeds = fc.nat({ max: 1e6 });

  prop("Gilmore-Lawler is no more than the optimum", [kinds, sizes, seeds], (kind, n, seed) => {
    const problem = sample(kind, n, seed);
    const run = gilmoreLawler(problem);
    let next = run.next();
    while (!next.done) next = run.next();
    expect(next.value).toBeLessThanOrEqual(optimum(problem) + slackOf(kind, problem));
  });

  prop(
    "rise, and stay below the optimum where no solution is known",
    [kinds, sizes, seeds],
    (kind, n, seed) => {
      const problem = sample(kind, n, seed);
      const { found } = boundsOf(problem, null, 60);
      const best = optimum(problem);
      for (const [k, { value }] of found.entries()) {
        expect(value).toBeLessThanOrEqual(best + slackOf(kind, problem));
        if (k > 0) expect(value).toBeGreaterThanOrEqual(found[k - 1].value);
      }
    },
    { numRuns: 40 },
  );

  prop(
    "end at the optimum, from it or from a worse solution",
    [kinds, fc.integer({ min: 1, max: 6 }), seeds, fc.constantFrom(0, 0.03, 0.5), fc.constantFrom(0, 1, 7)],
    (kind, n, seed, excess, more) => {
      const problem = sample(kind, n, seed);
      const best = optimum(problem);
      const known = best + Math.ceil(excess * Math.abs(best)) + more;
      const { found, ended } = boundsOf(problem, known);
      expect(ended).toBe(true);
      const last = found[found.length - 1].value;
      expect(last).toBeLessThanOrEqual(best + slackOf(kind, problem));
      const near = ["reals", "large"].includes(kind) ? 1e-6 * n * n * Math.max(1, Math.abs(best)) : 0;
      expect(last).toBeGreaterThanOrEqual(best - near);
    },
    { numRuns: 40 },
  );

  it("end at the optimum of seven places by branching, from solutions just above it and far above", () => {
    const proofs = new Set<string>();
    for (let seed = 1; seed <= 6; seed++) {
      const problem = sample("integers", 7, seed);
      const best = optimum(problem);
      for (const known of [best, best + 1, best + 7, 2 * best]) {
        const { value, proof } = boundsOf(problem, known).found.at(-1)!;
        expect(value).toBe(best);
        proofs.add(proof);
      }
    }
    expect(proofs).toContain("branch and bound");
  });

  it("is better than the rows alone where flows go one way", () => {
    const problem: QuadraticAssignment = {
      n: 3,
      flows: Float64Array.of(0, 5, 5, 0, 0, 0, 0, 0, 0),
      distances: Float64Array.of(0, 1, 1, 1, 0, 1, 1, 1, 0),
      costs: null,
    };
    expect(boundsOf(problem, null, 40).found.at(-1)?.value).toBe(10);
  });

  it("of a real-like instance of twelve places closes the gap", () => {
    const random = createRandom(12);
    const points = Array.from({ length: 12 }, () => [random.below(50), random.below(50)]);
    const distances = points.flatMap(([x, y]) => points.map(([v, w]) => Math.abs(x - v) + Math.abs(y - w)));
    const flows = new Float64Array(144);
    for (let i = 0; i < 12; i++)
      for (let j = 0; j < i; j++) flows[i * 12 + j] = flows[j * 12 + i] = random.below(5) ** 3;
    const problem = { n: 12, flows, distances: Float64Array.from(distances), costs: null };
    const identity = Array.from({ length: 12 }, (_, i) => i);
    const { found, ended } = boundsOf(problem, costOf(problem, identity), 1e6);
    expect(ended).toBe(true);
    expect(found.at(-1)?.proof).toBe("branch and bound");
    expect(found.at(-1)!.value % 2).toBe(0);
    expect(found.at(-1)!.value).toBeGreaterThan(1.05 * found[0].value);
  });
});

describe.skipIf(folder === null)("bounds of public instances (skipped without the data folder)", () => {
  const read = (name: string) => {
    const entry = bestKnown(folder!, "qap")[name];
    const [n, ...numbers] = readData(folder!, entry.file).trim().split(/\s+/).map(Number);
    const flows = Float64Array.from(numbers.slice(0, n * n));
    const distances = Float64Array.from(numbers.slice(n * n));
    return { problem: { n, flows, distances, costs: null }, value: entry.value! };
  };
  it.each(["nug06", "esc08f", "scr10", "chr12a"])("%s is proved optimal", (name) => {
    const { problem, value } = read(name);
    const { found, ended } = boundsOf(problem, value, 1e6);
    expect(ended).toBe(true);
    expect(found.at(-1)?.value).toBe(value);
  });
  it.each(["nug15", "esc16a", "bur26a", "tai17a", "lipa30a", "tai25b", "kra30a"])(
    "%s is never overestimated",
    (name) => {
      const { problem, value } = read(name);
      const { found } = boundsOf(problem, null, 60);
      expect(found.at(-1)?.value).toBeLessThanOrEqual(value);
      expect(found.at(-1)?.value).toBeGreaterThanOrEqual(found[0].value);
    },
  );
});

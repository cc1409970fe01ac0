/** Bounds that are sought beside a search: who waits for whom, what ends the run, and what the result says. */
import { describe, expect, it } from "vitest";
import { maxCut } from "../../problems/max-cut/index.ts";
import { MemoryError } from "../../src/errors.ts";
import { type Bound, type Improvement, improvements, type Result, solve, solveSync } from "../../src/index.ts";
import { createRandom } from "../../src/random.ts";
import { WORKER } from "./threads-support.ts";

const instance = maxCut.generate!(createRandom(3), 60);
const OPTIMUM = solveSync(maxCut, instance, { time: 0.3, prove: false }).objective as number;

/** Max-cut with these bounds, one a slice, after so many empty slices. A maximum: bounds come from above. */
function provedBy(values: readonly (number | null)[], empty = 0, busy = 0): typeof maxCut & { pulled: () => number } {
  let pulled = 0;
  let spent = 0;
  const { bound: _free, ...problem } = maxCut;
  return {
    ...problem,
    pulled: () => (spent < 0 ? 0 : pulled),
    *bounds() {
      for (let k = 0; k < empty; k++, pulled++) yield null;
      for (const value of values) {
        pulled++;
        for (let k = 0; k < busy; k++) spent += k % 3;
        yield value === null ? null : ({ value, proof: "a test" } satisfies Bound);
      }
    },
  };
}

const timeless = ({ timing: _timing, trace, ...result }: Result) => ({
  ...result,
  trace: trace.map(({ work, energy }) => [work, energy]),
});

describe("bounds beside a search", () => {
  const falling = [OPTIMUM + 9, OPTIMUM + 12, null, OPTIMUM + 3];

  for (const threads of [undefined, 2]) {
    const options = threads === undefined ? {} : { threads, workerScript: WORKER };

    it(`end the run once one meets the objective, ${threads ?? "no"} threads`, async () => {
      const result = await solve(provedBy([...falling, OPTIMUM], 5), instance, { time: 30, ...options });
      expect(result).toMatchObject({ status: "optimal", gap: 0, bound: { value: OPTIMUM, proof: "a test" } });
      expect(result.timing.search).toBeLessThan(20);
    });

    it(`are given, the best one, when time is up, ${threads ?? "no"} threads`, async () => {
      const result = await solve(provedBy(falling), instance, { time: 0.2, ...options });
      expect(result).toMatchObject({ status: "time-limit", bound: { value: OPTIMUM + 3 } });
      expect(result.gap).toBeCloseTo(3 / (OPTIMUM + 3), 12);
    });

    it(`come after a search with a limit of work, as many for the same work, ${threads ?? "no"} threads`, async () => {
      const endless = Array.from({ length: 1e5 }, (_, k) => OPTIMUM + 1e6 - k);
      const runs = [];
      for (let k = 0; k < 2; k++) {
        const problem = provedBy(endless);
        const result = await solve(problem, instance, { work: 300_000, ...options });
        runs.push(timeless(result));
        expect(problem.pulled()).toBeGreaterThan(50);
        expect(result.bound!.value).toBe(endless[problem.pulled() - 1]);
      }
      expect(runs[0].status).toBe("work-limit");
      expect(runs[1]).toEqual(runs[0]);
    });
  }

  it("do the same in a run that blocks", () => {
    expect(solveSync(provedBy([...falling, OPTIMUM], 5), instance, { time: 30 }).status).toBe("optimal");
    const endless = Array.from({ length: 1e5 }, (_, k) => OPTIMUM + 1e6 - k);
    const [a, b] = [0, 1].map(() => timeless(solveSync(provedBy(endless), instance, { work: 300_000 })));
    expect(a.bound).not.toBe(null);
    expect(b).toEqual(a);
  });

  it("go on for a while after a search that ended by itself", async () => {
    const problem = provedBy([OPTIMUM], 200);
    const result = await solve(problem, instance, { solver: "annealing", options: { anneals: 400 }, time: 20 });
    expect(result).toMatchObject({ status: "optimal", bound: { value: OPTIMUM } });
  });

  it("are left out when nothing is to be proved", async () => {
    const problem = provedBy(falling);
    expect(await solve(problem, instance, { time: 0.1, prove: false })).toMatchObject({ bound: null, gap: null });
    expect(problem.pulled()).toBe(0);
    await expect(solve(problem, instance, { prove: "no" as never })).rejects.toMatchObject({ code: "invalid-options" });
  });

  it("are done without where their proof does not fit into memory", async () => {
    const problem = {
      ...provedBy([]),
      // biome-ignore lint/correctness/useYield: it ends before
      *bounds(): Generator<Bound | null, void, void> {
        throw new MemoryError("a proof", 2 ** 40, 2 ** 30, "Do without.");
      },
    };
    expect(await solve(problem, instance, { time: 0.1 })).toMatchObject({ status: "time-limit", bound: null });
  });

  it("that a valid solution refutes are an error of ours, never a result", async () => {
    const wrong = solve(provedBy([OPTIMUM - 1]), instance, { time: 0.5 });
    await expect(wrong).rejects.toThrow(/claims a bound/);
  });

  it("are shown as they grow, with their gap", async () => {
    const values = Array.from({ length: 400 }, (_, k) => OPTIMUM + 1000 - 2 * k);
    const seen: Improvement[] = [];
    for await (const improvement of improvements(provedBy(values, 0, 1e6), instance, { time: 1.5 }))
      seen.push(improvement);
    const shown = seen.flatMap(({ bound }) => (bound === null ? [] : [bound]));
    expect(shown.length).toBeGreaterThan(1);
    expect(shown).toEqual([...shown].sort((a, b) => b - a));
    for (const { objective, bound, gap } of seen) {
      if (bound !== null && objective !== null) expect(gap).toBeCloseTo((bound - objective) / bound, 12);
    }
  });
});

describe("a bound that proves that no valid solution exists", () => {
  // Four vertices that are all joined have no colouring with three colours.
  const edges = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].slice(i + 1).map((j): [number, number] => [i, j]));
  const tooFew = { problem: "colouring" as const, vertices: 4, edges, colours: 3 };

  it("ends the run as infeasible, with its proof", async () => {
    const result = await solve("colouring", tooFew, { time: 60 });
    expect(result).toMatchObject({ status: "infeasible", valid: false, objective: null, gap: null });
    expect(result.bound).toEqual({ value: 1, proof: "clique of 4 vertices" });
    expect(result.timing.total).toBeLessThan(20);
  });
  it("does so in a run that blocks, and on threads", async () => {
    expect(solveSync("colouring", tooFew, { time: 60 }).status).toBe("infeasible");
    const threaded = await solve("colouring", tooFew, { time: 60, threads: 2, workerScript: WORKER });
    expect(threaded.status).toBe("infeasible");
  });
  it("leaves the same work the same, and says what is known at its end", async () => {
    const work = { solver: "annealing", work: 3000 };
    const [first, again] = [await solve("colouring", tooFew, work), await solve("colouring", tooFew, work)];
    expect(first).toMatchObject({ status: "infeasible", work: again.work });
    expect(first.work).toBeGreaterThanOrEqual(3000);
  });
  it("is none where solutions have a price of their own", async () => {
    const { colours: _colours, ...fewest } = tooFew;
    expect(await solve("colouring", fewest, { time: 60 })).toMatchObject({ status: "optimal", objective: 4 });
  });
});

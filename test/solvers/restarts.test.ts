/** Restarts: the list of best states, counts, truncation, inherited promises. */
import { describe, expect, it } from "vitest";
import { annealing } from "../../solvers/annealing/index.ts";
import { createDistinct, restarts } from "../../solvers/composites/restarts.ts";
import { exhaustive } from "../../solvers/exhaustive/index.ts";
import { kernighanLin } from "../../solvers/kernighan-lin/index.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { csrFromEdges, type EnergyModel, energy } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import type { Solver, Step, Verdict } from "../../src/solver.ts";
import { bisectionModel } from "../support/zoo.ts";

/** A ring of 16 spins with couplings of both signs and no bias: many local minima. */
function ring(): EnergyModel {
  const n = 16;
  const from = Array.from({ length: n }, (_, i) => i);
  const to = from.map((i) => (i + 1) % n);
  const couplings = csrFromEdges(
    n,
    from,
    to,
    from.map((i) => (i % 3 === 0 ? -2 : 1)),
  );
  return {
    n,
    domain: "spin",
    couplings,
    biases: { kind: "constant", n, value: 0 },
    offset: 0,
    structure: [],
    integer: true,
  };
}

const context = (seed: number) => ({
  random: createRandom(seed),
  kernels: referenceKernels,
  monitor: null,
  start: null,
  memoryLimit: 1e9,
});

const quick = { anneals: 1, sweeps: 2, betaFrom: 0.1, betaTo: 1, replicas: "one" };
const solver = restarts(annealing);

function run(options: { count: number; keep: number }, seed = 3) {
  const search = solver.search(ring(), { ...options, inner: quick }, context(seed));
  const steps: { work: number; energy: number }[] = [];
  let next: IteratorResult<Step, Verdict> = search.next();
  for (; !next.done; next = search.next()) {
    expect(next.value.energy).toBe(energy(ring(), next.value.state));
    expect(next.value.work).toBeGreaterThanOrEqual(steps.at(-1)?.work ?? 0);
    steps.push({ work: next.value.work, energy: next.value.energy });
  }
  return { steps, verdict: next.value };
}

type Best = readonly { energy: number; run: number; values: number[] }[];

describe("restarts", () => {
  it("keeps the best distinct states in order of energy, at most as many as asked for", () => {
    const { verdict, steps } = run({ count: 40, keep: 6 });
    const best = verdict.findings!["best"] as Best;
    expect(best).toHaveLength(6);
    expect(best.map((entry) => entry.energy)).toEqual(best.map((entry) => entry.energy).sort((a, b) => a - b));
    expect(new Set(best.map((entry) => entry.values.join())).size).toBe(6);
    for (const { energy: e, values } of best) {
      expect(energy(ring(), { kind: "plain", values: Int8Array.from(values) })).toBe(e);
    }
    expect(best[0].energy).toBe(Math.min(...steps.map((step) => step.energy)));
    expect(verdict.status).toBe("exhausted");
  });

  it("runs as often as asked for, and counts the distinct ends", () => {
    const { verdict } = run({ count: 7, keep: 100 });
    expect(verdict.findings!["runs"]).toBe(7);
    expect(verdict.findings!["distinct"]).toBe((verdict.findings!["best"] as Best).length);
  });

  it("repeats run r whatever came before it", () => {
    const few = run({ count: 3, keep: 100 }).verdict.findings!["best"] as Best;
    const many = run({ count: 6, keep: 100 }).verdict.findings!["best"] as Best;
    expect(many.filter((entry) => entry.run < 3)).toEqual(few);
  });

  it("can be stopped on the way, with the same steps until then", () => {
    const whole = run({ count: 5, keep: 3 }).steps;
    const search = solver.search(ring(), { count: 5, keep: 3, inner: quick }, context(3));
    for (let k = 0; k < 4; k++) {
      const { work, energy: e } = search.next().value as Step;
      expect({ work, energy: e }).toEqual(whole[k]);
    }
    search.return({ status: "exhausted" });
    expect(search.next().done).toBe(true);
  });

  it("closes the run that it is stopped in", () => {
    let open = 0;
    const inner: Solver = {
      ...(annealing as Solver),
      *search(model) {
        open++;
        try {
          const values = new Int8Array(model.n).fill(1);
          for (let work = 1; ; work++) yield { work, energy: 0, state: { kind: "plain", values } };
        } finally {
          open--;
        }
      },
    };
    const search = restarts(inner).search(ring(), { count: 5, keep: 3, inner: {} }, context(3));
    search.next();
    expect(open).toBe(1);
    search.return({ status: "exhausted" });
    expect(open).toBe(0);
  });

  it("restarts a partitioner, whose defaults end", () => {
    const again = restarts(kernighanLin as Solver);
    const search = again.search(bisectionModel(12, 1, true), { ...again.defaults, count: 3 }, context(1));
    let next = search.next();
    while (!next.done) next = search.next();
    expect(next.value.findings).toMatchObject({ runs: 3 });
  });

  it("goes on for ever when no count is given, but not where nothing is to be done", () => {
    const search = solver.search(ring(), { count: null, keep: 3, inner: quick }, context(3));
    let work = 0;
    for (let k = 0; k < 1000; k++) work = (search.next().value as Step).work;
    expect(work).toBeGreaterThan(1000);
    const nothing = {
      ...ring(),
      n: 0,
      couplings: csrFromEdges(0, [], [], []),
      biases: { kind: "constant" as const, n: 0, value: 0 },
    };
    const steps = [...solver.search(nothing, { count: null, keep: 3, inner: quick }, context(3))];
    expect(steps.length).toBeLessThan(20);
  });

  it("counts distinct states up to a limit, then says that there may be more", () => {
    const distinct = createDistinct(3);
    for (const digest of ["a", "b", "a", "c", "c"]) distinct.add(digest);
    expect(distinct).toMatchObject({ size: 3, capped: false });
    distinct.add("d");
    expect(distinct).toMatchObject({ size: 3, capped: true });
    expect(run({ count: 2, keep: 1 }).verdict.findings).toMatchObject({ distinctCapped: false });
  });

  it("ends with the proof of its part when there is one", () => {
    const exact = restarts(exhaustive);
    expect(exact.guarantees.has("exact")).toBe(true);
    const search = exact.search(ring(), { count: 5, keep: 3, inner: {} }, context(1));
    let next = search.next();
    while (!next.done) next = search.next();
    expect(next.value).toMatchObject({ status: "optimal", findings: { runs: 1 } });
    expect(next.value.proof).toMatch(/enumeration/);
  });

  it("refuses what its part refuses", () => {
    const options = { count: 1, keep: 1, inner: { maxVariables: 4 } };
    expect(restarts(exhaustive).refuses(ring(), options)).toMatchObject({ instead: "annealing" });
  });

  it("takes the name and the option names of its part", () => {
    expect(solver.id).toBe("restarts(annealing)");
    expect(Object.keys((solver.optionsSchema as { properties?: object }).properties!)).toEqual([
      "count",
      "keep",
      "inner",
    ]);
  });
});

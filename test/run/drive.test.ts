/** The driver: limits truncate, signals stop, incumbents are kept, whatever the solver does. */
import { describe, expect, it } from "vitest";
import type { State } from "../../src/model/types.ts";
import { createDrive } from "../../src/run/drive.ts";
import type { Step, Verdict } from "../../src/solver.ts";

const state = (a: number): State => ({ kind: "plain", values: Int8Array.from([a, 1]) });

function* script(
  steps: readonly (readonly [number, number])[],
  verdict: Verdict,
  log: string[] = [],
): Generator<Step, Verdict, void> {
  const live = Int8Array.from([1, 1]);
  try {
    for (const [k, [energy, sign]] of steps.entries()) {
      live[0] = sign;
      yield { work: k + 1, energy, state: { kind: "plain", values: live } };
    }
    log.push("done");
    return verdict;
  } finally {
    log.push("closed");
  }
}

const drive = (
  steps: readonly (readonly [number, number])[],
  limits: object,
  accepts: (s: State) => boolean = () => true,
  log: string[] = [],
) =>
  createDrive({
    search: script(steps, { status: "exhausted" }, log),
    limits,
    startedAt: performance.now(),
    accepts,
    reaches: null,
  });

describe("the driver", () => {
  it("copies the incumbent, so that a live view may change", () => {
    const run = drive(
      [
        [5, 1],
        [3, -1],
        [9, 1],
      ],
      {},
    );
    while (run.advance(10));
    expect(run.finish().best).toMatchObject({ energy: 3, state: state(-1), work: 2 });
  });
  it("stops at the first step that reaches the work limit and closes the solver", () => {
    const log: string[] = [];
    const run = drive(
      [
        [5, 1],
        [4, 1],
        [3, 1],
        [2, 1],
      ],
      { work: 2 },
      () => true,
      log,
    );
    while (run.advance(10));
    const outcome = run.finish();
    expect(outcome).toMatchObject({ status: "work-limit", work: 2 });
    expect(outcome.trace.map((point) => point.energy)).toEqual([5, 4]);
    expect(log).toEqual(["closed"]);
  });
  it("prefers a valid state to one of lower energy that is not", () => {
    const run = drive(
      [
        [5, 1],
        [3, -1],
        [4, 1],
        [6, 1],
      ],
      {},
      (s) => s.kind === "plain" && s.values[0] === 1,
    );
    while (run.advance(10));
    const { best, trace } = run.finish();
    expect(best).toMatchObject({ energy: 4, valid: true });
    expect(trace.map(({ energy, valid }) => [energy, valid])).toEqual([
      [5, true],
      [3, false],
      [4, true],
    ]);
  });
  it("gives 40 ms of search after the first step, however long that took", () => {
    function* slow(): Generator<Step, Verdict, void> {
      const ready = performance.now() + 60;
      while (performance.now() < ready);
      for (let work = 0; ; work++) yield { work, energy: -work, state: state(1) };
    }
    const request = { limits: { time: 0.001 }, startedAt: performance.now(), accepts: () => true, reaches: null };
    const run = createDrive({ search: slow(), ...request });
    while (run.advance(10));
    const outcome = run.finish();
    expect(outcome.status).toBe("time-limit");
    expect(outcome.work).toBeGreaterThan(0);
  });
  it("gives a search that has tried nothing yet longer than 40 ms", () => {
    function* late(): Generator<Step, Verdict, void> {
      yield { work: 0, energy: 0, state: state(1) };
      const ready = performance.now() + 60;
      while (performance.now() < ready);
      yield { work: 0, energy: 0, state: state(1) };
      for (let work = 1; ; work++) yield { work, energy: -work, state: state(1) };
    }
    const request = { limits: { time: 0.001 }, startedAt: performance.now(), accepts: () => true, reaches: null };
    const run = createDrive({ search: late(), ...request });
    while (run.advance(10));
    expect(run.finish()).toMatchObject({ status: "time-limit", work: 1 });
  });
  it("still returns a state when the signal was aborted before the start", () => {
    const run = drive(
      [
        [5, 1],
        [4, 1],
      ],
      { signal: AbortSignal.abort() },
    );
    while (run.advance(10));
    expect(run.finish()).toMatchObject({ status: "aborted", best: { energy: 5 } });
  });
  it("reports the solver's own ending when no limit was reached", () => {
    const run = drive([[5, 1]], { work: 100 });
    while (run.advance(10));
    expect(run.finish().status).toBe("exhausted");
  });
});

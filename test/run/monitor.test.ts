/** The Lyapunov monitor against planted solvers: whoever climbs, or lies about an energy, is found out, at the right move. */
import { Type } from "typebox";
import { describe, expect, it } from "vitest";
import { verdict } from "../../src/cli/verdict.ts";
import { verificationText } from "../../src/cli/verification.ts";
import { stateDigest } from "../../src/model/index.ts";
import type { State } from "../../src/model/types.ts";
import { sumReports } from "../../src/run/monitor.ts";
import { solve } from "../../src/run/solve.ts";
import { defineSolver, type FlowLaw, type Monitor } from "../../src/solver.ts";
import { TRIANGLE } from "../support/triangle.ts";

const plain = (...values: number[]): State => ({ kind: "plain", values: Int8Array.from(values) });
const CUT = plain(1, 1, -1);
const ALL_EQUAL = plain(1, 1, 1);
const LAW: FlowLaw = { activation: "tanh", gain: 1, resistance: Number.POSITIVE_INFINITY, continues: true };

/** A solver that tells the monitor what the test says, and shows the cut. */
function planted(tell: (monitor: Monitor) => void, descends = true) {
  return defineSolver({
    id: "planted",
    title: "Planted",
    summary: "Tells what the test says.",
    sources: ["none"],
    optionsSchema: Type.Object({}, { additionalProperties: false }),
    defaults: {},
    guarantees: new Set(descends ? (["descent"] as const) : []),
    refuses: () => null,
    *search(_model, _options, { monitor }) {
      if (monitor !== null) tell(monitor);
      yield { work: 1, energy: -2, state: CUT };
      return { status: "exhausted" };
    },
  });
}

const verified = async (tell: (monitor: Monitor) => void, descends = true) => {
  const result = await solve("max-cut", TRIANGLE, { solver: planted(tell, descends), verify: true, prove: false });
  return { result, verification: result.verification! };
};

describe("a planted solver", () => {
  it("that goes uphill against its promise is named with move, size and state, and ends the command with 1", async () => {
    const { result, verification } = await verified((monitor) => {
      monitor.started(ALL_EQUAL, 0);
      monitor.moved(CUT, -2);
      monitor.moved(ALL_EQUAL, 0);
      monitor.moved(CUT, -2);
      monitor.moved(ALL_EQUAL, 0);
    });
    const state = stateDigest(ALL_EQUAL);
    expect(verification).toMatchObject({ starts: 1, moves: 4, rises: 2, mismatches: 0 });
    expect(verification.firstRise).toEqual({ kind: "move", index: 2, size: 2, energy: 0, state });
    expect(verification.first).toBe(`move 2: energy rose by 2 to 0 (state ${state})`);
    expect(verdict(result, 0)).toEqual({ exitCode: 1, complaint: `verification failed: ${verification.first}` });
    expect(verificationText(verification)).toBe("2 rises in 4 moves, 0 wrong energies");
  });
  it("that may go uphill is told its first rise, and breaks no promise", async () => {
    const { result, verification } = await verified((monitor) => {
      monitor.started(CUT, -2);
      monitor.moved(ALL_EQUAL, 0);
    }, false);
    expect(verification.first).toBeNull();
    expect(verdict(result, 0).exitCode).toBe(0);
    expect(verificationText(verification)).toBe(
      `1 rise in 1 move, the first by 2 to 0 at move 1 (state ${stateDigest(ALL_EQUAL)}), as the solver may, 0 wrong energies`,
    );
  });
  it("that descends has 0 rises", async () => {
    const { verification } = await verified((monitor) => {
      monitor.started(ALL_EQUAL, 0);
      monitor.moved(CUT, -2);
      monitor.started(ALL_EQUAL, 0); // a new chain: no rise
      monitor.moved(CUT, -2);
    });
    expect(verification).toMatchObject({ starts: 2, rises: 0, firstRise: null, first: null });
    expect(verificationText(verification)).toBe("0 rises in 2 moves, 0 wrong energies");
  });
  it("that lies about an energy is found out, be the lie no number", async () => {
    for (const claim of [-3, Number.NaN]) {
      const { verification } = await verified((monitor) => {
        monitor.started(ALL_EQUAL, 0);
        monitor.moved(CUT, claim);
      });
      expect(verification.mismatches).toBe(1);
      expect(verification.first).toContain(`move 1: the solver reports energy ${claim}, recomputed -2`);
      expect(verificationText(verification)).toContain("1 wrong energy");
    }
    const { verification } = await verified((monitor) => monitor.started(ALL_EQUAL, 1));
    expect(verification.first).toMatch(/^the start: .* recomputed 0/);
    expect(verificationText(verification)).toContain("0 moves shown by this solver, 1 state recomputed");
  });
  it("that carries the rounding of a sum that was large at first is believed", async () => {
    const gentle = { ...LAW, gain: 1e-9, resistance: 1 };
    const nearly = 1 - 2 ** -53;
    const { verification } = await verified((monitor) => {
      monitor.flowed(Float64Array.of(nearly, nearly, nearly), 3e9 * Math.LN2, { ...gentle, continues: false });
      monitor.flowed(new Float64Array(3), 1e-3, gentle);
    });
    expect(verification.mismatches).toBe(0);
  });

  it("whose flow climbs, or leaves the numbers, is named with its step", async () => {
    // With couplings of -1/2 L is a^2 / 2 at (a, a, 0).
    const { verification } = await verified((monitor) => {
      monitor.flowed(Float64Array.of(0.25, 0.25, 0), 0.03125, { ...LAW, continues: false });
      monitor.flowed(Float64Array.of(0.5, 0.5, 0), 0.125, LAW);
    });
    expect(verification).toMatchObject({ flowSteps: 2, flowRises: 1, mismatches: 0 });
    expect(verification.firstRise).toMatchObject({
      kind: "flow",
      index: 2,
      energy: 0.125,
      state: stateDigest(ALL_EQUAL),
    });
    expect(verification.firstRise!.size).toBe(0.09375);
    expect(verification.first).toMatch(/^integrator step 2: the Lyapunov function rose by 0\.09375 to 0\.125 /);
    const lost = await verified((monitor) => {
      monitor.flowed(Float64Array.of(0.25, 0.25, 0), 0.03125, { ...LAW, continues: false });
      monitor.flowed(Float64Array.of(Number.NaN, 0.4, 0), Number.NaN, LAW);
    });
    expect(lost.verification).toMatchObject({ flowRises: 1, mismatches: 1 });
  });
});

it("several reports are one, with the first rise of the first that has one", async () => {
  const down = (await verified((monitor) => monitor.started(CUT, -2))).verification;
  const up = await verified((monitor) => {
    monitor.started(CUT, -2);
    monitor.moved(ALL_EQUAL, 0);
  });
  const complete = { starts: 0, firstRise: null };
  const sum = sumReports([{ ...complete, ...down }, null, { ...complete, ...up.verification }]);
  expect(sum).toMatchObject({ starts: 2, moves: 1, rises: 1, firstRise: { index: 1, size: 2 } });
});

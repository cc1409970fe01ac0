/** The laws of recall, over every dynamics: no Lyapunov function rises, the watched path is the fast one, and planted faults are found. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { walkToRest } from "../../src/associative/recall/asynchronous.ts";
import { descend, watchedBy } from "../../src/associative/recall/dense.ts";
import { type BinaryFields, literalFields } from "../../src/associative/recall/fields.ts";
import { dynamics, type RecallSettings, recallSync } from "../../src/associative/recall/index.ts";
import { createOverlaps, type Overlaps } from "../../src/associative/recall/overlaps.ts";
import { followOrbit } from "../../src/associative/recall/synchronous.ts";
import type { Trajectory } from "../../src/associative/recall/types.ts";
import { createVerifier } from "../../src/associative/recall/verification.ts";
import { networkOf } from "../../src/associative/recall/weights.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { createRandom } from "../../src/random.ts";
import { createMonitor } from "../../src/run/monitor.ts";
import { finish } from "../../src/run/slices.ts";
import { prop } from "../support/prop.ts";
import { type Case, cases, memoryWith, randomPatterns } from "./memories.ts";

const LONG = process.env["GROUNDSTATE_LONG"] !== undefined;

/** Every dynamics in every form that claims a law of its own. */
const FORMS: readonly RecallSettings[] = [
  { dynamics: "cyclic" },
  { dynamics: "random" },
  { dynamics: "synchronous" },
  { dynamics: "graded" },
  { dynamics: "graded", options: { order: "random", beta: 1.5 } },
  { dynamics: "graded", options: { order: "synchronous" } },
  { dynamics: "ode" },
  { dynamics: "ode", options: { form: "circuit", integrator: "lyapunov-step" } },
  { dynamics: "modern" },
  { dynamics: "modern", options: { beta: 0.1 } },
  { dynamics: "dense" },
  { dynamics: "dense", options: { interaction: "rectified" } },
  { dynamics: "dense", options: { interaction: "polynomial", degree: 2, order: "random" } },
  { dynamics: "dense", options: { interaction: "polynomial", degree: 3 } },
];
const name = ({ dynamics: id, options }: RecallSettings) => `${id} ${JSON.stringify(options ?? {})}`;

/** Whether energies fall, up to rounding of sums of this many terms. */
function falls({ energies }: Trajectory): boolean {
  const size = energies.reduce((most, energy) => Math.max(most, Math.abs(energy)), 1);
  return energies.every((energy, t) => t === 0 || energy <= energies[t - 1] + 1e-9 * size);
}

describe("every dynamics", () => {
  it("is covered below", () => {
    expect([...new Set(FORMS.map((form) => form.dynamics))]).toEqual(dynamics.map(({ id }) => id));
  });

  for (const form of FORMS) {
    const numRuns = form.dynamics === "modern" ? (LONG ? 10_000 : 500) : form.dynamics === "ode" ? 12 : 50;
    const few = form.dynamics === "ode" ? 3 : 12;
    prop(
      `${name(form)} never raises its Lyapunov function, and reports it truly`,
      [cases],
      ({ memory, cues, seed }: Case) => {
        const { verification, trajectories } = recallSync(memory, cues, { ...form, seed, verify: true });
        expect(verification).toMatchObject({ rises: 0, mismatches: 0, first: null });
        expect(trajectories.every(falls)).toBe(true);
        expect(trajectories.every(({ energies, steps }) => energies.length === steps + 1)).toBe(true);
        expect(trajectories.every(({ state }) => state.every((s) => s === 1 || s === -1))).toBe(true);
      },
      { numRuns },
    );
    prop(
      `${name(form)} gives the same bits for the same seed, watched or not`,
      [cases],
      ({ memory, cues, seed }: Case) => {
        const [a, b, watched] = [false, false, true].map((verify) => {
          const { trajectories, outcomes } = recallSync(memory, cues, { ...form, seed, verify });
          return { trajectories, outcomes };
        });
        expect(b).toEqual(a);
        expect(watched.outcomes).toEqual(a.outcomes);
        watched.trajectories.forEach(({ energies, ...rest }, k) => {
          const { energies: fast, ...same } = a.trajectories[k];
          expect(rest).toEqual(same);
          energies.forEach((energy, t) => {
            expect(energy).toBeCloseTo(fast[t], 9);
          });
        });
      },
      { numRuns: few },
    );
    prop(
      `${name(form)} recalls a cue as it does among others`,
      [cases],
      ({ memory, cues, seed }: Case) => {
        const first = { ...cues, count: 1, values: cues.values.slice(0, cues.size) };
        const together = recallSync(memory, cues, { ...form, seed }).trajectories[0];
        expect(recallSync(memory, first, { ...form, seed }).trajectories[0]).toEqual(together);
      },
      { numRuns: few },
    );
  }

  it("counts moves: none at a fixed point, some elsewhere", () => {
    const random = createRandom(3);
    const patterns = randomPatterns(1, 30, random);
    const memory = memoryWith(
      patterns,
      Float64Array.from({ length: 900 }, (_, k) =>
        k % 31 === 0 ? 0 : patterns.values[Math.floor(k / 30)] * patterns.values[k % 30],
      ),
    );
    for (const id of ["cyclic", "random"]) {
      const still = recallSync(memory, { count: 1, size: 30, values: patterns.values }, { dynamics: id, verify: true });
      expect(still.verification?.moves).toBe(0);
      const values = patterns.values.map((s, i) => (i < 9 ? -s : s));
      const moved = recallSync(memory, { count: 1, size: 30, values }, { dynamics: id, verify: true });
      expect(moved.verification?.moves).toBe(9);
      expect(moved.outcomes[0]).toMatchObject({ kind: "memory", exact: true, before: 0.4 });
    }
  });

  prop("agrees with the reference kernels", [cases], ({ memory, cues, seed }: Case) => {
    for (const id of ["cyclic", "synchronous", "modern"]) {
      const fast = recallSync(memory, cues, { dynamics: id, seed });
      const plain = recallSync(memory, cues, { dynamics: id, seed, kernels: referenceKernels });
      fast.trajectories.forEach(({ state, steps, ending }, k) => {
        const other = plain.trajectories[k];
        expect({ state, steps, ending }).toEqual({ state: other.state, steps: other.steps, ending: other.ending });
      });
    }
  });
});

describe("where it ends", () => {
  prop("binary: no flip lowers the energy, or two states in turn", [cases], ({ memory, cues, seed }: Case) => {
    const network = networkOf(memory, "test");
    const fields = literalFields(network);
    const aligned = (state: Int8Array, slack: number) => {
      fields.assign(state);
      return state.every((s, i) => s * fields.field(i) >= -slack);
    };
    for (const id of ["cyclic", "random"]) {
      for (const { state, ending } of recallSync(memory, cues, { dynamics: id, seed }).trajectories) {
        expect(ending).toBe("fixed-point");
        expect(aligned(state, 1e-12)).toBe(true);
      }
    }
    for (const { state, ending } of recallSync(memory, cues, { dynamics: "synchronous", seed }).trajectories) {
      expect(["fixed-point", "two-cycle"]).toContain(ending);
      if (ending === "fixed-point") expect(aligned(state, 1e-12)).toBe(true);
      const again = recallSync(memory, { count: 1, size: cues.size, values: state }, { dynamics: "synchronous", seed });
      expect(again.trajectories[0].ending).toBe(ending);
      expect(again.trajectories[0].steps).toBe(ending === "fixed-point" ? 1 : 2);
    }
  });

  prop(
    "graded: x = tanh(beta a), and the network in continuous time rests there too",
    [cases],
    ({ memory, cues }) => {
      const options = { beta: 0.8 };
      const network = networkOf(memory, "test");
      const field = (x: Float64Array, i: number) =>
        network.biases[i] + x.reduce((sum, xj, j) => sum + network.weights[i * network.size + j] * xj, 0);
      for (const id of ["graded", "ode"]) {
        for (const { activity, ending } of recallSync(memory, cues, { dynamics: id, options }).trajectories) {
          if (ending !== "fixed-point" || activity === null) continue;
          activity.forEach((x, i) => {
            expect(Math.abs(x - Math.tanh(0.8 * field(activity, i)))).toBeLessThan(1e-4);
          });
        }
      }
    },
    { numRuns: 15 },
  );

  it("leaves at most one step when told so", () => {
    const { memory, cues } = fc.sample(cases, { numRuns: 1, seed: 5 })[0];
    for (const { id } of dynamics.filter((item) => item.id !== "ode")) {
      const { trajectories } = recallSync(memory, cues, { dynamics: id, options: { maxSteps: 1 } });
      expect(trajectories.every(({ steps }) => steps <= 1)).toBe(true);
    }
  });
});

describe("planted faults", () => {
  const random = createRandom(11);
  const size = 24;
  const patterns = randomPatterns(5, size, random);
  const real = () => 2 * random.uniform() - 1;
  const symmetric = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) symmetric[i * size + j] = symmetric[j * size + i] = real();
  const asymmetric = symmetric.map((_, k) => (k % (size + 1) === 0 ? 0 : real()));
  const cue = () => Int8Array.from({ length: size }, () => 2 * random.below(2) - 1);
  const inOrder = Int32Array.from({ length: size }, (_, i) => i);

  function watchedWalk(weights: Float64Array, spoil: (fields: BinaryFields) => BinaryFields) {
    const network = networkOf(memoryWith(patterns, weights), "test");
    const fields = spoil(literalFields(network));
    fields.assign(cue());
    const watch = createMonitor(network.model, true);
    finish(walkToRest(network, fields, () => inOrder, 50, watch.monitor));
    return watch.report();
  }
  const tries = <T>(make: () => T) => Array.from({ length: 20 }, make);

  it("asymmetric couplings break the laws, so the laws can be broken", () => {
    expect(tries(() => watchedWalk(symmetric, (fields) => fields)).every(({ first }) => first === null)).toBe(true);
    expect(tries(() => watchedWalk(asymmetric, (fields) => fields)).some(({ rises }) => rises > 0)).toBe(true);
    const network = networkOf(memoryWith(patterns, asymmetric), "test");
    const orbits = tries(() => {
      const verifier = createVerifier();
      followOrbit(network, literalFields(network), cue(), 50, verifier, 0);
      return verifier.report();
    });
    expect(orbits.some(({ rises }) => rises > 0)).toBe(true);
    for (const order of ["cyclic", "synchronous"]) {
      const values = Int8Array.from(tries(() => [...cue()]).flat());
      const { verification } = recallSync(
        memoryWith(patterns, asymmetric),
        { count: 20, size, values },
        { dynamics: "graded", options: { order, maxSteps: 20 }, verify: true },
      );
      expect(verification?.rises).toBeGreaterThan(0);
      expect(verification?.first).toMatch(/^cue \d+, move \d+: .*state [0-9a-f]{8}\)$/);
    }
  });

  it("the fast path refuses asymmetric couplings", () => {
    const cues = { count: 1, size, values: cue() };
    for (const id of ["cyclic", "random", "synchronous"]) {
      expect(() => recallSync(memoryWith(patterns, asymmetric), cues, { dynamics: id })).toThrow(
        expect.objectContaining({ code: "model" }),
      );
    }
  });

  it("a wrong sign and an uphill step are found", () => {
    const uphill = tries(() =>
      watchedWalk(symmetric, (fields) => ({ ...fields, field: (i) => (i === 7 ? -fields.field(i) : fields.field(i)) })),
    );
    expect(uphill.some(({ rises, mismatches }) => rises > 0 && mismatches > 0)).toBe(true);
    const wrong = tries(() => watchedWalk(symmetric, (fields) => ({ ...fields, field: (i) => -fields.field(i) })));
    expect(wrong.every(({ rises, mismatches }) => rises > 0 && mismatches > 0)).toBe(true);
  });

  it("a stale overlap of a dense memory is found", () => {
    const interaction = { kind: "rectified", degree: 3 } as const;
    const settings = { order: "cyclic", maxSteps: 50, interaction: "rectified", degree: 3 } as const;
    const watchedDescent = (spoil: (overlaps: Overlaps) => Overlaps) => {
      const verifier = createVerifier();
      const overlaps = spoil(createOverlaps(patterns, interaction));
      finish(descend(overlaps, cue(), settings, random, watchedBy(verifier, patterns, interaction), 0));
      return verifier.report();
    };
    expect(tries(() => watchedDescent((overlaps) => overlaps)).every(({ first }) => first === null)).toBe(true);
    const stale = tries(() =>
      watchedDescent((overlaps) => ({
        ...overlaps,
        set: (i, value) => (i === 3 ? undefined : overlaps.set(i, value)),
      })),
    );
    expect(stale.some(({ mismatches }) => mismatches > 0)).toBe(true);
    const wrong = tries(() =>
      watchedDescent((overlaps) => ({ ...overlaps, preference: (i) => -overlaps.preference(i) })),
    );
    expect(wrong.some(({ rises }) => rises > 0)).toBe(true);
  });
});

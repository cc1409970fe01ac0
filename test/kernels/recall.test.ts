/** Binary recall in WebAssembly against the reference, bit for bit, and the reference against the dynamics written down plainly. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadKernels } from "../../src/kernels/load.ts";
import type { RecallRequest, RecallRun, RecallSession } from "../../src/kernels/recall/types.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const kernels = loadKernels();

type Kind = "hebb" | "projection" | "small" | "wide" | "real" | "huge" | "zero" | "nearly whole";

/** Weights of one pair, by kind. */
function weightOf(kind: Kind, n: number, patterns: readonly Int8Array[], i: number, j: number, random: Random): number {
  switch (kind) {
    case "hebb":
      return patterns.reduce((sum, x) => sum + x[i] * x[j], 0) / n;
    case "projection":
      return patterns.reduce((sum, x) => sum + x[i] * x[j], 0) / (n * Math.SQRT2) + 1e-7 * random.normal();
    case "small":
      return random.below(3) - 1;
    case "wide":
      return 3 * (random.below(5001) - 2500);
    case "real":
      return random.normal();
    case "huge":
      return (random.below(20_001) - 10_000) * 1e200;
    case "zero":
      return 0;
    case "nearly whole":
      return random.below(3) - 1 + (random.below(40) === 0 ? 1e-11 : 0);
  }
}

interface Case {
  readonly request: RecallRequest;
  readonly run: RecallRun;
}

const cases = fc
  .record({
    seed: fc.nat(1e6),
    size: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 60, max: 140 })),
    kind: fc.constantFrom<Kind>("hebb", "projection", "small", "wide", "real", "huge", "zero", "nearly whole"),
    biased: fc.boolean(),
    count: fc.integer({ min: 1, max: 40 }),
    order: fc.constantFrom("cyclic" as const, "synchronous" as const),
    steps: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant(1000)),
    energies: fc.boolean(),
  })
  .map(({ seed, size, kind, biased, count, order, steps, energies }): Case => {
    const random = createRandom(seed);
    const signs = () => (random.below(2) === 0 ? -1 : 1);
    const patterns = Array.from({ length: 1 + random.below(8) }, () => Int8Array.from({ length: size }, signs));
    const weights = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) {
        weights[i * size + j] = weights[j * size + i] = weightOf(kind, size, patterns, i, j, random);
      }
    }
    // Multiples of 1 / n keep Hebb's weights whole, whole numbers the small ones.
    const bias = () => (kind === "real" ? random.normal() : (random.below(5) - 2) / (kind === "small" ? 1 : size));
    const biases = biased ? Float64Array.from({ length: size }, bias) : null;
    const cues = Int8Array.from({ length: count * size }, (_, k) =>
      random.below(4) === 0 ? signs() : patterns[Math.floor(k / size) % patterns.length][k % size],
    );
    return { request: { size, weights, biases }, run: { count, cues, order, steps, energies } };
  });

function finish(session: RecallSession, run: RecallRun, budget = 1e9): RecallSession {
  session.begin(run);
  while (!session.advance(budget));
  return session;
}

const plain = (session: RecallSession) =>
  session.outcomes.map(({ state, ...rest }) => ({ ...rest, state: Array.from(state) }));

function recalled(from: Kernels, { request, run }: Case, budget?: number) {
  return plain(finish(from.recall(request), run, budget));
}

describe("batched recall", () => {
  prop(
    "gives the bits of the reference, in slices of any size",
    [cases, fc.constantFrom(0, 1000, 1e5, 1e9)],
    (one, budget) => {
      expect(recalled(kernels, one, budget)).toEqual(recalled(referenceKernels, one));
    },
    { numRuns: 150 },
  );

  prop("is the textbook's dynamics where sums are exact", [cases], ({ request, run }) => {
    const { size, weights, biases } = request;
    const exact = [...weights, ...(biases ?? [])].every((w) => Number.isInteger(w) && Math.abs(w) < 1e9);
    if (!exact) return;
    const found = finish(kernels.recall(request), { ...run, energies: true });
    expect(found.whole).toBe(true);
    found.outcomes.forEach(({ state, steps, energies, ending }, cue) => {
      const field = (s: Int8Array, i: number) =>
        s.reduce((sum, value, j) => sum + weights[i * size + j] * value, biases?.[i] ?? 0);
      const energy = (s: Int8Array) =>
        s.reduce((sum, value, i) => sum - (value * (field(s, i) + (biases?.[i] ?? 0))) / 2, 0);
      const s = run.cues.slice(cue * size, (cue + 1) * size);
      const first = run.order === "cyclic" ? energy(s) : 2 * energy(s);
      expect(energies[0]).toBeCloseTo(first, 6);
      for (let step = 0; step < steps; step++) {
        const old = s.slice();
        for (let i = 0; i < size; i++) s[i] = Math.sign(field(run.order === "cyclic" ? s : old, i)) || s[i];
        if (run.order === "cyclic") expect(energies[step + 1]).toBeCloseTo(energy(s), 6);
      }
      expect(Array.from(state)).toEqual(Array.from(s));
      if (ending === "fixed-point") s.forEach((value, i) => void expect(value * field(s, i)).toBeGreaterThanOrEqual(0));
    });
  });

  prop("never raises what descends: E of sweeps, L2 of synchronous steps", [cases], ({ request, run }) => {
    const { outcomes } = finish(kernels.recall(request), { ...run, energies: true });
    const scale = request.weights.reduce((sum, w) => sum + Math.abs(w), 1);
    for (const { energies, steps } of outcomes) {
      expect(energies.length).toBe(steps + 1);
      energies.forEach((energy, k) => {
        expect(energy).not.toBe(-0);
        if (k > 0) expect(energy).toBeLessThanOrEqual(energies[k - 1] + 1e-12 * scale);
      });
    }
  });

  it("knows Hebb's weights as whole numbers, and keeps a spin whose field is zero", () => {
    const [size, count] = [49, 2];
    const patterns = [1, -1].map((sign) => Int8Array.from({ length: size }, (_, i) => (i % 2 === 0 ? sign : 1)));
    const weights = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++)
        if (i !== j) weights[i * size + j] = (patterns[0][i] * patterns[0][j] + patterns[1][i] * patterns[1][j]) / size;
    }
    for (const from of [kernels, referenceKernels]) {
      const session = from.recall({ size, weights, biases: null });
      expect(session.whole).toBe(true);
      const cues = new Int8Array(count * size).map((_, k) => patterns[Math.floor(k / size)][k % size]);
      const { outcomes } = finish(session, { count, cues, order: "cyclic", steps: 9 });
      outcomes.forEach(({ state, steps, flips, ending }, q) => {
        expect(Array.from(state)).toEqual(Array.from(patterns[q]));
        expect([steps, flips, ending]).toEqual([1, 0, "fixed-point"]);
      });
    }
  });

  it("ends in a cycle of two where all spins change places", () => {
    const weights = Float64Array.of(0, 1, 1, 0);
    for (const from of [kernels, referenceKernels]) {
      const session = from.recall({ size: 2, weights, biases: null });
      const run: RecallRun = { count: 1, cues: Int8Array.of(1, -1), order: "synchronous", steps: 10, energies: true };
      const [{ state, steps, ending, energies }] = finish(session, run).outcomes;
      expect([steps, ending, energies, Array.from(state)]).toEqual([2, "two-cycle", [2, -2, -2], [1, -1]]);
      const [{ steps: cyclic, ending: rest }] = finish(session, { ...run, order: "cyclic" }).outcomes;
      expect([cyclic, rest]).toEqual([2, "fixed-point"]);
    }
  });

  it("refuses networks and cues that it cannot take, and more memory than it may", () => {
    for (const from of [kernels, referenceKernels]) {
      const network = (values: number[]) => from.recall({ size: 2, weights: Float64Array.from(values), biases: null });
      for (const values of [
        [0, 1, 2, 0],
        [1, 0, 0, 0],
        [0, 1, 1],
        [0, Number.NaN, Number.NaN, 0],
        [0, 1e308, 1e308, 0],
      ]) {
        expect(() => network(values)).toThrow(expect.objectContaining({ code: "model" }));
      }
      const session = network([0, 1, 1, 0]);
      const run: RecallRun = { count: 1, cues: Int8Array.of(1, 0), order: "cyclic", steps: 1 };
      const options = expect.objectContaining({ code: "invalid-options" });
      expect(() => session.begin(run)).toThrow(options);
      expect(() => session.begin({ ...run, count: 2 })).toThrow(options);
      expect(() => session.begin({ ...run, cues: Int8Array.of(1, 1), steps: 0 })).toThrow(options);
      const large = { size: 300, weights: new Float64Array(90_000), biases: null, memoryLimit: 50_000 };
      expect(() => from.recall(large)).toThrow(expect.objectContaining({ code: "memory" }));
      expect(finish(session, { ...run, count: 0, cues: new Int8Array(0) }).outcomes).toEqual([]);
    }
  });
});

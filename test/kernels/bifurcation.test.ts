/** Bifurcation: the vector twin takes the same path as the reference bit for bit, and the reference follows the published equations. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBifurcation } from "../../src/kernels/bifurcation/reference.ts";
import type { Bifurcation, BifurcationRun } from "../../src/kernels/bifurcation/types.ts";
import { createWasmBifurcation } from "../../src/kernels/bifurcation/wasm.ts";
import { type SpinSystem, spinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { csrFromEdges, isIntegerModel } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

/** Random spins: every pair with probability `density`, weights up to `largest`, whole or not, biases in half of the cases. */
function randomModel(n: number, density: number, largest: number, whole: boolean, seed: number): EnergyModel {
  const random = createRandom(seed);
  const weight = () =>
    (whole ? 1 + random.below(largest) : largest * (random.uniform() + 0.01)) * (random.below(2) * 2 - 1);
  const [from, to, weights]: number[][] = [[], [], []];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (random.uniform() >= density) continue;
      from.push(i);
      to.push(j);
      weights.push(weight());
    }
  }
  const values = Float64Array.from({ length: n }, () => (seed % 2 === 0 ? 0 : weight()));
  const core = {
    couplings: csrFromEdges(n, from, to, weights),
    biases: { kind: "dense" as const, n, values },
    offset: 3,
  };
  return { n, domain: "spin", ...core, structure: [], integer: isIntegerModel(core) };
}

/** One for each form in which rows are kept. Numbers of spins around the padding. */
const FORMS = {
  "dense-signs": { density: 1, largest: 1, whole: true },
  "dense-small": { density: 0.9, largest: 15, whole: true },
  "dense-i8": { density: 0.9, largest: 127, whole: true },
  "dense-i16": { density: 0.9, largest: 3000, whole: true },
  "dense-f32": { density: 0.9, largest: 5, whole: false },
  "sparse-i32": { density: 0.05, largest: 50, whole: true },
  "sparse-f32": { density: 0.05, largest: 5, whole: false },
};
type FormName = keyof typeof FORMS;
const names = Object.keys(FORMS) as FormName[];

const systemOf = (name: FormName, n: number, seed: number): SpinSystem => {
  const { density, largest, whole } = FORMS[name];
  return spinSystem(randomModel(n, density, largest, whole, seed));
};

const runs: fc.Arbitrary<BifurcationRun> = fc.record({
  variant: fc.constantFrom("ballistic" as const, "discrete" as const),
  steps: fc.integer({ min: 1, max: 60 }),
  timeStep: fc.constantFrom(0.3, 0.9, 1.1),
  heat: fc.constantFrom(0, 0.06, 0.3),
  strength: fc.constantFrom(1, 2.5),
});

const request = { agents: 8, memoryLimit: 1e8 };

function outcome(session: Bifurcation, run: BifurcationRun, seed: number, budget: number) {
  session.begin(run, createRandom(seed));
  while (!session.advance(budget));
  return Array.from({ length: session.agents }, (_, agent) => {
    const spins = new Int8Array(session.n);
    session.read(agent, spins);
    return { spins, energy: session.energy(agent) };
  });
}

describe("bifurcation", () => {
  for (const name of names) {
    prop(
      `over ${name} rows gives the same bits in both twins, whatever the slices`,
      [
        name === "dense-signs" ? fc.constantFrom(128, 129, 130, 140) : fc.integer({ min: 30, max: 52 }),
        fc.nat(1000),
        runs,
      ],
      (n, seed, run) => {
        const system = systemOf(name, n, seed);
        const [reference, wasm] = [createBifurcation(system, request), createWasmBifurcation(system, request)];
        expect([reference.form, wasm.form]).toEqual([name, name]);
        const expected = outcome(reference, run, seed, 1e9);
        expect(outcome(wasm, run, seed, 500)).toEqual(expected);
        expect(wasm.steps).toBe(8 * run.steps);
        // A session is used again and again.
        expect(outcome(wasm, run, seed, 1e5)).toEqual(expected);
      },
      { numRuns: name === "dense-signs" ? 8 : 12 },
    );
  }

  it("adds up positions that are all at one wall", () => {
    const system = spinSystem(uniformModel(130, 1, 1));
    const [reference, wasm] = [createBifurcation(system, request), createWasmBifurcation(system, request)];
    expect(wasm.form).toBe("dense-signs");
    const run = { variant: "ballistic", steps: 40, timeStep: 1.1, heat: 0, strength: 1 } as const;
    const ends = outcome(wasm, run, 3, 1e9);
    expect(ends).toEqual(outcome(reference, run, 3, 1e9));
    expect(ends[0].energy).toBe((-130 * 129) / 2);
  });

  prop(
    "ends in local minima whose energies it knows",
    [fc.constantFrom(...names.slice(1)), fc.integer({ min: 1, max: 50 }), fc.nat(1000), runs],
    (name, n, seed, run) => {
      const system = systemOf(name, n, seed);
      const session = createWasmBifurcation(system, request);
      for (const { spins, energy } of outcome(session, run, seed, 1e9)) {
        const exact = systemEnergy(system, spins);
        if (session.exact) expect(energy).toBe(exact);
        else expect(Math.abs(energy - exact)).toBeLessThan(1e-6 * n * system.reach * system.unit + 1e-9);
        for (let i = 0; session.exact && i < n; i++) {
          const flipped = spins.slice();
          flipped[i] = -flipped[i];
          expect(systemEnergy(system, flipped)).toBeGreaterThanOrEqual(exact);
        }
      }
    },
  );

  it("follows the published equations: a plain program in doubles ends in the same states", () => {
    let same = 0;
    let all = 0;
    for (const [k, name] of names.entries()) {
      for (const variant of ["ballistic", "discrete"] as const) {
        const system = systemOf(name, name === "dense-signs" ? 128 : 40, 10 + k);
        const run = { variant, steps: 40, timeStep: 0.7, heat: 0.1, strength: 1 };
        const ends = outcome(createBifurcation(system, request), run, 5, 1e9);
        const random = createRandom(5);
        for (const { spins } of ends) {
          all++;
          if (plainRun(system, run, random).every((value, i) => value === spins[i])) same++;
        }
      }
    }
    // Single and double precision part ways where a position passes close to 0.
    expect(same).toBeGreaterThan(0.9 * all);
  });

  it("grows only as its request allows", () => {
    const system = systemOf("dense-i8", 50, 1);
    expect(() => createWasmBifurcation(system, { agents: 8, memoryLimit: 1000 })).toThrow(
      expect.objectContaining({ code: "memory" }),
    );
  });

  it("leaves the path to the rows of real numbers when fields would not fit 16 or 32 bits", () => {
    const heavy = { largest: 32_767, whole: true };
    const [few, many] = [40, 700].map((n) => spinSystem(randomModel(n, 1, heavy.largest, heavy.whole, 2)));
    expect(createWasmBifurcation(few, request).form).toBe("dense-i16");
    expect(createWasmBifurcation(many, request).form).toBe("dense-i16");
    const tooHeavy = spinSystem(randomModel(40, 1, 40_000, true, 2));
    const session = createWasmBifurcation(tooHeavy, request);
    expect([session.form, session.exact]).toEqual(["dense-f32", false]);
    // Fields of 400 weights of 127 exceed 16 bits: then rows of 16 bits, and fields of 32.
    const wide = spinSystem(uniformModel(400, 127));
    expect(createWasmBifurcation(wide, request).form).toBe("dense-i16");
    for (const variant of ["ballistic", "discrete"] as const) {
      const run = { variant, steps: 30, timeStep: 0.9, heat: 0, strength: 1 };
      for (const { spins, energy } of outcome(createWasmBifurcation(wide, request), run, 1, 1e9)) {
        expect(energy).toBe(systemEnergy(wide, spins));
      }
    }
  });
});

/** All pairs coupled with weight w, but one with w - 1 or another weight: then the unit is 1. */
function uniformModel(n: number, w: number, other: number = w - 1): EnergyModel {
  const values = new Float64Array(n * n).fill(w);
  for (let i = 0; i < n; i++) values[i * n + i] = 0;
  values[1] = values[n] = other;
  const core = { couplings: { kind: "dense" as const, n, values }, biases: { kind: "constant" as const, n, value: 0 } };
  return { n, domain: "spin", ...core, offset: 0, structure: [], integer: true };
}

/** Goto et al. 2021, with the heating of Kanao & Goto 2022; then cyclic single flips downhill. One agent, doubles. */
function plainRun(system: SpinSystem, run: BifurcationRun, random: { uint32(): number }): number[] {
  const { n, rowStart, column, weight, bias } = system;
  const field = (i: number, values: readonly number[]) => {
    let sum = bias[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum += weight[k] * values[column[k]];
    return sum;
  };
  let squares = 0;
  for (const w of weight) squares += w * w;
  for (const b of bias) squares += 2 * b * b;
  const spins = bias.some((b) => b !== 0) ? n + 1 : n;
  const c = (run.strength * 0.5 * Math.sqrt(spins - 1)) / Math.sqrt(squares);
  const [x, y]: number[][] = [[], []];
  for (let i = 0; i < n; i++) {
    x.push((random.uint32() / 2 ** 31 - 1) * 0.1);
    y.push((random.uint32() / 2 ** 31 - 1) * 0.1);
  }
  for (let t = 0; t < run.steps; t++) {
    const seen = run.variant === "ballistic" ? x.slice() : x.map((value) => (value < 0 ? -1 : 1));
    for (let i = 0; i < n; i++) {
      const before = y[i];
      y[i] += run.timeStep * (-(1 - t / run.steps) * x[i] + c * field(i, seen));
      x[i] += run.timeStep * y[i];
      if (Math.abs(x[i]) > 1) [x[i], y[i]] = [Math.sign(x[i]), 0];
      y[i] += run.timeStep * run.heat * before;
    }
  }
  const s: number[] = x.map((value) => (value < 0 ? -1 : 1));
  for (let moved = true; moved; ) {
    moved = false;
    for (let i = 0; i < n; i++) {
      if (s[i] * field(i, s) >= -1e-9) continue;
      s[i] = -s[i];
      moved = true;
    }
  }
  return s;
}

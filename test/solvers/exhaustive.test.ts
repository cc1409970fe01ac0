/** Exhaustive search against a brute force over all states with its own dense arithmetic. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ExhaustiveOptions, exhaustive } from "../../solvers/exhaustive/index.ts";
import { wholeModel } from "../../src/kernels/enumeration/whole.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { type EnergyModel, energy, isIntegerModel, type State, type Structure } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import type { Step, Verdict } from "../../src/solver.ts";
import { prop } from "../support/prop.ts";

interface Dense {
  readonly domain: "spin" | "bit";
  readonly w: readonly (readonly number[])[];
  readonly b: readonly number[];
  readonly c: number;
}

function modelOf({ domain, w, b, c }: Dense, structure: readonly Structure[] = []): EnergyModel {
  const n = b.length;
  const values = Float64Array.from({ length: n * n }, (_, k) => w[Math.floor(k / n)][k % n]);
  const parts = {
    couplings: { kind: "dense" as const, n, values },
    biases: { kind: "dense" as const, n, values: Float64Array.from(b) },
    offset: c,
  };
  return { n, domain, ...parts, structure, integer: isIntegerModel(parts) };
}

function energyOf({ w, b, c }: Dense, z: readonly number[]): number {
  let sum = c;
  for (let i = 0; i < z.length; i++) {
    sum -= b[i] * z[i];
    for (let j = 0; j < i; j++) sum -= w[i][j] * z[i] * z[j];
  }
  return sum;
}

function allStates({ domain, b }: Dense): number[][] {
  const low = domain === "spin" ? -1 : 0;
  return Array.from({ length: 2 ** b.length }, (_, code) => b.map((_b, i) => ((code >> i) & 1 ? 1 : low)));
}

function bruteForce(dense: Dense, eps: number) {
  const states = allStates(dense);
  const energies = states.map((state) => energyOf(dense, state));
  const lowest = Math.min(...energies);
  const ground = states.filter((_, k) => energies[k] <= lowest + eps);
  const minima = states.flatMap((values, k) => {
    const gains = values.map((_, i) => energies[k ^ (1 << i)] - energies[k]);
    return gains.every((gain) => gain >= -eps) ? [{ values, strict: gains.every((gain) => gain > eps) }] : [];
  });
  const spectrum: { energy: number; count: number }[] = [];
  for (const e of energies.sort((a, b) => a - b)) {
    const last = spectrum.at(-1);
    if (last !== undefined && e - last.energy <= eps) last.count++;
    else spectrum.push({ energy: e, count: 1 });
  }
  return { lowest, ground, minima, spectrum };
}

interface Found {
  groundStates: number[][];
  groundStateCount: number;
  groundStateEnergy: number;
  tolerance: number;
  localMinima?: { values: number[]; energy: number; strict: boolean }[];
  localMinimaCount?: number;
  strictLocalMinimaCount?: number;
  spectrum?: { energy: number; count: number }[] | null;
}

const context = (start: State | null = null, kernels: Kernels = referenceKernels) => ({
  random: createRandom(1),
  kernels,
  monitor: null,
  start,
  memoryLimit: 1e9,
});

function solve(model: EnergyModel, options: Partial<ExhaustiveOptions> = {}, kernels: Kernels = referenceKernels) {
  const steps: Step[] = [];
  const search = exhaustive.search(model, { ...exhaustive.defaults, ...options }, context(null, kernels));
  let next = search.next();
  for (; !next.done; next = search.next()) {
    expect(next.value.energy).toBe(energy(model, next.value.state));
    steps.push(next.value);
  }
  const verdict = next.value as Verdict;
  return { steps, verdict, found: verdict.findings as unknown as Found };
}

const key = (states: readonly (readonly number[])[]) => states.map((state) => state.join()).sort();

function compare(dense: Dense, eps: number, kernels: Kernels = referenceKernels): void {
  const expected = bruteForce(dense, eps);
  const options = { localMinima: true, spectrum: true, groundStates: 100_000 };
  const { found, verdict, steps } = solve(modelOf(dense), options, kernels);
  const close = (value: number, target: number) => expect(Math.abs(value - target)).toBeLessThanOrEqual(eps);
  expect(verdict.status).toBe("optimal");
  close(steps.at(-1)!.energy, expected.lowest);
  close(found.groundStateEnergy, expected.lowest);
  expect(found.tolerance).toBeLessThanOrEqual(eps);
  expect(key(found.groundStates)).toEqual(key(expected.ground));
  expect(found.groundStateCount).toBe(expected.ground.length);
  expect(key(found.localMinima!.map((m) => m.values))).toEqual(key(expected.minima.map((m) => m.values)));
  const strict = (list: readonly { values: number[]; strict: boolean }[]) =>
    key(list.filter((minimum) => minimum.strict).map((minimum) => minimum.values));
  expect(strict(found.localMinima!)).toEqual(strict(expected.minima));
  expect(found.localMinimaCount).toBe(expected.minima.length);
  expect(found.strictLocalMinimaCount).toBe(strict(expected.minima).length);
  for (const { values, energy: e } of found.localMinima!) close(e, energyOf(dense, values));
  expect(found.spectrum!.map((level) => level.count)).toEqual(expected.spectrum.map((level) => level.count));
  found.spectrum!.forEach((level, k) => {
    close(level.energy, expected.spectrum[k].energy);
  });
}

/** Dense models with entries from `entry`; without biases half of the time. */
function denseArbitrary(entry: fc.Arbitrary<number>, sizes: { min: number; max: number }): fc.Arbitrary<Dense> {
  return fc
    .integer(sizes)
    .chain((n) =>
      fc.record({
        domain: fc.constantFrom<"spin" | "bit">("spin", "bit"),
        upper: fc.array(entry, { minLength: n * n, maxLength: n * n }),
        bias: fc.oneof(fc.constant(new Array<number>(n).fill(0)), fc.array(entry, { minLength: n, maxLength: n })),
        c: entry,
      }),
    )
    .map(({ domain, upper, bias, c }) => {
      const n = bias.length;
      const w = bias.map((_, i) => bias.map((_, j) => (i === j ? 0 : upper[Math.max(i, j) * n + Math.min(i, j)])));
      return { domain, w, b: bias, c };
    });
}

const whole = fc.integer({ min: -9, max: 9 });
const tied = fc.integer({ min: -1, max: 1 });
const decimal = fc.integer({ min: -4, max: 4 }).map((k) => k / 10);
const real = fc.double({ min: -3, max: 3, noNaN: true }).map((x) => x + 0);

describe("exhaustive search equals brute force", () => {
  prop("on whole weights", [denseArbitrary(whole, { min: 0, max: 8 })], (dense) => compare(dense, 0), { numRuns: 40 });
  prop("on weights with many ties", [denseArbitrary(tied, { min: 1, max: 8 })], (dense) => compare(dense, 0), {
    numRuns: 40,
  });
  // 0.1 + 0.2 is not 0.3 in doubles: ties must survive.
  prop("on decimal weights with ties", [denseArbitrary(decimal, { min: 1, max: 7 })], (dense) => compare(dense, 1e-9), {
    numRuns: 60,
  });
  describe.each([referenceKernels, loadKernels()])("$id kernels", (kernels) => {
    prop(
      "across blocks of low variables",
      [denseArbitrary(fc.oneof(whole, tied), { min: 10, max: 13 })],
      (dense) => compare(dense, 0, kernels),
      { numRuns: 12 },
    );
    prop(
      "on decimal weights across blocks",
      [denseArbitrary(decimal, { min: 10, max: 12 })],
      (dense) => compare(dense, 1e-9, kernels),
      { numRuns: 12 },
    );
  });
  prop("on real weights, as far as its tolerance", [denseArbitrary(real, { min: 1, max: 7 })], (dense) => {
    const { found, steps } = solve(modelOf(dense));
    const lowest = bruteForce(dense, 0).lowest;
    expect(Math.abs(steps.at(-1)!.energy - lowest)).toBeLessThan(1e-10);
    for (const state of found.groundStates) {
      expect(energyOf(dense, state)).toBeLessThanOrEqual(lowest + 2 * found.tolerance + 1e-12);
    }
    expect(found.tolerance).toBeLessThan(1e-9);
  });
});

const ring3: Dense = {
  domain: "spin",
  w: [
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ],
  b: [0, 0, 0],
  c: 0,
};

describe("exhaustive search", () => {
  it("finds the two states of three neurons that support each other", () => {
    const { found } = solve(modelOf(ring3), { localMinima: true });
    expect(found.groundStates).toEqual([
      [-1, -1, -1],
      [1, 1, 1],
    ]);
    expect(found.groundStateEnergy).toBe(-3);
    expect(found.localMinima).toEqual([
      { values: [-1, -1, -1], energy: -3, strict: true },
      { values: [1, 1, 1], energy: -3, strict: true },
    ]);
  });

  it("visits half of the states of a spin model without biases, and all of them with one", () => {
    expect(solve(modelOf(ring3)).steps.at(-1)!.work).toBe(4);
    expect(solve(modelOf({ ...ring3, b: [1, 0, 0] })).steps.at(-1)!.work).toBe(8);
  });

  it("counts all ground states of a flat landscape and lists as many as asked for", () => {
    const n = 12;
    const zeros = new Array<number>(n).fill(0);
    const { found } = solve(modelOf({ domain: "spin", w: zeros.map(() => zeros), b: zeros, c: 7 }), {
      groundStates: 5,
    });
    expect(found.groundStateCount).toBe(2 ** n);
    expect(found.groundStates).toHaveLength(5);
    expect(new Set(key(found.groundStates)).size).toBe(5);
  });

  it("lists as many local minima as asked for, and counts all", () => {
    const zeros = new Array<number>(6).fill(0);
    const { found } = solve(modelOf({ domain: "bit", w: zeros.map(() => zeros), b: zeros, c: 0 }), { localMinima: 3 });
    expect(found.localMinima).toHaveLength(3);
    expect(found.localMinimaCount).toBe(64);
    expect(found.strictLocalMinimaCount).toBe(0);
  });

  it("gives the spectrum up when there are too many levels, and says so", () => {
    const n = 18;
    const b = Array.from({ length: n }, (_, i) => 2 ** i);
    const zeros = new Array<number>(n).fill(0);
    const { verdict } = solve(modelOf({ domain: "bit", w: zeros.map(() => zeros), b, c: 0 }), { spectrum: true });
    expect(verdict.findings!["spectrum"]).toBeNull();
    expect(verdict.findings!["spectrumRefused"]).toMatch(/more than 100000/);
    expect(verdict.findings!["groundStateEnergy"]).toBe(1 - 2 ** n);
  });

  it("lists the lowest of the local minima, with their mirror images", () => {
    const n = 12;
    const w = Array.from({ length: n }, (_r, i) =>
      Array.from({ length: n }, (_c, j) => (i === j ? 0 : ((i * j * 7 + i + j) % 11) - 5)),
    );
    const model = modelOf({ domain: "spin", w, b: new Array<number>(n).fill(0), c: 0 });
    const all = solve(model, { localMinima: true })
      .found.localMinima!.map(({ energy: e }) => e)
      .sort((x, y) => x - y);
    expect(all.length).toBeGreaterThan(8);
    for (const kernels of [referenceKernels, loadKernels()]) {
      const some = solve(model, { localMinima: 5 }, kernels).found.localMinima!.map(({ energy: e }) => e);
      expect(some.sort((x, y) => x - y)).toEqual(all.slice(0, 5));
    }
  });

  it("says how far it came when it is stopped", () => {
    const zeros = new Array<number>(14).fill(0);
    const model = modelOf({ domain: "bit", w: zeros.map(() => zeros), b: zeros.map(() => 1), c: 0 });
    const search = exhaustive.search(model, exhaustive.defaults, context());
    const first = search.next().value as Step;
    expect(first.work).toBe(4096);
    expect(first.findings!()).toEqual({ statesVisited: 4096, statesToVisit: 2 ** 14 });
    search.return({ status: "exhausted" });
  });

  it("shows a given start first", () => {
    const start: State = { kind: "plain", values: Int8Array.from([1, -1, 1]) };
    const [first] = exhaustive.search(modelOf(ring3), exhaustive.defaults, context(start));
    expect(first).toEqual({ work: 0, energy: 1, state: start });
  });

  it("scales half-integer weights by two and no more", () => {
    const halves = { ...ring3, w: ring3.w.map((row) => row.map((weight) => weight * 1.5)), b: [0.5, 2, 0] };
    expect(wholeModel(modelOf(halves), 1e9)).toMatchObject({ scale: 2, band: 0 });
    expect(wholeModel(modelOf({ ...halves, b: [0.5, 2.125, 0] }), 1e9)).toMatchObject({ scale: 8, band: 0 });
    expect(wholeModel(modelOf({ ...halves, b: [0.1, 0, 0] }), 1e9).scale).toBeGreaterThan(2 ** 40);
  });

  it("refuses more variables than its option allows, and names another solver", () => {
    const model = {
      ...modelOf(ring3),
      n: 40,
      couplings: { kind: "none" as const, n: 40 },
      biases: { kind: "constant" as const, n: 40, value: 0 },
    };
    expect(exhaustive.refuses(model, exhaustive.defaults)).toMatchObject({ instead: "annealing" });
    expect(exhaustive.refuses(model, exhaustive.defaults)!.reason).toMatch(/2\^40 states would take about 4 minutes/);
    expect(exhaustive.refuses({ ...model, n: 1e6 }, exhaustive.defaults)!.reason).toMatch(/more than a year/);
    expect(exhaustive.refuses(model, { ...exhaustive.defaults, maxVariables: 40 })).toBeNull();
  });
});

describe("exhaustive search inside a structure", () => {
  const small = (n: number, domain: "spin" | "bit") =>
    denseArbitrary(whole, { min: n, max: n }).map((dense) => ({ ...dense, domain }));
  const inside = (dense: Dense, structure: Structure, allowed: (z: readonly number[]) => boolean) => {
    const energies = allStates(dense)
      .filter(allowed)
      .map((state) => energyOf(dense, state));
    const lowest = Math.min(...energies);
    const { found, verdict } = solve(modelOf(dense, [structure]), { spectrum: true });
    expect(verdict.status).toBe("optimal");
    expect(found.groundStateEnergy).toBe(lowest);
    expect(found.groundStateCount).toBe(energies.filter((e) => e === lowest).length);
    expect(found.groundStates.every((z) => allowed(z) && energyOf(dense, z) === lowest)).toBe(true);
    expect(found.spectrum!.reduce((sum, level) => sum + level.count, 0)).toBe(energies.length);
  };
  const sum = (z: readonly number[]) => z.reduce((total, value) => total + value, 0);

  prop(
    "sees every permutation and nothing else",
    [small(9, "bit")],
    (dense) => {
      const rows = (z: readonly number[]) => [0, 1, 2].every((g) => sum(z.slice(3 * g, 3 * g + 3)) === 1);
      const columns = (z: readonly number[]) => [0, 1, 2].every((p) => z[p] + z[p + 3] + z[p + 6] === 1);
      inside(dense, { kind: "permutation", size: 3, penalised: false }, (z) => rows(z) && columns(z));
    },
    { numRuns: 20 },
  );

  prop(
    "sees every labelling and nothing else",
    [small(8, "bit")],
    (dense) => {
      const structure = { kind: "one-hot", groups: 4, size: 2, penalised: false } as const;
      inside(dense, structure, (z) => [0, 2, 4, 6].every((i) => z[i] + z[i + 1] === 1));
    },
    { numRuns: 20 },
  );

  prop(
    "sees every balanced state and nothing else",
    [small(6, "spin")],
    (dense) => {
      const weights = Float64Array.from([1, 2, 1, 1, 2, 1]);
      const structure = {
        kind: "balance",
        items: 6,
        parts: 2,
        weights,
        capacity: 5,
        penalised: false,
        slack: null,
      } as const;
      inside(dense, structure, (z) => Math.abs(z.reduce((total, value, i) => total + weights[i] * value, 0)) <= 2);
    },
    { numRuns: 20 },
  );

  it("shows a given start first if it is inside, and never one that is outside", () => {
    const zeros = new Array<number>(4).fill(0);
    const b = [1, 0, 0, 1];
    const structure = { kind: "permutation", size: 2, penalised: false } as const;
    const model = modelOf({ domain: "bit", w: zeros.map(() => zeros), b, c: 0 }, [structure]);
    const first = (values: number[]) => {
      const start: State = { kind: "plain", values: Int8Array.from(values) };
      return [...exhaustive.search(model, exhaustive.defaults, context(start))][0].state;
    };
    expect(first([0, 1, 1, 0])).toEqual({ kind: "plain", values: Int8Array.from([0, 1, 1, 0]) });
    expect(first([1, 0, 1, 0])).toEqual({ kind: "plain", values: Int8Array.from([1, 0, 0, 1]) });
    expect(first([1, 1, 1, 1])).toEqual({ kind: "plain", values: Int8Array.from([1, 0, 0, 1]) });
  });

  it("can be stopped while no state is found", () => {
    // No two of the three heavy items fit into one part, and they are decided last: a large tree without a leaf.
    const items = 30;
    const zeros = new Array<number>(items).fill(0);
    const weights = Float64Array.from({ length: items }, (_, i) => (i < items - 3 ? 1 : 40));
    const structure: Structure = {
      kind: "balance",
      items,
      parts: 2,
      weights,
      capacity: 60,
      penalised: false,
      slack: null,
    };
    const model = modelOf({ domain: "spin", w: zeros.map(() => zeros), b: zeros, c: 0 }, [structure]);
    const search = exhaustive.search(model, exhaustive.defaults, context());
    for (let k = 0; k < 3; k++) {
      const next = search.next();
      expect(next.done).toBe(false);
      if (next.done !== true) expect(next.value.energy).toBe(energy(model, next.value.state));
    }
    expect(search.return({ status: "exhausted" }).done).toBe(true);
  });

  it("refuses local minima there and more states than its option allows, and names another solver", () => {
    const zeros = new Array<number>(9).fill(0);
    const structure = { kind: "permutation", size: 3, penalised: false } as const;
    const model = modelOf({ domain: "bit", w: zeros.map(() => zeros), b: zeros, c: 0 }, [structure]);
    const refusal = { instead: "permutation" };
    expect(exhaustive.refuses(model, { ...exhaustive.defaults, localMinima: true })).toMatchObject(refusal);
    expect(exhaustive.refuses(model, { ...exhaustive.defaults, maxVariables: 6 })).toBeTruthy();
    expect(exhaustive.refuses(model, { ...exhaustive.defaults, maxVariables: 7 })).toBeNull();
  });
});

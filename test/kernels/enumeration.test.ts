/** Enumeration in WebAssembly against the reference, at the sizes and weights where it changes its ways. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createShortlist } from "../../src/kernels/enumeration/shortlist.ts";
import type { EnumerationTask } from "../../src/kernels/enumeration/types.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Kernels } from "../../src/kernels/types.ts";
import { enumerationTwinLaw } from "../conformance/kernels.ts";
import { prop } from "../support/prop.ts";

const kernels = loadKernels();

/**
 * Largest weights: flat, tied, small; about where six couplings overflow 16 bits; where 32 bits are filled (2^29 in all); where they
 * must be rounded.
 */
const MAGNITUDES = [0, 1, 2, 100, 1100, 2800, 5461, 32_767, 2 ** 22, 2 ** 23, 2 ** 29, 2 ** 40];

interface Shape {
  readonly n: number;
  readonly magnitude: number;
  readonly density: number;
  /** Common factor of all numbers. */
  readonly factor: number;
  /** Added to every number that is not 0, up to so much: rounding to units confuses levels that are this close. */
  readonly noise?: number;
  /** Added to the first bias. */
  readonly dominant?: number;
  readonly symmetric: boolean;
  readonly seed: number;
}

/** A fixed sequence a seed: shrinking should change the shape, not each of a hundred weights. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
  };
}

function taskOf(shape: Shape, rest: Partial<EnumerationTask>): EnumerationTask {
  const { n, magnitude, density, factor, noise = 0, dominant = 0, symmetric, seed } = shape;
  const next = numbers(seed);
  const whole = (largest: number) => Math.round((2 * next() - 1) * largest);
  // Symmetric models take biases of half a row sum: even weights keep them whole.
  const draw = () => (next() < density ? (whole(magnitude) * factor + whole(noise)) * (symmetric ? 2 : 1) + 0 : 0);
  const weights = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) weights[i * n + j] = weights[j * n + i] = draw();
  const biases = Float64Array.from({ length: n }, (_, i) =>
    symmetric ? 0 - weights.subarray(i * n, (i + 1) * n).reduce((sum, weight) => sum + weight, 0) / 2 : draw(),
  );
  biases[0] += dominant;
  const usual = { fixLast: false, band: 0, listGroundStates: 1000, listLocalMinima: null, spectrumLevels: null };
  return { n, weights, biases, ...usual, ...rest };
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  n: fc.integer({ min: 9, max: 13 }),
  magnitude: fc.constantFrom(...MAGNITUDES),
  density: fc.constantFrom(1, 0.3, 0.1),
  factor: fc.constantFrom(1, 7, 4096),
  symmetric: fc.boolean(),
  seed: fc.nat(),
});

/** One bias of 2^48, so that a unit is about 2^20, and all other numbers around that or below. */
const confusing = fc.record({ shape: shapes, noise: fc.constantFrom(2 ** 19, 2 ** 20) }).map(({ shape, noise }) => ({
  ...shape,
  n: 13,
  noise,
  magnitude: 0,
  density: 1,
  symmetric: false,
  dominant: 2 ** 48,
}));

const requests = fc.record({
  fixLast: fc.boolean(),
  band: fc.constantFrom(0, 0, 0, 1, 1000),
  listGroundStates: fc.constantFrom(0, 1, 5, 20_000),
});
const minimaRequests = fc.record({ listLocalMinima: fc.constantFrom(0, 1, 7, 20_000) });
const strides = fc.constantFrom(1, 1, 2500, 20_000);

describe("enumeration in WebAssembly", () => {
  const same = (task: EnumerationTask, stride: number) => enumerationTwinLaw(kernels, referenceKernels, task, stride);

  prop(
    "finds the ground states that the reference finds",
    [shapes, requests, strides],
    (shape, request, stride) => same(taskOf(shape, request), stride),
    { numRuns: 150 },
  );
  prop(
    "finds the local minima that the reference finds",
    [shapes, requests, minimaRequests, strides],
    (shape, request, minima, stride) => same(taskOf(shape, { ...request, ...minima }), stride),
    { numRuns: 100 },
  );
  prop(
    "judges exactly what rounding confuses",
    [confusing, fc.constantFrom(null, null, null, 20_000)],
    (shape, listLocalMinima) => same(taskOf(shape, { listLocalMinima }), 20_000),
    { numRuns: 160 },
  );
  prop(
    "counts the levels that the reference counts",
    [shapes, requests, fc.constantFrom(1, 50, 100_000), strides],
    (shape, request, spectrumLevels, stride) => same(taskOf(shape, { ...request, spectrumLevels }), stride),
    { numRuns: 60 },
  );

  // One low variable against eight high ones: around its middle, T reaches up to 4.5 times the weight, and must not pass 32767.
  it.each([7274, 7281, 7282, 7283, 7370, 8191, 8192])("is exact where lanes overflow: couplings of %i", (weight) => {
    const n = 14;
    for (const [sign, bias] of [1, -1].flatMap((one) => [1, 0, -1].map((other) => [one, other]))) {
      const weights = new Float64Array(n * n);
      for (let j = 6; j < n; j++) weights[j] = weights[j * n] = sign * weight;
      weights[n - 2 + (n - 1) * n] = weights[n - 1 + (n - 2) * n] = 1; // no common factor
      const biases = Float64Array.from({ length: n }, (_, i) => (i === 0 ? bias * weight : 0));
      const task = taskOf({ n, magnitude: 0, density: 0, factor: 1, symmetric: false, seed: 0 }, { weights, biases });
      same(task, 20_000);
      // From the other end: the states that overflow upwards are the lowest now.
      same({ ...task, weights: weights.map((w) => 0 - w), biases: biases.map((b) => 0 - b) }, 20_000);
    }
  });

  it("counts the ground states of a flat landscape and lists the smallest codes", () => {
    const flat = { n: 21, magnitude: 0, density: 1, factor: 1, symmetric: false, seed: 1 };
    for (const request of [{}, { listLocalMinima: 3 }]) {
      const found = kernels.enumerate(taskOf(flat, { ...request, listGroundStates: 3 }));
      found.advance(found.total);
      expect(found.groundStates()).toEqual({ count: 2 ** 21, codes: [0, 1, 2] });
      expect(found.localMinima()?.count ?? 2 ** 21).toBe(2 ** 21);
    }
  });

  it("finds planted ground states among 2^26", () => {
    const n = 26;
    const planted = 0b10_1100_1110_0010_1111_0000_1101;
    const s = Array.from({ length: n }, (_, i) => ((planted >> i) & 1 ? 1 : -1));
    const weights = Float64Array.from({ length: n * n }, (_, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      return i === j ? 0 : 4 * s[i] * s[j] * (1 + ((i + j) % 3));
    });
    const shape = { n, magnitude: 0, density: 0, factor: 1, symmetric: true, seed: 0 };
    const biases = Float64Array.from({ length: n }, (_, i) => {
      return -weights.subarray(i * n, (i + 1) * n).reduce((sum, weight) => sum + weight, 0) / 2;
    });
    for (const request of [{}, { listLocalMinima: 10 }]) {
      const found = kernels.enumerate(taskOf(shape, { ...request, weights, biases }));
      while (found.visited < found.total) found.advance(found.pace);
      expect(found.groundStates()).toEqual({ count: 2, codes: [2 ** n - 1 - planted, planted] });
    }
  });
});

describe("the twin law of enumerations can fail", () => {
  const shape: Shape = { n: 12, magnitude: 5, density: 1, factor: 1, symmetric: false, seed: 3 };
  const task = taskOf(shape, { listLocalMinima: 100, spectrumLevels: 1000 });
  const spoilt = (change: (task: EnumerationTask) => EnumerationTask): Kernels => ({
    ...kernels,
    enumerate: (given) => kernels.enumerate(change(given)),
  });

  it("on a weight that is off by one", () => {
    const off = spoilt((given) => {
      const weights = given.weights.slice();
      weights[1] += 1;
      weights[given.n] += 1;
      return { ...given, weights };
    });
    expect(() => enumerationTwinLaw(off, referenceKernels, task, 4096)).toThrow();
  });
  it("on a list that is cut", () => {
    const cut = spoilt((given) => ({ ...given, listLocalMinima: 3 }));
    expect(() => enumerationTwinLaw(cut, referenceKernels, task, 4096)).toThrow();
  });
  it("on a spectrum given up too early", () => {
    const early = spoilt((given) => ({ ...given, spectrumLevels: 10 }));
    expect(() => enumerationTwinLaw(early, referenceKernels, task, 4096)).toThrow();
  });
});

describe("a short list", () => {
  const states = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat(1000)), { maxLength: 60 });
  prop("keeps the lowest states of the smallest codes, whatever their order", [states, fc.nat(20)], (offers, limit) => {
    const unique = [...new Map(offers.map((offer) => [offer[1], offer])).values()];
    const list = createShortlist(limit);
    for (const [level, code] of unique) list.offer(level, code, false);
    const expected = unique.sort((x, y) => x[0] - y[0] || x[1] - y[1]).slice(0, limit);
    expect(list.sorted().map(({ level, code }) => [level, code])).toEqual(expected);
    const worst = expected.at(-1);
    if (limit === 0) expect(list.worst).not.toBeNull();
    else if (unique.length < limit) expect(list.worst).toBeNull();
    else expect([list.worst?.level, list.worst?.code]).toEqual(worst);
  });
});

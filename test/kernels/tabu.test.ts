/** Tabu search kernels: the WebAssembly twin makes the same moves as the reference, whatever form of numbers it stores. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SpinSystem, spinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { formNumber, formOf } from "../../src/kernels/tabu/form.ts";
import { createTabu as createReference } from "../../src/kernels/tabu/reference.ts";
import type { TabuRequest, TabuSession } from "../../src/kernels/tabu/types.ts";
import { createTabu as createWasm } from "../../src/kernels/tabu/wasm.ts";
import { wholeSystem } from "../../src/kernels/tabu/whole.ts";
import { csrFromEdges, noBiases } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { models } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";

interface Shape {
  readonly n: number;
  readonly density: number;
  /** Largest magnitude of a weight. */
  readonly most: number;
}

/** A random system of spins with biases, its weights of magnitudes up to `most`, that one included. */
function randomSystem({ n, density, most }: Shape, seed: number): SpinSystem {
  const random = createRandom(seed);
  const pairs: [number, number, number][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (random.uniform() >= density) continue;
      const magnitude = pairs.length === 0 ? most : 1 + random.below(most);
      pairs.push([i, j, random.below(2) === 0 ? magnitude : -magnitude]);
    }
  }
  const couplings = csrFromEdges(
    n,
    pairs.map(([i]) => i),
    pairs.map(([, j]) => j),
    pairs.map(([, , w]) => w),
  );
  const values = Float64Array.from({ length: n }, () => random.below(2 * most + 1) - most);
  values[0] = 1; // the unit is 1
  return spinSystem({
    n,
    domain: "spin",
    couplings,
    biases: { kind: "dense", n, values },
    offset: 0,
    structure: [],
    integer: true,
  });
}

/** Every form, gains that begin narrow and are widened on the way included. */
const SHAPES: readonly (Shape & { readonly forms: readonly number[] })[] = [
  { n: 70, density: 1, most: 1, forms: [0] },
  { n: 300, density: 0.5, most: 127, forms: [0] },
  { n: 560, density: 1, most: 127, forms: [0] },
  { n: 150, density: 0.6, most: 400, forms: [1] },
  { n: 130, density: 0.8, most: 16_000, forms: [3] },
  { n: 100, density: 0.9, most: 1_000_000, forms: [4] },
  { n: 640, density: 0.01, most: 1, forms: [5] },
  { n: 200, density: 0.03, most: 16_000, forms: [5, 6] },
  { n: 200, density: 0.03, most: 1_000_000, forms: [7] },
  { n: 1300, density: 0.002, most: 3, forms: [5] },
];

const request = (seed: number, tenure: number): TabuRequest => ({
  random: createRandom(seed),
  tenure,
  spread: 10,
  longest: 100,
});

/** One random operation on a session, the same for equal seeds; returns all that can be seen of it. */
function operate(session: TabuSession, seed: number): unknown {
  const random = createRandom(seed);
  const { n } = session;
  let count = 0;
  switch (random.below(6)) {
    case 0: {
      const target = Int8Array.from({ length: n }, () => 2 * random.below(2) - 1);
      count = session.moveTo(target, random.below(2) === 0 ? n : random.below(20));
      break;
    }
    case 1:
      session.begin(random.below(2) === 0 ? undefined : { tenure: random.below(60), spread: 1 + random.below(40) });
      break;
    case 2: {
      session.begin();
      session.restrict(Uint8Array.from({ length: n }, () => random.below(2)));
      count = session.search(random.below(2 * n), Number.POSITIVE_INFINITY);
      session.begin();
      break;
    }
    default:
      count = session.search(random.below(300), 1 + random.below(200));
  }
  const spins = new Int8Array(n);
  const best = new Int8Array(n);
  session.read(spins);
  session.readBest(best);
  return { count, spins: spins.join(), best: best.join(), energy: session.energy, bestEnergy: session.bestEnergy };
}

describe("tabu twins", () => {
  it.each(SHAPES)("make the same moves over $n spins, density $density, weights to $most", (shape) => {
    const system = randomSystem(shape, 5);
    const form = formOf(wholeSystem(system), Number.POSITIVE_INFINITY);
    expect(shape.forms).toContain(formNumber(form, form.narrow));
    for (const tenure of [0, 40]) {
      const reference = createReference(system, request(3, tenure));
      const fast = createWasm(system, request(3, tenure));
      for (let step = 0; step < (shape.n < 300 ? 20 : 8); step++) {
        expect(operate(fast, 100 * tenure + step)).toEqual(operate(reference, 100 * tenure + step));
      }
    }
  });

  prop(
    "make the same moves on any model, real weights included",
    [models({ min: 1, max: 12 }), fc.integer(), fc.integer({ min: 0, max: 5 })],
    (model, seed, tenure) => {
      const system = spinSystem(model);
      const reference = createReference(system, request(seed, tenure));
      const fast = createWasm(system, request(seed, tenure));
      for (let step = 0; step < 10; step++) expect(operate(fast, seed + step)).toEqual(operate(reference, seed + step));
    },
  );

  it.each([
    { weights: "whole", most: 2 ** 30 - 1, integer: true },
    { weights: "real", most: 0.7, integer: false },
  ])("make the same moves where $weights weights reach as far as all fields together", ({ most, integer }) => {
    const n = 120;
    const even = Array.from({ length: n / 2 }, (_, k) => 2 * k);
    const system = spinSystem({
      n,
      domain: "spin",
      couplings: csrFromEdges(
        n,
        even,
        even.map((i) => i + 1),
        even.map((i) => (i === 0 ? 1 : i % 4 === 0 ? most : -most)), // the first one keeps the unit at 1
      ),
      biases: noBiases(n),
      offset: 0,
      structure: [],
      integer,
    });
    const form = formOf(wholeSystem(system), Number.POSITIVE_INFINITY);
    expect(system.integer).toBe(integer);
    expect(formNumber(form, form.narrow)).toBe(7);
    const reference = createReference(system, request(3, 5));
    const fast = createWasm(system, request(3, 5));
    for (let step = 0; step < 10; step++) expect(operate(fast, step)).toEqual(operate(reference, step));
  });

  it("widen gains that leave 16 bits on the way", () => {
    const n = 560;
    const system = randomSystem({ n, density: 1, most: 127 }, 8);
    const form = formOf(wholeSystem(system), Number.POSITIVE_INFINITY);
    expect(form.narrow).toBe(true);
    expect(form.limit).toBeGreaterThan(0);
    const [reference, fast] = [createReference(system, request(1, 5)), createWasm(system, request(1, 5))];
    // Spins that all follow one row give that row's variable the largest field that there is.
    const row = Int8Array.from({ length: n }, () => 1);
    for (let k = system.rowStart[0]; k < system.rowStart[1]; k++) row[system.column[k]] = system.weight[k] > 0 ? 1 : -1;
    for (const session of [reference, fast]) expect(session.moveTo(row, n)).toBeGreaterThan(n / 4);
    expect(system.reach).toBeGreaterThan(32_767);
    for (let step = 0; step < 3; step++) expect(operate(fast, step)).toEqual(operate(reference, step));
  });

  it("widen gains in time where every flip adds as much as a flip can", () => {
    // W_ij = 127 t_i t_j: on the way to t all gains grow together, by 254 a flip, from 0 to twice what 16 bits hold.
    const n = 560;
    const target = Int8Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const pairs = Array.from({ length: n }, (_, i) => Array.from({ length: i }, (_v, j) => [i, j] as const)).flat();
    const system = spinSystem({
      n,
      domain: "spin",
      couplings: csrFromEdges(
        n,
        pairs.map(([i]) => i),
        pairs.map(([, j]) => j),
        pairs.map(([i, j]) => 127 * target[i] * target[j]),
      ),
      biases: { kind: "dense", n, values: Float64Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0)) },
      offset: 0,
      structure: [],
      integer: true,
    });
    const form = formOf(wholeSystem(system), Number.POSITIVE_INFINITY);
    expect(form.narrow).toBe(true);
    expect(form.limit).toBeGreaterThan(0);
    const [reference, fast] = [createReference(system, request(1, 5)), createWasm(system, request(1, 5))];
    const spins = new Int8Array(n);
    for (const most of [100, 64, 64, 64]) {
      expect(fast.moveTo(target, most)).toBe(reference.moveTo(target, most));
      fast.read(spins);
      expect(fast.energy).toBe(systemEnergy(system, spins));
    }
    for (let step = 0; step < 3; step++) expect(operate(fast, step)).toEqual(operate(reference, step));
  });
});

describe.each([
  ["reference", createReference],
  ["wasm", createWasm],
] as const)("tabu search (%s)", (_name, create) => {
  prop(
    "keeps energies exact on integer models",
    [models({ min: 1, max: 12, numbers: "integer" }), fc.integer()],
    (model, seed) => {
      const system = spinSystem(model);
      const session = create(system, request(seed, 2));
      const spins = new Int8Array(model.n);
      for (let step = 0; step < 10; step++) {
        operate(session, seed + step);
        session.read(spins);
        expect(session.energy).toBe(systemEnergy(system, spins));
        session.readBest(spins);
        expect(session.bestEnergy).toBe(systemEnergy(system, spins));
      }
    },
  );

  it("is the same in whatever slices it is asked for", () => {
    const system = randomSystem({ n: 100, density: 0.5, most: 3 }, 2);
    const [whole, sliced] = [create(system, request(4, 5)), create(system, request(4, 5))];
    whole.search(500, 1000);
    for (let rest = 500; rest > 0; ) rest -= sliced.search(Math.min(rest, 7), 1000);
    const [a, b] = [new Int8Array(100), new Int8Array(100)];
    whole.read(a);
    sliced.read(b);
    expect(a).toEqual(b);
  });

  it("does not flip a tabu variable back unless that leads to a new best state", () => {
    const system = randomSystem({ n: 60, density: 0.3, most: 2 }, 6);
    const tenure = 12;
    const session = create(system, { random: createRandom(2), tenure, spread: 1 });
    const flippedAt = new Int32Array(60).fill(-1000);
    const [before, after] = [new Int8Array(60), new Int8Array(60)];
    let aspired = 0;
    for (let time = 0; time < 600; time++) {
      const best = session.bestEnergy;
      session.read(before);
      expect(session.search(1, Number.POSITIVE_INFINITY)).toBe(1);
      session.read(after);
      const flipped = [...after.keys()].filter((i) => before[i] !== after[i]);
      expect(flipped.length).toBe(1);
      if (time - flippedAt[flipped[0]] <= tenure) {
        expect(session.energy).toBeLessThan(best);
        aspired++;
      }
      flippedAt[flipped[0]] = time;
    }
    expect(aspired).toBeLessThan(60);
  });

  it("walks over the allowed variables only, each once, and stops when none is left", () => {
    const n = 90;
    const session = create(randomSystem({ n, density: 0.4, most: 5 }, 3), request(1, 3));
    const allowed = Uint8Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : 0));
    session.restrict(allowed);
    expect(session.search(1000, Number.POSITIVE_INFINITY)).toBe(30);
    const spins = new Int8Array(n);
    session.read(spins);
    expect([...spins]).toEqual(Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : -1)));
  });

  it("breaks ties at random", () => {
    const n = 200;
    const free = { n, couplings: csrFromEdges(n, [0], [1], [1]), biases: noBiases(n), offset: 0, structure: [] };
    const system = spinSystem({ ...free, domain: "spin", integer: true });
    const first = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const session = create(system, request(seed, 3));
      const spins = new Int8Array(n);
      session.search(1, 10);
      session.read(spins);
      first.add(spins.indexOf(1));
    }
    expect(first.size).toBeGreaterThan(10);
  });

  it("takes no variables at all", () => {
    const none = { n: 0, couplings: { kind: "none", n: 0 }, biases: noBiases(0), offset: 3, structure: [] } as const;
    const session = create(spinSystem({ ...none, domain: "spin", integer: true }), request(1, 3));
    expect(session.search(5, 10)).toBe(5);
    expect(session.bestEnergy).toBe(3);
  });
});

it("a tabu session beyond the memory limit is refused", () => {
  const system = randomSystem({ n: 100, density: 1, most: 3 }, 1);
  expect(() => createWasm(system, { ...request(1, 1), memoryLimit: 1000 })).toThrowError(
    expect.objectContaining({ code: "memory" }),
  );
});

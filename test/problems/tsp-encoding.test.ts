/**
 * The tour energy against enumeration of every state, and against a brute force over orders that never saw the encoding.
 * n = 3 and 4 cities: 2^9 and 2^16 states.
 */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { tsp } from "../../problems/tsp/index.ts";
import { cityCount, defaults, type TspInstance, type TspOptions } from "../../problems/tsp/schema.ts";
import {
  checkModel,
  type EnergyModel,
  energy,
  expandState,
  METRICS,
  toBiasArray,
  toDense,
} from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const options = (changes: Partial<TspOptions> = {}): TspOptions => ({ ...defaults, ...changes });

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const sample = (seed: number, n: number): TspInstance => tsp.sample(createRandom(seed), n);
/** Symmetric samples only. */
function symmetricSample(seed: number, n: number): TspInstance {
  const random = createRandom(seed);
  for (;;) {
    const instance = tsp.sample(random, n);
    if (instance.symmetric !== false) return instance;
  }
}

/** Energy of every state by Gray code; bit i of the index is variable i. */
function allEnergies(model: EnergyModel): Float64Array {
  const { n } = model;
  const weights = toDense(model);
  const field = toBiasArray(model);
  const energies = new Float64Array(2 ** n);
  energies[0] = model.offset;
  let state = 0;
  for (let k = 1; k < energies.length; k++) {
    const i = 31 - Math.clz32(k & -k);
    const sign = (state >> i) & 1 ? -1 : 1;
    const before = energies[state];
    state ^= 1 << i;
    energies[state] = before - sign * field[i];
    for (let j = 0; j < n; j++) field[j] += sign * weights[i * n + j];
  }
  return energies;
}

const tolerance = (energies: Float64Array): number => 1e-9 * energies.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
const bits = (state: number, n: number): Int8Array => Int8Array.from({ length: n }, (_, i) => (state >> i) & 1);

function groundStates(energies: Float64Array): number[] {
  const slack = tolerance(energies);
  const least = energies.reduce((a, b) => Math.min(a, b));
  return [...energies.keys()].filter((state) => energies[state] <= least + slack);
}

/** Strict or not: no flip lowers the energy. */
function localMinima(energies: Float64Array, n: number): number[] {
  const slack = tolerance(energies);
  const variables = Array.from({ length: n }, (_, i) => i);
  return [...energies.keys()].filter((state) =>
    variables.every((i) => energies[state ^ (1 << i)] >= energies[state] - slack),
  );
}

function orders(n: number): number[][] {
  if (n === 1) return [[0]];
  return orders(n - 1).flatMap((order) => Array.from({ length: n }, (_, k) => order.toSpliced(k, 0, n - 1)));
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
const shortest = (instance: TspInstance): number =>
  Math.min(...orders(cityCount(instance)).map((tour) => tsp.cost(instance, { tour })));

/** Problems with ground states of this encoding, as sentences; [] when all are shortest tours. */
function badGroundStates(instance: TspInstance, changes: Partial<TspOptions>): string[] {
  const { model, decode } = tsp.encode(instance, options(changes));
  const energies = allEnergies(model);
  const best = shortest(instance);
  const slack = tolerance(energies);
  return groundStates(energies).flatMap((state) => {
    const { solution, violations } = decode({ kind: "plain", values: bits(state, model.n) });
    if (solution === null) return [violations[0].message];
    const cost = tsp.cost(instance, solution);
    return Math.abs(cost - best) <= slack && Math.abs(energies[state] - cost) <= slack ? [] : [`${cost}, not ${best}`];
  });
}

/** Local minima that are not tours, and tours that are not local minima. */
function strayMinima(instance: TspInstance, changes: Partial<TspOptions>): { invalid: number; lost: number } {
  const { model, decode } = tsp.encode(instance, options(changes));
  const minima = localMinima(allEnergies(model), model.n);
  const valid = minima.filter((s) => decode({ kind: "plain", values: bits(s, model.n) }).solution !== null).length;
  const size = Math.sqrt(model.n);
  return { invalid: minima.length - valid, lost: factorial(size) - valid };
}

const MODES: readonly (readonly [string, Partial<TspOptions>])[] = [
  ["exact", {}],
  ["exact with city 0 fixed", { fixFirst: true }],
  ["exact with a margin of a millionth", { margin: 1.000001 }],
];

describe.each(MODES)("mode %s", (_name, changes) => {
  prop(
    "all ground states are shortest tours, one-way and real distances included",
    [seeds, fc.constantFrom(3, 4)],
    (seed, n) => {
      expect(badGroundStates(sample(seed, n), changes)).toEqual([]);
    },
    { numRuns: 40 },
  );
  prop(
    "the 1-flip local minima, strict or not, are exactly the tours",
    [seeds, fc.constantFrom(3, 4)],
    (seed, n) => {
      expect(strayMinima(sample(seed, n), changes)).toEqual({ invalid: 0, lost: 0 });
    },
    { numRuns: 25 },
  );
});

describe("five cities with city 0 fixed", () => {
  prop(
    "ground states and local minima are as proven",
    [seeds],
    (seed) => {
      expect(badGroundStates(sample(seed, 5), { fixFirst: true })).toEqual([]);
      expect(strayMinima(sample(seed, 5), { fixFirst: true })).toEqual({ invalid: 0, lost: 0 });
    },
    { numRuns: 10 },
  );
});

describe("talavan-yanez", () => {
  const counts = fc.constantFrom(0.01, 0.5, 1, 2, 3, 40);
  prop(
    "ground states are shortest tours and local minima exactly the tours, for any C",
    [seeds, fc.constantFrom(3, 4), counts],
    (seed, n, countWeight) => {
      const instance = symmetricSample(seed, n);
      const changes: Partial<TspOptions> = { penalty: "talavan-yanez", countWeight };
      expect(badGroundStates(instance, changes)).toEqual([]);
      expect(strayMinima(instance, changes)).toEqual({ invalid: 0, lost: 0 });
    },
    { numRuns: 40 },
  );

  it("takes the lesser weight A for a city at two places, the greater B for a place with two cities", () => {
    const distances = [
      [0, 6, 4, 8],
      [6, 0, 7, 8],
      [4, 7, 0, 8],
      [8, 8, 8, 0],
    ];
    const { model } = tsp.encode({ problem: "tsp", distances }, options({ penalty: "talavan-yanez" }));
    const weights = toDense(model);
    const count = 16; // C = 2 times the largest distance 8
    expect(-weights[0 * 16 + 2]).toBe(8 * 5 - 4 + count); // city 0 at places 0 and 2: A = B - min d
    expect(-weights[0 * 16 + 8]).toBe(8 * 5 + count); // cities 0 and 2 at place 0: B = (3 + C) max d
    expect(-weights[0 * 16 + 10]).toBe(count); // neither: only the total count
  });

  const cases: readonly [string, TspInstance, Partial<TspOptions>][] = [
    [
      "one-way distances",
      {
        problem: "tsp",
        symmetric: false,
        distances: [
          [0, 1, 2],
          [3, 0, 1],
          [1, 1, 0],
        ],
      },
      {},
    ],
    [
      "a fixed city",
      {
        problem: "tsp",
        distances: [
          [0, 1, 2],
          [1, 0, 1],
          [2, 1, 0],
        ],
      },
      { fixFirst: true },
    ],
    [
      "too many cities",
      { problem: "tsp", metric: "EUC_2D", coordinates: Array.from({ length: 2001 }, (_, i) => [i, 0]) },
      {},
    ],
  ];
  it.each(cases)("refuses %s", (_what, instance, changes) => {
    const encode = () => tsp.encode(instance, options({ ...changes, penalty: "talavan-yanez" }));
    expect(encode).toThrow(expect.objectContaining({ code: "invalid-options" }));
  });
});

describe("weights below the threshold", () => {
  it("at half the threshold most instances have an invalid ground state", () => {
    const wrong = Array.from({ length: 30 }, (_, seed) =>
      badGroundStates(sample(seed, 4), { penalty: "tight", tightness: 0.5 }),
    );
    expect(wrong.filter((problems) => problems.length > 0).length).toBeGreaterThan(15);
  });
  prop(
    "just below the threshold some tour stops being a local minimum: the threshold is sharp",
    [seeds, fc.boolean(), fc.constantFrom(3, 4)],
    (seed, fixFirst, n) => {
      const random = createRandom(seed);
      const distances = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => (i === j ? 0 : 1 + random.uniform())),
      );
      const instance: TspInstance = { problem: "tsp", symmetric: false, distances };
      expect(strayMinima(instance, { penalty: "tight", tightness: 0.999, fixFirst }).lost).toBeGreaterThan(0);
    },
    { numRuns: 20 },
  );
  it("a pair penalty equal to the reward leaves invalid local minima", () => {
    const { model, decode } = tsp.encode(sample(4, 4), options());
    if (model.couplings.kind !== "sum" || model.biases.kind !== "constant") throw new Error("unexpected encoding");
    const reward = model.biases.value;
    const terms = model.couplings.terms.map((term, t) => (t < 2 ? { ...term, scale: -reward / 2 } : term));
    const tampered = { ...model, couplings: { ...model.couplings, terms } };
    const minima = localMinima(allEnergies(tampered), model.n);
    expect(minima.some((s) => decode({ kind: "plain", values: bits(s, model.n) }).solution === null)).toBe(true);
  });
});

const EVERY_MODE: readonly Partial<TspOptions>[] = [
  {},
  { fixFirst: true },
  { penalty: "tight" },
  { penalty: "tight", fixFirst: true },
  { penalty: "structural" },
  { penalty: "structural", fixFirst: true },
  { penalty: "talavan-yanez" },
];

describe.each(EVERY_MODE)("options %j", (changes) => {
  const instanceOf = changes.penalty === "talavan-yanez" ? symmetricSample : sample;
  prop(
    "the energy of a tour is its length, decode inverts embed, and the model is well-formed",
    [seeds, fc.integer({ min: 3, max: 12 })],
    (seed, n) => {
      const instance = instanceOf(seed, n);
      const { model, decode, embed } = tsp.encode(instance, options(changes));
      checkModel(model);
      const order = Int32Array.from({ length: n }, (_, city) => city);
      createRandom(seed, 1).shuffle(order);
      const tour = [...order];
      const state = embed({ tour });
      const plain = { kind: "plain", values: expandState(model, state) } as const;
      const length = tsp.cost(instance, { tour });
      const start = changes.fixFirst ? tour.indexOf(0) : 0;
      const turned = [...tour.slice(start), ...tour.slice(0, start)];
      expect(decode(state).solution).toEqual({ tour: turned });
      expect(decode(plain).solution).toEqual({ tour: turned });
      // Bit for bit: always without biases that carry distances and without the count term, else on whole numbers.
      if (model.integer || (!changes.fixFirst && changes.penalty !== "talavan-yanez"))
        expect(energy(model, state)).toBe(length);
      else expect(Math.abs(energy(model, state) - length)).toBeLessThanOrEqual(1e-12 * (model.offset + length));
      if (model.integer) expect(energy(model, plain)).toBe(length);
    },
    { numRuns: 60 },
  );
});

describe("the model", () => {
  prop(
    "is an integer model for whole distances in every mode",
    [seeds],
    (seed) => {
      const random = createRandom(seed);
      const coordinates = Array.from({ length: 9 }, () => [random.below(1000), random.below(1000)]);
      for (const changes of EVERY_MODE) {
        const { model } = tsp.encode({ problem: "tsp", metric: "EUC_2D", coordinates }, options(changes));
        expect([changes, model.integer]).toEqual([changes, true]);
      }
    },
    { numRuns: 5 },
  );

  it("keeps the narrowest integers of a matrix", () => {
    const far = (d: number): TspInstance => ({
      problem: "tsp",
      distances: [
        [0, d, d],
        [d, 0, d],
        [d, d, 0],
      ],
    });
    const storage = (d: number): string => {
      const { couplings } = tsp.encode(far(d), options({ penalty: "structural" })).model;
      const part = couplings.kind === "sum" ? couplings.terms[0].couplings : couplings;
      return part.kind === "kronecker" && part.left.kind === "dense" ? part.left.values.constructor.name : part.kind;
    };
    expect([127, 128, 32768, 2 ** 31, 0.5].map(storage)).toEqual([
      "Int8Array",
      "Int16Array",
      "Int32Array",
      "Float64Array",
      "Float64Array",
    ]);
  });

  it.each(METRICS)("takes distances under %s from the coordinates exactly as the referee does", (metric) => {
    const random = createRandom(7);
    const dimensions = metric.endsWith("_3D") ? 3 : 2;
    const coordinates = Array.from({ length: 40 }, () =>
      Array.from({ length: dimensions }, () =>
        metric === "GEO" || metric === "great-circle" ? 160 * random.uniform() - 80 : 2000 * random.uniform() - 1000,
      ),
    );
    const instance: TspInstance = { problem: "tsp", metric, coordinates };
    const { model, embed } = tsp.encode(instance, options({ penalty: "structural" }));
    for (let k = 0; k < 50; k++) {
      const order = Int32Array.from(coordinates, (_, city) => city);
      random.shuffle(order);
      expect(energy(model, embed({ tour: [...order] }))).toBe(tsp.cost(instance, { tour: [...order] }));
    }
  });

  it.each(["euclidean", "manhattan", "maximum"] as const)("takes %s distances in space too", (metric) => {
    const coordinates = [
      [0, 0, 0],
      [1.5, 2.25, 3],
      [-4, 0.1, 9],
      [7, 7, -7.3],
    ];
    const instance: TspInstance = { problem: "tsp", metric, coordinates };
    const { model, embed } = tsp.encode(instance, options());
    for (const tour of orders(4)) expect(energy(model, embed({ tour }))).toBe(tsp.cost(instance, { tour }));
  });
});

describe("the proof", () => {
  const distances = [
    [0, 1, 2, 3],
    [1, 0, 4, 5],
    [2, 4, 0, 6],
    [3, 5, 6, 0],
  ];
  const cities = ["Ulm", "Bonn", "Trier", "Köln"];
  it("states weights, threshold and the city that sets it", () => {
    const { penalty } = tsp.encode({ problem: "tsp", cities, distances }, options());
    expect(penalty).toMatchObject({
      mode: "exact",
      guaranteed: true,
      weights: [
        { threshold: 11, weight: 12 },
        { threshold: 12, weight: 13 },
      ],
    });
    expect(penalty?.witness).toContain("Köln between Trier and Bonn");
  });
  it("takes the dearest pair of different neighbours where ways differ by direction", () => {
    const oneWay = [
      [0, 1, 1, 1],
      [9, 0, 1, 1],
      [1, 1, 0, 1],
      [1, 1, 1, 0],
    ];
    const exact = tsp.encode({ problem: "tsp", symmetric: false, distances: oneWay }, options());
    expect(exact.penalty?.weights[0].threshold).toBe(10);
    oneWay[0][1] = 8; // in and out by the same city do not add up
    expect(
      tsp.encode({ problem: "tsp", symmetric: false, distances: oneWay }, options()).penalty?.weights[0].threshold,
    ).toBe(10);
  });
  it("claims nothing for tight and structural", () => {
    for (const penalty of ["tight", "structural"] as const)
      expect(tsp.encode({ problem: "tsp", distances }, options({ penalty })).penalty?.guaranteed).toBe(false);
  });
  test("zero distances still need a positive reward", () => {
    const zero = [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    for (const penalty of ["exact", "talavan-yanez"] as const) {
      expect(badGroundStates({ problem: "tsp", distances: zero }, { penalty })).toEqual([]);
    }
  });
  it.each([{ margin: 1 }, { tightness: 0 }, { countWeight: 0 }, { margin: Number.NaN }])(
    "refuses options %j",
    (changes) => {
      expect(() => tsp.encode({ problem: "tsp", distances }, options(changes))).toThrow(
        expect.objectContaining({ code: "invalid-options" }),
      );
    },
  );
});

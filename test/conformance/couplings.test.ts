import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkModel,
  couplingOperator,
  csrFromEdges,
  estimate,
  isIntegerModel,
  kronecker,
  noBiases,
  packModel,
  toBiasArray,
  toCsr,
  toDense,
  unpackModel,
} from "../../src/model/index.ts";
import type { Couplings, EnergyModel } from "../../src/model/types.ts";
import { couplings, models, type Numbers } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";
import { identity, labelModels, others, permutationModels, rowPenalty } from "../support/structured.ts";
import { materialiseLaw, memoryLaw, operatorLaw, packLaw, rowSumLaw } from "./couplings.ts";

const integral = (part: Couplings) => isIntegerModel({ couplings: part, biases: noBiases(part.n), offset: 0 });
const any = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom<Numbers>("integer", "real"))
  .chain(([n, numbers]) => couplings(n, numbers));

const bits = (part: Couplings): EnergyModel => ({
  n: part.n,
  domain: "bit",
  couplings: part,
  biases: noBiases(part.n),
  offset: 0,
  structure: [],
  integer: true,
});

/** TSP-like: `cities`^2 bits, distances from coordinates. */
const tour = (cities: number): EnergyModel =>
  bits({
    kind: "sum",
    n: cities * cities,
    terms: [
      rowPenalty(cities, cities, 100),
      {
        scale: -1,
        start: 0,
        couplings: kronecker(
          {
            kind: "metric",
            n: cities,
            metric: "EUC_2D",
            coordinates: new Float64Array(2 * cities),
            dimensions: 2,
          },
          { kind: "cycle", n: cities },
        ),
      },
    ],
  });

describe("couplings of every kind", () => {
  prop("entry, column and product are those of the dense matrix", [any], (part) => operatorLaw(part, integral(part)), {
    numRuns: 400,
  });
  prop("row sums are those of the dense matrix", [any], (part) => rowSumLaw(part, integral(part)), { numRuns: 200 });
  prop("dense and compressed forms hold the same matrix, within the estimate", [models()], (model) =>
    materialiseLaw(model, isIntegerModel(model)),
  );
  prop("the estimate of a model is the bytes of its arrays", [models()], memoryLaw);
  prop("packing and unpacking give the model back", [models()], packLaw);
  prop("packing keeps structure hints", [fc.oneof(permutationModels, labelModels)], ([model]) => packLaw(model));
  prop("checkModel accepts every legal model", [models()], (model) => checkModel(model));
  prop("checkModel accepts structured models", [fc.oneof(permutationModels, labelModels)], ([model]) =>
    checkModel(model),
  );

  it("a model without variables is legal", () => {
    const empty = bits({ kind: "none", n: 0 });
    checkModel(empty);
    packLaw(empty);
    materialiseLaw(empty, true);
  });

  it("repeated edges add up, whatever their direction", () => {
    const csr = csrFromEdges(3, [0, 1, 2], [1, 0, 1], [2, 3, 5]);
    operatorLaw(csr, true);
    expect(couplingOperator(csr).entry(0, 1)).toBe(5);
    expect(csr.values).toHaveLength(4);
  });
});

describe("memory", () => {
  it("a term of scale 0 still counts, because it is still held and packed", () => {
    const dense: Couplings = { kind: "dense", n: 40, values: new Float64Array(1600) };
    memoryLaw(bits({ kind: "sum", n: 40, terms: [{ scale: 0, start: 0, couplings: dense }] }));
  });

  it("names of variables and many terms count towards the packed size", () => {
    const names = Array.from({ length: 600 }, (_, i) => `süße Variable mit Namen ${i}`);
    memoryLaw({ ...bits({ kind: "none", n: 600 }), labels: { kind: "list", names } });
    const terms = Array.from({ length: 200 }, (_, t) => ({
      scale: t + 0.123456789,
      start: t,
      couplings: { kind: "ring", n: 3 } as const,
    }));
    memoryLaw(bits({ kind: "sum", n: 203, terms }));
  });

  it("a million-variable tour model is refused as a matrix with the figure, at once", () => {
    const model = tour(1000);
    const before = process.memoryUsage().arrayBuffers;
    const started = performance.now();
    for (const make of [() => toDense(model, 1e6), () => toCsr(model, 1e6), () => toDense(model), () => toCsr(model)]) {
      expect(make).toThrow(expect.objectContaining({ code: "memory" }));
    }
    expect(() => toDense(model)).toThrow(expect.objectContaining({ bytes: 8e12, limit: 2e9 }));
    expect(() => toBiasArray(model, 1e6)).toThrow(expect.objectContaining({ code: "memory" }));
    expect(performance.now() - started).toBeLessThan(100);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
    expect(estimate(model, "model")).toBe(16_000);
  });

  it("a tour model of 10^10 variables costs nothing to estimate", () => {
    const model = tour(100_000);
    expect(estimate(model, "state")).toBe(1e10);
    expect(() => toCsr(model)).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

describe("checkModel refuses", () => {
  const dense = (values: number[]): Couplings => ({ kind: "dense", n: 2, values: Float64Array.from(values) });
  const csr = (over: Partial<Extract<Couplings, { kind: "csr" }>>): Couplings => ({
    kind: "csr",
    n: 2,
    rowStart: Int32Array.of(0, 1, 2),
    column: Int32Array.of(1, 0),
    values: Float64Array.of(3, 3),
    ...over,
  });
  const cliques = (over: object): Couplings => ({
    kind: "cliques",
    n: 2,
    groupStart: Int32Array.of(0, 2),
    member: Int32Array.of(0, 1),
    coefficient: null,
    ...over,
  });
  const bands = (over: object): Couplings => ({
    kind: "bands",
    n: 4,
    size: 2,
    from: Int32Array.of(0),
    to: Int32Array.of(1),
    low: Int32Array.of(-1),
    high: Int32Array.of(0),
    weight: Float64Array.of(3),
    ...over,
  });
  const kron = (left: object, right: object): Couplings =>
    ({ kind: "kronecker", n: 4, left, right }) as unknown as Couplings;
  const square2 = (values: number[], symmetric: boolean) => ({
    kind: "dense",
    n: 2,
    values: Float64Array.from(values),
    symmetric,
  });
  const points = { metric: "EUC_2D", dimensions: 2 } as const;
  const term = (over: object): Couplings =>
    ({ kind: "sum", n: 4, terms: [{ scale: 1, start: 0, couplings: { kind: "ring", n: 3 }, ...over }] }) as Couplings;

  const defects: Record<string, Couplings> = {
    "asymmetric dense couplings": dense([0, 1, 2, 0]),
    "a diagonal": dense([1, 2, 2, 0]),
    "NaN in a matrix": dense([0, Number.NaN, Number.NaN, 0]),
    "infinity in a matrix": dense([0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0]),
    "a matrix of the wrong length": dense([0, 1, 1]),
    "a lower triangle only": csr({
      rowStart: Int32Array.of(0, 0, 1),
      column: Int32Array.of(0),
      values: Float64Array.of(3),
    }),
    "rows that disagree": csr({ values: Float64Array.of(3, 4) }),
    "a column out of range": csr({ column: Int32Array.of(2, 0) }),
    "a compressed diagonal": csr({ column: Int32Array.of(0, 1) }),
    "row starts of the wrong length": csr({ rowStart: Int32Array.of(0, 2) }),
    "row starts that do not begin at 0": csr({ rowStart: Int32Array.of(1, 1, 2) }),
    "row starts that fall": csr({ rowStart: Int32Array.of(0, 3, 2) }),
    "a ring of two": { kind: "ring", n: 2 },
    "coordinates of the wrong length": { kind: "metric", n: 2, ...points, coordinates: new Float64Array(3) },
    "an unknown metric": {
      kind: "metric",
      n: 2,
      metric: "EUC_9D" as "EUC_2D",
      dimensions: 2,
      coordinates: new Float64Array(4),
    },
    "degrees in three dimensions": {
      kind: "metric",
      n: 2,
      metric: "GEO",
      dimensions: 3,
      coordinates: new Float64Array(6),
    },
    "a short vector": { kind: "rank-one", n: 2, vector: Float64Array.of(1) },
    "NaN in a vector": { kind: "rank-one", n: 2, vector: Float64Array.of(1, Number.NaN) },
    "bands of a size that does not divide": bands({ size: 3 }),
    "bands within a group": bands({ to: Int32Array.of(0) }),
    "a band to no group": bands({ to: Int32Array.of(2) }),
    "too few ends of bands": bands({ high: new Int32Array(0) }),
    "NaN in a band": bands({ weight: Float64Array.of(Number.NaN) }),
    "a member out of range": cliques({ member: Int32Array.of(0, 2) }),
    "a member twice in a group": cliques({ member: Int32Array.of(1, 1) }),
    "too few coefficients": cliques({ coefficient: Float64Array.of(1) }),
    "groups that do not cover the members": cliques({ groupStart: Int32Array.of(0, 1) }),
    "no group starts": cliques({ groupStart: new Int32Array(0), member: new Int32Array(0) }),
    "groups that fall": cliques({ groupStart: Int32Array.of(0, 3, 2) }),
    "factors of the wrong order": kron({ kind: "identity", n: 2 }, { kind: "path", n: 3 }),
    "two factors with a diagonal": kron({ kind: "identity", n: 2 }, square2([1, 0, 0, 0], true)),
    "a factor of the wrong length": kron({ kind: "identity", n: 2 }, square2([0, 1, 1], true)),
    "a factor that is called symmetric and is not": kron({ kind: "identity", n: 2 }, square2([0, 1, 2, 0], true)),
    "NaN in a factor": kron({ kind: "identity", n: 2 }, square2([0, Number.NaN, 1, 0], false)),
    "a factor with too few coordinates": kron(
      { kind: "identity", n: 2 },
      { kind: "metric", n: 2, ...points, coordinates: new Float64Array(3) },
    ),
    "a factor with bad rows": kron(
      { kind: "identity", n: 2 },
      { ...csr({ rowStart: Int32Array.of(0, 2) }), symmetric: true },
    ),
    "a factor with descending columns": kron(
      { kind: "path", n: 2 },
      {
        ...csr({ rowStart: Int32Array.of(0, 2, 2), column: Int32Array.of(1, 0) }),
        symmetric: false,
      },
    ),
    "a term that sticks out": term({ start: 2 }),
    "a term before the beginning": term({ start: -1 }),
    "a start between variables": term({ start: 0.5 }),
    "a start that is not a number": term({ start: Number.NaN }),
    "an infinite scale": term({ scale: Number.POSITIVE_INFINITY }),
  };
  for (const [name, part] of Object.entries(defects)) {
    it(name, () => {
      expect(() => checkModel(bits(part))).toThrow(expect.objectContaining({ code: "model" }));
    });
  }

  const good = bits(dense([0, 1, 1, 0]));
  const wrong: Record<string, EnergyModel> = {
    "couplings of another order": { ...good, n: 3 },
    "biases of another length": { ...good, biases: noBiases(3) },
    "weights whose sum is infinite": { ...good, couplings: dense([0, 1.5e308, 1.5e308, 0]), offset: 1.5e308 },
    "an infinite offset": { ...good, offset: Number.POSITIVE_INFINITY },
    "NaN biases": { ...good, biases: { kind: "dense", n: 2, values: Float64Array.of(0, Number.NaN) } },
    "dense biases of the wrong length": { ...good, biases: { kind: "dense", n: 2, values: Float64Array.of(0) } },
    "outer biases of the wrong length": {
      ...good,
      biases: { kind: "outer", n: 2, rows: 2, columns: 1, left: [Float64Array.of(1)], right: [Float64Array.of(1)] },
    },
    "outer biases with an odd vector": {
      ...good,
      biases: { kind: "outer", n: 2, rows: 2, columns: 1, left: [Float64Array.of(1, 1)], right: [] },
    },
    "a bias part that sticks out": {
      ...good,
      biases: { kind: "sum", n: 2, parts: [{ scale: 1, start: 1, biases: noBiases(2) }] },
    },
    "a bias part with an infinite scale": {
      ...good,
      biases: { kind: "sum", n: 2, parts: [{ scale: Number.NaN, start: 0, biases: noBiases(2) }] },
    },
    "a permutation that needs more variables": {
      ...good,
      structure: [{ kind: "permutation", size: 2, penalised: true }],
    },
    "groups that need more variables": {
      ...good,
      structure: [{ kind: "one-hot", groups: 2, size: 2, penalised: true }],
    },
    "slack that sticks out": {
      ...good,
      structure: [
        {
          kind: "balance",
          items: 1,
          parts: 1,
          weights: null,
          capacity: 1,
          penalised: true,
          slack: { first: 1, coefficients: [1, 1] },
        },
      ],
    },
    "a permutation over spins": {
      ...good,
      domain: "spin",
      structure: [{ kind: "permutation", size: 1, penalised: true }],
    },
    "a fractional number of variables": { ...good, n: 2.5 },
  };
  for (const [name, model] of Object.entries(wrong)) {
    it(name, () => {
      expect(() => checkModel(model)).toThrow(expect.objectContaining({ code: "model" }));
    });
  }

  it("a Kronecker coupling with a diagonal cannot be built", () => {
    expect(() => kronecker(identity(2), identity(2))).toThrow(expect.objectContaining({ code: "model" }));
    expect(() => kronecker(identity(2), others(2))).not.toThrow();
  });

  it("a buffer that holds no model", () => {
    for (const buffer of [new ArrayBuffer(0), new ArrayBuffer(4), new ArrayBuffer(64)]) {
      expect(() => unpackModel(buffer)).toThrow(expect.objectContaining({ code: "model" }));
    }
    const cut = packModel(good).slice(0, 20);
    expect(() => unpackModel(cut)).toThrow(expect.objectContaining({ code: "model" }));
  });
});

describe("the laws can fail", () => {
  const ring: Couplings = { kind: "ring", n: 5 };
  const honest = couplingOperator(ring);
  it("on an asymmetric operator", () => {
    expect(() => operatorLaw(ring, true, { ...honest, entry: (i, j) => (j === (i + 1) % 5 ? 2 : 0) })).toThrow();
  });
  it("on a product that forgets a term", () => {
    expect(() => operatorLaw(ring, true, { ...honest, apply: (_x, out) => out.fill(0) })).toThrow();
  });
  it("on a column that is halved", () => {
    const halved = (i: number, amount: number, target: Float64Array) => honest.addColumn(i, amount / 2, target);
    expect(() => operatorLaw(ring, true, { ...honest, addColumn: halved })).toThrow();
  });
});

/** Products in WebAssembly give the bits of the reference, in every form and on every part of a sum; spectra are where they should be. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largestEigenvalue, spectralRadius } from "../../src/kernels/products/spectrum.ts";
import { createWasmProduct } from "../../src/kernels/products/wasm.ts";
import { createProduct, csrFromEdges, kronecker } from "../../src/model/index.ts";
import type { Couplings, Factor, Values } from "../../src/model/types.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

type Kind = "small" | "single" | "double";

const number = (kind: Kind, random: Random): number =>
  kind === "small" ? random.below(15) - 7 : kind === "single" ? Math.fround(random.normal()) : random.normal();

function dense(n: number, kind: Kind, random: Random): Couplings {
  const values: Values = kind === "small" ? new Int8Array(n * n) : new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) values[i * n + j] = values[j * n + i] = number(kind, random);
  return { kind: "dense", n, values };
}

function sparse(n: number, kind: Kind, random: Random): Couplings {
  const edges = Array.from({ length: 40 * n }, () => [random.below(n), random.below(n)]).filter(([a, b]) => a !== b);
  return csrFromEdges(
    n,
    edges.map(([a]) => a),
    edges.map(([, b]) => b),
    edges.map(() => number(kind, random)),
  );
}

const cases = fc
  .record({
    seed: fc.nat(1000),
    n: fc.integer({ min: 46, max: 70 }),
    kinds: fc.array(fc.constantFrom<Kind>("small", "single", "double"), { minLength: 1, maxLength: 3 }),
    wide: fc.boolean(),
  })
  .map(({ seed, n, kinds, wide }) => {
    const random = createRandom(seed);
    const terms = kinds.map((kind, k) => {
      const start = wide ? random.below(5) : 0;
      const couplings = random.below(2) === 0 ? dense(n, kind, random) : sparse(n, kind, random);
      return { scale: k === 0 ? 1 : -0.3, start, couplings };
    });
    const total = n + (wide ? 5 : 0);
    const couplings: Couplings = terms.length === 1 && !wide ? terms[0].couplings : { kind: "sum", n: total, terms };
    const x = Float64Array.from({ length: total }, () => (random.below(4) === 0 ? 0 : random.normal()));
    return { couplings, x };
  });

/** Tours among other terms: distances symmetric or not, as a table or from coordinates; closed, open, or one place only. */
const tours = fc
  .record({
    seed: fc.nat(1000),
    items: fc.integer({ min: 16, max: 23 }),
    places: fc.integer({ min: 3, max: 22 }),
    right: fc.constantFrom("cycle" as const, "path" as const, "identity" as const),
    left: fc.constantFrom("symmetric" as const, "asymmetric" as const, "metric" as const),
  })
  .map(({ seed, items, places, right, left }) => {
    const random = createRandom(seed);
    const values = new Float64Array(items * items);
    for (let i = 0; i < items; i++)
      for (let j = 0; j < i; j++) {
        values[i * items + j] = random.normal();
        values[j * items + i] = left === "symmetric" ? values[i * items + j] : random.normal();
      }
    const coordinates = Float64Array.from({ length: 2 * items }, () => 100 * random.uniform());
    const table: Factor =
      left === "metric"
        ? { kind: "metric", n: items, metric: "euclidean", coordinates, dimensions: 2 }
        : { kind: "dense", n: items, values, symmetric: left === "symmetric" };
    const n = items * places;
    const same = { kind: "identity", n: items } as const;
    const others = { kind: "all-but-diagonal", n: places } as const;
    const terms = [
      { scale: -2.5, start: 1, couplings: kronecker(same, others) },
      { scale: -0.7, start: 1, couplings: kronecker(table, { kind: right, n: places }) },
      {
        scale: 0.1,
        start: 0,
        couplings: { kind: "rank-one", n: n + 1, vector: new Int8Array(n + 1).fill(1) } as const,
      },
    ];
    const couplings: Couplings = { kind: "sum", n: n + 1, terms };
    return { couplings, x: Float64Array.from({ length: n + 1 }, () => random.uniform() - 0.3) };
  });

describe("products", () => {
  prop("have the same bits as the reference", [cases], ({ couplings, x }) => {
    const [expected, found] = [new Float64Array(x.length), new Float64Array(x.length).fill(7)];
    createProduct(couplings).apply(x, expected);
    const product = createWasmProduct(couplings, 1e9);
    product.apply(x, found);
    expect(found).toEqual(expected);
    const signs = Int8Array.from(x, Math.sign);
    createProduct(couplings).apply(signs, expected);
    product.apply(signs, found);
    expect(found).toEqual(expected);
    expect(product.cost).toBe(createProduct(couplings).cost);
  });

  prop("with the Kronecker terms of tours have the same bits as the reference", [tours], ({ couplings, x }) => {
    const [expected, found] = [new Float64Array(x.length), new Float64Array(x.length).fill(7)];
    const product = createWasmProduct(couplings, 1e9);
    for (const input of [x, x.map((value, i) => (i % 20 === 0 ? value : 0))]) {
      createProduct(couplings).apply(input, expected);
      product.apply(input, found);
      expect(found).toEqual(expected);
    }
    expect(product.apply).not.toBe(createProduct(couplings).apply);
    createWasmProduct(couplings, 100).apply(x, found); // no room for a copy
    createProduct(couplings).apply(x, expected);
    expect(found).toEqual(expected);
  });

  it("stay with the reference where the copy would exceed the memory limit, and inside other structures", () => {
    const couplings = dense(60, "double", createRandom(1));
    const ring: Couplings = { kind: "ring", n: 60 };
    for (const product of [createWasmProduct(couplings, 1000), createWasmProduct(ring, 1e9)]) {
      const out = new Float64Array(60);
      product.apply(new Float64Array(60).fill(1), out);
      expect(out.every((value) => Number.isFinite(value))).toBe(true);
    }
  });
});

function run<T>(generator: Generator<void, T, void>): T {
  for (;;) {
    const next = generator.next();
    if (next.done === true) return next.value;
  }
}

describe("spectra", () => {
  it("of complete graphs and rings are found within a percent", () => {
    const complete: Couplings = { kind: "rank-one", n: 50, vector: new Int8Array(50).fill(1) };
    const negative: Couplings = { kind: "sum", n: 50, terms: [{ scale: -1, start: 0, couplings: complete }] };
    const known: [Couplings, number, number][] = [
      [complete, 49, 49],
      [negative, 49, 1],
      [{ kind: "ring", n: 12 }, 2, 2],
    ];
    for (const [couplings, radius, largest] of known) {
      const product = createProduct(couplings);
      const found = run(spectralRadius(product, couplings.n, 60, createRandom(1)));
      expect(Math.abs(found / radius - 1)).toBeLessThan(0.01);
      const top = run(largestEigenvalue(product, couplings.n, found, 200, createRandom(2)));
      expect(Math.abs(top / largest - 1)).toBeLessThan(0.01);
    }
  });

  it("on a subspace leaves the rest out", () => {
    const complete: Couplings = { kind: "rank-one", n: 50, vector: new Int8Array(50).fill(1) };
    const project = (x: Float64Array) => {
      const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
      for (let i = 0; i < x.length; i++) x[i] -= mean;
    };
    expect(run(spectralRadius(createProduct(complete), 50, 10, createRandom(1), project))).toBeCloseTo(1, 9);
  });
});

/** Matrix products: the reference is the definition, WebAssembly gives its bits, strips and halves are parts of the whole. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMatrixProduct } from "../../src/kernels/matrix-products/reference.ts";
import { type MatrixProduct, type MatrixShape, STRIP } from "../../src/kernels/matrix-products/types.ts";
import { createWasmMatrixProduct } from "../../src/kernels/matrix-products/wasm.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const LIMIT = 1e9;
const twins = { reference: createMatrixProduct, wasm: createWasmMatrixProduct };

const numbers = (count: number, seed: number): Float64Array => {
  const random = createRandom(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};

/** Sums over ascending k, as the interface says. */
function definition({ rows, inner, columns }: MatrixShape, a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a[i * inner + k] * b[k * columns + j];
      out[i * columns + j] = sum;
    }
  }
  return out;
}

function whole({ rows, columns }: MatrixShape, product: MatrixProduct): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += STRIP) product.strip(i, out.subarray(i * columns));
  return out;
}

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: values.length }, (_, at) => values[(at % rows) * columns + Math.floor(at / rows)]);
}

// Both sides of the size from which the twin has a memory of its own.
const side = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 28, max: 41 }));
const shapes = fc.record({ rows: side, inner: side, columns: side });

describe.each(Object.entries(twins))("matrix products, %s", (_id, create) => {
  prop("are the definition to the bit, again after new factors", [shapes, fc.nat(99)], (shape, seed) => {
    const { rows, inner, columns } = shape;
    const product = create(shape, LIMIT);
    for (const round of [0, 1]) {
      const a = numbers(rows * inner, seed + round);
      const b = numbers(inner * columns, seed + 7 + round);
      if (round === 0) product.setLeft(a);
      else product.setLeftTransposed(transposed(a, rows, inner));
      product.setRight(b);
      expect(whole(shape, product)).toEqual(definition(shape, a, b));
    }
  });

  prop("give the columns that were asked for", [shapes, fc.nat(99), fc.nat(40)], (shape, seed, asked) => {
    const { rows, inner, columns } = shape;
    const [a, b] = [numbers(rows * inner, seed), numbers(inner * columns, seed + 1)];
    const product = create(shape, LIMIT);
    product.setLeft(a);
    product.setRight(b);
    const until = Math.min(columns, 1 + asked);
    const expected = definition(shape, a, b);
    const out = new Float64Array(STRIP * columns);
    for (let from = 0; from < rows; from += STRIP) {
      product.strip(from, out, until);
      for (let r = 0; r < Math.min(STRIP, rows - from); r++) {
        expect(out.slice(r * columns, r * columns + until)).toEqual(
          expected.slice((from + r) * columns, (from + r) * columns + until),
        );
      }
    }
  });

  it("leave alone what lies behind the rows that exist", () => {
    const shape = { rows: 33, inner: 40, columns: 34 };
    const product = create(shape, LIMIT);
    product.setLeft(numbers(33 * 40, 1));
    product.setRight(numbers(40 * 34, 2));
    const out = new Float64Array(STRIP * 34).fill(7);
    product.strip(32, out);
    expect(out.slice(34)).toEqual(new Float64Array((STRIP - 1) * 34).fill(7));
  });

  it("refuse what exceeds the memory limit", () => {
    expect(() => create({ rows: 100, inner: 100, columns: 100 }, 1000)).toThrow(
      expect.objectContaining({ code: "memory" }),
    );
  });
});

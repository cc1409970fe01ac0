/**
 * Products W x in WebAssembly, for couplings that are dense or sparse rows and nothing else, and for the Kronecker terms of tours among
 * others; all other kinds, small ones, and what exceeds the memory limit stay with the reference, which works inside their structure.
 * Same bits as the reference. Each leaf keeps a copy of its weights, in f32 where that is exact.
 */
import {
  couplingOperator,
  createProduct,
  gridProduct,
  type KroneckerCouplings,
  type Leaf,
  leaves,
  type Product,
} from "../../model/index.ts";
import type { Couplings, Values } from "../../model/types.ts";
import { productDoubleModule } from "../generated/product-double.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { createTourGrid, isTourGrid, tourGridBytes } from "./grid.ts";

interface Exports {
  addDense(wide: number, rows: number, x: number, out: number, length: number, count: number): void;
  addSparse(wide: number, rowStart: number, column: number, weight: number, x: number, out: number, n: number): void;
}

/** Multiplications from which the copies to and from the kernel's memory do not matter. */
const SMALLEST = 2000;

/** out += scale W x for one leaf, in place. */
type LeafProduct = (x: ArrayLike<number>, out: Float64Array) => void;

export function createWasmProduct(couplings: Couplings, memoryLimit: number): Product {
  const reference = createProduct(couplings);
  const parts = leaves(couplings);
  if (reference.cost < SMALLEST || parts.reduce((sum, leaf) => sum + leafBytes(leaf), 0) > memoryLimit) {
    return reference;
  }
  if (!parts.every((leaf) => leaf.couplings.kind === "dense" || leaf.couplings.kind === "csr")) {
    return parts.some(({ couplings: part }) => part.kind === "kronecker" && isTourGrid(part))
      ? { ...reference, apply: couplingOperator(couplings, gridOf).apply }
      : reference;
  }
  const products = parts.map((leaf) => (leaf.couplings.kind === "dense" ? denseLeaf(leaf) : sparseLeaf(leaf)));
  return {
    ...reference,
    apply(x, out) {
      out.fill(0);
      for (const add of products) add(x, out);
    },
  };
}

const gridOf = (part: KroneckerCouplings) => (isTourGrid(part) ? createTourGrid(part) : gridProduct(part));

/** Upper bound: weights as doubles. */
function leafBytes({ couplings: part }: Leaf): number {
  if (part.kind === "kronecker") return isTourGrid(part) ? tourGridBytes(part) : 0;
  if (part.kind === "dense") return 8 * (part.n + 4) ** 2;
  return part.kind === "csr" ? 12 * part.values.length + 20 * part.n : 0;
}

const isSingle = (values: Values) => values.every((value) => Math.fround(value) === value);

function denseLeaf({ couplings, scale, start }: Leaf): LeafProduct {
  const { n, values } = couplings as Extract<Couplings, { kind: "dense" }>;
  const single = isSingle(values);
  const length = n + (n & 1);
  const count = Math.ceil(n / 4) * 4;
  const arena = createArena();
  const rows = single ? arena.reserve(Float32Array, count * length) : arena.reserve(Float64Array, count * length);
  const x = arena.reserve(Float64Array, count);
  const out = arena.reserve(Float64Array, length);
  const { exports, view } = instantiate<Exports>(productDoubleModule, arena, `a product of ${n} variables`);
  const matrix = view<Float32Array | Float64Array>(rows);
  for (let i = 0; i < n; i++) matrix.set(values.subarray(i * n, (i + 1) * n), i * length);
  const [amounts, sums] = [view(x), view(out)];
  return (input, target) => {
    for (let i = 0; i < n; i++) amounts[i] = scale * input[start + i];
    sums.set(target.subarray(start, start + n));
    exports.addDense(single ? 0 : 1, rows.offset, x.offset, out.offset, length, count);
    target.set(sums.subarray(0, n), start);
  };
}

function sparseLeaf({ couplings, scale, start }: Leaf): LeafProduct {
  const { n, rowStart, column, values } = couplings as Extract<Couplings, { kind: "csr" }>;
  const single = isSingle(values);
  const arena = createArena();
  const starts = arena.reserve(Int32Array, n + 1);
  const columns = arena.reserve(Int32Array, column.length);
  const weight = single ? arena.reserve(Float32Array, values.length) : arena.reserve(Float64Array, values.length);
  const x = arena.reserve(Float64Array, n);
  const out = arena.reserve(Float64Array, n);
  const { exports, view } = instantiate<Exports>(productDoubleModule, arena, `a product of ${n} variables`);
  view(starts).set(rowStart);
  view(columns).set(column);
  view<Float32Array | Float64Array>(weight).set(values);
  const [amounts, sums] = [view(x), view(out)];
  return (input, target) => {
    for (let i = 0; i < n; i++) amounts[i] = scale * input[start + i];
    sums.set(target.subarray(start, start + n));
    exports.addSparse(single ? 0 : 1, starts.offset, columns.offset, weight.offset, x.offset, out.offset, n);
    target.set(sums.subarray(0, n), start);
  };
}

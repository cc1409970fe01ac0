/** Matrix products in WebAssembly: A and B copied into panels of four rows and four columns, read from end to end. Same bits as the reference. */
import { matrixProductModule } from "../generated/matrix-product.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { createMatrixProduct, productName, wholeStrips } from "./reference.ts";
import { type MatrixProduct, type MatrixShape, STRIP } from "./types.ts";

interface Exports {
  strip(left: number, right: number, out: number, inner: number, panels: number): void;
}

/** Multiplications below which making a memory takes longer than the product. */
const SMALLEST = 20_000;

/** @throws {MemoryError} */
export function createWasmMatrixProduct(shape: MatrixShape, memoryLimit: number): MatrixProduct {
  const { rows, inner, columns } = shape;
  if (rows * inner * columns < SMALLEST) return createMatrixProduct(shape, memoryLimit);
  const [height, width] = [wholeStrips(rows), wholeStrips(columns)];
  const arena = createArena();
  const leftRegion = arena.reserve(Float64Array, height * inner);
  const rightRegion = arena.reserve(Float64Array, width * inner);
  const outRegion = arena.reserve(Float64Array, STRIP * width);
  const { exports, view } = instantiate<Exports>(matrixProductModule, arena, productName(shape), memoryLimit);
  const [left, right, strip] = [view(leftRegion), view(rightRegion), view(outRegion)];
  return {
    setLeft(values) {
      for (let i = 0; i < rows; i++) {
        const panel = (i - (i % STRIP)) * inner + (i % STRIP);
        for (let k = 0; k < inner; k++) left[panel + STRIP * k] = values[i * inner + k];
      }
    },
    setLeftTransposed: (values) => toPanels(left, values, inner, rows),
    setRight: (values) => toPanels(right, values, inner, columns),
    strip(from, out, until = columns) {
      const panels = Math.ceil(until / STRIP);
      exports.strip(leftRegion.offset + 8 * from * inner, rightRegion.offset, outRegion.offset, inner, panels);
      const length = Math.min(columns, panels * STRIP);
      for (let r = 0; r < Math.min(STRIP, rows - from); r++)
        out.set(strip.subarray(r * panels * STRIP, r * panels * STRIP + length), r * columns);
    },
  };
}

/** Columns of a row-major matrix by fours: panel[k * 4 + c] of panel p is values[k][4 p + c]. */
function toPanels(target: Float64Array, values: ArrayLike<number>, rows: number, columns: number): void {
  for (let k = 0; k < rows; k++) {
    for (let j = 0; j < columns; j++) {
      const c = j % STRIP;
      target[(j - c) * rows + STRIP * k + c] = values[k * columns + j];
    }
  }
}

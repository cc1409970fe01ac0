/** Biases in their compact forms: one value, all values, sums. O(stored). */
import { unreachable } from "../errors.ts";
import type { Biases, Values } from "./types.ts";

/** Biases 0 of n variables, in constant memory. */
export const noBiases = (n: number): Biases => ({ kind: "constant", n, value: 0 });

/** b_i. */
export function biasAt(biases: Biases, i: number): number {
  switch (biases.kind) {
    case "constant":
      return biases.value;
    case "dense":
      return biases.values[i];
    case "outer": {
      const row = Math.floor(i / biases.columns);
      const column = i - row * biases.columns;
      let sum = 0;
      for (let t = 0; t < biases.left.length; t++) sum += biases.left[t][row] * biases.right[t][column];
      return sum;
    }
    case "sum": {
      let sum = 0;
      for (const { scale, start, biases: part } of biases.parts) {
        if (i >= start && i < start + part.n) sum += scale * biasAt(part, i - start);
      }
      return sum;
    }
    default:
      return unreachable(biases);
  }
}

/** target[start + i] += scale * b_i for all i. target has at least start + n values. */
export function addBiases(biases: Biases, scale: number, target: Float64Array, start = 0): void {
  switch (biases.kind) {
    case "constant":
      if (biases.value !== 0) for (let i = 0; i < biases.n; i++) target[start + i] += scale * biases.value;
      return;
    case "dense":
      addValues(biases.values, scale, target, start);
      return;
    case "outer":
      for (let t = 0; t < biases.left.length; t++) {
        for (let row = 0; row < biases.rows; row++) {
          const l = scale * biases.left[t][row];
          if (l === 0) continue;
          const base = start + row * biases.columns;
          for (let column = 0; column < biases.columns; column++) target[base + column] += l * biases.right[t][column];
        }
      }
      return;
    case "sum":
      for (const part of biases.parts) addBiases(part.biases, scale * part.scale, target, start + part.start);
      return;
    default:
      return unreachable(biases);
  }
}

function addValues(values: Values, scale: number, target: Float64Array, start: number): void {
  for (let i = 0; i < values.length; i++) target[start + i] += scale * values[i];
}

/** Sum of all biases, in the structure: O(rows + columns) for outer products. */
export function biasTotal(biases: Biases): number {
  switch (biases.kind) {
    case "constant":
      return biases.n * biases.value;
    case "dense":
      return total(biases.values);
    case "outer": {
      let sum = 0;
      for (let t = 0; t < biases.left.length; t++) sum += total(biases.left[t]) * total(biases.right[t]);
      return sum;
    }
    case "sum": {
      let sum = 0;
      for (const part of biases.parts) sum += part.scale * biasTotal(part.biases);
      return sum;
    }
    default:
      return unreachable(biases);
  }
}

function total(values: Values): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

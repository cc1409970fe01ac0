/** Matrices of a drawing side by side, each by its own scale: white is 0, black the entry of largest magnitude. */
import type { DrawnMatrix } from "../problem.ts";
import { gridsToSvg } from "./grids.ts";
import { formatValue } from "./words.ts";

export function matricesToSvg(title: string, matrices: readonly DrawnMatrix[], width = 800): string {
  const panels = matrices.map(({ values, ...matrix }) => {
    const largest = magnitude(values);
    const note = `black is ${formatValue(largest)}`;
    return { ...matrix, values: Float64Array.from(values, (value) => Math.abs(value) / (largest || 1)), note };
  });
  return gridsToSvg(title, panels, { width });
}

function magnitude(values: ArrayLike<number>): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, Math.abs(values[k]));
  return largest;
}

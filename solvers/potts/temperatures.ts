/**
 * Temperatures of the anneal before a search, in units: multiples of the scale of a cost, the root of the mean over units of what couplings and
 * biases contribute to one of its choices. They follow any scaling of the weights.
 */
import { type LabelSystem, PADDING } from "../../src/kernels/labels/system.ts";

/** Where anneals begin and end, in scales: better than 0.3 to 0.1 and 0.8 to 0.1 on random, geometric and Leighton graphs. */
const HOT = 0.5;
const COLD = 0.05;

/** O(couplings). */
export function temperatures({ size, units, cells, bias, edges, pairs }: LabelSystem): { hot: number; cold: number } {
  const squares = sumOfSquares(edges.weight) / Math.max(1, size) + sumOfSquares(pairs.weight) / Math.max(1, size) ** 2;
  let biases = 0;
  for (let cell = 0; cell < cells; cell++) if (bias[cell] < PADDING) biases += (bias[cell] * bias[cell]) / (size || 1);
  const scale = Math.sqrt((squares + biases) / Math.max(1, units)) || 1;
  return { hot: HOT * scale, cold: COLD * scale };
}

function sumOfSquares(values: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] * values[k];
  return sum;
}

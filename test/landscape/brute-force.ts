/** An independent landscape for tests: all energies by a dense matrix, plateaus by flooding, barriers by a bottleneck closure. n <= 8. */
import type { EnergyModel } from "../../src/model/types.ts";
import { allStates, close, denseEnergy, denseModel, type Matrix, math } from "../support/oracle.ts";

export interface BruteLandscape {
  readonly n: number;
  readonly energies: readonly number[];
  /** By state: equal numbers for equal energies, rising. */
  readonly height: readonly number[];
  readonly neighbours: (state: number) => number[];
  readonly lower: (state: number) => number[];
  /** Plateaus without lower neighbours, each ascending, in rising energy, then by state. */
  readonly basins: readonly (readonly number[])[];
}

export function bruteLandscape(model: EnergyModel): BruteLandscape {
  const dense = denseModel(model);
  const { n } = model;
  const energies = Array.from(allStates(n, dense.low), (values) => denseEnergy(dense, values));
  const size = energies.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const sorted = [...energies].sort((a, b) => a - b);
  const levels = sorted.filter((value, k) => k === 0 || !close(value, sorted[k - 1], size));
  const height = energies.map((value) => levels.findLastIndex((level) => level <= value + 1e-9 * size));
  const neighbours = (x: number) => Array.from({ length: n }, (_, i) => x ^ (1 << i));
  const lower = (x: number) => neighbours(x).filter((y) => height[y] < height[x]);
  const seen = new Set<number>();
  const basins: number[][] = [];
  energies.forEach((_energy, x) => {
    if (seen.has(x)) return;
    const plateau = [x];
    for (const y of plateau)
      for (const z of neighbours(y)) if (height[z] === height[x] && !plateau.includes(z)) plateau.push(z);
    for (const y of plateau) seen.add(y);
    if (plateau.every((y) => lower(y).length === 0)) basins.push(plateau.sort((a, b) => a - b));
  });
  basins.sort((a, b) => height[a[0]] - height[b[0]] || a[0] - b[0]);
  return { n, energies, height, neighbours, lower, basins };
}

/** The least highest height on any path between two states, for all pairs: the minimax closure (Floyd & Warshall). */
export function bottlenecks({ height, neighbours }: BruteLandscape): number[][] {
  const highest = height.map((h, x) =>
    height.map((g, y) => (x === y ? h : neighbours(x).includes(y) ? Math.max(g, h) : Number.POSITIVE_INFINITY)),
  );
  for (let k = 0; k < height.length; k++) {
    for (const row of highest) {
      for (let y = 0; y < row.length; y++) row[y] = Math.min(row[y], Math.max(row[k], highest[k][y]));
    }
  }
  return highest;
}

/**
 * Random order as an absorbing Markov chain (Kemeny & Snell 1960): B = (I - Q)^-1 R by a dense solver. Row x: the probability to end at
 * each fixed point, and the expected number of steps in the last place.
 */
export function absorption({ energies, lower }: BruteLandscape): { fixed: number[]; rows: Matrix } {
  const states = energies.map((_energy, x) => x);
  const fixed = states.filter((x) => lower(x).length === 0);
  const equations = states.map((x) =>
    states.map((y) => (x === y ? 1 : 0) - (lower(x).includes(y) ? 1 / lower(x).length : 0)),
  );
  const right = states.map((x) => [...fixed.map((f) => (f === x ? 1 : 0)), lower(x).length === 0 ? 0 : 1]);
  return { fixed, rows: math.multiply(math.inv(equations), right) };
}

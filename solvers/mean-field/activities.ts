/**
 * Mean-field equations, one unit at a time (Peterson & Anderson 1987; Potts: Peterson & Soderberg 1989):
 *
 *   spins v = tanh(beta h)     bits v = 1 / (1 + exp(-beta h))     groups v_a = exp(beta h_a) / sum_b exp(beta h_b)
 *
 * h = Wv + b kept up to date; couplings inside a group are left out, because exactly one of its variables is set. Each update lowers the free
 * energy -1/2 v'Wv - b'v + (1/beta) sum v ln v, as it minimises it over its unit. In permutations the columns have prices mu_p that rise
 * while the column is overfull, as in softassign (Gold & Rangarajan 1996); once rows decide together they only lean on the columns. O(entries of the moved columns) a unit.
 * The exponential is our own, so that every engine takes the same path.
 */
import { exponential } from "../../src/kernels/exponential.ts";
import { groupField, groupStep, splitGroups } from "../../src/kernels/groups.ts";
import { addBiases, couplingEntries, couplingOperator, leaves } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Layout } from "./layout.ts";

/** Shares of a group below this are 0: they would cost a column and move nothing. */
const NEGLIGIBLE = 1e-6;

export interface Activities {
  /** v, length n. */
  readonly v: Float64Array;
  /** Starts from these activities, all prices 0. O(stored couplings). */
  assign(v: ArrayLike<number>): void;
  /** Updates unit u (a group, or behind them a free variable) at beta; returns the largest change as a share of the range. */
  update(u: number, beta: number): number;
  /** Permutations: moves the prices of the columns towards balance at temperature 1 / beta. */
  price(beta: number): void;
  /** Recomputes the fields: removes the rounding of updates. O(stored couplings). */
  refresh(): void;
  /** Mean over units of how decided they are: 0 undecided, 1 decided. O(n). */
  saturation(): number;
  /** Couplings touched by one sweep, about. */
  readonly cost: number;
}

export function createActivities(model: EnergyModel, layout: Layout): Activities {
  const { n, low, groups: potts, size, permutation, free } = layout;
  const { groups, rest } = splitGroups(n, leaves(model.couplings));
  const pushed = couplingOperator({ kind: "sum", n, terms: rest });
  const v = new Float64Array(n);
  const field = new Float64Array(n);
  const bias = new Float64Array(n);
  const prices = new Float64Array(permutation ? size : 0);
  const before = new Float64Array(size);
  const h = new Float64Array(size);
  addBiases(model.biases, 1, bias);

  function change(i: number, step: number): void {
    v[i] += step;
    pushed.addColumn(i, step, field);
    if (groups !== null) groupStep(groups, i, step);
  }
  const fieldOf = (i: number): number => (groups === null ? field[i] : field[i] + groupField(groups, i, v[i]));
  function refresh(): void {
    pushed.apply(v, field);
    for (let i = 0; i < n; i++) field[i] += bias[i];
    if (groups === null) return;
    groups.sums.fill(0);
    for (let i = 0; i < n; i++) groupStep(groups, i, v[i]);
  }
  function updateFree(i: number, beta: number): number {
    const z = (low === -1 ? 2 : 1) * beta * fieldOf(i);
    const share = z >= 0 ? 1 / (1 + exponential(-z)) : exponential(z) / (1 + exponential(z));
    const step = low + (1 - low) * share - v[i];
    if (step !== 0) change(i, step);
    return Math.abs(step) / (1 - low);
  }
  function updateGroup(g: number, beta: number): number {
    const first = g * size;
    let largest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < size; a++) before[a] = v[first + a];
    // Emptied, the group does not act on itself.
    for (let a = 0; a < size; a++) if (before[a] !== 0) change(first + a, -before[a]);
    for (let a = 0; a < size; a++) {
      h[a] = fieldOf(first + a) - (permutation ? prices[a] : 0);
      largest = Math.max(largest, h[a]);
    }
    let total = 0;
    for (let a = 0; a < size; a++) {
      h[a] = exponential(beta * (h[a] - largest));
      if (h[a] < NEGLIGIBLE) h[a] = 0;
      total += h[a];
    }
    let moved = 0;
    for (let a = 0; a < size; a++) {
      const share = h[a] / total;
      moved = Math.max(moved, Math.abs(share - before[a]));
      v[first + a] = 0;
      if (share !== 0) change(first + a, share);
    }
    return moved;
  }
  return {
    v,
    assign(next) {
      for (let i = 0; i < n; i++) v[i] = next[i];
      prices.fill(0);
      refresh();
    },
    update: (u, beta) => (u < potts ? updateGroup(u, beta) : updateFree(free + u - potts, beta)),
    price(beta) {
      for (let p = 0; p < prices.length; p++) {
        let load = 0;
        for (let g = 0; g < potts; g++) load += v[g * size + p];
        // ln(load), which balances the column when nothing else moves, near 1.
        prices[p] += (2 * (load - 1)) / (load + 1) / beta;
      }
    },
    refresh,
    saturation() {
      let sum = 0;
      for (let g = 0; g < potts; g++) {
        let squares = 0;
        for (let i = g * size; i < (g + 1) * size; i++) squares += v[i] * v[i];
        sum += size < 2 ? 1 : (squares - 1 / size) / (1 - 1 / size);
      }
      for (let i = free; i < n; i++) sum += ((2 * v[i] - 1 - low) / (1 - low)) ** 2;
      return layout.units === 0 ? 1 : sum / layout.units;
    },
    cost: n + couplingEntries({ kind: "sum", n, terms: rest }),
  };
}

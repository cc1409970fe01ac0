/** Recombination in plain TypeScript: the oracle, and the fallback. @see Recombiner */
import type { SpinSystem } from "../system.ts";
import type { Bonds } from "./bonds.ts";
import type { Recombiner } from "./types.ts";

export function createReferenceRecombiner(system: SpinSystem, bonds: Bonds = system): Recombiner {
  const { n, bias } = system;
  const mark = new Uint8Array(n);
  const stack = new Int32Array(n);
  const biased = bias.some((value) => value !== 0);
  return {
    combine(a, b, drift) {
      let differing = 0;
      for (let i = 0; i < n; i++) differing += mark[i] = a[i] === b[i] ? 0 : 1;
      if (!biased && 2 * differing > n) for (let i = 0; i < n; i++) mark[i] ^= 1;
      let total = 0;
      for (let i = 0; i < n; i++) {
        if (mark[i] !== 1) continue;
        const size = collect(bonds, i, mark, stack);
        const change = flipChange(system, a, mark, stack, size);
        if (change < 0 || (drift && change === 0)) {
          for (let k = 0; k < size; k++) a[stack[k]] = -a[stack[k]];
          total += change;
        }
        for (let k = 0; k < size; k++) mark[stack[k]] = 0;
      }
      return total;
    },
  };
}

/** The component of marked sites that holds `first`, marked 2, in stack[0 .. size). */
function collect({ rowStart, column }: Bonds, first: number, mark: Uint8Array, stack: Int32Array): number {
  stack[0] = first;
  mark[first] = 2;
  let size = 1;
  for (let at = 0; at < size; at++) {
    const i = stack[at];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      const j = column[k];
      if (mark[j] !== 1) continue;
      mark[j] = 2;
      stack[size++] = j;
    }
  }
  return size;
}

/** Change of energy, in units, when the sites marked 2 flip together: 2 sum_i s_i (b_i + sum over j outside of W_ij s_j). */
function flipChange(system: SpinSystem, s: Int8Array, mark: Uint8Array, stack: Int32Array, size: number): number {
  const { rowStart, column, weight, bias } = system;
  let sum = 0;
  for (let at = 0; at < size; at++) {
    const i = stack[at];
    let field = bias[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) if (mark[column[k]] !== 2) field += weight[k] * s[column[k]];
    sum += s[i] * field;
  }
  return 2 * sum;
}

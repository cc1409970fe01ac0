/**
 * Which couplings hold sites together when states are recombined. All of them, where that leaves components; on a dense model with
 * a few strong couplings among many weak ones (a long-range chain, say) the differing sites are one component, and only the strong
 * couplings tell which of them belong together. What the weak ones say counts all the same: a component is flipped when the energy
 * falls.
 */
import type { SpinSystem } from "../system.ts";

/** Compressed rows of the pairs that hold together, both directions stored. */
export interface Bonds {
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
}

/** Couplings per site below which components of the whole model are looked for. */
const SPARSE = 16;
/** Entries looked at to tell a threshold. */
const SAMPLE = 2 ** 16;
/** Pairs stand out when the strongest ones, twice as many as sites, carry this share of all magnitudes. */
const SHARE = 0.5;

/** Whether few couplings of a dense model over n sites stand out, by a sample of its entries. */
export function isUneven(values: ArrayLike<number>, n: number): boolean {
  if (values.length < SPARSE * n) return false;
  const magnitudes = sampled(values);
  const strongest = magnitudes.subarray(magnitudes.length - Math.round((4 * n * magnitudes.length) / values.length));
  return sum(strongest) >= SHARE * sum(magnitudes);
}

/** About the `perSite` times n strongest pairs, or null where few couplings do not stand out. O(couplings). */
export function strongBonds({ n, rowStart, column, weight }: SpinSystem, perSite: number): Bonds | null {
  if (!isUneven(weight, n)) return null;
  const magnitudes = sampled(weight);
  const rank = magnitudes.length - Math.max(1, Math.round((2 * perSite * n * magnitudes.length) / weight.length));
  const threshold = magnitudes[rank];
  const strong: number[] = [];
  const start = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) if (Math.abs(weight[k]) >= threshold) strong.push(column[k]);
    start[i + 1] = strong.length;
  }
  return { rowStart: start, column: Int32Array.from(strong) };
}

/** Magnitudes, ascending: all of them, or of entries spread by a multiplicative hash, which no period of rows can follow. */
function sampled(values: ArrayLike<number>): Float64Array {
  const { length } = values;
  const all = length <= SAMPLE;
  const at = (k: number) => (all ? k : (Math.imul(k, 0x9e3779b1) >>> 0) % length);
  return Float64Array.from({ length: Math.min(length, SAMPLE) }, (_, k) => Math.abs(values[at(k)])).sort();
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/**
 * Overlaps xi_mu . s of all patterns with one state, kept under changes, and what they say of a spin in a dense memory. Overlaps are whole
 * numbers from -n to n, so g(r) = F(r + 1) - F(r - 1) is a table. For F = e^z it is 2 sinh(1) e^r: a table of e^-d, d measured downwards from
 * the largest overlap, so that nothing overflows and the patterns that matter keep all their digits.
 */
import { logarithm } from "../../kernels/elementary.ts";
import { exponential } from "../../kernels/exponential.ts";
import type { Patterns } from "../patterns.ts";

export interface Interaction {
  readonly kind: "exponential" | "rectified" | "polynomial";
  /** Of the two powers. */
  readonly degree: number;
}

export interface Overlaps {
  /** Patterns. */
  readonly count: number;
  /** Takes a whole state, values -1, 0, +1. O(P n). */
  assign(state: ArrayLike<number>): void;
  /** The value of lower energy for spin i, -1 or +1; 0 when both are equal, or apart by less than rounding. O(P). */
  preference(i: number): number;
  /** Spin i has become `value`. O(P). */
  set(i: number, value: number): void;
  /** E of the state. O(P). */
  energy(): number;
}

/** Copies the patterns: P n bytes. */
export function createOverlaps(patterns: Patterns, { kind, degree }: Interaction): Overlaps {
  const { count, size, values } = patterns;
  const columns = new Int8Array(count * size); // row i: spin i of all patterns
  for (let mu = 0; mu < count; mu++) for (let i = 0; i < size; i++) columns[i * count + mu] = values[mu * size + i];
  const overlap = new Int32Array(count);
  const state = new Int8Array(size);
  const shared = {
    count,
    assign(given: ArrayLike<number>): void {
      overlap.fill(0);
      for (let i = 0; i < size; i++) {
        state[i] = given[i];
        if (given[i] !== 0) addColumn(i, given[i]);
      }
    },
    set(i: number, value: number): void {
      addColumn(i, value - state[i]);
      state[i] = value;
    },
  };
  function addColumn(i: number, change: number): void {
    rewards.changed();
    addTimes(overlap, change, columns, i * count);
  }
  const rewards =
    kind === "exponential"
      ? exponentialRewards(overlap, size)
      : powerRewards(overlap, size, degree, kind === "rectified");
  return {
    ...shared,
    preference: (i) => rewards.preference(columns, i * count, state[i]),
    energy: rewards.energy,
  };
}

interface Rewards {
  /** The overlaps are others now. */
  changed(): void;
  /** Sign of sum_mu xi_mu g(r_mu), r_mu = overlap_mu - xi_mu s, xi_mu = columns[from + mu]; 0 within rounding. */
  preference(columns: Int8Array, from: number, s: number): number;
  energy(): number;
}

/** Sums of `count` terms are off by less than this share of the sum of their magnitudes. */
const roundingOf = (count: number) => 4 * (count + 4) * 2 ** -53;

function powerRewards(overlap: Int32Array, size: number, degree: number, rectified: boolean): Rewards {
  const power = Float64Array.from({ length: 2 * size + 3 }, (_, k) => {
    const z = k - size - 1;
    if (rectified && z < 0) return 0;
    let product = 1;
    for (let d = 0; d < degree; d++) product *= z;
    return product;
  });
  const difference = Float64Array.from({ length: 2 * size + 1 }, (_, k) => power[k + 2] - power[k]); // at r = k - size
  const exact = (size + 1) ** degree * 2 * overlap.length <= Number.MAX_SAFE_INTEGER;
  const relative = roundingOf(overlap.length);
  return {
    changed: () => undefined,
    preference(columns, from, s) {
      const sum = weighted(difference, overlap, size, 1, columns, from, s);
      if (exact) return Math.sign(sum);
      const magnitude = unweighted(difference, overlap, size, 1, columns, from, s);
      return Math.abs(sum) <= relative * magnitude ? 0 : Math.sign(sum);
    },
    energy: () => 0 - total(power, overlap, size + 1, 1), // never -0
  };
}

function exponentialRewards(overlap: Int32Array, size: number): Rewards {
  const relative = roundingOf(overlap.length);
  const decay = Float64Array.from({ length: 2 * size + 3 }, (_, d) => exponential(-d));
  let top = 0; // the largest overlap, where known
  let known = false;
  const largest = (): number => {
    if (!known) top = largestOf(overlap);
    known = true;
    return top;
  };
  return {
    changed() {
      known = false;
    },
    preference(columns, from, s) {
      const above = largest() + 1; // an overlap without one spin is at most one above
      const sum = weighted(decay, overlap, above, -1, columns, from, s);
      // Terms are at most 1 each: only a sum near rounding needs to know how large they are together.
      if (Math.abs(sum) > relative * overlap.length) return Math.sign(sum);
      const magnitude = unweighted(decay, overlap, above, -1, columns, from, s);
      return Math.abs(sum) <= relative * magnitude ? 0 : Math.sign(sum);
    },
    energy() {
      const above = largest();
      return -above - logarithm(total(decay, overlap, above, -1));
    },
  };
}

// The loops stand alone: what follows a loop inside one function is unknown to the compiler that replaces it on the stack, which
// then gives the code up at every call. imul: -1 times 0 stays whole.

/** target_mu += change columns[from + mu]. */
function addTimes(target: Int32Array, change: number, columns: Int8Array, from: number): void {
  for (let mu = 0, at = from; mu < target.length; mu++, at++) target[mu] += Math.imul(change, columns[at]);
}

/** sum_mu xi_mu table[origin + direction (overlap_mu - xi_mu s)], xi_mu = columns[from + mu]. */
function weighted(
  table: Float64Array,
  overlap: Int32Array,
  origin: number,
  direction: 1 | -1,
  columns: Int8Array,
  from: number,
  s: number,
): number {
  let sum = 0;
  for (let mu = 0, at = from; mu < overlap.length; mu++, at++) {
    const xi = columns[at];
    sum += xi * table[origin + Math.imul(direction, overlap[mu] - Math.imul(xi, s))];
  }
  return sum;
}

/** The same with magnitudes: sum_mu |table[...]|. */
function unweighted(
  table: Float64Array,
  overlap: Int32Array,
  origin: number,
  direction: 1 | -1,
  columns: Int8Array,
  from: number,
  s: number,
): number {
  let sum = 0;
  for (let mu = 0, at = from; mu < overlap.length; mu++, at++) {
    sum += Math.abs(table[origin + Math.imul(direction, overlap[mu] - Math.imul(columns[at], s))]);
  }
  return sum;
}

/** sum_mu table[origin + direction overlap_mu]. */
function total(table: Float64Array, overlap: Int32Array, origin: number, direction: 1 | -1): number {
  let sum = 0;
  for (let mu = 0; mu < overlap.length; mu++) sum += table[origin + Math.imul(direction, overlap[mu])];
  return sum;
}

function largestOf(overlap: Int32Array): number {
  let found = overlap[0];
  for (let mu = 1; mu < overlap.length; mu++) if (overlap[mu] > found) found = overlap[mu];
  return found;
}

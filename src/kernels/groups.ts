/**
 * Coupling terms that are sums over groups (rank-one, cliques, rows and columns of a grid), in one flat form: each group g keeps
 * S_g = sum of a_i z_i over its members, and the field of i is sum over its groups of scale_g a_i (S_g - a_i z_i).
 * A flip changes one sum a group; reading a field looks the sums up. O(memberships) memory: 4 bytes each, 12 with coefficients.
 */
import { type Leaf, onesGroups, transposeMembers } from "../model/index.ts";
import type { Values } from "../model/types.ts";

export interface Groups {
  /** Memberships of variable i: k from start[i] to start[i + 1]. */
  readonly start: Int32Array;
  readonly group: Int32Array;
  /** a_i of each membership, or null when all are 1. */
  readonly coefficient: Float64Array | null;
  readonly scale: Float64Array;
  readonly sums: Float64Array;
}

/** One term before it is merged: groups given by a membership list sorted by variable. */
interface Part {
  readonly first: number;
  readonly n: number;
  readonly start: Int32Array;
  readonly group: Int32Array;
  readonly coefficient: Values | null;
  readonly groups: number;
  readonly scale: number;
}

/** Whether a leaf has a group form. O(1): nothing is made. */
export function hasGroups({ couplings }: Leaf): boolean {
  if (couplings.kind === "kronecker") return onesGroups(couplings.left, couplings.right) !== null;
  return couplings.kind === "rank-one" || couplings.kind === "cliques";
}

/** The group form of a leaf, or null when it has none. */
function toPart({ scale, start: first, couplings }: Leaf): Part | null {
  const { n } = couplings;
  if (couplings.kind === "rank-one") {
    const start = Int32Array.from({ length: n + 1 }, (_, i) => i);
    return { first, n, start, group: new Int32Array(n), coefficient: couplings.vector, groups: 1, scale };
  }
  if (couplings.kind === "cliques") {
    const { groupStart, member, coefficient } = couplings;
    const { start, group, slot } = transposeMembers(n, groupStart, member);
    const own = coefficient === null ? null : Float64Array.from(slot, (k) => coefficient[k]);
    return { first, n, start, group, coefficient: own, groups: groupStart.length - 1, scale };
  }
  if (couplings.kind !== "kronecker") return null;
  const ones = onesGroups(couplings.left, couplings.right);
  if (ones === null) return null;
  const columns = couplings.right.n;
  const start = Int32Array.from({ length: n + 1 }, (_, i) => i);
  const group = Int32Array.from({ length: n }, (_, i) => (ones.step === 1 ? Math.floor(i / columns) : i % columns));
  // A (x) B + its transpose: every pair counts twice.
  return { first, n, start, group, coefficient: null, groups: ones.count, scale: 2 * scale };
}

/** Splits leaves into those with a group form, merged over all n variables, and the rest. `groups` is null when there is none. */
export function splitGroups(n: number, all: readonly Leaf[]): { groups: Groups | null; rest: Leaf[] } {
  const parts: Part[] = [];
  const rest: Leaf[] = [];
  for (const leaf of all) {
    const part = toPart(leaf);
    if (part === null) rest.push(leaf);
    else parts.push(part);
  }
  return { groups: parts.length === 0 ? null : merge(n, parts), rest };
}

function merge(n: number, parts: readonly Part[]): Groups {
  const start = new Int32Array(n + 1);
  for (const part of parts) {
    for (let a = 0; a < part.n; a++) start[part.first + a + 1] += part.start[a + 1] - part.start[a];
  }
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  const group = new Int32Array(start[n]);
  const weighted = parts.some((part) => part.coefficient?.some((value) => value !== 1));
  const coefficient = weighted ? new Float64Array(start[n]).fill(1) : null;
  const scale = new Float64Array(parts.reduce((sum, part) => sum + part.groups, 0));
  const next = start.slice(0, n);
  let offset = 0;
  for (const part of parts) {
    scale.fill(part.scale, offset, offset + part.groups);
    for (let a = 0; a < part.n; a++) {
      for (let k = part.start[a]; k < part.start[a + 1]; k++) {
        const at = next[part.first + a]++;
        group[at] = offset + part.group[k];
        if (coefficient !== null && part.coefficient !== null) coefficient[at] = part.coefficient[k];
      }
    }
    offset += part.groups;
  }
  return { start, group, coefficient, scale, sums: new Float64Array(scale.length) };
}

/** Field of variable i from its groups, when it has value z. */
export function groupField({ start, group, coefficient, scale, sums }: Groups, i: number, z: number): number {
  const end = start[i + 1];
  let h = 0;
  if (coefficient === null) {
    for (let k = start[i]; k < end; k++) h += scale[group[k]] * (sums[group[k]] - z);
  } else {
    for (let k = start[i]; k < end; k++) h += scale[group[k]] * coefficient[k] * (sums[group[k]] - coefficient[k] * z);
  }
  return h;
}

/** z_i changed by `step`. */
export function groupStep({ start, group, coefficient, sums }: Groups, i: number, step: number): void {
  for (let k = start[i]; k < start[i + 1]; k++) sums[group[k]] += coefficient === null ? step : coefficient[k] * step;
}

/** Sums anew from all values: O(memberships). */
export function groupReset(groups: Groups, values: Int8Array): void {
  groups.sums.fill(0);
  for (let i = 0; i < values.length; i++) groupStep(groups, i, values[i]);
}

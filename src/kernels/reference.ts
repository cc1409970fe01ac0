/**
 * Reference kernels in plain TypeScript: the oracle for faster ones. Terms of the couplings are of two sorts:
 * pushed (dense, csr, Kronecker, ...: a flip adds its column to the field array) and pulled (rank-one, one-hot and balance
 * groups: a flip changes one sum per group, reading a field looks the sums up), so that constraints cost O(1) per flip.
 */
import {
  addBiases,
  couplingOperator,
  type Leaf,
  leaves,
  onesGroups,
  quadraticForm,
  transposeMembers,
} from "../model/index.ts";
import type { EnergyModel, Values } from "../model/types.ts";
import type { Random } from "../random.ts";
import type { Fields, Kernels } from "./types.ts";

/** Group sums of one term: field_i += scale * sum over groups g of i of a_i (S_g - a_i z_i). */
interface PulledTerm {
  field(i: number, value: number): number;
  /** z_i changed by `step`. */
  changed(i: number, step: number): void;
  reset(values: Int8Array): void;
}

function createFields(model: EnergyModel, initial: ArrayLike<number>): Fields {
  const { n } = model;
  const values = new Int8Array(n);
  const bias = new Float64Array(n);
  addBiases(model.biases, 1, bias);
  const pushed: Leaf[] = [];
  const pulled: PulledTerm[] = [];
  for (const leaf of leaves(model.couplings)) {
    const term = pulledTerm(leaf);
    if (term === null) pushed.push(leaf);
    else pulled.push(term);
  }
  const operator = couplingOperator({ kind: "sum", n, terms: pushed });
  const pushedField = new Float64Array(n);
  const spin = model.domain === "spin";
  let total = 0;

  function field(i: number): number {
    let h = pushedField[i];
    for (let t = 0; t < pulled.length; t++) h += pulled[t].field(i, values[i]);
    return h;
  }
  function gain(i: number): number {
    const h = field(i);
    return spin ? 2 * values[i] * h : values[i] === 1 ? h : -h;
  }
  function refresh(): void {
    operator.apply(values, pushedField);
    for (let i = 0; i < n; i++) pushedField[i] += bias[i];
    for (const term of pulled) term.reset(values);
    total = quadraticForm(model, values);
  }
  function assign(next: ArrayLike<number>): void {
    for (let i = 0; i < n; i++) values[i] = next[i];
    refresh();
  }
  assign(initial);
  return {
    n,
    values,
    get energy() {
      return total;
    },
    field,
    gain,
    flip(i) {
      const change = gain(i);
      const step = spin ? -2 * values[i] : 1 - 2 * values[i];
      values[i] += step;
      operator.addColumn(i, step, pushedField);
      for (let t = 0; t < pulled.length; t++) pulled[t].changed(i, step);
      total += change;
      return change;
    },
    refresh,
    assign,
  };
}

function pulledTerm(leaf: Leaf): PulledTerm | null {
  const part = leaf.couplings;
  if (part.kind === "rank-one") return rankOneTerm(leaf, part.vector);
  if (part.kind === "cliques") return cliqueTerm(leaf, part.groupStart, part.member, part.coefficient);
  if (part.kind === "kronecker") {
    const groups = onesGroups(part.left, part.right);
    if (groups !== null) return gridTerm(leaf, groups.count, part.right.n, groups.step === 1);
  }
  return null;
}

function rankOneTerm({ scale, start, couplings }: Leaf, vector: Values): PulledTerm {
  const n = couplings.n;
  let sum = 0;
  return {
    field(i, value) {
      const a = i - start;
      return a >= 0 && a < n ? scale * vector[a] * (sum - vector[a] * value) : 0;
    },
    changed(i, step) {
      const a = i - start;
      if (a >= 0 && a < n) sum += vector[a] * step;
    },
    reset(values) {
      sum = 0;
      for (let a = 0; a < n; a++) sum += vector[a] * values[start + a];
    },
  };
}

/** Rows (contiguous) or columns (strided) of a grid of variables, each a clique of weight 2 * scale. */
function gridTerm({ scale, start, couplings }: Leaf, count: number, columns: number, byRow: boolean): PulledTerm {
  const n = couplings.n;
  const sums = new Float64Array(count);
  const group = (a: number) => (byRow ? Math.floor(a / columns) : a % columns);
  return {
    field(i, value) {
      const a = i - start;
      return a >= 0 && a < n ? 2 * scale * (sums[group(a)] - value) : 0;
    },
    changed(i, step) {
      const a = i - start;
      if (a >= 0 && a < n) sums[group(a)] += step;
    },
    reset(values) {
      sums.fill(0);
      for (let a = 0; a < n; a++) sums[group(a)] += values[start + a];
    },
  };
}

function cliqueTerm(
  { scale, start, couplings }: Leaf,
  groupStart: Int32Array,
  member: Int32Array,
  coefficient: Values | null,
): PulledTerm {
  const n = couplings.n;
  const of = transposeMembers(n, groupStart, member);
  const sums = new Float64Array(groupStart.length - 1);
  const weight = (slot: number) => (coefficient === null ? 1 : coefficient[slot]);
  return {
    field(i, value) {
      const a = i - start;
      if (a < 0 || a >= n) return 0;
      let h = 0;
      for (let k = of.start[a]; k < of.start[a + 1]; k++) {
        const c = weight(of.slot[k]);
        h += c * (sums[of.group[k]] - c * value);
      }
      return scale * h;
    },
    changed(i, step) {
      const a = i - start;
      if (a < 0 || a >= n) return;
      for (let k = of.start[a]; k < of.start[a + 1]; k++) sums[of.group[k]] += weight(of.slot[k]) * step;
    },
    reset(values) {
      sums.fill(0);
      for (let g = 0; g + 1 < groupStart.length; g++) {
        for (let k = groupStart[g]; k < groupStart[g + 1]; k++) sums[g] += weight(k) * values[start + member[k]];
      }
    },
  };
}

function metropolisSweep(fields: Fields, beta: number, random: Random, accepted: ((i: number) => void) | null): number {
  let flips = 0;
  for (let i = 0; i < fields.n; i++) {
    const gain = fields.gain(i);
    if (gain > 0 && random.uniform() >= Math.exp(-beta * gain)) continue;
    fields.flip(i);
    flips++;
    if (accepted !== null) accepted(i);
  }
  return flips;
}

export const referenceKernels: Kernels = { id: "reference", fields: createFields, metropolisSweep };

/**
 * Local fields of a plain state, kept current under flips. The terms of the couplings are of three sorts: sparse (all CSR terms,
 * merged: a flip adds a row to the field array), groups (rank-one, one-hot, balance: a flip changes one sum a group, so that
 * constraints cost O(1)), and operators (dense, Kronecker, ...: a flip adds the term's column).
 */
import {
  addBiases,
  type CsrMatrix,
  couplingOperator,
  type Leaf,
  leaves,
  quadraticForm,
  toCsr,
} from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";
import { groupField, groupReset, groupStep, splitGroups } from "./groups.ts";
import type { Fields } from "./types.ts";

/** What a specialised sweep works on: the arrays behind `Fields` when the couplings are sparse and nothing else. */
export interface SparseFields {
  readonly n: number;
  readonly values: Int8Array;
  /** Local fields, length n. */
  readonly field: Float64Array;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly weight: Float64Array;
  /** step_i = base - 2 z_i: 0 for spins, 1 for bits. */
  readonly base: 0 | 1;
  /** One entry: the running energy. */
  readonly energy: Float64Array;
}

/** Fields made by the reference kernels; `sparse` is null when the couplings have other terms than CSR. */
export interface ReferenceFields extends Fields {
  readonly sparse: SparseFields | null;
}

export function createFields(model: EnergyModel, initial: ArrayLike<number>): ReferenceFields {
  const { n } = model;
  const { groups, rest } = splitGroups(n, leaves(model.couplings));
  const { rowStart, column, values: weight } = mergeSparse(n, rest.filter(isSparse));
  const others = rest.filter((leaf) => !isSparse(leaf));
  const pushed = couplingOperator({ kind: "sum", n, terms: rest });
  const other = others.length === 0 ? null : couplingOperator({ kind: "sum", n, terms: others });
  const values = new Int8Array(n);
  const pushedField = new Float64Array(n);
  const bias = new Float64Array(n);
  addBiases(model.biases, 1, bias);
  const base = model.domain === "spin" ? 0 : 1;
  const energy = new Float64Array(1);

  function field(i: number): number {
    return groups === null ? pushedField[i] : pushedField[i] + groupField(groups, i, values[i]);
  }
  function gain(i: number): number {
    return (2 * values[i] - base) * field(i);
  }
  function flip(i: number): number {
    const change = gain(i);
    const step = base - 2 * values[i];
    values[i] += step;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) pushedField[column[k]] += step * weight[k];
    if (other !== null) other.addColumn(i, step, pushedField);
    if (groups !== null) groupStep(groups, i, step);
    energy[0] += change;
    return change;
  }
  function refresh(): void {
    pushed.apply(values, pushedField);
    for (let i = 0; i < n; i++) pushedField[i] += bias[i];
    if (groups !== null) groupReset(groups, values);
    energy[0] = quadraticForm(model, values);
  }
  function assign(next: ArrayLike<number>): void {
    for (let i = 0; i < n; i++) values[i] = next[i];
    refresh();
  }
  assign(initial);
  const onlySparse = groups === null && other === null;
  return {
    n,
    values,
    get energy() {
      return energy[0];
    },
    field,
    gain,
    flip,
    refresh,
    assign,
    sparse: onlySparse ? { n, values, field: pushedField, rowStart, column, weight, base, energy } : null,
  };
}

function isSparse(leaf: Leaf): boolean {
  return leaf.couplings.kind === "csr";
}

/** All CSR terms as one matrix over n variables. A single unscaled term of doubles is used as it is, without a copy. */
function mergeSparse(n: number, terms: readonly Leaf[]): CsrMatrix {
  if (terms.length === 0) {
    return { n, rowStart: new Int32Array(n + 1), column: new Int32Array(0), values: new Float64Array(0) };
  }
  const [{ scale, couplings }] = terms;
  if (terms.length === 1 && couplings.kind === "csr" && couplings.n === n) {
    const { rowStart, column, values } = couplings;
    const same = scale === 1 && values instanceof Float64Array;
    return { n, rowStart, column, values: same ? values : Float64Array.from(values, (value) => scale * value) };
  }
  return toCsr({
    n,
    domain: "spin",
    couplings: { kind: "sum", n, terms },
    biases: { kind: "constant", n, value: 0 },
    offset: 0,
    structure: [],
    integer: false,
  });
}

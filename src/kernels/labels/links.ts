/**
 * The couplings of a model over one-hot groups, told apart: those inside a group are dropped, those that join equal choices of two
 * groups alike for all choices become edges between groups, the rest stay pairs of cells. Couplings given as graph (x) identity are read
 * off without being written out; plain rows are looked through for the same form.
 */
import { MemoryError } from "../../errors.ts";
import { couplingEntries, type EnergyModel, kronecker, type Leaf, leaves, toCsr } from "../../model/index.ts";
import type { Couplings, Term } from "../../model/types.ts";
import type { Layout } from "./system.ts";

/** Rows of links, ascending; `weight` in units of energy, positive where it costs. */
export interface Links {
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

export interface SplitCouplings {
  /** Between units. */
  readonly edges: Links;
  /** Between cells. */
  readonly pairs: Links;
}

/** Bytes of a stored entry while rows are made. */
const ENTRY_BYTES = 36;

/** @throws {MemoryError} */
export function splitCouplings(model: EnergyModel, layout: Layout, memoryLimit: number): SplitCouplings {
  const { groups, size, units } = layout;
  const alike: Term[] = [];
  const rest: Term[] = [];
  for (const leaf of leaves(model.couplings)) {
    if (isInside(leaf, groups, size)) continue;
    const edges = betweenGroups(leaf, groups, size);
    if (edges === null) rest.push(leaf);
    else alike.push(edges);
  }
  const graph: Couplings = { kind: "sum", n: units, terms: alike };
  const others: Couplings = { kind: "sum", n: model.n, terms: rest };
  const bytes = ENTRY_BYTES * (couplingEntries(graph) + couplingEntries(others));
  if (bytes > memoryLimit) {
    throw new MemoryError(`couplings of ${groups} groups of ${size}`, bytes, memoryLimit, "Raise the memory limit.");
  }
  const edges = rowsOf(model, graph);
  const pairs = outsideGroups(rowsOf(model, others), layout);
  if (alike.length > 0 || pairs.weight.length === 0) return { edges, pairs: cellRows(pairs, layout) };
  const found = sameForAll(pairs, layout);
  if (found === null) return { edges, pairs: cellRows(pairs, layout) };
  const none = { start: new Int32Array(model.n + 1), to: new Int32Array(), weight: new Float64Array() };
  return { edges: found, pairs: cellRows(none, layout) };
}

/** Ones between all choices of each group. */
function isInside({ start, couplings }: Leaf, groups: number, size: number): boolean {
  if (couplings.kind !== "kronecker" || start % size !== 0) return false;
  const { left, right } = couplings;
  const fits = right.n === size && start + couplings.n <= groups * size;
  return fits && left.kind === "identity" && right.kind === "all-but-diagonal";
}

/** A graph (x) identity over whole groups, as couplings between the groups. */
function betweenGroups({ scale, start, couplings }: Leaf, groups: number, size: number): Term | null {
  if (couplings.kind !== "kronecker" || start % size !== 0) return null;
  const { left, right } = couplings;
  if (right.kind !== "identity" || right.n !== size || start + couplings.n > groups * size) return null;
  return { scale, start: start / size, couplings: kronecker(left, { kind: "identity", n: 1 }) };
}

function rowsOf(model: EnergyModel, couplings: Couplings): Links {
  const { n } = couplings;
  const { rowStart, column, values } = toCsr({ ...model, n, couplings }, Number.POSITIVE_INFINITY); // judged before
  const weight = new Float64Array(values.length); // no callback an entry: they are millions
  for (let k = 0; k < weight.length; k++) weight[k] = -values[k];
  return { start: rowStart, to: column, weight };
}

/** Without the couplings inside groups. */
function outsideGroups({ start, to, weight }: Links, { groups, size }: Layout): Links {
  const groupOf = (variable: number) => (variable < groups * size ? Math.floor(variable / size) : -1 - variable);
  const rows = start.length - 1;
  const kept = { start: new Int32Array(rows + 1), to: new Int32Array(to.length), weight: new Float64Array(to.length) };
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const own = groupOf(i);
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (weight[k] === 0 || groupOf(to[k]) === own) continue;
      kept.to[count] = to[k];
      kept.weight[count++] = weight[k];
    }
    kept.start[i + 1] = count;
  }
  return { start: kept.start, to: kept.to.slice(0, count), weight: kept.weight.slice(0, count) };
}

/** Edges between groups when every row of a group is its first row moved along, all of it between equal choices; else null. */
function sameForAll({ start, to, weight }: Links, { groups, size, units }: Layout): Links | null {
  const edges = { start: new Int32Array(units + 1), to: [] as number[], weight: [] as number[] };
  for (let i = groups * size; i < start.length - 1; i++) if (start[i + 1] > start[i]) return null;
  for (let g = 0; g < groups; g++) {
    const from = start[g * size];
    const length = start[g * size + 1] - from;
    for (let k = 0; k < length; k++) {
      if (to[from + k] % size !== 0) return null;
      edges.to.push(to[from + k] / size);
      edges.weight.push(weight[from + k]);
    }
    for (let choice = 1; choice < size; choice++) {
      const row = start[g * size + choice];
      if (start[g * size + choice + 1] - row !== length) return null;
      for (let k = 0; k < length; k++) {
        if (to[row + k] !== to[from + k] + choice || weight[row + k] !== weight[from + k]) return null;
      }
    }
    edges.start[g + 1] = edges.to.length;
  }
  edges.start.fill(edges.to.length, groups + 1);
  return { start: edges.start, to: Int32Array.from(edges.to), weight: Float64Array.from(edges.weight) };
}

/** Rows of variables as rows of cells. */
function cellRows({ start, to, weight }: Links, { cells, cellOf }: Layout): Links {
  const rows = start.length - 1;
  const lengths = new Int32Array(cells + 1);
  for (let i = 0; i < rows; i++) lengths[cellOf(i) + 1] = start[i + 1] - start[i];
  for (let cell = 0; cell < cells; cell++) lengths[cell + 1] += lengths[cell];
  return { start: lengths, to: to.map(cellOf), weight }; // cells rise with their variables
}

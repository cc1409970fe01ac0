/**
 * Energy, local fields and flip gains: E(z) = -1/2 z'Wz - b'z + c, h = Wz + b, gain_i = -step_i h_i with step = -2s for
 * spins and 1 - 2x for bits. Everything is computed from the model and the state alone: nothing is kept between calls.
 */
import { unreachable } from "../errors.ts";
import type { Bands } from "./bands.ts";
import { addBiases, biasAt } from "./biases.ts";
import { couplingOperator, type Leaf, leaves, onesGroups } from "./couplings.ts";
import { type FactorOperator, factorOperator } from "./factor.ts";
import { checkState, expandState, structureOf } from "./state.ts";
import type { EnergyModel, LeafCouplings, State, Values } from "./types.ts";

/**
 * Energy of a state. Plain: O(stored couplings). Permutations and labels: without expanding, O(places) when one factor of each
 * Kronecker term is thin, else O(places^2).
 * @throws {GroundstateError} "model" when the state does not fit.
 */
export function energy(model: EnergyModel, state: State): number {
  if (state.kind === "plain") {
    checkState(model, state);
    return plainEnergy(model, state.values);
  }
  checkState(model, state);
  const sites = compactSites(model, state);
  if (sites === null) return plainEnergy(model, expandState(model, state));
  // The linear part first: penalty rewards cancel the offset exactly, so no bits of the objective are lost beside them.
  let linear = 0;
  for (let k = 0; k < sites.left.length; k++)
    linear += biasAt(model.biases, sites.left[k] * sites.columns + sites.right[k]);
  let pairs = 0;
  for (const leaf of leaves(model.couplings)) pairs += compactPairs(leaf, sites);
  return model.offset - linear - pairs;
}

/** Energy of real values, e.g. activities in (0, 1): the same quadratic form. x has length n. */
export function quadraticForm(model: EnergyModel, x: ArrayLike<number>): number {
  const parts = leaves(model.couplings);
  const terms = parts.filter(({ couplings }) => couplings.kind !== "rank-one");
  const field = new Float64Array(model.n);
  couplingOperator({ kind: "sum", n: model.n, terms }).apply(x, field);
  const bias = new Float64Array(model.n);
  addBiases(model.biases, 1, bias);
  let linear = 0;
  let pairs = 0;
  for (let i = 0; i < model.n; i++) {
    linear += bias[i] * x[i];
    pairs += field[i] * x[i];
  }
  const squares = squaresOf(parts, x);
  // What squares take from the diagonal first: it cancels the offset, and no bits of a small square are lost beside large numbers.
  return model.offset + squares.diagonal - linear - squares.whole - pairs / 2;
}

/** Pairs of rank-one terms, 1/2 (sum a x)^2 - 1/2 sum (a x)^2, apart. O(n) a term. */
function squaresOf(parts: readonly Leaf[], x: ArrayLike<number>) {
  const squares = { whole: 0, diagonal: 0 };
  for (const { couplings, scale, start } of parts) {
    if (couplings.kind !== "rank-one") continue;
    let sum = 0;
    let own = 0;
    for (let i = 0; i < couplings.n; i++) {
      const part = couplings.vector[i] * x[start + i];
      sum += part;
      own += part * part;
    }
    squares.whole += (scale / 2) * sum * sum;
    squares.diagonal += (scale / 2) * own;
  }
  return squares;
}

function plainEnergy(model: EnergyModel, values: Int8Array): number {
  return quadraticForm(model, values);
}

/** The set bits of a compact state: bit k is (left[k], right[k]), variable left * columns + right. */
interface Sites {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly columns: number;
  /** site of a given left index, or of a given right index when each occurs once, else null. */
  readonly byLeft: Int32Array;
  readonly byRight: Int32Array | null;
}

function compactSites(model: EnergyModel, state: Exclude<State, { kind: "plain" }>): Sites | null {
  if (state.kind === "permutation") {
    const size = state.order.length;
    if (model.n !== size * size) return null;
    const places = Int32Array.from({ length: size }, (_, place) => place);
    const byLeft = new Int32Array(size);
    for (let place = 0; place < size; place++) byLeft[state.order[place]] = place;
    return { left: state.order, right: places, columns: size, byLeft, byRight: places };
  }
  const oneHot = structureOf(model, "one-hot")!;
  if (model.n !== oneHot.groups * oneHot.size) return null;
  const groups = Int32Array.from({ length: oneHot.groups }, (_, g) => g);
  return { left: groups, right: state.label, columns: oneHot.size, byLeft: groups, byRight: null };
}

/** 1/2 x'W_leaf x over the set bits: Kronecker by factors, rank-one and cliques by sums, bands one by one, the rest pair by pair over the set bits. */
function compactPairs(leaf: Leaf, sites: Sites): number {
  const part = leaf.couplings;
  // A term over the first rows of the grid only goes pair by pair: its factors know no site beyond them.
  const whole = part.n === sites.byLeft.length * sites.columns;
  if (part.kind === "kronecker" && leaf.start === 0 && part.right.n === sites.columns && whole) {
    return leaf.scale * kroneckerPairs(part, sites);
  }
  if (part.kind === "rank-one") return leaf.scale * rankOnePairs(part.vector, leaf.start, sites);
  if (part.kind === "cliques") return leaf.scale * cliquePairs(part, leaf.start, sites);
  if (part.kind === "bands" && leaf.start === 0 && part.size === sites.columns)
    return leaf.scale * heldBands(part, sites);
  const operator = couplingOperator(part);
  let sum = 0;
  for (let k = 0; k < sites.left.length; k++) {
    const i = sites.left[k] * sites.columns + sites.right[k] - leaf.start;
    if (i < 0 || i >= part.n) continue;
    for (let l = k + 1; l < sites.left.length; l++) {
      const j = sites.left[l] * sites.columns + sites.right[l] - leaf.start;
      if (j >= 0 && j < part.n) sum += operator.entry(i, j);
    }
  }
  return leaf.scale * sum;
}

/** ((sum a)^2 - sum a^2) / 2 over the set bits. O(sites). */
function rankOnePairs(vector: Values, start: number, sites: Sites): number {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < sites.left.length; k++) {
    const i = sites.left[k] * sites.columns + sites.right[k] - start;
    if (i < 0 || i >= vector.length) continue;
    sum += vector[i];
    squares += vector[i] * vector[i];
  }
  return (sum * sum - squares) / 2;
}

/** The same, group by group. O(members). */
function cliquePairs(
  { groupStart, member, coefficient }: LeafCouplings & { kind: "cliques" },
  start: number,
  sites: Sites,
): number {
  let total = 0;
  for (let g = 0; g + 1 < groupStart.length; g++) {
    let sum = 0;
    let squares = 0;
    for (let k = groupStart[g]; k < groupStart[g + 1]; k++) {
      const i = start + member[k];
      const left = Math.floor(i / sites.columns);
      if (sites.right[sites.byLeft[left]] !== i - left * sites.columns) continue;
      const a = coefficient === null ? 1 : coefficient[k];
      sum += a;
      squares += a * a;
    }
    total += (sum * sum - squares) / 2;
  }
  return total;
}

/** Sum of the weights of the bands that both choices of their groups lie in. O(bands). */
function heldBands({ from, to, low, high, weight }: Bands, { right, byLeft }: Sites): number {
  let sum = 0;
  for (let t = 0; t < from.length; t++) {
    const difference = right[byLeft[to[t]]] - right[byLeft[from[t]]];
    if (difference >= low[t] && difference <= high[t]) sum += weight[t];
  }
  return sum;
}

/** x'(A (x) B)x = sum over ordered pairs of sites of A[left, left'] B[right, right'], along the thinner factor. */
function kroneckerPairs(part: LeafCouplings & { kind: "kronecker" }, sites: Sites): number {
  const left = factorOperator(part.left);
  const right = factorOperator(part.right);
  // One bit per item and per place: no two share either, so the constraint terms vanish.
  if (sites.byRight !== null && onesGroups(part.left, part.right) !== null) return 0;
  if (right.thin && sites.byRight !== null) return alongRight(left, right, sites, sites.byRight);
  return alongLeft(left, right, sites, part.left.kind === "csr");
}

function alongRight(left: FactorOperator, right: FactorOperator, sites: Sites, byRight: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < sites.left.length; k++) {
    right.forEachInRow(sites.right[k], (q, r) => {
      sum += r * left.entry(sites.left[k], sites.left[byRight[q]]);
    });
  }
  return sum;
}

function alongLeft(left: FactorOperator, right: FactorOperator, sites: Sites, sparse: boolean): number {
  let sum = 0;
  if (left.thin || sparse) {
    for (let k = 0; k < sites.left.length; k++) {
      left.forEachInRow(sites.left[k], (b, l) => {
        sum += l * right.entry(sites.right[k], sites.right[sites.byLeft[b]]);
      });
    }
    return sum;
  }
  for (let k = 0; k < sites.left.length; k++) {
    for (let l = 0; l < sites.left.length; l++) {
      const r = right.entry(sites.right[k], sites.right[l]);
      if (r !== 0) sum += r * left.entry(sites.left[k], sites.left[l]);
    }
  }
  return sum;
}

/** Local fields h = Wz + b, length n, energy units. Allocates. O(stored couplings). */
export function localFields(model: EnergyModel, values: ArrayLike<number>): Float64Array {
  const field = new Float64Array(model.n);
  couplingOperator(model.couplings).apply(values, field);
  addBiases(model.biases, 1, field);
  return field;
}

/** Change of energy when variable i flips: 2 s_i h_i for spins, (2 x_i - 1) h_i for bits. O(n) at most. */
export function flipGain(model: EnergyModel, values: ArrayLike<number>, i: number): number {
  const column = new Float64Array(model.n);
  couplingOperator(model.couplings).addColumn(i, 1, column);
  let field = biasAt(model.biases, i);
  for (let j = 0; j < model.n; j++) field += column[j] * values[j];
  switch (model.domain) {
    case "spin":
      return 2 * values[i] * field;
    case "bit":
      return (2 * values[i] - 1) * field;
    default:
      return unreachable(model.domain);
  }
}

/**
 * A model with a balance structure, ready to be cut: couplings between items are edges, biases are energies of an item
 * in a part, and the balance penalty with its completed slack is a function of the loads. For labels l the energy is
 *     base + sum of weight over cut edges + sum_v unary(v, l_v) + sum_p fullLoadEnergy(p, load_p).
 * Over spins label 1 stands for +1.
 */
import { GroundstateError, MemoryError } from "../../src/errors.ts";
import {
  addBiases,
  checkState,
  compactState,
  completeSlack,
  csrFromEdges,
  type EnergyModel,
  energy,
  factorOperator,
  type State,
  toBiasArray,
  toCsr,
} from "../../src/model/index.ts";
import { cutEnergy, type Graph, loadsOf, overload, sumOf } from "./graph.ts";
import { type Balance, isRefusal, type Reading, readModel } from "./reading.ts";
import type { LoadEnergy } from "./refine.ts";

export interface Board {
  readonly model: EnergyModel;
  readonly graph: Graph;
  readonly capacity: number;
  /** Energy of the loads; null when it is constant over balanced partitions, so that moves need not ask. */
  readonly loadEnergy: LoadEnergy;
  readonly fullLoadEnergy: LoadEnergy;
}

/** Bytes an edge entry takes over all levels: the graph, its contractions, and what contraction holds meanwhile. */
const BYTES_PER_ENTRY = 48;
/** Bytes an item takes: levels, queues, a population of partitions. */
const BYTES_PER_ITEM = 400;
/** Bytes an item takes for each part when unary energies matter: the finest level, its contractions, the biases read. */
const BYTES_PER_CHOICE = 24;
/** Loads for which the constancy of the load energy is checked one by one. */
const CHECKED_LOADS = 100_000;

/** @throws {MemoryError} when the graph would exceed `memoryLimit`; {GroundstateError} "unsupported-model". */
export function createBoard(model: EnergyModel, memoryLimit: number): Board {
  const reading = readModel(model);
  if (isRefusal(reading)) throw new GroundstateError("unsupported-model", reading.reason);
  const { balance } = reading;
  const { items, parts } = balance;
  const mass = balance.weights ?? new Float64Array(items).fill(1);
  const csr = model.domain === "spin" ? spinEdges(model, reading, memoryLimit) : partEdges(reading, memoryLimit);
  const unary = unaryEnergies(model, reading, mass, memoryLimit);
  let everywhere = unary !== null;
  for (let k = 0; k < csr.weight.length && !everywhere; k++) everywhere = csr.weight[k] < 0;
  const graph: Graph = { n: items, ...csr, mass, unary, parts, everywhere };
  const fullLoadEnergy = loadEnergyOf(model, reading, sumOf(mass));
  const constant = isConstant(fullLoadEnergy, balance, mass);
  // Sums of real weights round, so a load that reaches capacity exactly must not count as above it.
  const capacity = balance.capacity + (mass.every(Number.isInteger) ? 0 : 1e-9 * Math.abs(balance.capacity));
  return { model, graph, capacity, loadEnergy: constant ? null : fullLoadEnergy, fullLoadEnergy };
}

export function excessOf({ graph, capacity }: Board, label: Int32Array): number {
  return overload(loadsOf(graph, label), capacity);
}

/** Energy less the base: equal to the model's up to a constant that is the same for all labels. O(edges). */
export function relativeEnergy({ graph, fullLoadEnergy }: Board, label: Int32Array): number {
  const cut = cutEnergy(graph, label);
  if (fullLoadEnergy === null) return cut;
  return loadsOf(graph, label).reduce((sum, load, p) => sum + fullLoadEnergy(p, load), cut);
}

export const modelEnergy = (board: Board, label: Int32Array): number => energy(board.model, toState(board, label));

/** A new state: labels over bits, else spins with their slack completed. */
export function toState({ model, graph }: Board, label: Int32Array): State {
  if (model.domain === "bit") return { kind: "labels", label: label.slice() };
  const values = new Int8Array(model.n).fill(-1);
  for (let v = 0; v < graph.n; v++) if (label[v] === 1) values[v] = 1;
  completeSlack(model, values);
  return { kind: "plain", values };
}

/** Labels of a state, or null when it breaks the one-hot structure. */
export function fromState({ model, graph }: Board, state: State): Int32Array | null {
  checkState(model, state);
  if (state.kind === "labels") return state.label.slice();
  if (state.kind !== "plain") return null;
  if (model.domain === "spin") return Int32Array.from({ length: graph.n }, (_, v) => (state.values[v] === 1 ? 1 : 0));
  const compact = compactState(
    { ...model, structure: model.structure.filter((s) => s.kind === "one-hot") },
    state.values,
  );
  return compact !== null && compact.kind === "labels" ? compact.label : null;
}

type Edges = Pick<Graph, "rowStart" | "column" | "weight">;

function requireRoom(items: number, entries: number, limit: number): void {
  const bytes = BYTES_PER_ENTRY * entries + BYTES_PER_ITEM * items;
  if (bytes <= limit) return;
  throw new MemoryError(
    `multilevel partitioning of ${items} items with ${entries} couplings`,
    bytes,
    limit,
    "Use solver annealing, which keeps the structure of the couplings, or raise the memory limit.",
  );
}

/** -W s s = -W + 2 W [cut]: an edge of weight 2 W. */
function spinEdges(model: EnergyModel, { balance, edges }: Reading, limit: number): Edges {
  const { items } = balance;
  const single = edges.length === 1 && edges[0].start === 0 ? edges[0].couplings : null;
  if (single !== null && single.kind === "csr") {
    requireRoom(items, single.values.length, limit);
    const rowStart = new Int32Array(items + 1).fill(single.values.length);
    rowStart.set(single.rowStart.subarray(0, items + 1));
    return { rowStart, column: single.column, weight: Float64Array.from(single.values, (w) => 2 * edges[0].scale * w) };
  }
  requireRoom(items, 0, limit);
  const rest: EnergyModel = { ...model, couplings: { kind: "sum", n: model.n, terms: edges } };
  const csr = toCsr(rest, limit);
  requireRoom(items, csr.values.length, limit);
  return { rowStart: csr.rowStart.slice(0, items + 1), column: csr.column, weight: csr.values.map((w) => 2 * w) };
}

/** scale * A (x) identity: an ordered pair in the same part has energy -scale * A_uv, so cutting it costs scale * A_uv. */
function partEdges({ balance, edges }: Reading, limit: number): Edges {
  const { items, parts } = balance;
  const only = edges.length === 1 ? edges[0] : null;
  if (only !== null && only.couplings.kind === "kronecker") {
    const { left, right } = only.couplings;
    if (left.kind === "csr" && left.symmetric && right.kind === "identity") {
      requireRoom(items, left.values.length, limit);
      const weight = Float64Array.from(left.values, (w) => 2 * only.scale * w);
      return { rowStart: left.rowStart, column: left.column, weight };
    }
  }
  const [from, to, weight]: number[][] = [[], [], []];
  const push = (u: number, v: number, w: number): void => {
    if (u === v || w === 0) return;
    if ((from.push(u) & 0xfffff) === 0) requireRoom(items, 2 * from.length, limit);
    to.push(v);
    weight.push(w);
  };
  for (const { scale, couplings } of edges) {
    if (couplings.kind === "kronecker") {
      const sign = couplings.right.kind === "identity" ? scale : -scale;
      const left = factorOperator(couplings.left);
      for (let u = 0; u < items; u++) left.forEachInRow(u, (v, w) => push(u, v, sign * w));
    } else if (couplings.kind === "csr") {
      const { rowStart, column, values } = couplings;
      for (let i = 0; i < couplings.n; i += parts) {
        for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
          if (column[k] > i && column[k] % parts === 0) push(i / parts, column[k] / parts, scale * values[k]);
        }
      }
    }
  }
  requireRoom(items, 2 * from.length, limit);
  const csr = csrFromEdges(items, from, to, weight);
  return { rowStart: csr.rowStart, column: csr.column, weight: Float64Array.from(csr.values) };
}

/** -b z, and over bits the squares that the penalty's pairs leave out. Null when no item prefers a part. */
function unaryEnergies(
  model: EnergyModel,
  { balance, penalty }: Reading,
  mass: Float64Array,
  limit: number,
): Float64Array | null {
  const { items, parts } = balance;
  // Pairs of parts are marked in a table when refinement looks for those that touch.
  const bytes = BYTES_PER_CHOICE * items * parts + parts * parts;
  if (bytes > limit) {
    const hint = "Ask for fewer parts, or raise the memory limit.";
    throw new MemoryError(`partitioning of ${items} items into ${parts} parts`, bytes, limit, hint);
  }
  const unary = new Float64Array(items * parts);
  if (model.domain === "spin") {
    const bias = toBiasArray(model, limit);
    for (let v = 0; v < items; v++) {
      unary[2 * v] = bias[v];
      unary[2 * v + 1] = -bias[v];
    }
  } else {
    const bias = new Float64Array(model.n);
    addBiases(model.biases, -1, bias);
    for (let v = 0; v < items; v++) {
      for (let p = 0; p < parts; p++) unary[v * parts + p] = bias[v * parts + p] + (penalty[p] / 2) * mass[v] ** 2;
    }
  }
  let plain = true;
  for (let v = 0; v < items; v++) {
    const first = unary[v * parts];
    for (let p = 0; p < parts; p++) {
      unary[v * parts + p] -= first;
      if (unary[v * parts + p] !== 0) plain = false;
    }
  }
  return plain ? null : unary;
}

/**
 * Energy of the penalty and of the slack biases with slack completed as `completeSlack` does it. Over spins a function of
 * m = load_1 - load_0 = 2 load_1 - total, counted on part 1.
 */
function loadEnergyOf(model: EnergyModel, { balance, penalty }: Reading, total: number): LoadEnergy {
  const { items, parts, slack, capacity } = balance;
  const spins = model.domain === "spin";
  const coefficients = slack === null ? [] : [...slack.coefficients];
  const wide = coefficients.length;
  const bias = new Float64Array(model.n);
  addBiases(model.biases, 1, bias);
  const first = spins ? items : items * parts;
  const slackBias = bias.slice(first);
  if (penalty.every((q) => q === 0) && slackBias.every((b) => b === 0)) return null;
  const order = coefficients.map((_, k) => k).sort((x, y) => coefficients[y] - coefficients[x]);
  const range = coefficients.reduce((sum, a) => sum + a, 0);
  return (part, load) => {
    if (spins && part === 0) return 0;
    const m = 2 * load - total;
    let rest = Math.max(0, Math.round(spins ? (range - m) / 2 : capacity - load));
    let sum = spins ? m : load;
    let squares = 0;
    let own = 0;
    for (const k of order) {
      const take = coefficients[k] <= rest;
      if (take) rest -= coefficients[k];
      const z = take ? 1 : spins ? -1 : 0;
      sum += coefficients[k] * z;
      if (!spins) squares += coefficients[k] ** 2 * z;
      own += slackBias[(spins ? 0 : part * wide) + k] * z;
    }
    return -(penalty[spins ? 0 : part] / 2) * (sum * sum - squares) - own;
  };
}

/** Whether the load energies of balanced partitions sum to a constant: an affine function of the load, the same slope for all parts. */
function isConstant(loadEnergy: LoadEnergy, balance: Balance, mass: Float64Array): boolean {
  if (loadEnergy === null) return true;
  const total = sumOf(mass);
  const { parts, capacity } = balance;
  const low = Math.ceil(Math.max(0, total - (parts - 1) * capacity));
  const high = Math.floor(capacity);
  if (!mass.every(Number.isInteger) || high - low > CHECKED_LOADS / parts || high < low) return false;
  if (high === low) return true;
  if (parts === 2 && high + low === total && high - low === 1) {
    // Two loads only, one the mirror of the other.
    return loadEnergy(0, low) + loadEnergy(1, high) === loadEnergy(0, high) + loadEnergy(1, low);
  }
  const slope = loadEnergy(0, low + 1) - loadEnergy(0, low);
  for (let p = 0; p < parts; p++) {
    for (let load = low; load < high; load++) {
      if (loadEnergy(p, load + 1) - loadEnergy(p, load) !== slope) return false;
    }
  }
  return true;
}

/**
 * States in their plain and compact forms, and the ways between them. A permutation over `size` places stands for
 * size^2 bits, labels for groups * choices bits; slack variables of a balance structure are implied by the rest.
 */
import { GroundstateError, unreachable } from "../errors.ts";
import { isTree, readTree } from "./trees.ts";
import type { EnergyModel, Slack, State, Structure } from "./types.ts";

type Of<K extends Structure["kind"]> = Extract<Structure, { kind: K }>;

/** The first structure of a kind, or null. */
export function structureOf<K extends Structure["kind"]>(model: EnergyModel, kind: K): Of<K> | null {
  for (const structure of model.structure) if (structure.kind === kind) return structure as Of<K>;
  return null;
}

/** A copy that shares nothing. */
export function copyState(state: State): State {
  switch (state.kind) {
    case "plain":
      return { kind: "plain", values: state.values.slice() };
    case "permutation":
      return { kind: "permutation", order: state.order.slice() };
    case "labels":
      return { kind: "labels", label: state.label.slice() };
    default:
      return unreachable(state);
  }
}

/** Whether two states are of one kind and equal in every value. */
export function sameState(a: State, b: State): boolean {
  if (a.kind !== b.kind) return false;
  const x = cells(a);
  const y = cells(b);
  return x.length === y.length && x.every((value, i) => value === y[i]);
}

/** The numbers that make up a state, not copied. */
export function cells(state: State): Int8Array | Int32Array {
  return state.kind === "plain" ? state.values : state.kind === "permutation" ? state.order : state.label;
}

/**
 * The values of all n variables, as a new Int8Array. Allocates n bytes: ask `estimate` first for large structures.
 * @throws {GroundstateError} "model" when the state does not fit the model.
 */
export function expandState(model: EnergyModel, state: State): Int8Array {
  checkState(model, state);
  if (state.kind === "plain") return state.values.slice();
  const values = new Int8Array(model.n); // compact states exist over bits only: 0 everywhere else
  if (state.kind === "permutation") {
    const size = state.order.length;
    for (let place = 0; place < size; place++) values[state.order[place] * size + place] = 1;
    return values;
  }
  const size = structureOf(model, "one-hot")!.size;
  for (let group = 0; group < state.label.length; group++) values[group * size + state.label[group]] = 1;
  completeSlack(model, values);
  return values;
}

/** Refuses a state that is none of this model. @throws {GroundstateError} "model", naming the first place where a state does not fit the model. */
export function checkState(model: EnergyModel, state: State): void {
  const bad = (message: string): never => {
    throw new GroundstateError("model", message);
  };
  if (state.kind === "plain") {
    if (state.values.length !== model.n)
      bad(`a state has ${state.values.length} values, the model ${model.n} variables`);
    const low = model.domain === "spin" ? -1 : 0;
    for (let i = 0; i < state.values.length; i++) {
      const value = state.values[i];
      if (value !== 1 && value !== low) bad(`state value ${i} is ${value}, expected ${low} or 1`);
    }
    return;
  }
  if (model.domain !== "bit") bad(`a ${state.kind} state needs a model over bits`);
  if (state.kind === "permutation") {
    const structure = structureOf(model, "permutation") ?? bad("the model has no permutation structure");
    if (state.order.length !== structure.size)
      bad(`a permutation of ${state.order.length}, expected ${structure.size}`);
    if (!isPermutation(state.order)) bad("the order is not a permutation");
    return;
  }
  const structure = structureOf(model, "one-hot") ?? bad("the model has no one-hot structure");
  if (state.label.length !== structure.groups) bad(`${state.label.length} labels, expected ${structure.groups}`);
  for (let g = 0; g < state.label.length; g++) {
    if (state.label[g] < 0 || state.label[g] >= structure.size)
      bad(`label ${g} is ${state.label[g]}, expected 0 to ${structure.size - 1}`);
  }
}

/** Whether each of 0 to length - 1 occurs once. O(length). */
export function isPermutation(order: ArrayLike<number>): boolean {
  const seen = new Uint8Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const value = order[i];
    if (!(value >= 0 && value < order.length) || seen[value] === 1 || !Number.isInteger(value)) return false;
    seen[value] = 1;
  }
  return true;
}

/** The compact form of plain values if they obey the permutation or one-hot structure, else null. O(n). */
export function compactState(model: EnergyModel, values: ArrayLike<number>): State | null {
  const permutation = structureOf(model, "permutation");
  if (permutation !== null) {
    const order = new Int32Array(permutation.size).fill(-1);
    for (let item = 0; item < permutation.size; item++) {
      for (let place = 0; place < permutation.size; place++) {
        if (values[item * permutation.size + place] !== 1) continue;
        if (order[place] !== -1) return null;
        order[place] = item;
      }
    }
    return isPermutation(order) ? { kind: "permutation", order } : null;
  }
  const oneHot = structureOf(model, "one-hot");
  if (oneHot === null) return null;
  const label = new Int32Array(oneHot.groups).fill(-1);
  for (let group = 0; group < oneHot.groups; group++) {
    for (let choice = 0; choice < oneHot.size; choice++) {
      if (values[group * oneHot.size + choice] !== 1) continue;
      if (label[group] !== -1) return null;
      label[group] = choice;
    }
    if (label[group] === -1) return null;
  }
  return { kind: "labels", label };
}

/**
 * Sets the slack variables of balance, packing and inequalities, products and counts of literals to the values that lower the penalty most, given
 * the other variables. Values are changed in place. Does nothing without slack.
 */
export function completeSlack(model: EnergyModel, values: Int8Array): void {
  const inequalities = structureOf(model, "inequalities");
  if (inequalities !== null) completeRows(inequalities, values);
  const polynomial = structureOf(model, "polynomial");
  if (polynomial !== null) completeCounts(polynomial, values);
  const packing = structureOf(model, "packing");
  if (packing !== null)
    completeParts({ ...packing, items: packing.groups, parts: packing.size, weights: packing.sizes }, values);
  const balance = structureOf(model, "balance");
  if (balance === null || balance.slack === null) return;
  if (model.domain === "bit") return completeParts(balance, values);
  const { slack, items, weights } = balance;
  const range = slack.coefficients.reduce((sum, a) => sum + a, 0);
  let load = 0;
  for (let i = 0; i < items; i++) load += (weights === null ? 1 : weights[i]) * values[i];
  // sum a t = -load; with t = 2 y - 1 that is sum a y = (range - load) / 2
  writeClipped(slack, (range - load) / 2, values, slack.first, -1);
}

/** Choices of items with weights: the room of each part. */
type Parts = Pick<Of<"balance">, "items" | "parts" | "weights" | "capacity" | "slack">;

function completeParts({ slack, items, parts, weights, capacity }: Parts, values: Int8Array): void {
  if (slack === null) return;
  for (let part = 0; part < parts; part++) {
    let load = 0;
    for (let i = 0; i < items; i++) load += (weights === null ? 1 : weights[i]) * values[i * parts + part];
    writeClipped(slack, capacity - load, values, slack.first + part * slack.coefficients.length, 0);
  }
}

function completeRows(rows: Of<"inequalities">, values: Int8Array): void {
  for (const slack of rows.slack) {
    writeClipped(slack, rows.bound[slack.row] - rowLoad(rows, slack.row, values), values, slack.first, 0);
  }
  for (const { bit, factors } of rows.products) values[bit] = factors.every((factor) => values[factor] === 1) ? 1 : 0;
}

function completeCounts({ counts }: Of<"polynomial">, values: Int8Array): void {
  for (const count of counts) {
    let number = 0;
    for (const literal of count.literals) if (values[literal >> 1] !== (literal & 1)) number++;
    writeClipped(count, number - count.less, values, count.first, 0);
  }
}

function rowLoad({ rowStart, column, coefficient }: Of<"inequalities">, row: number, values: Int8Array): number {
  let load = 0;
  for (let k = rowStart[row]; k < rowStart[row + 1]; k++) if (values[column[k]] === 1) load += coefficient[k];
  return load;
}

/** Greedy code of the clipped binary coefficients: exact for every integer from 0 to their sum, nearest end outside. */
function writeClipped(slack: Slack, amount: number, values: Int8Array, first: number, low: -1 | 0): void {
  let rest = Math.max(0, Math.round(amount));
  const { coefficients } = slack;
  let before = -1;
  for (let count = 0; count < coefficients.length; count++) {
    const k = nextLargest(coefficients, before);
    const take = coefficients[k] <= rest;
    if (take) rest -= coefficients[k];
    values[first + k] = take ? 1 : low;
    before = k;
  }
}

/** The index that follows `before` when coefficients fall, the lower one first of equals; the first for -1. */
function nextLargest(coefficients: readonly number[], before: number): number {
  let next = -1;
  for (let k = 0; k < coefficients.length; k++) {
    const follows =
      before < 0 || coefficients[k] < coefficients[before] || (coefficients[k] === coefficients[before] && k > before);
    if (follows && (next < 0 || coefficients[k] > coefficients[next])) next = k;
  }
  return next;
}

/** Whether a state obeys every structure of the model. O(n). */
export function obeysStructure(model: EnergyModel, state: State): boolean {
  for (const structure of model.structure) {
    if (structure.kind === "balance") {
      if (largestLoad(model, structure, state) > structure.capacity) return false;
    } else if (structure.kind === "packing") {
      const { groups: items, size: parts, sizes: weights } = structure;
      if (largestLoad(model, { items, parts, weights }, state) > structure.capacity) return false;
    } else if (structure.kind === "inequalities") {
      const values = state.kind === "plain" ? state.values : expandState(model, state);
      if (structure.bound.some((bound, row) => rowLoad(structure, row, values) > bound)) return false;
    } else if (structure.kind === "tree") {
      const values = state.kind === "plain" ? state.values : expandState(model, state);
      if (!isTree(structure, readTree(structure, values))) return false;
    } else if (structure.kind === "polynomial") {
      // Its other bits stand for nothing of their own.
    } else if (structure.kind === "schedule") {
      const compact = state.kind === "plain" ? compactState(model, state.values) : state;
      if (compact?.kind !== "labels" || !keepsSchedule(structure, compact.label)) return false;
    } else if (structure.kind === "loads") {
      const compact = state.kind === "plain" ? compactState(model, state.values) : state;
      if (compact?.kind !== "permutation" || !keepsLoads(structure, compact.order)) return false;
    } else if (state.kind === "plain" && compactState(model, state.values) === null) return false;
  }
  return true;
}

function largestLoad(
  model: EnergyModel,
  { items, parts, weights }: Pick<Parts, "items" | "parts" | "weights">,
  state: State,
): number {
  const loads = new Float64Array(parts);
  for (let i = 0; i < items; i++) {
    const weight = weights === null ? 1 : weights[i];
    if (state.kind === "labels") loads[state.label[i]] += weight;
    else if (state.kind === "plain" && model.domain === "spin") loads[state.values[i] > 0 ? 1 : 0] += weight;
    else if (state.kind === "plain") {
      for (let p = 0; p < parts; p++) if (state.values[i * parts + p] === 1) loads[p] += weight;
    }
  }
  return loads.reduce((largest, load) => Math.max(largest, load), 0);
}

/** Whether no stretch of the ring of places carries more than the capacity. `order` is a permutation. O(size). */
export function keepsLoads({ demands, separators, capacity }: Of<"loads">, order: ArrayLike<number>): boolean {
  let load = 0;
  let first = -1; // load before the first separator: the last stretch goes on there
  for (let place = 0; place < order.length; place++) {
    const item = order[place];
    if (item < separators) {
      load += demands[item];
      continue;
    }
    if (first < 0) first = load;
    else if (load > capacity) return false;
    load = 0;
  }
  return load + Math.max(0, first) <= capacity;
}

/** Whether labels are a schedule: jobs in their order, nothing twice on a machine at a time, all done by the end. O(operations log operations). */
function keepsSchedule({ jobStart, machine, duration }: Of<"schedule">, label: ArrayLike<number>): boolean {
  const start = new Float64Array(duration.length);
  let shortest = Number.POSITIVE_INFINITY;
  let done = 0;
  for (let j = 0; j + 1 < jobStart.length; j++) {
    let [head, free] = [0, 0];
    for (let o = jobStart[j]; o < jobStart[j + 1]; o++) {
      start[o] = head + label[o];
      if (start[o] < free) return false;
      head += duration[o];
      free = start[o] + duration[o];
    }
    shortest = Math.min(shortest, head);
    done = Math.max(done, free);
  }
  if (shortest + label[duration.length] < done) return false;
  const busy = Int32Array.from(duration.keys()).filter((o) => duration[o] > 0);
  busy.sort((a, b) => machine[a] - machine[b] || start[a] - start[b]);
  return busy.every((o, k) => {
    const before = busy[k - 1];
    return k === 0 || machine[before] !== machine[o] || start[before] + duration[before] <= start[o];
  });
}

/** Coefficients 1, 2, 4, ..., rest: every integer from 0 to `range` is a sum of some of them. Empty for range 0. */
export function clippedBinary(range: number): number[] {
  const coefficients: number[] = [];
  let rest = range;
  for (let power = 1; rest > 0; power *= 2) {
    const next = Math.min(power, rest);
    coefficients.push(next);
    rest -= next;
  }
  return coefficients;
}

/** A short hash of a state for reports (FNV-1a over its cells), 8 hex digits. */
export function stateDigest(state: State): string {
  let hash = 0x811c9dc5;
  const values = cells(state);
  for (let i = 0; i < values.length; i++) {
    for (let shift = 0; shift < (state.kind === "plain" ? 8 : 32); shift += 8) {
      hash = Math.imul(hash ^ ((values[i] >> shift) & 0xff), 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

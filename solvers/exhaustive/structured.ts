/**
 * Enumeration inside a structure that the energy does not punish leaving: all permutations, all labels, all balanced states. Each
 * decision (a place, a group, a spin) sets at most one bit; depth first, the level of a prefix is kept, a prefix that breaks the
 * structure is cut. O(depth) a node; most nodes are leaves unless capacities are tight.
 */

import type { WholeModel } from "../../src/kernels/enumeration/whole.ts";
import { type EnergyModel, keepsLoads, type Structure, structureOf } from "../../src/model/index.ts";

/** One choice to make: option k sets variable `variables[k]` (-1: none), uses `slot[k]` up, adds `load[k]` to `part[k]`. */
interface Decision {
  readonly variables: readonly number[];
  readonly slot: readonly number[];
  readonly part: readonly number[];
  readonly load: number;
}

export interface StructuredSpace {
  readonly decisions: readonly Decision[];
  /** How many options of all decisions may use each slot: once. */
  readonly slots: number;
  readonly capacity: readonly number[];
  /** Stretches of a permutation that must keep their loads, or null. */
  readonly loads: (Structure & { readonly kind: "loads" }) | null;
  /** Upper bound of the number of states. */
  readonly size: number;
  /** What the proof says was enumerated. */
  readonly what: string;
}

/** True when some structure must not be left. */
export function hasClosedStructure(model: EnergyModel): boolean {
  return model.structure.some((structure) => !structure.penalised);
}

/** The decisions whose outcomes are the states inside the structures of the model; variables outside them are free. */
export function structuredSpace(model: EnergyModel): StructuredSpace {
  const permutation = closed(structureOf(model, "permutation"));
  const oneHot = closed(structureOf(model, "one-hot"));
  const balance = closed(structureOf(model, "balance"));
  const weightOf = (i: number) => (balance === null ? 0 : (balance.weights?.[i] ?? 1));
  const capacity = balance === null ? [] : Array.from({ length: balance.parts }, () => balance.capacity);
  const decisions: Decision[] = [];
  let covered = 0;
  let size = 1;
  if (permutation !== null) {
    const items = Array.from({ length: permutation.size }, (_, item) => item);
    for (let place = 0; place < permutation.size; place++) {
      const variables = items.map((item) => item * permutation.size + place);
      decisions.push({ variables, slot: items, part: items.map(() => -1), load: 0 });
      size *= place + 1;
    }
    covered = permutation.size ** 2;
  } else if (oneHot !== null) {
    const choices = Array.from({ length: oneHot.size }, (_, choice) => choice);
    for (let group = 0; group < oneHot.groups; group++) {
      const variables = choices.map((choice) => group * oneHot.size + choice);
      const part = choices.map((choice) => (balance === null ? -1 : choice));
      decisions.push({ variables, slot: choices.map(() => -1), part, load: weightOf(group) });
    }
    size = oneHot.size ** oneHot.groups;
    covered = oneHot.groups * oneHot.size;
  }
  for (let i = covered; i < model.n; i++) {
    const inside = balance !== null && model.domain === "spin" && i < balance.items;
    decisions.push({ variables: [-1, i], slot: [-1, -1], part: inside ? [0, 1] : [-1, -1], load: weightOf(i) });
    size *= 2;
  }
  const loads = closed(structureOf(model, "loads"));
  const permutations = loads === null ? "permutations" : "permutations within their loads";
  const what = permutation !== null ? permutations : oneHot !== null ? "labellings" : "balanced states";
  return { decisions, slots: permutation?.size ?? 0, capacity, loads, size, what };
}

function closed<S extends Structure>(structure: S | null): S | null {
  return structure === null || structure.penalised ? null : structure;
}

/** True when these values keep the structures of the space. Length n. */
export function contains(space: StructuredSpace, values: Int8Array): boolean {
  const { decisions, slots, capacity } = space;
  const variablesSet: number[] = [];
  const taken = new Uint8Array(slots);
  const load = new Float64Array(capacity.length);
  for (const { variables, slot, part, load: weight } of decisions) {
    const set = variables.flatMap((variable, k) => (variable >= 0 && values[variable] === 1 ? [k] : []));
    if (set.length === 0 && variables[0] < 0) set.push(0);
    if (set.length !== 1) return false;
    const [k] = set;
    variablesSet.push(variables[k]);
    if (slot[k] >= 0 && taken[slot[k]]++ > 0) return false;
    if (part[k] < 0) continue;
    load[part[k]] += weight;
    if (load[part[k]] > capacity[part[k]]) return false;
  }
  return carries(space, variablesSet);
}

/** Whether the items that are set, one a place from the first on, keep the loads. */
function carries({ loads }: StructuredSpace, set: ArrayLike<number>): boolean {
  return (
    loads === null ||
    keepsLoads(
      loads,
      Array.from({ length: loads.size }, (_, p) => Math.floor(set[p] / loads.size)),
    )
  );
}

/**
 * Calls `leaf` for every state inside the space: its level and the variables that are set (a live array, `set[0..count)`). Yields
 * every `slice` nodes, leaves or not: where capacities are tight, leaves are rare.
 */
export function* walk(
  space: StructuredSpace,
  whole: WholeModel,
  leaf: (level: number, set: Int32Array, count: number) => void,
  slice: number,
): Generator<void, void, void> {
  const depth = space.decisions.length;
  const option = new Int32Array(depth).fill(-1);
  const set = new Int32Array(depth);
  const count = new Int32Array(depth + 1);
  const level = new Float64Array(depth + 1);
  const taken = new Uint8Array(space.slots);
  const load = new Float64Array(space.capacity.length);
  const choose = (d: number, k: number, sign: 1 | -1): void => {
    const { slot, part, load: weight } = space.decisions[d];
    if (slot[k] >= 0) taken[slot[k]] += sign;
    if (part[k] >= 0) load[part[k]] += sign * weight;
  };
  const fits = (d: number, k: number): boolean => {
    const { slot, part, load: weight } = space.decisions[d];
    if (slot[k] >= 0 && taken[slot[k]] !== 0) return false;
    return part[k] < 0 || load[part[k]] + weight <= space.capacity[part[k]];
  };
  let visited = 0;
  for (let d = 0; d >= 0; ) {
    if (++visited % slice === 0) yield;
    if (d === depth) {
      if (carries(space, set)) leaf(level[d], set, count[d]);
      d--;
      continue;
    }
    const { variables } = space.decisions[d];
    if (option[d] >= 0) choose(d, option[d], -1);
    do option[d]++;
    while (option[d] < variables.length && !fits(d, option[d]));
    if (option[d] === variables.length) {
      option[d--] = -1;
      continue;
    }
    choose(d, option[d], 1);
    const variable = variables[option[d]];
    level[d + 1] = level[d] + (variable < 0 ? 0 : addedLevel(whole, variable, set, count[d]));
    count[d + 1] = count[d];
    if (variable >= 0) set[count[d + 1]++] = variable;
    d++;
  }
}

/** Change of level when `variable` is set beside those that are. */
function addedLevel({ n, weights, biases }: WholeModel, variable: number, set: Int32Array, count: number): number {
  let level = -biases[variable];
  for (let k = 0; k < count; k++) level -= weights[variable * n + set[k]];
  return level;
}

/**
 * Refinement between two parts: passes of Fiduccia & Mattheyses (1982), the linear-time form of Kernighan & Lin (1970).
 * A pass moves the item of highest gain, locks it, goes on through uphill moves, and in the end keeps only the best
 * balanced prefix: the pass as a whole is one compound move that never raises the energy. O((edges touched) log n).
 * With more than two parts, passes run over pairs of touching parts (Sanders & Schulz 2011).
 */
import type { Random } from "../../src/random.ts";
import { type Graph, loadsOf, type Meter, rest, SLICE } from "./graph.ts";
import { ABSENT, change, clear, createQueue, createSlots, type GainQueue, insert, LOCKED, remove } from "./queue.ts";

/** Energy of a part as a function of its load, or null when loads within capacity do not matter. */
export type LoadEnergy = ((part: number, load: number) => number) | null;

/** Scratch arrays for graphs of up to n items, made once. */
export interface Workspace {
  readonly from: readonly [GainQueue, GainQueue];
  readonly moves: Int32Array;
  readonly boundary: Int32Array;
}

export function createWorkspace(n: number): Workspace {
  const slots = createSlots(n);
  return {
    from: [createQueue(n, slots), createQueue(n, slots)],
    moves: new Int32Array(n),
    boundary: new Int32Array(n),
  };
}

/** What a pass may do. */
export interface Rules {
  /** Largest load of the first and of the second part in what is kept. */
  readonly capacity: readonly [number, number];
  /** How far above capacity a load may go in the middle of a pass. */
  readonly leeway: number;
  /** A pass ends after so many moves without a new best prefix. */
  readonly patience: number;
  readonly loadEnergy: LoadEnergy;
}

/** What a pass achieved: by how much the energy fell, and the squared overload. Both 0 when nothing was kept. */
export interface Improvement {
  readonly energy: number;
  readonly overload: number;
}

const squaredExcess = (load: number, capacity: number): number => (load > capacity ? (load - capacity) ** 2 : 0);

/** One pass between parts a and b over the given candidates. `label` and `loads` are changed in place. */
export function* pass(
  graph: Graph,
  label: Int32Array,
  loads: Float64Array,
  a: number,
  b: number,
  candidates: Int32Array,
  count: number,
  rules: Rules,
  space: Workspace,
  meter: Meter,
): Generator<void, Improvement, void> {
  const { mass } = graph;
  const { from, moves } = space;
  const [capA, capB] = rules.capacity;
  const { loadEnergy } = rules;
  for (let i = 0; i < count; i++) {
    const v = candidates[i];
    if (label[v] === a) insert(from[0], v, moveGain(graph, label, v, a, b));
    else if (label[v] === b) insert(from[1], v, moveGain(graph, label, v, b, a));
    meter.ops += graph.rowStart[v + 1] - graph.rowStart[v] + 4;
    if (meter.ops > SLICE) yield rest(meter);
  }
  meter.work += count;
  const before = squaredExcess(loads[a], capA) + squaredExcess(loads[b], capB);
  let bestOverload = before;
  let bestGain = 0;
  let kept = 0;
  let made = 0;
  let gain = 0;
  while (made - kept < rules.patience) {
    const side = chooseSide(graph, loads, a, b, rules, from);
    if (side < 0) break;
    const queue = from[side];
    const v = queue.heap[0];
    const [here, there] = side === 0 ? [a, b] : [b, a];
    let step = queue.slots.gain[v];
    if (loadEnergy !== null) step -= loadChange(loadEnergy, loads, here, there, mass[v]);
    remove(queue, v, LOCKED);
    moveItem(graph, label, v, here, there, queue, from[1 - side]);
    loads[here] -= mass[v];
    loads[there] += mass[v];
    moves[made++] = v;
    gain += step;
    const excess = squaredExcess(loads[a], capA) + squaredExcess(loads[b], capB);
    if (excess < bestOverload || (excess === bestOverload && gain > bestGain + rounding(gain))) {
      bestOverload = excess;
      bestGain = gain;
      kept = made;
    }
    meter.work++;
    meter.ops += 4 * (graph.rowStart[v + 1] - graph.rowStart[v]) + 20;
    if (meter.ops > SLICE) yield rest(meter);
  }
  for (let i = made - 1; i >= 0; i--) {
    const v = moves[i];
    from[0].slots.place[v] = ABSENT;
    if (i < kept) continue;
    const [here, there] = label[v] === a ? [a, b] : [b, a];
    label[v] = there;
    loads[here] -= mass[v];
    loads[there] += mass[v];
  }
  clear(from[0]);
  clear(from[1]);
  return { energy: bestGain, overload: before - bestOverload };
}

/** Differences below this are noise of real-valued weights. */
const rounding = (gain: number): number => 1e-12 * Math.abs(gain);

/** Fall of the energy if v moved from part `here` to part `there`, loads apart. O(degree). */
export function moveGain(graph: Graph, label: Int32Array, v: number, here: number, there: number): number {
  const { rowStart, column, weight, unary, parts } = graph;
  let gain = unary === null ? 0 : unary[v * parts + here] - unary[v * parts + there];
  for (let k = rowStart[v]; k < rowStart[v + 1]; k++) {
    const p = label[column[k]];
    if (p === there) gain += weight[k];
    else if (p === here) gain -= weight[k];
  }
  return gain;
}

/** Change of the load energy when mass m moves. */
export function loadChange(
  loadEnergy: (part: number, load: number) => number,
  loads: Float64Array,
  here: number,
  there: number,
  m: number,
): number {
  const old = loadEnergy(here, loads[here]) + loadEnergy(there, loads[there]);
  return loadEnergy(here, loads[here] - m) + loadEnergy(there, loads[there] + m) - old;
}

/** 0: move the best item of a; 1: of b; -1: none may move. An overloaded part gives; else the higher gain, ties to the heavier. */
function chooseSide(
  { mass }: Graph,
  loads: Float64Array,
  a: number,
  b: number,
  rules: Rules,
  from: readonly [GainQueue, GainQueue],
): number {
  const [capA, capB] = rules.capacity;
  // What is too heavy for the other part now leaves the queue, as it would stand in the way of lighter items.
  while (from[0].size > 0 && !mayEnter(mass[from[0].heap[0]], loads[b], capB, loads[a], capA, rules.leeway)) {
    remove(from[0], from[0].heap[0], ABSENT);
  }
  while (from[1].size > 0 && !mayEnter(mass[from[1].heap[0]], loads[a], capA, loads[b], capB, rules.leeway)) {
    remove(from[1], from[1].heap[0], ABSENT);
  }
  if (from[0].size === 0) return from[1].size === 0 ? -1 : 1;
  if (from[1].size === 0) return 0;
  const u = from[0].heap[0];
  const v = from[1].heap[0];
  let difference = from[0].slots.gain[u] - from[1].slots.gain[v];
  if (rules.loadEnergy !== null) {
    difference -= loadChange(rules.loadEnergy, loads, a, b, mass[u]);
    difference += loadChange(rules.loadEnergy, loads, b, a, mass[v]);
  }
  const overA = loads[a] - capA;
  const overB = loads[b] - capB;
  if (overA > rules.leeway || overB > rules.leeway) return overA > overB ? 0 : 1;
  if (difference !== 0) return difference > 0 ? 0 : 1;
  return overA >= overB ? 0 : 1;
}

/** A part may rise to capacity plus leeway, or take from a part that is worse off. */
function mayEnter(
  m: number,
  load: number,
  capacity: number,
  other: number,
  otherCapacity: number,
  leeway: number,
): boolean {
  return load + m <= capacity + leeway || load + m - capacity < other - otherCapacity;
}

/** Puts v into `there` and brings the gains of its neighbours in the two parts up to date. */
function moveItem(
  graph: Graph,
  label: Int32Array,
  v: number,
  here: number,
  there: number,
  leaving: GainQueue,
  arriving: GainQueue,
): void {
  const { rowStart, column, weight } = graph;
  label[v] = there;
  const { place, gain } = leaving.slots;
  for (let k = rowStart[v]; k < rowStart[v + 1]; k++) {
    const u = column[k];
    const p = label[u];
    if (place[u] === LOCKED || (p !== here && p !== there)) continue;
    const queue = p === here ? leaving : arriving;
    if (place[u] >= 0) change(queue, u, gain[u] + (p === here ? 2 : -2) * weight[k]);
    else insert(queue, u, moveGain(graph, label, u, p, here + there - p));
  }
}

/** How thoroughly a level is refined. */
export interface Effort {
  readonly capacity: number;
  readonly leeway: number;
  readonly patience: number;
  /** Most passes over each pair of parts. */
  readonly passes: number;
  readonly loadEnergy: LoadEnergy;
}

/** Passes until none improves, at most `effort.passes` rounds. `kept` is told of every pass that kept a prefix. */
export function* refine(
  graph: Graph,
  label: Int32Array,
  effort: Effort,
  random: Random,
  space: Workspace,
  meter: Meter,
  kept: ((gain: Improvement) => void) | null,
): Generator<void, void, void> {
  const { parts } = graph;
  const loads = loadsOf(graph, label);
  const rules: Rules = { ...effort, capacity: [effort.capacity, effort.capacity] };
  let active = new Uint8Array(parts).fill(1);
  for (let round = 0; round < effort.passes; round++) {
    const touching = new Uint8Array(parts * parts);
    const count = yield* boundary(graph, label, space.boundary, touching, meter);
    random.shuffle(space.boundary.subarray(0, count) as Int32Array);
    const changed = new Uint8Array(parts);
    for (const pair of pairsOf(parts, touching, loads, effort.capacity, active, random)) {
      const [a, b] = pair;
      const gain = yield* pass(graph, label, loads, a, b, space.boundary, count, rules, space, meter);
      if (gain.energy === 0 && gain.overload === 0) continue;
      changed[a] = 1;
      changed[b] = 1;
      kept?.(gain);
    }
    if (!changed.includes(1)) return;
    active = changed;
  }
}

/** Items with a neighbour in another part, or all items where that does not tell who may gain. Marks pairs of touching parts. */
function* boundary(
  graph: Graph,
  label: Int32Array,
  out: Int32Array,
  touching: Uint8Array,
  meter: Meter,
): Generator<void, number, void> {
  const { n, rowStart, column, parts, everywhere } = graph;
  let count = 0;
  for (let v = 0; v < n; v++) {
    const p = label[v];
    let outer = everywhere;
    for (let k = rowStart[v]; k < rowStart[v + 1]; k++) {
      const q = label[column[k]];
      if (q === p) continue;
      outer = true;
      touching[p * parts + q] = 1;
    }
    if (outer) out[count++] = v;
    meter.ops += 2 + rowStart[v + 1] - rowStart[v];
    if (meter.ops > SLICE) yield rest(meter);
  }
  if (everywhere) touching.fill(1);
  return count;
}

/** Pairs worth a pass: touching (or one overloaded), at least one of them changed in the last round. Random order. */
function pairsOf(
  parts: number,
  touching: Uint8Array,
  loads: Float64Array,
  capacity: number,
  active: Uint8Array,
  random: Random,
): (readonly [number, number])[] {
  const codes: number[] = [];
  for (let a = 0; a < parts; a++) {
    for (let b = a + 1; b < parts; b++) {
      if (active[a] === 0 && active[b] === 0) continue;
      const heavy = loads[a] > capacity || loads[b] > capacity;
      if (heavy || touching[a * parts + b] === 1 || touching[b * parts + a] === 1) codes.push(a * parts + b);
    }
  }
  random.shuffle(codes);
  return codes.map((code) => [Math.floor(code / parts), code % parts] as const);
}

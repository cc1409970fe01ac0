/**
 * First partitions: greedy graph growing (Karypis & Kumar 1998) with recursive bisection for the coarsest level, and
 * balanced starts and repair for the finest. Nothing here loops for ever: where loads cannot be balanced, the least
 * unbalanced partition found is left.
 */
import type { Random } from "../../src/random.ts";
import { cutEnergy, type Graph, loadsOf, type Meter, overload, rest, SLICE } from "./graph.ts";
import { ABSENT, change, clear, insert, remove } from "./queue.ts";
import { moveGain, pass, type Workspace } from "./refine.ts";

/** Growing is tried from so many random seeds; refinement keeps the best. */
const SEEDS = 8;
/** Passes after each growing. */
const PASSES = 4;

/**
 * A partition of a small graph by recursive bisection. `capacity` is per part; loads may exceed it by about one item.
 * O(seeds * edges * log parts).
 */
export function* growPartition(
  graph: Graph,
  capacity: number,
  random: Random,
  space: Workspace,
  meter: Meter,
): Generator<void, Int32Array, void> {
  const label = new Int32Array(graph.n);
  const spans: [number, number][] = [[0, graph.parts]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [low, high] = span;
    if (high - low < 2) continue;
    const middle = (low + high) >> 1;
    yield* bisect(graph, label, low, middle, high, capacity, random, space, meter);
    spans.push([low, middle], [middle, high]);
  }
  return label;
}

/** Splits the items labelled `low` into `low` and `middle`, which stand for the parts low..middle-1 and middle..high-1. */
function* bisect(
  graph: Graph,
  label: Int32Array,
  low: number,
  middle: number,
  high: number,
  capacity: number,
  random: Random,
  space: Workspace,
  meter: Meter,
): Generator<void, void, void> {
  const items = new Int32Array(graph.n);
  let count = 0;
  let mass = 0;
  for (let v = 0; v < graph.n; v++) {
    if (label[v] !== low) continue;
    items[count++] = v;
    mass += graph.mass[v];
  }
  const fraction = (high - middle) / (high - low);
  // What the parts may hold in all, unless this side already holds more: then the excess is shared.
  const room = Math.max(capacity * (high - low), mass);
  const rules = {
    capacity: [room * (1 - fraction), room * fraction] as const,
    leeway: heaviest(graph, items, count),
    patience: 30 + (count >> 3),
    loadEnergy: null,
  };
  let best: Int32Array | null = null;
  let bestOverload = Number.POSITIVE_INFINITY;
  let bestCut = Number.POSITIVE_INFINITY;
  for (let seed = 0; seed < SEEDS; seed++) {
    for (let i = 0; i < count; i++) label[items[i]] = low;
    yield* grow(graph, label, items, count, low, middle, mass * fraction, random, space, meter);
    const loads = loadsOf(graph, label);
    for (let round = 0; round < PASSES; round++) {
      const gain = yield* pass(graph, label, loads, low, middle, items, count, rules, space, meter);
      if (gain.energy === 0 && gain.overload === 0) break;
    }
    const excess = overload([loads[low]], rules.capacity[0]) + overload([loads[middle]], rules.capacity[1]);
    const cut = cutEnergy(graph, label);
    if (excess < bestOverload || (excess === bestOverload && cut < bestCut)) {
      best = label.slice();
      bestOverload = excess;
      bestCut = cut;
    }
  }
  if (best !== null) label.set(best);
}

function heaviest(graph: Graph, items: Int32Array, count: number): number {
  let most = 0;
  for (let i = 0; i < count; i++) most = Math.max(most, graph.mass[items[i]]);
  return most;
}

/** Grows `there` inside `here` from a random item, always by the item that raises the cut least, up to `target` mass. */
function* grow(
  graph: Graph,
  label: Int32Array,
  items: Int32Array,
  count: number,
  here: number,
  there: number,
  target: number,
  random: Random,
  space: Workspace,
  meter: Meter,
): Generator<void, void, void> {
  const queue = space.from[0];
  const { place, gain } = queue.slots;
  let load = 0;
  while (load < target) {
    if (queue.size === 0) {
      // A new seed: the region has swallowed its whole component.
      let seed = -1;
      const offset = random.below(Math.max(1, count));
      for (let i = 0; i < count && seed < 0; i++) {
        const v = items[(offset + i) % count];
        if (label[v] === here) seed = v;
      }
      if (seed < 0) break;
      insert(queue, seed, 0);
    }
    const v = queue.heap[0];
    remove(queue, v, ABSENT);
    if (load + graph.mass[v] / 2 > target && load > 0) break;
    label[v] = there;
    load += graph.mass[v];
    for (let k = graph.rowStart[v]; k < graph.rowStart[v + 1]; k++) {
      const u = graph.column[k];
      if (label[u] !== here) continue;
      if (place[u] >= 0) change(queue, u, gain[u] + 2 * graph.weight[k]);
      else insert(queue, u, moveGain(graph, label, u, here, there));
    }
    meter.work++;
    meter.ops += 4 * (graph.rowStart[v + 1] - graph.rowStart[v]) + 10;
    if (meter.ops > SLICE) yield rest(meter);
  }
  clear(queue);
}

/** Parts as stretches of the given order, of about equal load; by falling mass to the lightest part where that overloads. */
export function spread(graph: Graph, order: Int32Array, capacity: number): Int32Array {
  const { n, parts, mass } = graph;
  const label = new Int32Array(n);
  let total = 0;
  for (let v = 0; v < n; v++) total += mass[v];
  let sum = 0;
  for (const v of order) {
    label[v] = total > 0 ? Math.min(parts - 1, Math.floor(((sum + mass[v] / 2) * parts) / total)) : 0;
    sum += mass[v];
  }
  const excess = overload(loadsOf(graph, label), capacity);
  if (excess === 0) return label;
  const other = heaviestFirst(graph, order);
  return overload(loadsOf(graph, other), capacity) < excess ? other : label;
}

/** Graham (1969): the heaviest item left goes to the lightest part. Ties in the given order. */
function heaviestFirst(graph: Graph, order: Int32Array): Int32Array {
  const { parts, mass } = graph;
  const sorted = Array.from(order).sort((u, v) => mass[v] - mass[u]);
  const loads = new Float64Array(parts);
  const label = new Int32Array(graph.n);
  for (const v of sorted) {
    let lightest = 0;
    for (let p = 1; p < parts; p++) if (loads[p] < loads[lightest]) lightest = p;
    label[v] = lightest;
    loads[lightest] += mass[v];
  }
  return label;
}

/**
 * Brings loads within capacity, cheaply for the cut: passes between the most overloaded part and each other part, then
 * swaps of a heavier for a lighter item. Stops when nothing lowers the overload.
 */
export function* repair(
  graph: Graph,
  label: Int32Array,
  capacity: number,
  space: Workspace,
  meter: Meter,
): Generator<void, void, void> {
  const loads = loadsOf(graph, label);
  const items = Int32Array.from({ length: graph.n }, (_, v) => v);
  const rules = { capacity: [capacity, capacity] as const, leeway: 0, patience: 50, loadEnergy: null };
  const rounds = 50 + 4 * graph.parts ** 2;
  for (let round = 0; round < rounds && overload(loads, capacity) > 0; round++) {
    let heavy = 0;
    for (let p = 1; p < graph.parts; p++) if (loads[p] > loads[heavy]) heavy = p;
    const others = Array.from({ length: graph.parts }, (_, p) => p).filter((p) => p !== heavy);
    others.sort((p, q) => loads[p] - loads[q]);
    let better = false;
    for (const light of others) {
      const gain = yield* pass(graph, label, loads, heavy, light, items, graph.n, rules, space, meter);
      better = gain.overload > 0 || swapMasses(graph, label, loads, heavy, light, capacity);
      meter.ops += 20 * graph.n;
      if (better) break;
    }
    if (!better) return;
  }
}

/** The swap between two parts that lowers their overload most, if any does. O(n log n). */
function swapMasses(
  { n, mass }: Graph,
  label: Int32Array,
  loads: Float64Array,
  heavy: number,
  light: number,
  capacity: number,
): boolean {
  const inside: number[] = [];
  for (let v = 0; v < n; v++) if (label[v] === light) inside.push(v);
  inside.sort((u, v) => mass[u] - mass[v]);
  const ideal = Math.min(loads[heavy] - capacity, (loads[heavy] - loads[light]) / 2);
  const now = overload([loads[heavy], loads[light]], capacity);
  let [bestU, bestV, least] = [-1, -1, now];
  for (let u = 0; u < n; u++) {
    if (label[u] !== heavy) continue;
    let low = 0;
    for (let high = inside.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (mass[inside[middle]] < mass[u] - ideal) low = middle + 1;
      else high = middle;
    }
    for (const at of [low - 1, low]) {
      if (at < 0 || at >= inside.length) continue;
      const shift = mass[u] - mass[inside[at]];
      const excess = overload([loads[heavy] - shift, loads[light] + shift], capacity);
      if (excess < least) [bestU, bestV, least] = [u, inside[at], excess];
    }
  }
  if (bestU < 0) return false;
  const shift = mass[bestU] - mass[bestV];
  label[bestU] = light;
  label[bestV] = heavy;
  loads[heavy] -= shift;
  loads[light] += shift;
  return true;
}

/**
 * Pair swaps (Kernighan & Lin 1970 without look-ahead): from a random balanced start, an item changes places with the
 * partner of another part that lowers the energy most, or moves alone where loads allow; until no such move is left.
 * The plain local search of textbooks, for comparison. O(n) an item looked at.
 */
import { csrEntry } from "../../src/model/index.ts";
import { type Graph, loadsOf, rest, SLICE } from "./graph.ts";
import { type LoadEnergy, loadChange } from "./refine.ts";
import { advance, begin, type Partition, type Session } from "./session.ts";
import { repair, spread } from "./start.ts";

/** A random partition, balanced as far as `repair` goes: the start of a descent. */
export function* randomStart(session: Session): Generator<void, Partition, void> {
  const { board, random, meter, space } = session;
  const order = Int32Array.from({ length: board.graph.n }, (_, v) => v);
  random.shuffle(order);
  const label = spread(board.graph, order, board.capacity);
  yield* repair(board.graph, label, board.capacity, space, meter);
  return begin(session, label);
}

/** Moves and swaps in `partition` until none improves, at most `sweeps` sweeps over all items. Balanced partitions only. */
export function* descend(session: Session, partition: Partition, sweeps: number): Generator<void, Partition, void> {
  const { board, random, meter } = session;
  const { graph, capacity } = board;
  const { label } = partition;
  const order = Int32Array.from({ length: graph.n }, (_, v) => v);
  random.shuffle(order);
  const place: Place = {
    graph,
    label,
    loads: loadsOf(graph, label),
    links: linksOf(graph, label),
    capacity,
    loadEnergy: board.loadEnergy,
  };
  for (let sweep = 0; sweep < sweeps && partition.excess === 0; sweep++) {
    let improved = false;
    for (const u of order) {
      const gain = improveAt(place, u);
      meter.work += graph.n;
      meter.ops += 6 * graph.n;
      if (gain > 0) {
        improved = true;
        advance(session, partition, { energy: gain, overload: 0 });
      }
      if (meter.ops > SLICE) yield rest(meter);
    }
    if (!improved) break;
  }
  return partition;
}

interface Place {
  readonly graph: Graph;
  readonly label: Int32Array;
  readonly loads: Float64Array;
  /** Weight of the edges from v into part p, less the unary energy of v in p: v * parts + p. */
  readonly links: Float64Array;
  readonly capacity: number;
  readonly loadEnergy: LoadEnergy;
}

function linksOf({ n, parts, rowStart, column, weight, unary }: Graph, label: Int32Array): Float64Array {
  const links = new Float64Array(n * parts);
  for (let v = 0; v < n; v++) {
    for (let k = rowStart[v]; k < rowStart[v + 1]; k++) links[v * parts + label[column[k]]] += weight[k];
    if (unary !== null) for (let p = 0; p < parts; p++) links[v * parts + p] -= unary[v * parts + p];
  }
  return links;
}

/** Makes the best move or swap of u that lowers the energy, and returns by how much; 0 when there is none. */
function improveAt(place: Place, u: number): number {
  const { graph, label, loads, links, capacity, loadEnergy } = place;
  const { n, parts, mass, rowStart, column, weight } = graph;
  const p = label[u];
  let best = 1e-12 * Math.abs(links[u * parts + p]);
  let target = -1;
  let partner = -1;
  for (let q = 0; q < parts; q++) {
    if (q === p || loads[q] + mass[u] > capacity) continue;
    let gain = links[u * parts + q] - links[u * parts + p];
    if (loadEnergy !== null) gain -= loadChange(loadEnergy, loads, p, q, mass[u]);
    if (gain > best) [best, target, partner] = [gain, q, -1];
  }
  for (let v = 0; v < n; v++) {
    const q = label[v];
    const shift = mass[u] - mass[v];
    if (q === p || loads[q] + shift > capacity || loads[p] - shift > capacity) continue;
    let gain = links[u * parts + q] - links[u * parts + p] + links[v * parts + p] - links[v * parts + q];
    if (loadEnergy !== null && shift !== 0) gain -= loadChange(loadEnergy, loads, p, q, shift);
    if (gain <= best && !graph.everywhere) continue;
    gain -= 2 * csrEntry(rowStart, column, weight, u, v);
    if (gain > best) [best, target, partner] = [gain, q, v];
  }
  if (target < 0) return 0;
  move(place, u, p, target);
  if (partner >= 0) move(place, partner, target, p);
  return best;
}

function move({ graph, label, loads, links }: Place, v: number, here: number, there: number): void {
  const { parts, mass, rowStart, column, weight } = graph;
  label[v] = there;
  loads[here] -= mass[v];
  loads[there] += mass[v];
  for (let k = rowStart[v]; k < rowStart[v + 1]; k++) {
    links[column[k] * parts + here] -= weight[k];
    links[column[k] * parts + there] += weight[k];
  }
}

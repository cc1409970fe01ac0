/**
 * Multilevel partitioning (Hendrickson & Leland 1995; Karypis & Kumar 1998) and its iterated form: a cycle coarsens the
 * items, partitions the coarsest graph, and refines level by level on the way back. A cycle over a partition contracts
 * only what that partition keeps together (Walshaw 2004); over two partitions only what both keep together, which combines
 * them (Sanders & Schulz 2012). Either starts from the partition itself, so it rarely ends worse.
 */
import { clusterItems, contract, type Graph, type Meter, sumOf } from "./graph.ts";
import { type Effort, refine } from "./refine.ts";
import { advance, begin, type Partition, type Session } from "./session.ts";
import { growPartition, repair, spread } from "./start.ts";
import { descend } from "./swap.ts";

export interface CycleOptions {
  readonly coarsenTo: number;
  readonly passes: number;
}

/** Items up to which unequal masses are swapped pair by pair after the passes: O(n^2) a sweep. */
const SWAPPED = 1000;
/** Coarsening stops when a level keeps more than this share of its items. */
const STALLED = 0.95;

/** One cycle: from scratch (parents empty), over one partition, or over two, the first being the one to start from. */
export function* cycle(
  session: Session,
  parents: readonly Partition[],
  options: CycleOptions,
): Generator<void, Partition, void> {
  const { board, random, meter, space } = session;
  const { parts } = board.graph;
  const graphs: Graph[] = [board.graph];
  const maps: Int32Array[] = [];
  let kind = kindOf(parents, parts);
  const smallest = Math.max(options.coarsenTo, 20 * parts);
  for (let graph = board.graph; graph.n > smallest; ) {
    const { cluster, count } = yield* clusterItems(graph, kind, smallest, random, meter);
    if (count > STALLED * graph.n) break;
    if (kind !== null) kind = projectKind(kind, cluster, count);
    graph = yield* contract(graph, cluster, count, meter);
    graphs.push(graph);
    maps.push(cluster);
  }
  const slack = parents.length === 0 ? 1 : random.below(2);
  let label: Int32Array;
  const coarsest = graphs[graphs.length - 1];
  const flat = graphs.length === 1; // too small to coarsen, so a cycle over a partition would only repeat its refinement
  if (flat && random.below(2) === 0) {
    const order = Int32Array.from({ length: coarsest.n }, (_, v) => v);
    random.shuffle(order);
    label = spread(coarsest, order, board.capacity);
  } else if (flat || parents.length === 0) {
    const { capacity } = effortAt(coarsest, session, options, slack);
    label = yield* growPartition(coarsest, capacity, random, space, meter);
  } else label = coarsen(parents[0].label, maps, coarsest.n);
  for (let level = graphs.length - 1; level > 0; level--) {
    yield* refine(graphs[level], label, effortAt(graphs[level], session, options, slack), random, space, meter, null);
    label = project(label, maps[level - 1], graphs[level - 1].n, meter);
  }
  return yield* finish(session, label, options);
}

/** Refinement of the model's own items: balance first, then passes that keep it, then swaps where loads are uneven. */
export function* finish(session: Session, label: Int32Array, options: CycleOptions): Generator<void, Partition, void> {
  const { board, random, meter, space } = session;
  const effort = effortAt(board.graph, session, options, 0);
  let partition = begin(session, label);
  yield* refine(board.graph, label, effort, random, space, meter, (gain) => advance(session, partition, gain));
  if (partition.excess > 0) {
    yield* repair(board.graph, label, board.capacity, space, meter);
    partition = begin(session, label);
    yield* refine(board.graph, label, effort, random, space, meter, (gain) => advance(session, partition, gain));
  }
  const uneven = board.loadEnergy !== null || board.graph.mass.some((m) => m !== board.graph.mass[0]);
  if (uneven && board.graph.n <= SWAPPED) yield* descend(session, partition, options.passes);
  return partition;
}

/** Coarse levels may exceed capacity by a fraction of their heaviest item; the finest never. */
function effortAt(graph: Graph, { board, random }: Session, { passes }: CycleOptions, slack: number): Effort {
  let heaviest = 0;
  for (let v = 0; v < graph.n; v++) heaviest = Math.max(heaviest, graph.mass[v]);
  const finest = graph === board.graph;
  const average = sumOf(graph.mass) / graph.parts;
  return {
    capacity: finest ? board.capacity : board.capacity + slack * Math.min(heaviest, 0.03 * average),
    leeway: Math.max(heaviest, (random.below(3) / 100) * average),
    patience: 60 + Math.min(600, graph.n / 50),
    passes,
    loadEnergy: finest ? board.loadEnergy : null,
  };
}

function kindOf(parents: readonly Partition[], parts: number): Int32Array | null {
  if (parents.length === 0) return null;
  const kind = parents[0].label.slice();
  if (parents.length > 1) for (let v = 0; v < kind.length; v++) kind[v] = kind[v] * parts + parents[1].label[v];
  return kind;
}

function projectKind(kind: Int32Array, cluster: Int32Array, count: number): Int32Array {
  const coarse = new Int32Array(count);
  for (let v = 0; v < cluster.length; v++) coarse[cluster[v]] = kind[v];
  return coarse;
}

function coarsen(label: Int32Array, maps: readonly Int32Array[], count: number): Int32Array {
  const coarse = new Int32Array(count);
  for (let v = 0; v < label.length; v++) {
    let c = v;
    for (const map of maps) c = map[c];
    coarse[c] = label[v];
  }
  return coarse;
}

function project(label: Int32Array, map: Int32Array, n: number, meter: Meter): Int32Array {
  const fine = new Int32Array(n);
  for (let v = 0; v < n; v++) fine[v] = label[map[v]];
  meter.ops += n;
  return fine;
}

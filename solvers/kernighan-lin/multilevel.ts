/**
 * Multilevel partitioning (Hendrickson & Leland 1995; Karypis & Kumar 1998) and its iterated form: a cycle coarsens the
 * items, partitions the coarsest graph, and refines level by level on the way back. A cycle over a partition contracts
 * only what that partition keeps together (Walshaw 2004); over two partitions only what both keep together, which combines
 * them (Sanders & Schulz 2012). Either starts from the partition itself, so it rarely ends worse.
 */
import type { Random } from "../../src/random.ts";
import { clusterItems, contract, type Graph, type Meter, sumOf } from "./graph.ts";
import { type Effort, refine } from "./refine.ts";
import { advance, begin, type Partition, type Session } from "./session.ts";
import { growPartition, repair } from "./start.ts";

export interface CycleOptions {
  readonly coarsenTo: number;
  readonly passes: number;
}

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
  if (parents.length === 0) {
    label = yield* growPartition(coarsest, effortAt(coarsest, session, options, slack, random).capacity, random, space, meter);
  } else label = coarsen(parents[0].label, maps, coarsest.n);
  for (let level = graphs.length - 1; level > 0; level--) {
    yield* refine(graphs[level], label, effortAt(graphs[level], session, options, slack, random), random, space, meter, null);
    label = project(label, maps[level - 1], graphs[level - 1].n, meter);
  }
  return yield* finish(session, label, options);
}

/** Refinement of the model's own items: balance first, then passes that keep it. */
export function* finish(session: Session, label: Int32Array, options: CycleOptions): Generator<void, Partition, void> {
  const { board, random, meter, space } = session;
  const partition = begin(session, label);
  const effort = effortAt(board.graph, session, options, 0, random);
  const kept = (gain: Parameters<typeof advance>[2]) => advance(session, partition, gain);
  yield* refine(board.graph, label, effort, random, space, meter, kept);
  if (partition.excess === 0) return partition;
  yield* repair(board.graph, label, board.capacity, space, meter);
  const repaired = begin(session, label);
  yield* refine(board.graph, label, effort, random, space, meter, (gain) => advance(session, repaired, gain));
  return repaired;
}

/** Coarse levels may exceed capacity by a fraction of their heaviest item; the finest never. */
function effortAt(graph: Graph, { board }: Session, { passes }: CycleOptions, slack: number, random: Random): Effort {
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

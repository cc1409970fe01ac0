/**
 * Ascent of the 1-tree bound over the weights of the nodes (Held & Karp 1971): a node with too many edges in the 1-tree becomes
 * dearer, one with too few cheaper. Directions blend the last two subgradients (Volgenant & Jonker 1982) and are scaled by clusters
 * (moats.ts); steps shrink where they no longer gain. Trees are built over lists of edges, whose value is no bound for all tours;
 * now and then the best weights are proved by a tree over the complete graph, whose missing edges the lists then get.
 * O(edges log n) a step, O(n^2) a proof.
 */
import type { OneTrees } from "../kernels/one-trees/types.ts";
import type { EdgeSet } from "./edge-set.ts";
import { createMoats, type Moats, moveWeights } from "./moats.ts";

/** Costs and weights are whole numbers of the units of `trees`. */
export interface AscentRequest {
  readonly nodes: number;
  readonly trees: OneTrees;
  /** What the trees' lists hold. Grows. */
  readonly edges: EdgeSet;
  /** Weights stay within this, so that sums stay exact. */
  readonly largestWeight: number;
  /** Whether the first tree is worth O(n^2). */
  readonly denseStart: boolean;
  /** Of a single node, in average edges of the first tree: see createMoats. */
  readonly leastMoat: number;
}

/** How long a climb goes on, and how fast it tires. */
export interface Climb {
  /** Steps as a share of the widths of the moats: the first, and the one that ends the climb. */
  readonly from: number;
  readonly to: number;
  /** Steps before a look at what they gained. */
  readonly patience: number;
  /** Factor of steps that gain too little. */
  readonly shrink: number;
}

/** A session: weights only become better, and what they prove stays proved. */
export interface Ascent {
  /** Best value proved over the complete graph, in the units of costs; -Infinity before the first. */
  readonly best: number;
  /** The weights that proved it. */
  readonly weights: Float64Array;
  /** Scales of the directions, once begun. */
  readonly moats: Moats;
  /** Whether the best 1-tree is a tour: then no better value exists. */
  readonly closed: boolean;
  /** The first tree, at the weights that the trees hold. */
  begin(): Generator<void, void, void>;
  /** From the best weights on. Ends with a proof. */
  climb(climb: Climb): Generator<void, void, void>;
}

/** Work between two pauses, about a millisecond: in pairs of nodes of a dense tree. */
const SLICE = 500_000;
/** What a node costs in a sparse tree and in a step, in such pairs. */
const NODE = 100;

/** Shares of this and the last subgradient. Volgenant & Jonker's 0.6 0.4, and 0.5 0.5, were a little behind on 10 instances. */
const BLEND = [0.7, 0.3] as const;

/** Gains below this share of the value count as none. */
const GAIN = 1e-4;

/** Steps that lose more than this share of the best value are taken back. */
const LOSS = 0.02;

/** Nothing is proved before `begin`, which comes first and once. */
export function createAscent({ nodes: n, trees, edges, largestWeight, denseStart, leastMoat }: AscentRequest): Ascent {
  const weights = new Float64Array(n);
  const found = new Float64Array(n);
  const change = new Float64Array(n);
  const last = new Float64Array(n);
  let best = Number.NEGATIVE_INFINITY;
  let closed = false;
  /** Whether the last sparse tree was a tour: no weights give the lists more. */
  let toured = false;
  let moats: Moats | null = null;
  let spent = 0;
  let sparseWork = 0;

  /** Value of the tree under the present weights; not a bound when sparse. Pauses on the way. */
  function* grow(kind: "sparse" | "dense"): Generator<void, number, void> {
    if (kind === "sparse") trees.beginSparse();
    else trees.beginDense();
    let joined = 0;
    for (;;) {
      const price = kind === "sparse" ? NODE : Math.max(1, n - joined);
      const most = Math.max(1, Math.ceil(SLICE / 2 / price));
      const now = kind === "sparse" ? trees.growSparse(most) : trees.growDense(most);
      spent += (now - joined) * price;
      if (kind === "sparse") sparseWork += (now - joined) * price;
      if (spent >= SLICE) {
        spent = 0;
        yield;
      }
      if (now === n || now === joined) break;
      joined = now;
    }
    return kind === "sparse" ? trees.closeSparse() : trees.closeDense();
  }

  /** A bound for all tours, from these weights. The lists get the edges that they lacked. */
  function* prove(from: Float64Array): Generator<void, number, void> {
    trees.weights.set(from);
    const value = yield* grow("dense");
    sparseWork = 0;
    if (value === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
    let added = false;
    for (let v = 1; v < n; v++) added = edges.add(v, trees.parent[v]) || added;
    added = edges.add(...trees.closing()) || added;
    if (added) trees.place(edges.lists());
    if (value > best) {
      best = value;
      weights.set(from);
      closed = trees.degree.every((degree) => degree === 2);
    }
    return value;
  }

  function advance(step: number): void {
    const [now, before] = BLEND;
    for (let v = 0; v < n; v++) {
      const excess = trees.degree[v] - 2;
      change[v] = now * excess + before * last[v];
      last[v] = excess;
    }
    moats!.direct(change);
    moveWeights(trees.weights, change, step, largestWeight);
  }

  /** So many steps. Returns the best value over the lists, whose weights are in `found`. */
  function* walk(step: number, patience: number): Generator<void, number, void> {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < patience; k++) {
      const value = yield* grow("sparse");
      if (value === Number.POSITIVE_INFINITY) return most;
      if (value > most) {
        most = value;
        found.set(trees.weights);
      }
      toured = trees.degree.every((degree) => degree === 2);
      if (toured) return most;
      advance(step);
    }
    return most;
  }

  return {
    weights,
    get best() {
      return best;
    },
    get closed() {
      return closed;
    },
    get moats() {
      return moats!;
    },
    *begin() {
      const sparse = denseStart ? Number.POSITIVE_INFINITY : yield* grow("sparse");
      if (sparse === Number.POSITIVE_INFINITY) yield* prove(trees.weights.slice());
      else weights.set(trees.weights);
      moats = createMoats(trees.parent, trees.key, leastMoat);
    },
    *climb({ from, to, patience, shrink }) {
      trees.weights.set(weights);
      last.fill(0);
      let level = Math.max(best, -Number.MAX_VALUE);
      for (let step = from; step > to && !closed; ) {
        let value = yield* walk(step, patience);
        if (value === Number.NEGATIVE_INFINITY) return;
        const onward = trees.weights.slice();
        // A proof for every so many steps that cost as much.
        if (toured || sparseWork >= (n * n) / 2) value = yield* prove(found);
        if (value <= level + GAIN * Math.abs(level)) step *= shrink;
        level = Math.max(level, value);
        if (value >= level - LOSS * Math.abs(level)) trees.weights.set(onward);
        else {
          trees.weights.set(weights);
          last.fill(0);
        }
      }
      if (sparseWork > 0 && !closed) yield* prove(found);
    },
  };
}

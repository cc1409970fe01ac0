/**
 * Local search over Steiner trees. A tree is the cheapest one over its set of vertices, pruned. Moves: a vertex enters or leaves the set (Osborne & Gillett 1991);
 * a key path, or a key vertex with all its paths, gives way to shortest ways that join the parts that are left (Uchoa & Werneck
 * 2012). O(m) a move of one vertex, O(m log n) one of key paths.
 */

import { type LinkedNetwork, risingEdges } from "../../src/networks/network.ts";
import { createPathSearch } from "../../src/networks/shortest-paths.ts";
import { createTreeOver } from "../../src/networks/spanning-tree.ts";
import type { Random } from "../../src/random.ts";
import { keyPathsOf } from "./key-paths.ts";

export interface SteinerDescent {
  /** The tree: 1 for its edges and for its vertices. */
  readonly chosen: Uint8Array;
  readonly inside: Uint8Array;
  readonly cost: number;
  /** Edges looked at so far. */
  readonly looked: number;
  /**
   * Begins with a tree grown along shortest ways, by these costs of edges instead of their own, from a required vertex. False where the
   * required vertices cannot be joined.
   */
  grow(root: number, costs: Float64Array): boolean;
  /** Begins with the tree over the vertices of these edges. False where they do not join the required ones. */
  take(chosen: ArrayLike<number>): boolean;
  /** Moves while one makes the tree cheaper. Pauses about every millisecond. */
  descend(): Generator<void, void, void>;
}

/** Edges looked at between two pauses. */
const SLICE = 100_000;
/** What a search for shortest ways takes, in looks at all edges. */
const SEARCH = 6;

export function createDescent(network: LinkedNetwork, required: Int8Array, random: Random): SteinerDescent {
  const { n, from, to, start, edge } = network;
  const over = createTreeOver(network, risingEdges(network), required);
  const paths = createPathSearch(network);
  const chosen = new Uint8Array(network.cost.length);
  const inside = new Uint8Array(n);
  const wanted = new Uint8Array(n);
  const costs = new Float64Array(network.cost.length);
  const turn = Int32Array.from({ length: n }, (_, v) => v).filter((v) => required[v] !== 1);
  const root = required.indexOf(1);
  let cost = Number.POSITIVE_INFINITY;
  let looked = 0;
  let slice = 0;

  /** The tree over `wanted`, if it costs less than `most`. */
  function accept(most: number): boolean {
    looked += network.cost.length;
    const value = over.grow(wanted);
    if (!(value < most)) return false;
    chosen.set(over.chosen);
    inside.set(over.inside);
    cost = value;
    return true;
  }
  function regrow(base: number, by: Float64Array, most: number): boolean {
    looked += SEARCH * network.cost.length;
    const grown = paths.grow(base, required, by);
    if (grown === null) return false;
    wanted.set(grown);
    return accept(most);
  }
  function neighboursInside(v: number): number {
    let count = 0;
    for (let k = start[v]; k < start[v + 1]; k++) count += inside[from[edge[k]] ^ to[edge[k]] ^ v];
    return count;
  }
  function* moveVertices(): Generator<void, boolean, void> {
    let better = false;
    random.shuffle(turn);
    for (const v of turn) {
      if (inside[v] === 0 && neighboursInside(v) < 2) continue;
      wanted.set(inside);
      wanted[v] = 1 - wanted[v];
      if (accept(cost)) better = true;
      if (pause()) yield;
    }
    return better;
  }
  function pause(): boolean {
    if (looked < slice) return false;
    slice = looked + SLICE;
    return true;
  }
  /** The tree without these edges and without that vertex (-1: none), joined again. */
  function rejoin(without: readonly number[], vertex: number): boolean {
    for (let e = 0; e < costs.length; e++) {
      const barred = from[e] === vertex || to[e] === vertex;
      costs[e] = barred ? Number.POSITIVE_INFINITY : chosen[e] === 1 ? 0 : network.cost[e];
    }
    for (const e of without) if (costs[e] === 0) costs[e] = network.cost[e];
    return regrow(root, costs, cost);
  }
  function* movePaths(): Generator<void, boolean, void> {
    const keyPaths = keyPathsOf(network, required, chosen);
    const pieces = keyPaths.map(({ edges }) => ({ edges, vertex: -1 }));
    const keys = new Set(keyPaths.flatMap(({ ends }) => ends.filter((v) => required[v] !== 1)));
    for (const vertex of keys) {
      const edges = keyPaths.flatMap((path) => (path.ends.includes(vertex) ? path.edges : []));
      pieces.push({ edges, vertex });
    }
    for (const { edges, vertex } of pieces) {
      if (rejoin(edges, vertex)) return true; // the pieces are others now
      if (pause()) yield;
    }
    return false;
  }
  return {
    chosen,
    inside,
    get cost() {
      return cost;
    },
    get looked() {
      return looked;
    },
    grow: (base, by) => regrow(base, by, Number.POSITIVE_INFINITY),
    take(given) {
      wanted.fill(0);
      for (let e = 0; e < from.length; e++) if (given[e] === 1) wanted[from[e]] = wanted[to[e]] = 1;
      return accept(Number.POSITIVE_INFINITY);
    },
    *descend() {
      do while (yield* moveVertices());
      while (yield* movePaths());
    },
  };
}

/**
 * Branch and bound over 1-trees (Held & Karp 1971; Volgenant & Jonker 1982): among edges that a tour below the incumbent may use, the
 * least promising open node is taken first, its weights climb a little further, edges are fixed by what their exchange would cost, and
 * one edge at a node of degree 3 or more is forced and forbidden in turn. The least bound of the open nodes bounds every tour below
 * the incumbent; when none is open, no such tour exists. A node costs some 40 sparse trees.
 */

import type { OneTrees } from "../kernels/one-trees/types.ts";
import { whileYielding } from "../kernels/pauses.ts";
import { type Moats, moveWeights } from "./moats.ts";
import { createQueue, type Open } from "./open-nodes.ts";
import { createPropagation, createTourGraph, FORBIDDEN, FORCED, FREE, type TourGraph } from "./tour-graph.ts";
import { affordableEdges, createExchanges } from "./tree-exchanges.ts";

/** Where the ascent ended, and how long a tour is still of interest. Costs are whole units. */
export interface BranchingRequest {
  readonly nodes: number;
  readonly trees: OneTrees;
  /** Most entries of the trees' lists. */
  readonly entries: number;
  readonly cost: (i: number, j: number) => number;
  /** Weights of the best 1-tree over all edges, and its value. */
  readonly weights: Float64Array;
  readonly value: number;
  readonly largestWeight: number;
  /** Above the difference of any two costs under any weights. */
  readonly huge: number;
  readonly moats: Moats;
  /** Longest length that is of interest, in units. Never rises. */
  readonly target: () => number;
  /** Least difference of lengths, in units. */
  readonly grain: number;
  /** Bytes for open nodes. */
  readonly memory: number;
}

/**
 * Steps of a node's ascent; the first as a share of the moats' widths, each later one by this factor shorter. 20 and 30 steps, first
 * ones of 0.01 to 0.05 were slower on 2 of 4.
 */
const STEPS = 40;
const FIRST_STEP = 0.015;
const DECAY = 0.93;

/** Fixing edges and climbing on, so often at most. */
const ROUNDS = 3;

/** Nodes joined to sparse trees between two pauses: about a millisecond. */
const SLICE = 6000;

/**
 * Yields ever better bounds of all tours up to the target, in units. Returns the length of the shortest tour found up to it, Infinity
 * when there is none; null when it gave up, for edges or open nodes too many.
 */
export function* branchTours(request: BranchingRequest): Generator<number, number | null, void> {
  const { nodes: n, trees, entries, cost, weights, value, memory } = request;
  trees.weights.set(weights);
  trees.beginDense();
  while (trees.growDense(Math.ceil(500_000 / n)) < n) yield value;
  trees.closeDense();
  const reduced = (i: number, j: number) => cost(i, j) + weights[i] + weights[j];
  const pairs = yield* whileYielding(affordableEdges(n, trees, reduced, request.target() - value), value);
  if (2 * pairs.length > entries) return null;
  const ends = (k: 0 | 1) => Int32Array.from(pairs, (pair) => pair[k]);
  const graph = createTourGraph(
    n,
    ends(0),
    ends(1),
    Float64Array.from(pairs, ([i, j]) => cost(i, j)),
  );
  const search = createSearch(request, graph);
  const open = createQueue();
  const status = new Uint8Array(pairs.length);
  if (search.propagate(status)) open.push({ bound: value, status, weights });
  const most = memory / (pairs.length + 8 * n + 200);
  for (let node = open.pop(); node !== null && node.bound <= search.target(); node = open.pop()) {
    const { bound } = node;
    for (const _ of search.expand(node, open.push)) yield bound;
    if (open.size > most) return null;
    yield Math.max(bound, Math.min(open.least(), search.target()));
  }
  return search.shortest();
}

interface Search {
  propagate(status: Uint8Array): boolean;
  target(): number;
  shortest(): number;
  /** Bounds a node better, and gives its children to `push` if it may hold a tour up to the target. Pauses on the way. */
  expand(node: Open, push: (child: Open) => void): Generator<void, void, void>;
}

function createSearch(request: BranchingRequest, graph: TourGraph): Search {
  const { nodes: n, trees, huge, moats, grain, largestWeight } = request;
  const { from, cost } = graph;
  const m = from.length;
  const propagate = createPropagation(graph);
  const keyOf = (e: number, status: Uint8Array) =>
    cost[e] + trees.weights[from[e]] + trees.weights[graph.to[e]] - (status[e] === FORCED ? huge : 0);
  const exchanges = createExchanges(graph, trees, keyOf);
  const found = new Float64Array(n);
  const change = new Float64Array(n);
  let shortest = Number.POSITIVE_INFINITY;
  let spent = 0;
  const target = () => Math.min(request.target(), shortest - grain);

  /** Value of the 1-tree under the present weights; Infinity when there is none. */
  function grow(forced: number): number {
    trees.beginSparse();
    trees.growSparse(n);
    spent += n;
    return trees.closeSparse() + forced * huge;
  }

  /** The best value of some steps, whose weights are in `found`; above the target as soon as it is, or when the 1-tree is a tour. */
  function climb(forced: number, steps: number): number {
    let best = Number.NEGATIVE_INFINITY;
    let step = FIRST_STEP;
    for (let k = 0; k < steps; k++) {
      const value = grow(forced);
      if (value > best) {
        best = value;
        found.set(trees.weights);
        if (best > target()) return best;
      }
      if (trees.degree.every((degree) => degree === 2)) {
        shortest = Math.min(shortest, value);
        return Number.POSITIVE_INFINITY;
      }
      for (let v = 0; v < n; v++) change[v] = trees.degree[v] - 2;
      moats.direct(change);
      moveWeights(trees.weights, change, step, largestWeight);
      step *= DECAY;
    }
    return best;
  }

  /** Fixes edges by their exchanges. -1 when no tour is left, else how many. */
  function fix(status: Uint8Array, room: number): number {
    let fixed = 0;
    for (let e = 0; e < m; e++) {
      if (status[e] !== FREE || exchanges.price[e] <= room) continue;
      status[e] = exchanges.inside[e] === 1 ? FORCED : FORBIDDEN;
      fixed++;
    }
    return fixed > 0 && !propagate(status) ? -1 : fixed;
  }

  /** The free edge at a node of degree 3 or more whose exchange costs most. */
  function choose(status: Uint8Array): number {
    let chosen = -1;
    for (let e = 0; e < m; e++) {
      if (status[e] !== FREE || exchanges.inside[e] === 0) continue;
      if (trees.degree[from[e]] < 3 && trees.degree[graph.to[e]] < 3) continue;
      if (chosen < 0 || exchanges.price[e] > exchanges.price[chosen]) chosen = e;
    }
    return chosen;
  }

  function* expand({ bound, status, weights }: Open, push: (child: Open) => void): Generator<void, void, void> {
    let value = bound;
    let without = Number.NEGATIVE_INFINITY;
    trees.weights.set(weights);
    for (let round = 0; round < ROUNDS; round++) {
      const forced = placeLists(graph, status, trees, huge);
      value = Math.max(value, climb(forced, round === 0 ? STEPS : STEPS / 2));
      if (value > target()) return;
      trees.weights.set(found);
      const here = grow(forced);
      exchanges.compute(status);
      const fixed = fix(status, target() - here);
      if (fixed < 0) return;
      if (spent >= SLICE) {
        spent = 0;
        yield;
      }
      if (fixed > 0) continue;
      without = here;
      break;
    }
    // If the rounds ran out, edges were fixed since the last tree: its exchanges still rank the others.
    const chosen = choose(status);
    if (chosen < 0) {
      push({ bound: value, status, weights: found.slice() });
      return;
    }
    const shared = found.slice();
    for (const verdict of [FORBIDDEN, FORCED]) {
      const child = status.slice();
      child[chosen] = verdict;
      const its = verdict === FORBIDDEN ? Math.max(value, without + exchanges.price[chosen]) : value;
      if (its <= target() && propagate(child)) push({ bound: its, status: child, weights: shared });
    }
  }

  return { propagate, target, shortest: () => shortest, expand };
}

/** Gives the trees what is not forbidden, forced edges first of all. Returns how many are forced. */
function placeLists(
  { nodes: n, from, to, cost, start, incident }: TourGraph,
  status: Uint8Array,
  trees: OneTrees,
  huge: number,
): number {
  const rowStart = new Int32Array(n + 1);
  const column = new Int32Array(incident.length);
  const price = new Float64Array(incident.length);
  let filled = 0;
  for (let v = 0; v < n; v++) {
    for (let k = start[v]; k < start[v + 1]; k++) {
      const e = incident[k];
      if (status[e] === FORBIDDEN) continue;
      column[filled] = from[e] === v ? to[e] : from[e];
      price[filled++] = status[e] === FORCED ? cost[e] - huge : cost[e];
    }
    rowStart[v + 1] = filled;
  }
  trees.place({ rowStart, column: column.subarray(0, filled), cost: price.subarray(0, filled) });
  return status.reduce((sum, its) => sum + (its === FORCED ? 1 : 0), 0);
}

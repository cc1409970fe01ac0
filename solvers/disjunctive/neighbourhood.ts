/**
 * Moves along a critical path (Balas & Vazacopoulos 1998; Zhang et al. 2007, N7): inside each block of operations that follow each other on a machine without a wait,
 * an operation goes behind the last one or before the first, and the first and the last go inside. Only moves that surely close no circle,
 * by heads and tails.
 */
import type { Random } from "../../src/random.ts";
import { createEstimates } from "./estimates.ts";
import type { Graph } from "./graph.ts";

/** Candidate moves, side by side: operation `item` goes behind `target`, or before it. */
export interface Moves {
  count: number;
  readonly item: Int32Array;
  readonly target: Int32Array;
  /** 1: behind. 0: before. */
  readonly behind: Uint8Array;
  /** Lower bound of the makespan by all ways through the operations touched: mostly what comes out. */
  readonly estimate: Int32Array;
}

export interface Neighbourhood {
  readonly moves: Moves;
  /** Finds all moves of one critical path, drawn at random among several. */
  find(random: Random): void;
}

export function createNeighbourhood(graph: Graph): Neighbourhood {
  const { shop, before, after, head, tail } = graph;
  const { operations: n, duration, jobBefore, jobAfter, machine } = shop;
  const most = 4 * n + 4;
  const moves: Moves = {
    count: 0,
    item: new Int32Array(most),
    target: new Int32Array(most),
    behind: new Uint8Array(most),
    estimate: new Int32Array(most),
  };
  const path = new Int32Array(n);
  const estimates = createEstimates(graph);

  function addBehind(u: number, v: number): void {
    const j = jobAfter[u];
    // A way from what follows u in its job to v would be longer than what is left from v on.
    if (j >= 0 && tail[v] + duration[v] < tail[j] + duration[j]) return;
    const k = moves.count++;
    moves.item[k] = u;
    moves.target[k] = v;
    moves.behind[k] = 1;
    moves.estimate[k] = estimates.behind(u, v);
  }
  function addBefore(v: number, u: number): void {
    const j = jobBefore[v];
    if (j >= 0 && head[u] + duration[u] < head[j] + duration[j]) return;
    const k = moves.count++;
    moves.item[k] = v;
    moves.target[k] = u;
    moves.behind[k] = 0;
    moves.estimate[k] = estimates.before(v, u);
  }
  /** The operations of path[first .. last] follow each other on one machine. */
  function addBlock(first: number, last: number, opens: boolean, closes: boolean): void {
    const [front, back] = [path[first], path[last]];
    if (last === first + 1) {
      addBehind(front, back);
      return;
    }
    // Nothing is gained at the outer end of the first and of the last block. Neighbours change places once only.
    if (!closes) {
      for (let k = first; k < last - 1; k++) addBehind(path[k], back);
      for (let k = first + 1; k < last; k++) addBefore(back, path[k]);
    }
    if (opens) return;
    for (let k = first + 2; k < last; k++) addBefore(path[k], front);
    if (closes) addBefore(back, front);
    for (let k = first + 1; k < last; k++) addBehind(front, path[k]);
  }
  function trace(random: Random): number {
    const { makespan } = graph;
    let [o, choices] = [-1, 0];
    for (let k = 0; k < n; k++) {
      if (head[k] === 0 && duration[k] + tail[k] === makespan && isFirst(k) && random.below(++choices) === 0) o = k;
    }
    let length = 0;
    while (o >= 0) {
      path[length++] = o;
      const end = head[o] + duration[o];
      const j = jobAfter[o];
      const m = after[o];
      const byJob = j >= 0 && head[j] === end && end + duration[j] + tail[j] === makespan;
      const byMachine = m >= 0 && head[m] === end && end + duration[m] + tail[m] === makespan;
      o = byJob && (!byMachine || random.below(2) === 0) ? j : byMachine ? m : -1;
    }
    return length;
  }
  const isFirst = (o: number) =>
    (jobBefore[o] < 0 || head[jobBefore[o]] + duration[jobBefore[o]] === 0) &&
    (before[o] < 0 || duration[before[o]] === 0);

  return {
    moves,
    find(random) {
      moves.count = 0;
      const length = trace(random);
      for (let first = 0; first < length; ) {
        let last = first;
        while (last + 1 < length && machine[path[last]] >= 0 && after[path[last]] === path[last + 1]) last++;
        if (last > first) addBlock(first, last, first === 0, last === length - 1);
        first = last + 1;
      }
    },
  };
}

/**
 * Moves along a critical path (Balas & Vazacopoulos 1998; Zhang et al. 2007, N7): inside each block of operations that follow each other on a machine without a wait,
 * an operation goes behind the last one or before the first, and the first and the last go inside. Only moves that surely close no circle,
 * by heads and tails; what a move leads to is estimated from the heads and tails of what it touches, O(length of the move).
 */
import type { Random } from "../../src/random.ts";
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
  const heads = new Int32Array(n);

  const jobReady = (o: number): number => {
    const j = jobBefore[o];
    return j < 0 ? 0 : head[j] + duration[j];
  };
  const jobLeft = (o: number): number => {
    const j = jobAfter[o];
    return j < 0 ? 0 : tail[j] + duration[j];
  };
  /** u, l1, ..., v becomes l1, ..., v, u. */
  function estimateBehind(u: number, v: number): number {
    const first = before[u];
    let ready = first < 0 ? 0 : head[first] + duration[first];
    for (let o = after[u]; ; o = after[o]) {
      const own = jobReady(o);
      if (own > ready) ready = own;
      heads[o] = ready;
      ready += duration[o];
      if (o === v) break;
    }
    const own = jobReady(u);
    if (own > ready) ready = own;
    const last = after[v];
    let left = last < 0 ? 0 : tail[last] + duration[last];
    let rest = jobLeft(u);
    if (rest > left) left = rest;
    let longest = ready + duration[u] + left;
    left += duration[u];
    for (let o = v; o !== u; o = before[o]) {
      rest = jobLeft(o);
      if (rest > left) left = rest;
      left += duration[o];
      if (heads[o] + left > longest) longest = heads[o] + left;
    }
    return longest;
  }
  /** u, ..., lk, v becomes v, u, ..., lk. */
  function estimateBefore(v: number, u: number): number {
    const last = after[v];
    let left = last < 0 ? 0 : tail[last] + duration[last];
    for (let o = before[v]; ; o = before[o]) {
      const own = jobLeft(o);
      if (own > left) left = own;
      heads[o] = left;
      left += duration[o];
      if (o === u) break;
    }
    const own = jobLeft(v);
    if (own > left) left = own;
    const first = before[u];
    let ready = first < 0 ? 0 : head[first] + duration[first];
    let wait = jobReady(v);
    if (wait > ready) ready = wait;
    let longest = ready + duration[v] + left;
    ready += duration[v];
    for (let o = u; o !== v; o = after[o]) {
      wait = jobReady(o);
      if (wait > ready) ready = wait;
      ready += duration[o];
      if (ready + heads[o] > longest) longest = ready + heads[o];
    }
    return longest;
  }
  function addBehind(u: number, v: number): void {
    const j = jobAfter[u];
    // A way from what follows u in its job to v would be longer than what is left from v on.
    if (j >= 0 && tail[v] + duration[v] < tail[j] + duration[j]) return;
    const k = moves.count++;
    moves.item[k] = u;
    moves.target[k] = v;
    moves.behind[k] = 1;
    moves.estimate[k] = estimateBehind(u, v);
  }
  function addBefore(v: number, u: number): void {
    const j = jobBefore[v];
    if (j >= 0 && head[u] + duration[u] < head[j] + duration[j]) return;
    const k = moves.count++;
    moves.item[k] = v;
    moves.target[k] = u;
    moves.behind[k] = 0;
    moves.estimate[k] = estimateBefore(v, u);
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

/**
 * What moves in a block of a disjunctive graph lead to, from the heads and tails of the operations that they touch (Taillard 1994; Balas & Vazacopoulos 1998).
 * O(length of the move).
 */
import type { Graph } from "./graph.ts";

/** Lengths of the longest way through any operation touched: lower bounds of the makespan after the move. */
export interface Estimates {
  /** Of u, l1, ..., v becoming l1, ..., v, u. */
  behind(u: number, v: number): number;
  /** Of u, ..., lk, v becoming v, u, ..., lk. */
  before(v: number, u: number): number;
}

export function createEstimates(graph: Graph): Estimates {
  const { shop, before: machineBefore, after: machineAfter, head, tail } = graph;
  const { operations: n, duration, jobBefore, jobAfter } = shop;
  /** By operation touched: its new head in `behind`, its new tail in `before`, from the first of two passes. */
  const reached = new Int32Array(n);

  const jobReady = (o: number): number => {
    const j = jobBefore[o];
    return j < 0 ? 0 : head[j] + duration[j];
  };
  const jobLeft = (o: number): number => {
    const j = jobAfter[o];
    return j < 0 ? 0 : tail[j] + duration[j];
  };
  function behind(u: number, v: number): number {
    const first = machineBefore[u];
    let ready = first < 0 ? 0 : head[first] + duration[first];
    for (let o = machineAfter[u]; ; o = machineAfter[o]) {
      const own = jobReady(o);
      if (own > ready) ready = own;
      reached[o] = ready;
      ready += duration[o];
      if (o === v) break;
    }
    const own = jobReady(u);
    if (own > ready) ready = own;
    const last = machineAfter[v];
    let left = last < 0 ? 0 : tail[last] + duration[last];
    let rest = jobLeft(u);
    if (rest > left) left = rest;
    let longest = ready + duration[u] + left;
    left += duration[u];
    for (let o = v; o !== u; o = machineBefore[o]) {
      rest = jobLeft(o);
      if (rest > left) left = rest;
      left += duration[o];
      if (reached[o] + left > longest) longest = reached[o] + left;
    }
    return longest;
  }
  function before(v: number, u: number): number {
    const last = machineAfter[v];
    let left = last < 0 ? 0 : tail[last] + duration[last];
    for (let o = machineBefore[v]; ; o = machineBefore[o]) {
      const own = jobLeft(o);
      if (own > left) left = own;
      reached[o] = left;
      left += duration[o];
      if (o === u) break;
    }
    const own = jobLeft(v);
    if (own > left) left = own;
    const first = machineBefore[u];
    let ready = first < 0 ? 0 : head[first] + duration[first];
    let wait = jobReady(v);
    if (wait > ready) ready = wait;
    let longest = ready + duration[v] + left;
    ready += duration[v];
    for (let o = u; o !== v; o = machineAfter[o]) {
      wait = jobReady(o);
      if (wait > ready) ready = wait;
      ready += duration[o];
      if (ready + reached[o] > longest) longest = ready + reached[o];
    }
    return longest;
  }

  return { behind, before };
}

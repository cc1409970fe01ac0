/**
 * A spanning tree under exchanges: an edge enters, and an edge of the cycle that it closes leaves. Vertices may have bounds on their edges; what they have
 * beyond is their excess, and `price` says what a unit of it is worth. O(length of the cycle) to judge an exchange and to make it.
 */
import { across, type LinkedNetwork } from "./network.ts";

/** A session over one network; `take` comes first. */
export interface ExchangeTree {
  /** 1 for edges of the tree. */
  readonly chosen: Uint8Array;
  /** Sum over vertices of the edges beyond their bound. */
  readonly excess: number;
  readonly cost: number;
  /** Edges looked at so far. */
  readonly looked: number;
  /** Begins with this spanning tree. O(n). */
  take(chosen: ArrayLike<number>): void;
  /** The edge that had best leave when `enters`, which is not in the tree, enters. */
  leaving(enters: number, price: number): number;
  /** Of that last question: by how much cost and excess would rise. */
  readonly dearer: number;
  readonly further: number;
  exchange(enters: number, leaves: number): void;
}

/** @param bounds most edges at each vertex, or null */
export function createExchangeTree(network: LinkedNetwork, bounds: ArrayLike<number> | null): ExchangeTree {
  const { n, from, to, cost, start, edge } = network;
  const chosen = new Uint8Array(cost.length);
  const degree = new Int32Array(n);
  /** The edge that leads towards vertex 0, -1 there. */
  const up = new Int32Array(n);
  const mark = new Int32Array(n);
  let marks = 0;
  let [excess, total, looked, dearer, further] = [0, 0, 0, 0, 0];

  const most = (v: number) => (bounds === null ? n : bounds[v]);
  const excessAt = (v: number, edges: number) => Math.max(0, edges - most(v));
  function meeting(a: number, b: number): number {
    marks++;
    for (let v = a; ; v = across(network, up[v], v)) {
      mark[v] = marks;
      if (up[v] < 0) break;
    }
    let v = b;
    while (mark[v] !== marks) v = across(network, up[v], v);
    return v;
  }
  /** Turns the ways towards vertex 0 round from v up to the end of the edge `leaves`, and hangs v on `enters`. */
  function hang(v: number, enters: number, leaves: number): void {
    let [at, next] = [v, enters];
    for (;;) {
      const before = up[at];
      up[at] = next;
      if (before === leaves) return;
      next = before;
      at = across(network, before, at);
    }
  }
  function isAbove(v: number, leaves: number): boolean {
    for (let at = v; up[at] >= 0; at = across(network, up[at], at)) if (up[at] === leaves) return true;
    return false;
  }

  return {
    chosen,
    get excess() {
      return excess;
    },
    get cost() {
      return total;
    },
    get looked() {
      return looked;
    },
    get dearer() {
      return dearer;
    },
    get further() {
      return further;
    },
    take(given) {
      chosen.set(given as Uint8Array);
      degree.fill(0);
      up.fill(-1);
      [total, excess] = [0, 0];
      for (let e = 0; e < cost.length; e++) {
        if (chosen[e] === 0) continue;
        total += cost[e];
        degree[from[e]]++;
        degree[to[e]]++;
      }
      const seen = [0];
      for (const v of seen) {
        excess += excessAt(v, degree[v]);
        for (let k = start[v]; k < start[v + 1]; k++) {
          const e = edge[k];
          if (chosen[e] === 0 || e === up[v]) continue;
          const other = across(network, e, v);
          up[other] = e;
          seen.push(other);
        }
      }
    },
    leaving(enters, price) {
      const [a, b] = [from[enters], to[enters]];
      const top = meeting(a, b);
      const added =
        excessAt(a, degree[a] + 1) - excessAt(a, degree[a]) + excessAt(b, degree[b] + 1) - excessAt(b, degree[b]);
      let [best, least] = [-1, Number.POSITIVE_INFINITY];
      for (const end of [a, b]) {
        for (let v = end; v !== top; ) {
          const e = up[v];
          const next = across(network, e, v);
          let relief = 0;
          for (const w of [v, next]) if (degree[w] + (w === a || w === b ? 1 : 0) > most(w)) relief++;
          const change = price * (added - relief) - cost[e];
          looked++;
          if (change < least) {
            [best, least] = [e, change];
            [dearer, further] = [cost[enters] - cost[e], added - relief];
          }
          v = next;
        }
      }
      return best;
    },
    exchange(enters, leaves) {
      const end = isAbove(from[enters], leaves) ? from[enters] : to[enters];
      hang(end, enters, leaves);
      for (const [e, step] of [
        [enters, 1],
        [leaves, -1],
      ]) {
        chosen[e] = step > 0 ? 1 : 0;
        total += step * cost[e];
        for (const v of [from[e], to[e]]) {
          excess -= excessAt(v, degree[v]);
          degree[v] += step;
          excess += excessAt(v, degree[v]);
        }
      }
    },
  };
}

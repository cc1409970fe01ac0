/**
 * A schedule as a disjunctive graph (Roy & Sussmann 1964): every operation has a neighbour before and behind it in its job and on its machine, and begins when both
 * before it are done. Heads are longest ways from the beginning, tails longest ways to the end, both kept with a topological order that a move
 * changes only between the two operations that it is about. O(operations) a move.
 */
import { createLongestWays, type LongestWays } from "./longest-ways.ts";
import type { Shop } from "./shop.ts";
import { createTopologicalOrder } from "./topological-order.ts";

export interface Graph extends Pick<LongestWays, "head" | "tail" | "makespan"> {
  readonly shop: Shop;
  /** Neighbours on the machine, -1 for none. */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** Machine orders from keys: of two operations of a machine the one of smaller key goes first, ties in the order of the jobs. Keys never fall along a job. */
  arrange(keys: ArrayLike<number>): void;
  /** The same orders as in another graph's `after`, heads and all. */
  copy(other: Pick<Graph, "before" | "after">): void;
  /** Puts u right behind v, which is on the same machine later on. False, and nothing is changed, where that would close a circle. */
  moveBehind(u: number, v: number): boolean;
  /** Puts v right before u, which is on the same machine earlier. */
  moveBefore(v: number, u: number): boolean;
}

export function createGraph(shop: Shop): Graph {
  const { operations: n, machine } = shop;
  const before = new Int32Array(n).fill(-1);
  const after = new Int32Array(n).fill(-1);
  const topology = createTopologicalOrder(shop, before, after);
  const { place } = topology;
  const ways = createLongestWays(shop, before, after, topology.order);

  function recompute(): void {
    topology.sort();
    ways.update(0, n - 1);
  }
  function unlink(o: number): void {
    if (before[o] >= 0) after[before[o]] = after[o];
    if (after[o] >= 0) before[after[o]] = before[o];
  }
  return {
    shop,
    before,
    after,
    head: ways.head,
    tail: ways.tail,
    get makespan() {
      return ways.makespan;
    },
    arrange(keys) {
      const sorted = Int32Array.from(machine.keys()).sort((a, b) => keys[a] - keys[b] || a - b);
      const last = new Int32Array(shop.machines).fill(-1);
      for (const o of sorted) {
        const m = machine[o];
        if (m < 0) continue;
        before[o] = last[m];
        after[o] = -1;
        if (last[m] >= 0) after[last[m]] = o;
        last[m] = o;
      }
      recompute();
    },
    copy(other) {
      before.set(other.before);
      after.set(other.after);
      recompute();
    },
    moveBehind(u, v) {
      const first = place[u];
      const last = place[v];
      if (!topology.putBehind(u, v)) return false;
      unlink(u);
      before[u] = v;
      after[u] = after[v];
      if (after[v] >= 0) before[after[v]] = u;
      after[v] = u;
      ways.update(first, last);
      return true;
    },
    moveBefore(v, u) {
      const first = place[u];
      const last = place[v];
      if (!topology.putBefore(v, u)) return false;
      unlink(v);
      after[v] = u;
      before[v] = before[u];
      if (before[u] >= 0) after[before[u]] = v;
      before[u] = v;
      ways.update(first, last);
      return true;
    },
  };
}

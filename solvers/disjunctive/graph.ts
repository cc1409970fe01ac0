/**
 * A schedule as a disjunctive graph (Roy & Sussmann 1964): every operation has a neighbour before and behind it in its job and on its machine, and begins when both
 * before it are done. Heads are longest ways from the beginning, tails longest ways to the end, both kept with a topological order that a move
 * changes only between the two operations that it is about. O(operations) a move.
 */
import type { Shop } from "./shop.ts";

export interface Graph {
  readonly shop: Shop;
  /** Neighbours on the machine, -1 for none. */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** When an operation begins. */
  readonly head: Int32Array;
  /** What is left when it is done. */
  readonly tail: Int32Array;
  readonly makespan: number;
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
  const { operations: n, duration, jobBefore, jobAfter, machine } = shop;
  const before = new Int32Array(n).fill(-1);
  const after = new Int32Array(n).fill(-1);
  const head = new Int32Array(n);
  const tail = new Int32Array(n);
  /** Topological order, and the place of each operation in it. */
  const order = new Int32Array(n);
  const place = new Int32Array(n);
  const marked = new Uint8Array(n);
  const staying = new Int32Array(n);
  const going = new Int32Array(n);
  const lasts = Int32Array.from(duration.keys()).filter((o) => jobAfter[o] < 0);
  let makespan = 0;

  function heads(from: number): void {
    for (let k = from; k < n; k++) {
      const o = order[k];
      const j = jobBefore[o];
      const m = before[o];
      const byJob = j < 0 ? 0 : head[j] + duration[j];
      const byMachine = m < 0 ? 0 : head[m] + duration[m];
      head[o] = byJob > byMachine ? byJob : byMachine;
    }
  }
  function tails(from: number): void {
    for (let k = from; k >= 0; k--) {
      const o = order[k];
      const j = jobAfter[o];
      const m = after[o];
      const byJob = j < 0 ? 0 : tail[j] + duration[j];
      const byMachine = m < 0 ? 0 : tail[m] + duration[m];
      tail[o] = byJob > byMachine ? byJob : byMachine;
    }
  }
  function measure(): void {
    makespan = 0;
    for (let k = 0; k < lasts.length; k++) {
      const end = head[lasts[k]] + duration[lasts[k]];
      if (end > makespan) makespan = end;
    }
  }
  /** Topological order from scratch (Kahn). */
  function sort(): void {
    const open = new Int8Array(n);
    let filled = 0;
    for (let o = 0; o < n; o++) {
      open[o] = (jobBefore[o] < 0 ? 0 : 1) + (before[o] < 0 ? 0 : 1);
      if (open[o] === 0) order[filled++] = o;
    }
    for (let k = 0; k < filled; k++) {
      const o = order[k];
      place[o] = k;
      const j = jobAfter[o];
      const m = after[o];
      if (j >= 0 && --open[j] === 0) order[filled++] = j;
      if (m >= 0 && --open[m] === 0) order[filled++] = m;
    }
  }
  function recompute(): void {
    sort();
    heads(0);
    tails(n - 1);
    measure();
  }
  function unlink(o: number): void {
    if (before[o] >= 0) after[before[o]] = after[o];
    if (after[o] >= 0) before[after[o]] = before[o];
  }
  /** The operations of a stretch of the topological order in a new order: those of one list, then those of another. */
  function rewrite(first: number, last: number, one: Int32Array, count: number, other: Int32Array): void {
    for (let k = first; k <= last; k++) {
      const o = k - first < count ? one[k - first] : other[k - first - count];
      order[k] = o;
      place[o] = k;
    }
    heads(first);
    tails(last);
    measure();
  }
  return {
    shop,
    before,
    after,
    head,
    tail,
    get makespan() {
      return makespan;
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
      let stay = 0;
      let go = 0;
      marked[u] = 1;
      going[go++] = u;
      // What follows u by its job, and what follows that, has to go behind v as well.
      for (let k = first + 1; k <= last; k++) {
        const o = order[k];
        const j = jobBefore[o];
        const m = before[o];
        if ((j >= 0 && marked[j] === 1) || (m >= 0 && m !== u && marked[m] === 1)) {
          marked[o] = 1;
          going[go++] = o;
        } else staying[stay++] = o;
      }
      const circle = marked[v] === 1;
      for (let k = 0; k < go; k++) marked[going[k]] = 0;
      if (circle) return false;
      unlink(u);
      before[u] = v;
      after[u] = after[v];
      if (after[v] >= 0) before[after[v]] = u;
      after[v] = u;
      rewrite(first, last, staying, stay, going);
      return true;
    },
    moveBefore(v, u) {
      const first = place[u];
      const last = place[v];
      const most = last - first + 1;
      let stay = most;
      let go = most;
      marked[v] = 1;
      going[--go] = v;
      // What precedes v by its job, and what precedes that, has to go before u as well.
      for (let k = last - 1; k >= first; k--) {
        const o = order[k];
        const j = jobAfter[o];
        const m = after[o];
        if ((j >= 0 && marked[j] === 1) || (m >= 0 && m !== v && marked[m] === 1)) {
          marked[o] = 1;
          going[--go] = o;
        } else staying[--stay] = o;
      }
      const circle = marked[u] === 1;
      for (let k = go; k < most; k++) marked[going[k]] = 0;
      if (circle) return false;
      unlink(v);
      after[v] = u;
      before[v] = before[u];
      if (before[u] >= 0) after[before[u]] = v;
      before[u] = v;
      going.copyWithin(0, go, most);
      staying.copyWithin(0, stay, most);
      rewrite(first, last, going, most - go, staying);
      return true;
    },
  };
}

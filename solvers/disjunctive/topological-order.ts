/**
 * A topological order of the operations of a disjunctive graph, in which a move rearranges only the stretch between the two operations that it is about
 * (Pearce & Kelly 2006). From scratch O(operations), a move O(length of the stretch).
 */
import type { Shop } from "./shop.ts";

export interface TopologicalOrder {
  /** The operation at each place. */
  readonly order: Int32Array;
  /** The place of each operation. */
  readonly place: Int32Array;
  /** From scratch (Kahn 1962), for links that close no circle. */
  sort(): void;
  /**
   * Puts u behind v, which comes later, with all in between that has to come behind u. Asked for before the links change. False, and
   * nothing is changed, where v is among those.
   */
  putBehind(u: number, v: number): boolean;
  /** Puts v before u, which comes earlier, with all in between that has to come before v. */
  putBefore(v: number, u: number): boolean;
}

/** The arrays stay the caller's. @param before neighbour on the machine, -1 for none; `after` likewise */
export function createTopologicalOrder(
  { operations: n, jobBefore, jobAfter }: Shop,
  before: Int32Array,
  after: Int32Array,
): TopologicalOrder {
  const order = new Int32Array(n);
  const place = new Int32Array(n);
  const marked = new Uint8Array(n);
  const staying = new Int32Array(n);
  const going = new Int32Array(n);

  /** The operations of a stretch in a new order: those of one list, then those of another. */
  function rewrite(first: number, last: number, one: Int32Array, count: number, other: Int32Array): void {
    for (let k = first; k <= last; k++) {
      const o = k - first < count ? one[k - first] : other[k - first - count];
      order[k] = o;
      place[o] = k;
    }
  }
  return {
    order,
    place,
    sort() {
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
    },
    putBehind(u, v) {
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
      rewrite(first, last, staying, stay, going);
      return true;
    },
    putBefore(v, u) {
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
      going.copyWithin(0, go, most);
      staying.copyWithin(0, stay, most);
      rewrite(first, last, going, most - go, staying);
      return true;
    },
  };
}

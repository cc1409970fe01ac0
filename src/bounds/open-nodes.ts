/** The open nodes of a branch and bound, by bound: a binary heap. */

/** A subproblem: some edges forced, some forbidden. */
export interface Open {
  /** What its tours cost at least, in units. */
  readonly bound: number;
  /** Of each edge: free, forced or forbidden. */
  readonly status: Uint8Array;
  /** Weights that proved about as much. */
  readonly weights: Float64Array;
}

/** Open nodes by bound. O(log n) a change. */
export interface Queue {
  readonly size: number;
  push(node: Open): void;
  /** A node of least bound, null when there is none. */
  pop(): Open | null;
  /** The least bound, Infinity when there is none. */
  least(): number;
}

/** Empty at first. */
export function createQueue(): Queue {
  const heap: Open[] = [];
  return {
    get size() {
      return heap.length;
    },
    least: () => heap[0]?.bound ?? Number.POSITIVE_INFINITY,
    push(node) {
      let k = heap.length;
      while (k > 0 && heap[(k - 1) >> 1].bound > node.bound) {
        heap[k] = heap[(k - 1) >> 1];
        k = (k - 1) >> 1;
      }
      heap[k] = node;
    },
    pop() {
      if (heap.length === 0) return null;
      const [least] = heap;
      const node = heap.pop()!;
      let k = 0;
      while (2 * k + 1 < heap.length) {
        let down = 2 * k + 1;
        if (down + 1 < heap.length && heap[down + 1].bound < heap[down].bound) down++;
        if (heap[down].bound >= node.bound) break;
        heap[k] = heap[down];
        k = down;
      }
      if (heap.length > 0) heap[k] = node;
      return least;
    },
  };
}

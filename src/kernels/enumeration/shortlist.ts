/**
 * The lowest states of all that were offered, of equal levels those of the smallest codes, so that the list does not depend on the
 * order of the offers. A binary heap with the worst state on top (Williams 1964): O(log limit) for a state that enters, else O(1).
 */
import type { ListedState } from "./types.ts";

export interface Shortlist {
  /** The worst state of a full list; null while there is room. */
  readonly worst: ListedState | null;
  offer(level: number, code: number, strict: boolean): void;
  /** By level, then by code. O(limit log limit). */
  sorted(): ListedState[];
}

/** @param limit at least 0 */
export function createShortlist(limit: number): Shortlist {
  const heap: ListedState[] = [];
  const worse = (x: ListedState, y: ListedState) => x.level > y.level || (x.level === y.level && x.code > y.code);

  function rise(state: ListedState): void {
    let k = heap.length;
    heap.push(state);
    for (let parent = (k - 1) >> 1; k > 0 && worse(state, heap[parent]); parent = (k - 1) >> 1) {
      heap[k] = heap[parent];
      k = parent;
    }
    heap[k] = state;
  }
  function replaceWorst(state: ListedState): void {
    let k = 0;
    for (let child = 1; child < heap.length; child = 2 * k + 1) {
      if (child + 1 < heap.length && worse(heap[child + 1], heap[child])) child++;
      if (!worse(heap[child], state)) break;
      heap[k] = heap[child];
      k = child;
    }
    heap[k] = state;
  }
  return {
    get worst() {
      return heap.length < limit ? null : (heap[0] ?? NOTHING);
    },
    offer(level, code, strict) {
      if (heap.length < limit) rise({ level, code, strict });
      else if (limit > 0 && (level < heap[0].level || (level === heap[0].level && code < heap[0].code))) {
        replaceWorst({ level, code, strict });
      }
    },
    sorted: () => [...heap].sort((x, y) => x.level - y.level || x.code - y.code),
  };
}

/** The worst of a list that takes nothing: no state is better. */
const NOTHING: ListedState = { level: Number.NEGATIVE_INFINITY, code: -1, strict: false };

/**
 * A priority queue of items by gain: binary heap with positions, so that keys change in O(log n). Equal gains leave last in,
 * first out, which keeps Fiduccia & Mattheyses' passes together in space (Hagen, Huang & Kahng 1997). Real gains welcome.
 */

/** Keys and places of all n items, shared by the two queues of a pass: an item is in one of them at most. */
export interface Slots {
  readonly gain: Float64Array;
  /** When the gain was set: later ones leave first. */
  readonly stamp: Float64Array;
  /** Index in its heap; ABSENT or LOCKED when in none. */
  readonly place: Int32Array;
  clock: number;
}

export interface GainQueue {
  size: number;
  /** The item of highest gain stands at 0. */
  readonly heap: Int32Array;
  readonly slots: Slots;
}

export const ABSENT = -1;
export const LOCKED = -2;

export function createSlots(n: number): Slots {
  return { gain: new Float64Array(n), stamp: new Float64Array(n), place: new Int32Array(n).fill(ABSENT), clock: 0 };
}

export function createQueue(n: number, slots: Slots): GainQueue {
  return { size: 0, heap: new Int32Array(n), slots };
}

/** Adds v, which is in no queue. */
export function insert(queue: GainQueue, v: number, gain: number): void {
  const { slots } = queue;
  slots.gain[v] = gain;
  slots.stamp[v] = ++slots.clock;
  const at = queue.size++;
  slots.place[v] = at;
  queue.heap[at] = v;
  rise(queue, v);
}

/** New gain for v, which is in this queue. */
export function change(queue: GainQueue, v: number, gain: number): void {
  const { slots } = queue;
  slots.gain[v] = gain;
  slots.stamp[v] = ++slots.clock;
  rise(queue, v);
  sink(queue, v);
}

/** Takes v out and leaves `mark` as its place. */
export function remove(queue: GainQueue, v: number, mark: number): void {
  const { place } = queue.slots;
  const hole = place[v];
  place[v] = mark;
  const last = queue.heap[--queue.size];
  if (last === v) return;
  queue.heap[hole] = last;
  place[last] = hole;
  rise(queue, last);
  sink(queue, last);
}

/** Forgets all items, marking them absent. */
export function clear(queue: GainQueue): void {
  for (let i = 0; i < queue.size; i++) queue.slots.place[queue.heap[i]] = ABSENT;
  queue.size = 0;
}

function before({ gain, stamp }: Slots, u: number, v: number): boolean {
  return gain[u] > gain[v] || (gain[u] === gain[v] && stamp[u] > stamp[v]);
}

function rise({ heap, slots }: GainQueue, v: number): void {
  const { place } = slots;
  let at = place[v];
  while (at > 0) {
    const parent = heap[(at - 1) >> 1];
    if (!before(slots, v, parent)) break;
    heap[at] = parent;
    place[parent] = at;
    at = (at - 1) >> 1;
  }
  heap[at] = v;
  place[v] = at;
}

function sink({ heap, slots, size }: GainQueue, v: number): void {
  const { place } = slots;
  let at = place[v];
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && before(slots, heap[child + 1], heap[child])) child++;
    if (!before(slots, heap[child], v)) break;
    heap[at] = heap[child];
    place[heap[at]] = at;
    at = child;
  }
  heap[at] = v;
  place[v] = at;
}

/**
 * Growing list of weighted pairs. Formats that look pairs up get a hash index on the unordered pair (open addressing, linear
 * probing), O(1) expected a pair; the others append, and `requireDistinct` tells repeated pairs at the end by counting, without
 * a random access to memory a pair. 20 bytes a pair, with the index 28 to 36.
 */
import { areDistinct } from "./distinct.ts";
import { type Cursor, fail, placeOf } from "./scanner.ts";

/** Pair e joins from[e] and to[e] with value[e] and was read at place[e]. Arrays have spare room behind `count`. */
export interface EdgeStore {
  count: number;
  from: Int32Array;
  to: Int32Array;
  value: Float64Array;
  place: Int32Array;
  /** Pair number + 1, or 0 for free; a power of two at least twice the capacity. Null until a pair is looked up. */
  slots: Int32Array | null;
}

export interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

/** An empty store with room for `capacity` pairs; it grows when more come. */
export function openEdges(capacity: number): EdgeStore {
  const room = Math.max(capacity, 8);
  return {
    count: 0,
    from: new Int32Array(room),
    to: new Int32Array(room),
    value: new Float64Array(room),
    place: new Int32Array(room),
    slots: null,
  };
}

/** Slot of the unordered pair {a, b}, or the free slot where it belongs. */
function slotOf(store: EdgeStore, slots: Int32Array, a: number, b: number): number {
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  const mask = slots.length - 1;
  // Two odd multipliers and a final mix, so that grids and paths do not pile up in neighbouring slots.
  let hash = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (let e = slots[slot]; e !== 0; e = slots[slot]) {
    const i = store.from[e - 1];
    const j = store.to[e - 1];
    if ((i === low && j === high) || (i === high && j === low)) return slot;
    slot = (slot + 1) & mask;
  }
  return slot;
}

/** The index, made anew when there is none or the list has outgrown it. */
function indexOf(store: EdgeStore): Int32Array {
  const size = 2 ** Math.ceil(Math.log2(2 * store.from.length));
  if (store.slots?.length === size) return store.slots;
  const slots = new Int32Array(size);
  store.slots = slots;
  for (let e = 0; e < store.count; e++) slots[slotOf(store, slots, store.from[e], store.to[e])] = e + 1;
  return slots;
}

function grow(store: EdgeStore): void {
  const larger = openEdges(2 * store.from.length);
  larger.from.set(store.from);
  larger.to.set(store.to);
  larger.value.set(store.value);
  larger.place.set(store.place);
  Object.assign(store, { ...larger, count: store.count });
}

/** Number of the stored pair {a, b} in either direction, or -1. Not for lists that `appendEdge` adds to. */
export function findEdge(store: EdgeStore, a: number, b: number): number {
  const slots = indexOf(store);
  return slots[slotOf(store, slots, a, b)] - 1;
}

/** Appends a pair and returns -1, or returns the number of the equal pair that is already there. */
export function addEdge(store: EdgeStore, a: number, b: number, value: number, place: number): number {
  if (store.count === store.from.length) grow(store);
  const slots = indexOf(store);
  const slot = slotOf(store, slots, a, b);
  if (slots[slot] !== 0) return slots[slot] - 1;
  slots[slot] = store.count + 1;
  appendEdge(store, a, b, value, place);
  return -1;
}

/** Appends a pair that may be there already: `requireDistinct` will tell. */
export function appendEdge(store: EdgeStore, a: number, b: number, value: number, place: number): void {
  if (store.count === store.from.length) grow(store);
  const e = store.count++;
  store.from[e] = a;
  store.to[e] = b;
  store.value[e] = value;
  store.place[e] = place;
}

/**
 * Refuses the first pair that repeats an earlier one; indices are below n, `base` is what the file counts from. O(n + pairs).
 * @throws {FormatError} naming both lines
 */
export function requireDistinct(cursor: Cursor, store: EdgeStore, n: number, base: 0 | 1): void {
  const few = n > 16 * store.count; // far more vertices than pairs: their counters would take the time
  if (!few && areDistinct(n, store.from, store.to, store.count)) return;
  const again = openEdges(store.count);
  for (let e = 0; e < store.count; e++) {
    addNewEdge(cursor, again, store.from[e], store.to[e], store.value[e], store.place[e], base);
  }
}

/**
 * Appends a pair that must be new. `base` is what the file counts from.
 * @throws {FormatError} naming the earlier line
 */
export function addNewEdge(
  cursor: Cursor,
  store: EdgeStore,
  a: number,
  b: number,
  value: number,
  place: number,
  base: 0 | 1,
) {
  const earlier = addEdge(store, a, b, value, place);
  if (earlier < 0) return;
  const { line } = placeOf(cursor.text, store.place[earlier]);
  const what = a === b ? `entry ${a + base} ${a + base}` : `pair ${a + base} ${b + base}`;
  fail(cursor, place, `the ${what} stands already on line ${line}, expected each pair once (in either direction)`, {
    hint: "Keep one line, with the sum of the values if both are meant.",
  });
}

/** The pairs in reading order, in arrays of exactly their number. */
export function closeEdges(store: EdgeStore): Edges {
  return {
    from: store.from.slice(0, store.count),
    to: store.to.slice(0, store.count),
    weight: store.value.slice(0, store.count),
  };
}

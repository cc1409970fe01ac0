/**
 * Growing list of weighted pairs with a hash index on the unordered pair (open addressing, linear probing), so that a
 * repeated pair is found as it is read, with its earlier place. O(1) expected a pair; 28 to 56 bytes a pair.
 */
import { type Cursor, fail, placeOf } from "./scanner.ts";

/** Pair e joins from[e] and to[e] with value[e] and was read at place[e]. Arrays have spare room behind `count`. */
export interface EdgeStore {
  count: number;
  from: Int32Array;
  to: Int32Array;
  value: Float64Array;
  place: Int32Array;
  /** Pair number + 1, or 0 for free; a power of two at least twice the capacity. */
  slots: Int32Array;
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
    slots: new Int32Array(2 ** Math.ceil(Math.log2(2 * room))),
  };
}

/** Slot of the unordered pair {a, b}, or the free slot where it belongs. */
function slotOf(store: EdgeStore, a: number, b: number): number {
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  const mask = store.slots.length - 1;
  // Two odd multipliers and a final mix, so that grids and paths do not pile up in neighbouring slots.
  let hash = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (let e = store.slots[slot]; e !== 0; e = store.slots[slot]) {
    const i = store.from[e - 1];
    const j = store.to[e - 1];
    if ((i === low && j === high) || (i === high && j === low)) return slot;
    slot = (slot + 1) & mask;
  }
  return slot;
}

function grow(store: EdgeStore): void {
  const larger = openEdges(2 * store.from.length);
  larger.from.set(store.from);
  larger.to.set(store.to);
  larger.value.set(store.value);
  larger.place.set(store.place);
  Object.assign(store, { ...larger, count: store.count });
  for (let e = 0; e < store.count; e++) store.slots[slotOf(store, store.from[e], store.to[e])] = e + 1;
}

/** Number of the stored pair {a, b} in either direction, or -1. */
export function findEdge(store: EdgeStore, a: number, b: number): number {
  return store.slots[slotOf(store, a, b)] - 1;
}

/** Appends a pair and returns -1, or returns the number of the equal pair that is already there. */
export function addEdge(store: EdgeStore, a: number, b: number, value: number, place: number): number {
  if (store.count === store.from.length) grow(store);
  const slot = slotOf(store, a, b);
  if (store.slots[slot] !== 0) return store.slots[slot] - 1;
  const e = store.count++;
  store.from[e] = a;
  store.to[e] = b;
  store.value[e] = value;
  store.place[e] = place;
  store.slots[slot] = e + 1;
  return -1;
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

/**
 * A cyclic tour as an array with positions, changed by k-exchanges: k edges out, k edges in, the pieces between them put
 * together anew. The longest piece stays where it is, so an exchange costs O(n - longest piece). What it overwrites goes to a
 * journal, so that changes since `keep` can be taken back. (Johnson & McGeoch 1997, section on tour arrays.)
 */
import { n, nodeAt, order, position, positionOf } from "./tour-memory";

/** i32 each: ends of the edges taken out, a path of alternate edges (t0, t1) out, (t1, t2) in, (t2, t3) out ... (last, t0) in. */
export let ends: usize = 0;
/** Positions after which the tour is cut, ascending; then more work arrays, each of 16 i32: exchanges of at most 8 edges. */
let cut: usize = 0;
let mate: usize = 0;
let sideOf: usize = 0;
let edgeAt: usize = 0;
let piece: usize = 0;
let backwards: usize = 0;
let scratch: usize = 0;
let journal: usize = 0;
let journalRoom: i32 = 0;
let journalled: i32 = 0;
let journalling: bool = false;
let longest: i32 = 0;
let largest: i32 = 0;
/** Positions written since the start. */
export let written: u64 = 0;

/** `small`: 512 bytes; `scratchAt`: i32 n; `journalAt`: i32 room. Exchanges above `limit` positions are passed over. */
export function placeArrays(small: usize, scratchAt: usize, journalAt: usize, room: i32, limit: i32): void {
  ends = small;
  cut = small + 64;
  mate = small + 128;
  sideOf = small + 192;
  edgeAt = small + 256;
  piece = small + 320;
  backwards = small + 384;
  scratch = scratchAt;
  journal = journalAt;
  journalRoom = room;
  largest = limit;
}

@inline
function at(array: usize, k: i32): i32 {
  return load<i32>(array + (<usize>k << 2));
}

@inline
function put(array: usize, k: i32, value: i32): void {
  store<i32>(array + (<usize>k << 2), value);
}

@inline
export function end(k: i32): i32 {
  return at(ends, k);
}

@inline
export function setEnds(edge: i32, from: i32, to: i32): void {
  put(ends, 2 * edge, from);
  put(ends, 2 * edge + 1, to);
}

function sortCuts(edges: i32): void {
  for (let e = 0; e < edges; e++) {
    const a = positionOf(end(2 * e));
    const b = positionOf(end(2 * e + 1));
    const forward = b == a + 1 || (b == 0 && a == n - 1);
    const where = forward ? a : b;
    let r = e;
    while (r > 0 && at(cut, r - 1) > where) {
      put(cut, r, at(cut, r - 1));
      put(edgeAt, r, at(edgeAt, r - 1));
      r--;
    }
    put(cut, r, where);
    put(edgeAt, r, forward ? 2 * e : 2 * e + 1);
  }
  // Side 2r is the last node of piece r, side 2r + 1 the first of piece r + 1.
  for (let r = 0; r < edges; r++) {
    put(sideOf, at(edgeAt, r), 2 * r);
    put(sideOf, at(edgeAt, r) ^ 1, 2 * r + 1);
  }
}

/** Whether taking out the first `edges` edges of `ends` and closing leaves one cycle, at an acceptable cost. Prepares `exchange`. */
export function closes(edges: i32): bool {
  sortCuts(edges);
  for (let e = 0; e < edges; e++) {
    const from = at(sideOf, 2 * e + 1);
    const to = at(sideOf, e + 1 < edges ? 2 * e + 2 : 0);
    put(mate, from, to);
    put(mate, to, from);
  }
  longest = 0;
  let length = at(cut, 0) - at(cut, edges - 1) + n;
  for (let r = 1; r < edges; r++) {
    const its = at(cut, r) - at(cut, r - 1);
    if (its > length) {
      length = its;
      longest = r;
    }
  }
  if (n - length > largest) return false;
  if (journalling && journalled + (n - length) + 2 > journalRoom) return false;
  let side = 2 * longest;
  for (let visited = 0; visited < edges; visited++) {
    const arrived = at(mate, side);
    const first = arrived & 1;
    let r = arrived >> 1;
    if (first) r = r + 1 < edges ? r + 1 : 0;
    if (r == longest) return visited == edges - 1;
    put(piece, visited, r);
    put(backwards, visited, first ^ 1);
    side = first ? 2 * r : 2 * (r > 0 ? r - 1 : edges - 1) + 1;
  }
  return false;
}

/** Notes the nodes of `length` positions from `start` on. */
function note(start: i32, length: i32): void {
  const first = min(length, n - start);
  memory.copy(journal + (<usize>journalled << 2), order + (<usize>start << 2), <usize>first << 2);
  memory.copy(journal + (<usize>(journalled + first) << 2), order, <usize>(length - first) << 2);
  journalled += length;
  put(journal, journalled++, start);
  put(journal, journalled++, length);
}

function write(source: usize, start: i32, length: i32): void {
  written += <u64>length;
  const first = min(length, n - start);
  for (let k = 0; k < first; k++) {
    const node = at(source, k);
    put(order, start + k, node);
    put(position, node, start + k);
  }
  for (let k = first; k < length; k++) {
    const node = at(source, k);
    put(order, start + k - n, node);
    put(position, node, start + k - n);
  }
}

/** Copies positions first..last (cyclic, ends included) to the scratch array. Returns the new fill. */
function gather(fill: i32, first: i32, last: i32, reverse: bool): i32 {
  const length = (last >= first ? last - first : last - first + n) + 1;
  const target = scratch + (<usize>fill << 2);
  if (reverse) {
    let p = last;
    for (let k = 0; k < length; k++) {
      put(target, k, nodeAt(p));
      p = p > 0 ? p - 1 : n - 1;
    }
  } else {
    const head = min(length, n - first);
    memory.copy(target, order + (<usize>first << 2), <usize>head << 2);
    memory.copy(target + (<usize>head << 2), order, <usize>(length - head) << 2);
  }
  return fill + length;
}

/** Performs the exchange that `closes` has just accepted. */
export function exchange(edges: i32): void {
  let fill = 0;
  for (let k = 0; k + 1 < edges; k++) {
    const r = at(piece, k);
    const before = at(cut, r > 0 ? r - 1 : edges - 1);
    fill = gather(fill, before + 1 < n ? before + 1 : 0, at(cut, r), at(backwards, k) == 1);
  }
  const start = at(cut, longest) + 1 < n ? at(cut, longest) + 1 : 0;
  if (journalling) note(start, fill);
  write(scratch, start, fill);
}

@inline
function wrap(p: i32): i32 {
  return p < n ? p : p - n;
}

/** Nodes B C D that follow position `where` become D C B, their lengths given: a local double bridge. */
export function bridge(where: i32, lengthB: i32, lengthC: i32, lengthD: i32): void {
  const b = wrap(where + 1);
  const c = wrap(b + lengthB);
  const d = wrap(c + lengthC);
  let fill = gather(0, d, wrap(d + lengthD - 1), false);
  fill = gather(fill, c, wrap(c + lengthC - 1), false);
  fill = gather(fill, b, wrap(b + lengthB - 1), false);
  note(b, fill);
  write(scratch, b, fill);
}

/** From here on changes cannot be taken back. */
export function forget(): void {
  journalled = 0;
  journalling = false;
}

/** From here on changes can be taken back. */
export function keep(): void {
  journalled = 0;
  journalling = true;
}

/** Takes back every change since `keep`, the latest first. */
export function undo(): void {
  while (journalled > 0) {
    const length = at(journal, --journalled);
    const start = at(journal, --journalled);
    journalled -= length;
    write(journal + (<usize>journalled << 2), start, length);
  }
}

/**
 * A cyclic tour as an array with positions, changed by k-exchanges: k edges out, k edges in, the pieces between them put
 * together anew. The longest piece stays where it is, so an exchange costs O(n - longest piece), for two edges the shorter
 * side of a reversal. Every change is journalled and can be taken back. (Johnson & McGeoch 1997, section on tour arrays.)
 */

/** Most edges that one exchange may replace. */
export const MOST_EDGES = 6;

/** Exchanges that would write more positions are passed over, so that one exchange stays below a millisecond. Not tuned. */
const LARGEST_EXCHANGE = 25_000;

export interface Tour {
  readonly n: number;
  /** order[position] = node; position[node] is its inverse. */
  readonly order: Int32Array;
  readonly position: Int32Array;
  /** Ends of the edges taken out, as a path of alternate edges: (t0, t1) out, (t1, t2) in, (t2, t3) out ... closed by (last, t0) in. */
  readonly ends: Int32Array;
  /** Whether taking out the first `edges` edges of `ends` and closing leaves one cycle, at an acceptable cost. Prepares `exchange`. O(edges^2). */
  closes(edges: number): boolean;
  /** Performs the exchange that `closes` has just accepted. */
  exchange(edges: number): void;
  /** Nodes B C D that follow position `at` become D C B, their lengths given: a local double bridge. */
  bridge(at: number, lengthB: number, lengthC: number, lengthD: number): void;
  /** Forgets what could be taken back. */
  keep(): void;
  /** Takes back every change since `keep`, the latest first. */
  undo(): void;
  /** Positions written since the start. */
  written(): number;
}

/** A tour over order.length >= 8 nodes; owns `order`. O(n) memory. */
export function createTour(order: Int32Array): Tour {
  const n = order.length;
  const position = new Int32Array(n);
  for (let p = 0; p < n; p++) position[order[p]] = p;
  const ends = new Int32Array(2 * MOST_EDGES);
  const cut = new Int32Array(MOST_EDGES); // positions after which the tour is cut, ascending
  const mate = new Int32Array(2 * MOST_EDGES); // end 2r: last of piece r, 2r + 1: first of piece r + 1
  const sideOf = new Int32Array(2 * MOST_EDGES);
  const edgeAt = new Int32Array(MOST_EDGES);
  const piece = new Int32Array(MOST_EDGES);
  const backwards = new Uint8Array(MOST_EDGES);
  const scratch = new Int32Array(n);
  let longest = 0;
  let journal = new Int32Array(4 * n + 1024);
  let journalled = 0;
  let writes = 0;

  function sortCuts(edges: number): void {
    for (let e = 0; e < edges; e++) {
      const a = position[ends[2 * e]];
      const b = position[ends[2 * e + 1]];
      const forward = b === a + 1 || (b === 0 && a === n - 1);
      const at = forward ? a : b;
      let r = e;
      while (r > 0 && cut[r - 1] > at) {
        cut[r] = cut[r - 1];
        edgeAt[r] = edgeAt[r - 1];
        r--;
      }
      cut[r] = at;
      edgeAt[r] = forward ? 2 * e : 2 * e + 1;
    }
    for (let r = 0; r < edges; r++) {
      sideOf[edgeAt[r]] = 2 * r;
      sideOf[edgeAt[r] ^ 1] = 2 * r + 1;
    }
  }

  function closes(edges: number): boolean {
    sortCuts(edges);
    for (let e = 0; e < edges; e++) {
      const from = sideOf[2 * e + 1];
      const to = sideOf[e + 1 < edges ? 2 * e + 2 : 0];
      mate[from] = to;
      mate[to] = from;
    }
    longest = 0;
    let length = cut[0] - cut[edges - 1] + n;
    for (let r = 1; r < edges; r++) {
      if (cut[r] - cut[r - 1] > length) {
        length = cut[r] - cut[r - 1];
        longest = r;
      }
    }
    if (n - length > LARGEST_EXCHANGE) return false;
    let side = 2 * longest;
    for (let visited = 0; visited < edges; visited++) {
      const arrived = mate[side];
      const first = (arrived & 1) === 1;
      let r = arrived >> 1;
      if (first) r = r + 1 < edges ? r + 1 : 0;
      if (r === longest) return visited === edges - 1;
      piece[visited] = r;
      backwards[visited] = first ? 0 : 1;
      side = first ? 2 * r : 2 * (r > 0 ? r - 1 : edges - 1) + 1;
    }
    return false;
  }

  /** Notes the nodes of `length` positions from `start` on. */
  function note(start: number, length: number): void {
    if (journalled + length + 2 > journal.length) {
      const larger = new Int32Array(2 * (journal.length + length));
      larger.set(journal);
      journal = larger;
    }
    const first = Math.min(length, n - start);
    for (let k = 0; k < first; k++) journal[journalled + k] = order[start + k];
    for (let k = first; k < length; k++) journal[journalled + k] = order[start + k - n];
    journalled += length;
    journal[journalled++] = start;
    journal[journalled++] = length;
  }

  function write(source: Int32Array, from: number, start: number, length: number): void {
    writes += length;
    const first = Math.min(length, n - start);
    for (let k = 0; k < first; k++) {
      const node = source[from + k];
      order[start + k] = node;
      position[node] = start + k;
    }
    for (let k = first; k < length; k++) {
      const node = source[from + k];
      order[start + k - n] = node;
      position[node] = start + k - n;
    }
  }

  /** Copies positions first..last (cyclic, ends included) to the scratch array. Returns the new fill. */
  function gather(fill: number, first: number, last: number, reverse: boolean): number {
    const length = (last >= first ? last - first : last - first + n) + 1;
    if (reverse) {
      for (let k = 0, p = last; k < length; k++) {
        scratch[fill++] = order[p];
        p = p > 0 ? p - 1 : n - 1;
      }
    } else {
      for (let k = 0, p = first; k < length; k++) {
        scratch[fill++] = order[p];
        p = p + 1 < n ? p + 1 : 0;
      }
    }
    return fill;
  }

  function exchange(edges: number): void {
    let fill = 0;
    for (let k = 0; k + 1 < edges; k++) {
      const r = piece[k];
      const before = cut[r > 0 ? r - 1 : edges - 1];
      fill = gather(fill, before + 1 < n ? before + 1 : 0, cut[r], backwards[k] === 1);
    }
    const start = cut[longest] + 1 < n ? cut[longest] + 1 : 0;
    note(start, fill);
    write(scratch, 0, start, fill);
  }

  function bridge(at: number, lengthB: number, lengthC: number, lengthD: number): void {
    const wrap = (p: number) => (p < n ? p : p - n);
    const b = wrap(at + 1);
    const c = wrap(b + lengthB);
    const d = wrap(c + lengthC);
    let fill = gather(0, d, wrap(d + lengthD - 1), false);
    fill = gather(fill, c, wrap(c + lengthC - 1), false);
    fill = gather(fill, b, wrap(b + lengthB - 1), false);
    note(b, fill);
    write(scratch, 0, b, fill);
  }

  function keep(): void {
    journalled = 0;
  }

  function undo(): void {
    while (journalled > 0) {
      const length = journal[--journalled];
      const start = journal[--journalled];
      journalled -= length;
      write(journal, journalled, start, length);
    }
  }

  return { n, order, position, ends, closes, exchange, bridge, keep, undo, written: () => writes };
}

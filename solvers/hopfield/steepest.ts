/**
 * The steepest flip: the variable whose flip lowers the energy most, lowest index among equals. A scan costs O(n); over sparse
 * rows an indexed binary heap of the gains costs O(degree log n) a flip.
 */
import type { Fields } from "../../src/kernels/types.ts";
import { leaves } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Flipper, Tally } from "./flipper.ts";

/** The next site by a scan of all gains: the steepest descent, else the first tie that rises, else -1. O(n) tries. */
export function scanSteepest(flipper: Flipper, tally: Tally): number {
  const { fields } = flipper;
  const { n } = fields;
  let best = -1;
  let bestGain = 0;
  let tie = -1;
  for (let i = 0; i < n; i++) {
    const gain = fields.gain(i);
    if (gain < bestGain && flipper.descends(i)) {
      best = i;
      bestGain = gain;
    } else if (gain === 0 && tie < 0 && flipper.risesOnTie(i)) tie = i;
  }
  tally.work += n;
  return best >= 0 ? best : tie;
}

/** Calls `visit` for every variable whose field a flip of i changes (repeats possible). */
type Neighbours = (i: number, visit: (j: number) => void) => void;

/** Neighbour lists when all couplings are stored rows or rings, else null. No copy is made. */
export function sparseNeighbours(model: EnergyModel): Neighbours | null {
  const parts = leaves(model.couplings);
  if (!parts.every(({ couplings }) => couplings.kind === "csr" || couplings.kind === "ring")) return null;
  return (i, visit) => {
    for (const { start, couplings: part } of parts) {
      const a = i - start;
      if (a < 0 || a >= part.n) continue;
      if (part.kind === "ring") {
        visit(start + ((a + 1) % part.n));
        visit(start + ((a + part.n - 1) % part.n));
      } else if (part.kind === "csr") {
        for (let k = part.rowStart[a]; k < part.rowStart[a + 1]; k++) visit(start + part.column[k]);
      }
    }
  };
}

/** Indexed binary heap of the flip gains, smallest (gain, index) on top. 16 bytes a variable. */
export interface GainHeap {
  top(): number;
  /** Brings the keys of i and its neighbours up to date after a flip of i; returns how many keys were looked at. */
  flipped(i: number): number;
  /** Reads all gains anew. O(n). */
  rebuild(): void;
}

export function createGainHeap(fields: Fields, neighbours: Neighbours): GainHeap {
  const { n } = fields;
  const key = new Float64Array(n);
  const heap = new Int32Array(n);
  const place = new Int32Array(n);
  let looked = 0;

  const before = (i: number, j: number) => key[i] < key[j] || (key[i] === key[j] && i < j);
  function put(i: number, at: number): void {
    heap[at] = i;
    place[i] = at;
  }
  function rise(i: number): void {
    let at = place[i];
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(i, heap[parent])) break;
      put(heap[parent], at);
      at = parent;
    }
    put(i, at);
  }
  function sink(i: number): void {
    let at = place[i];
    for (;;) {
      let child = 2 * at + 1;
      if (child >= n) break;
      if (child + 1 < n && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], i)) break;
      put(heap[child], at);
      at = child;
    }
    put(i, at);
  }
  function update(i: number): void {
    looked++;
    const gain = fields.gain(i);
    if (gain === key[i]) return;
    const falls = gain < key[i];
    key[i] = gain;
    if (falls) rise(i);
    else sink(i);
  }
  function rebuild(): void {
    for (let i = 0; i < n; i++) {
      key[i] = fields.gain(i);
      put(i, i);
    }
    for (let at = (n >> 1) - 1; at >= 0; at--) sink(heap[at]);
  }
  rebuild();
  return {
    top: () => heap[0],
    flipped(i) {
      looked = 0;
      update(i);
      neighbours(i, update);
      return looked;
    },
    rebuild,
  };
}

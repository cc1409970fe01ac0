/** Rows of couplings as the vector kernels read them: addresses of neighbours instead of their numbers. */

import type { SpinSystem } from "../system.ts";
import { type Form, placesOf } from "./form.ts";

/** `starts[i]` .. `starts[i + 1]`: bytes of the row of variable i within `entries`. */
export interface PackedRows {
  readonly starts: Uint32Array;
  /** 4-byte words; weights of pairs may be floats seen as bits. */
  readonly entries: Int32Array;
}

/**
 * Neighbours grouped by weight, rows in sweep order: [weight, count, count addresses 16 position], count even, filled up with 16 n;
 * then the neighbours that are hubs: [weight, -count, count addresses 64 (position - first hub)].
 */
export function groupedRows(system: SpinSystem, { order, hubs }: Form): PackedRows {
  const { n, rowStart, column, weight } = system;
  const place = placesOf(order);
  const firstHub = n - hubs;
  const starts = new Uint32Array(n + 1);
  // At worst every neighbour is a group of its own, filled up.
  const entries = new Int32Array(4 * rowStart[n]);
  let at = 0;
  function group(i: number, w: number, ofHubs: boolean): void {
    const head = at;
    at += 2;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      const position = place[column[k]];
      if (weight[k] !== w || position >= firstHub !== ofHubs) continue;
      entries[at++] = ofHubs ? 64 * (position - firstHub) : 16 * position;
    }
    if (at === head + 2) {
      at = head;
      return;
    }
    if (!ofHubs && (at & 1) !== (head & 1)) entries[at++] = 16 * n;
    entries[head] = w;
    entries[head + 1] = (at - head - 2) * (ofHubs ? -1 : 1);
  }
  order.forEach((i, position) => {
    for (let w = weightAfter(system, i, MIN); w < MAX; w = weightAfter(system, i, w)) group(i, w, false);
    if (hubs > 0) for (let w = weightAfter(system, i, MIN); w < MAX; w = weightAfter(system, i, w)) group(i, w, true);
    starts[position + 1] = 4 * at;
  });
  return { starts, entries: entries.subarray(0, at) };
}

const MIN = -(2 ** 31);
const MAX = 2 ** 31 - 1;

/** The least weight of row i above w, or MAX: rows have few different weights. O(degree). */
function weightAfter({ rowStart, weight }: SpinSystem, i: number, w: number): number {
  let next = MAX;
  for (let k = rowStart[i]; k < rowStart[i + 1]; k++) if (weight[k] > w && weight[k] < next) next = weight[k];
  return next;
}

/** Pairs [address, weight], the weight a 32-bit integer or the bits of a float of weight / unit. */
export function pairedRows({ n, rowStart, column, weight }: SpinSystem, lane: number, unit: number | null): PackedRows {
  const starts = Uint32Array.from(rowStart, (start) => 8 * start);
  const entries = new Int32Array(2 * rowStart[n]);
  const floats = new Float32Array(entries.buffer);
  for (let k = 0; k < rowStart[n]; k++) {
    entries[2 * k] = lane * column[k];
    if (unit === null) entries[2 * k + 1] = weight[k];
    else floats[2 * k + 1] = weight[k] / unit;
  }
  return { starts, entries };
}

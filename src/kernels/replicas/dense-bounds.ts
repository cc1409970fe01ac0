/**
 * Bounds of -ln u by the leading byte of u, for the dense kernels with 16-bit fields (assembly/shared/dense-bounds.ts): most proposals are
 * refused by one random byte, the others draw 24 bits more.
 */
import { LARGEST_LOG, minusLog } from "./logarithm.ts";

/** Entries of a table. */
const ENTRIES = 16;
/** Added to -ln u, so that a bound is one in spite of rounding. */
const MARGIN = 1e-4;
/** No bound. */
const NONE = 127;

export interface BoundTables {
  /** Bounds by the high half of the byte, 0 for 0; then those of the bytes 0 to 15. In units of 2^shift. */
  readonly bytes: Int8Array;
  readonly shift: number;
}

/** @param scale 1 / (2 beta) in units. @param highest no threshold is above */
export function boundTables(scale: number, highest: number): BoundTables {
  const bound = (byte: number) => {
    const log = byte === 0 ? LARGEST_LOG : minusLog(byte * 2 ** 23);
    return Math.min(highest, Math.ceil((log + MARGIN) * scale));
  };
  let shift = 0;
  while (bound(1) >> shift >= NONE) shift++;
  const bytes = new Int8Array(2 * ENTRIES);
  for (let k = 0; k < ENTRIES; k++) {
    if (k > 0) bytes[k] = bound(ENTRIES * k) >> shift;
    bytes[ENTRIES + k] = Math.min(NONE, bound(k) >> shift);
  }
  return { bytes, shift };
}

/** Bound of a leading byte. */
export const boundOf = ({ bytes }: BoundTables, byte: number): number =>
  bytes[byte < ENTRIES ? ENTRIES + byte : byte >> 4];

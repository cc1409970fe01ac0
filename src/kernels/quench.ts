/**
 * The first answer of searches whose own take long: strict descent of one state, variable by variable in their order. It needs neither
 * kernels nor measured temperatures. O(stored couplings) a pass.
 */
import type { SpinSystem } from "./system.ts";

/** Later passes find little, and on real weights rounding could keep them going. */
const PASSES = 4;
/** Entries of rows read between two yields: about half a millisecond. */
const SLICE = 2 ** 17;

/** Lowers `spins` in place; yields the number of flips tried since the last yield. */
export function* quench(
  { n, rowStart, column, weight, bias }: SpinSystem,
  spins: Int8Array,
): Generator<number, void, void> {
  for (let pass = 0; pass < PASSES; pass++) {
    let flips = 0;
    let from = 0;
    let due = SLICE;
    for (let i = 0; i < n; i++) {
      let field = bias[i];
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) field += weight[k] * spins[column[k]];
      if (field * spins[i] < 0) {
        spins[i] = -spins[i];
        flips++;
      }
      if (rowStart[i + 1] + i < due) continue;
      yield i + 1 - from;
      from = i + 1;
      due = rowStart[i + 1] + i + SLICE;
    }
    if (from < n) yield n - from;
    if (flips === 0) return;
  }
}

/**
 * The first answer of searches whose own take long: strict descent of one state, variable by variable in their order. It needs neither
 * kernels nor measured temperatures. O(stored couplings) a pass.
 */
import type { SpinSystem } from "./system.ts";

/** Later passes find little, and on real weights rounding could keep them going. */
const PASSES = 4;
/** Entries of rows read between two yields: about half a millisecond. */
const SLICE = 2 ** 17;

/** Since the last slice. */
export interface QuenchSlice {
  /** Flips tried. */
  readonly tried: number;
  /** Change of the energy in units of the system, at most 0; exact on integer systems. */
  readonly change: number;
}

/** Lowers `spins` in place, in slices. */
export function* quench(
  { n, rowStart, column, weight, bias }: SpinSystem,
  spins: Int8Array,
): Generator<QuenchSlice, void, void> {
  for (let pass = 0; pass < PASSES; pass++) {
    let flips = 0;
    let from = 0;
    let change = 0;
    let due = SLICE;
    for (let i = 0; i < n; i++) {
      let field = bias[i];
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) field += weight[k] * spins[column[k]];
      if (field * spins[i] < 0) {
        change += 2 * spins[i] * field;
        spins[i] = -spins[i];
        flips++;
      }
      if (rowStart[i + 1] + i < due) continue;
      yield { tried: i + 1 - from, change };
      change = 0;
      from = i + 1;
      due = rowStart[i + 1] + i + SLICE;
    }
    if (from < n) yield { tried: n - from, change };
    if (flips === 0) return;
  }
}

/**
 * How a WebAssembly tabu session stores gains and couplings. Dense rows where enough is coupled, since a whole row is then cheaper than
 * its entries one by one; the narrowest weights that hold; 16-bit gains as long as they stay in range, which the kernel watches.
 */
import type { WholeSystem } from "./whole.ts";

export interface Form {
  readonly dense: boolean;
  /** Bytes of a dense weight, or of a sparse entry (4 packed, 8 plain). */
  readonly weightBytes: 1 | 2 | 4 | 8;
  /** 16-bit gains can be tried: products of weights fit. */
  readonly narrow: boolean;
  /** Gains beyond this magnitude are not safe in 16 bits until the next look; 0 where no gain can ever get there. */
  readonly limit: number;
}

/** The kernel's number of a form, given the width of gains. @see src/kernels/assembly/tabu.ts */
export function formNumber({ dense, weightBytes }: Form, narrow: boolean): number {
  if (dense) return weightBytes === 4 ? 4 : (narrow ? 0 : 2) + (weightBytes === 1 ? 0 : 1);
  if (weightBytes === 4) return narrow ? 5 : 6;
  return 7;
}

/** Flips between two looks at the range, as in the kernel. */
const WATCH = 16;
/** Largest gain that is told apart from "may not flip". */
const LARGEST = 32_766;
/**
 * Dense rows from this share of non-zero couplings on: a vectorised pass over n weights costs as much as the update of about n / 25 neighbours.
 */
const DENSE = 0.04;
const PACKED = 65_536;

export function formOf(system: WholeSystem, memoryLimit: number): Form {
  const { n, rowStart, weight, reach } = system;
  let most = 0;
  for (let k = 0; k < weight.length; k++) most = Math.max(most, Math.abs(weight[k]));
  const padded = Math.ceil(n / 64) * 64;
  const weightBytes = most <= 127 ? 1 : 2 * most <= 32_767 ? 2 : 4;
  const dense = rowStart[n] >= DENSE * n * n && padded * padded * weightBytes <= Math.min(memoryLimit / 2, 3e9);
  const short = weightBytes < 4 && (dense || n <= PACKED);
  const limit = reach <= LARGEST ? 0 : Math.max(0, LARGEST - 2 * WATCH * most);
  const narrow = short && (reach <= LARGEST || limit > LARGEST / 2);
  return { dense, weightBytes: dense ? weightBytes : short ? 4 : 8, narrow, limit };
}

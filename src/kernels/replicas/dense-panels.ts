/** The weights of dense replicas as the kernels read them: in panels, one a block of columns (assembly/shared/dense-log.ts). */
import type { SpinSystem } from "../system.ts";
import { type DenseForm, lowOf } from "./dense.ts";

/** Row by row in each panel. O(n^2). */
export function fillPanels(system: SpinSystem, { block }: DenseForm, scale: number, panels: Int8Array): void {
  const { n, rowStart, column, weight } = system;
  for (let i = 0; i < n; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      const j = column[k];
      const within = j % block;
      panels[((j - within) / block) * n * block + i * block + within] = scale * weight[k];
    }
  }
}

/**
 * Bit k of byte j of a row is that of the block's column 16 k + j; a row of zeros is the last of a panel. `diagonal`: the weights within each
 * block as bytes, row by row. O(n^2).
 */
export function fillBits(
  { n, rowStart, column, weight }: SpinSystem,
  form: DenseForm,
  panels: Uint8Array,
  diagonal: Int8Array,
): void {
  const { block } = form;
  const low = lowOf(form);
  const high = low + (form.sum >> 16);
  const set = (i: number, j: number, value: number) => {
    const [b, within] = [Math.floor(j / block), j % block];
    const at = 16 * (b * (n + 1) + i) + (within & 15);
    if (value === high && high > low) panels[at] |= 1 << (within >> 4);
    if (Math.floor(i / block) === b) diagonal[(b * block + (i % block)) * block + within] = value;
  };
  for (let i = 0; i < n; i++) {
    for (let k = rowStart[i], j = 0; j < n; j++) {
      const value = column[k] === j && k < rowStart[i + 1] ? weight[k++] : 0;
      if (i !== j) set(i, j, value);
    }
  }
}

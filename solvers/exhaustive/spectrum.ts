/** The spectrum as findings: levels turned into energies, those within the rounding band merged. */
import type { LevelCount } from "../../src/kernels/enumeration/types.ts";
import type { WholeModel } from "../../src/kernels/enumeration/whole.ts";
import type { Findings } from "../../src/solver.ts";
import { SPECTRUM_LEVELS } from "./options.ts";

/** `levels` ascending, or null when there were too many: then `spectrum` is null and `spectrumRefused` says why. */
export function mergedSpectrum(levels: readonly LevelCount[] | null, whole: WholeModel, twice: number): Findings {
  if (levels === null) return { spectrum: null, spectrumRefused: `more than ${SPECTRUM_LEVELS} energy levels` };
  const spectrum: { energy: number; count: number }[] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const { level, count } of levels) {
    if (level - previous <= whole.band) spectrum[spectrum.length - 1].count += twice * count;
    else spectrum.push({ energy: whole.origin + level / whole.scale, count: twice * count });
    previous = level;
  }
  return { spectrum };
}

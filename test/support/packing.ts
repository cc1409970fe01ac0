/** Models that ask whether items fit into bins, and items that fill theirs to the brim. */
import type { EnergyModel } from "../../src/model/index.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import { is, lessOrEqual, sum, times } from "../../src/modelling/program/expressions.ts";
import { createRandom } from "../../src/random.ts";

export function packingModel(sizes: readonly number[], capacity: number, bins: number): EnergyModel {
  const model = program();
  const bin = model.choices("bin", sizes.length, bins);
  for (let b = 0; b < bins; b++) {
    const load = sum(bin.map((choice, item) => times(sizes[item], is(choice, b))));
    model.subjectTo(`capacity[${b}]`, lessOrEqual(load, capacity));
  }
  return compileProgram(model.build()).model;
}

/** Falkenauer's class t: three items a bin of 1000, all bins full. */
export function triplets(bins: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: bins }, () => {
    const first = 380 + random.below(111);
    const second = 250 + random.below(Math.floor((1000 - first) / 2) - 249);
    return [first, second, 1000 - first - second];
  }).flat();
}

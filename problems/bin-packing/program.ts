/**
 * One choice an item among K bins. Given K, every bin keeps its capacity and nothing is minimised. Else L bins, as many as the sum of the
 * sizes needs, are open, and a bit opens each of the others:
 *
 *     minimise L + sum_b y_b    subject to    load_b <= C for b < L,    load_b <= C y_b for b from L to K - 1
 *
 * n K bits, K - L of them beside, and about log2 C bits of slack a bin.
 */
import { sizeBound } from "../../src/modelling/packing/bounds.ts";
import { binsUsed, inOrderOfItems } from "../../src/modelling/packing/fits.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { is, lessOrEqual, sum, times } from "../../src/modelling/program/expressions.ts";
import type { Assignment, Program } from "../../src/modelling/program/types.ts";
import { mostBins, packingOf } from "./bins.ts";
import { type BinPackingInstance, type BinPackingSolution, itemName } from "./schema.ts";

export function packingProgram(instance: BinPackingInstance): Program {
  const { sizes, capacity } = packingOf(instance);
  const [bins, open] = [mostBins(instance), openBins(instance)];
  const model = program();
  const names = sizes.map((_, item) => itemName(instance, item));
  const bin = model.choices("bin", names, bins);
  const opened = model.bits(
    "open",
    Array.from({ length: bins - open }, (_, k) => String(open + k)),
  );
  if (instance.bins === undefined) model.minimise(sum(open, opened));
  for (let b = 0; b < bins; b++) {
    const load = sum(bin.map((choice, item) => times(sizes[item], is(choice, b))));
    model.subjectTo(`capacity[${b}]`, lessOrEqual(load, b < open ? capacity : times(capacity, opened[b - open])));
  }
  return model.build();
}

/** Bins that need no bit: all of them where their number is given, else those that the sum of the sizes needs. */
function openBins(instance: BinPackingInstance): number {
  return instance.bins ?? Math.min(mostBins(instance), sizeBound(packingOf(instance)).bins);
}

export const solutionOf = (instance: BinPackingInstance, assignment: Assignment): BinPackingSolution => ({
  bin: inOrderOfItems((assignment as readonly number[]).slice(0, instance.sizes.length)),
});

export function assignmentOf(instance: BinPackingInstance, { bin }: BinPackingSolution): Assignment {
  const [bins, open] = [mostBins(instance), openBins(instance)];
  const used = binsUsed(bin);
  return [...inOrderOfItems(bin), ...Array.from({ length: bins - open }, (_, k) => (open + k < used ? 1 : 0))];
}

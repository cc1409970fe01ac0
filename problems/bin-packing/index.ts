/**
 * Bin packing: items into the fewest bins of one capacity, or into a given number of them. The fewest are found by one question after
 * the other whether one bin fewer is enough, each a model of its own (`tighten`).
 */
import { wholeNumbers } from "../../src/modelling/decimals.ts";
import { checkLabels } from "../../src/modelling/document.ts";
import { drawLoads } from "../../src/modelling/loads-drawing.ts";
import { type BinBound, dualFeasibleBounds, sizeBound } from "../../src/modelling/packing/bounds.ts";
import { binsUsed, inOrderOfItems } from "../../src/modelling/packing/fits.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Bound, Complaint } from "../../src/problem.ts";
import { packingOf } from "./bins.ts";
import { dissolve, quickPacking } from "./construct.ts";
import { formats } from "./formats.ts";
import { assignmentOf, packingProgram, solutionOf } from "./program.ts";
import { verifyPacking } from "./referee.ts";
import { generateBinPacking, sampleBinPacking } from "./sample.ts";
import {
  type BinPackingInstance,
  type BinPackingSolution,
  instanceSchema,
  itemName,
  solutionSchema,
} from "./schema.ts";

const SHOWN = 20;

function check(instance: BinPackingInstance): readonly Complaint[] {
  const { sizes, capacity, names, bins } = instance;
  const complaints: Complaint[] = [...checkLabels(sizes.length, names, "names")];
  const large = sizes.findIndex((size) => size > capacity);
  if (large >= 0) {
    const expected = `at most ${capacity}, the capacity of a bin`;
    complaints.push({ path: `sizes[${large}]`, found: String(sizes[large]), expected });
  }
  if (wholeNumbers([...sizes, capacity]) === null) {
    const hint = "Round them, or write them in a smaller unit.";
    const found = "numbers of more than 15 digits in sum";
    return [...complaints, { path: "sizes", found, expected: "sums that are exact", hint }];
  }
  const least = sizeBound(packingOf(instance)).bins;
  if (bins !== undefined && bins < least) {
    const hint = "So few cannot hold all sizes together: allow more, or leave the number out.";
    complaints.push({ path: "bins", found: String(bins), expected: `at least ${least}`, hint });
  }
  return complaints;
}

/** What a number of bins that are needed says about the objective. */
function boundOf({ bins: given }: BinPackingInstance, { bins, proof }: BinBound): Bound {
  if (given === undefined) return { value: bins, proof };
  return bins > given
    ? { value: 1, proof: `${bins} bins are needed: ${proof}` }
    : { value: 0, proof: "nothing is minimised" };
}

export const binPacking = programProblem<BinPackingInstance, BinPackingSolution>({
  id: "bin-packing",
  title: "Bin packing",
  summary:
    "Put items into the fewest bins of one capacity, or into as many bins as are given. One bit an item and bin, one bin an item; what a bin holds stays at or below the capacity by slack in a clipped binary code. Asked for the fewest, one bit opens each bin beyond those that the sum of the sizes needs, and after each packing found one with fewer bins is sought.",
  sources: [
    "Johnson 1973, Near-optimal bin packing algorithms",
    "Martello, Toth 1990, Lower bounds and reduction procedures for the bin packing problem",
    "Fekete, Schepers 2001, New classes of fast lower bounds for bin packing problems",
    "Fleszar, Hindi 2002, New heuristics for one-dimensional bin-packing",
  ],
  sense: "min",
  objective: "number of bins",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ sizes, capacity, bins }) =>
    `${sizes.length} items, capacity ${capacity}${bins === undefined ? "" : `, ${bins} bins`}`,
  program: packingProgram,
  toSolution: solutionOf,
  toAssignment: assignmentOf,
  cost: ({ bins }, { bin }) => (bins === undefined ? binsUsed(bin) : 0),
  verify: verifyPacking,
  construct: quickPacking,
  tighten(instance, { bin }) {
    const used = binsUsed(bin);
    // One bin alone is no question; of more, even too few to hold all are a model without bits for bins, quick to search while bounds are proved.
    const open = instance.bins === undefined && used > Math.min(2, sizeBound(packingOf(instance)).bins);
    return open ? { ...instance, bins: used - 1 } : null;
  },
  approach: dissolve,
  // No more than that: a first packing that met its bound would be searched for in the large model, with bits for bins.
  bound: (instance) => boundOf(instance, { bins: 1, proof: "at least one bin" }),
  *bounds(instance) {
    for (const bound of dualFeasibleBounds(packingOf(instance))) yield boundOf(instance, bound);
  },
  sample: sampleBinPacking,
  generate: generateBinPacking,
  decides: ({ bins }) => bins !== undefined,
  answer({ bins }, objective, bound) {
    if (bins === undefined) return objective === null ? "no packing found" : `${objective} bins are enough`;
    if (objective !== null) return `yes: ${bins} bins are enough`;
    return bound !== null && bound.value > 0 ? `no: ${bins} bins are too few, ${bound.proof}` : "none found";
  },
  tell(instance, { bin }) {
    const members = Array.from({ length: binsUsed(bin) }, () => [] as string[]);
    for (const [item, own] of inOrderOfItems(bin).entries()) members[own].push(itemName(instance, item));
    const shown = (list: readonly string[]) => list.slice(0, SHOWN).join(", ") + (list.length > SHOWN ? ", ..." : "");
    const more = members.length > SHOWN ? `; and ${members.length - SHOWN} more` : "";
    return `${members
      .slice(0, SHOWN)
      .map((list, b) => `${b}: ${shown(list)}`)
      .join("; ")}${more}`;
  },
  formats,
  draw(instance, solution) {
    const { name, sizes, capacity } = instance;
    const bin = solution === null ? null : inOrderOfItems(solution.bin);
    const loads = {
      title: name ?? `${sizes.length} items`,
      axis: "size",
      limit: { at: capacity, label: "capacity" },
      sizes,
      itemName: (item: number) => itemName(instance, item),
      rows: Array.from({ length: bin === null ? 0 : binsUsed(bin) }, (_, b) => `bin ${b}`),
    };
    return drawLoads(loads, bin);
  },
});

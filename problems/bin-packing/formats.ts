/** Bin packing files, and packings as one number an item. */
import { GroundstateError } from "../../src/errors.ts";
import { onlyInstance } from "../../src/formats/several.ts";
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { BinPackingInstance, BinPackingSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<BinPackingInstance, BinPackingSolution>[] = [
  {
    kind: "bin-packing",
    primary: true,
    toInstance(record, parameters) {
      const { name: stated, sizes, capacity } = onlyInstance(asRecord(record, "bin-packing"));
      const name = stated ?? parameters.name;
      return {
        problem: "bin-packing",
        ...(name === undefined ? {} : { name }),
        sizes: [...sizes],
        capacity,
      };
    },
    fromInstance({ sizes, capacity, bins }) {
      if (bins === undefined) return { kind: "bin-packing", instances: [{ name: null, sizes, capacity, best: null }] };
      throw new GroundstateError("format", `a bin packing file has no place for the ${bins} bins.`, {
        hint: "Use --format json, or leave bins out.",
      });
    },
  },
  listFormat("bin"),
];

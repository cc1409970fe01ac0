/** Instances of set packing: JSON Schema, and the type that follows from it. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { setNumbers, setSystemProperties } from "../../src/modelling/set-system/schema.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("set-packing"),
    ...setSystemProperties,
    values: setNumbers("What each set is worth, 0 or more. Default: all 1."),
  },
  { ...closed, description: "A set-packing instance: elements, and sets of them with values." },
);
export type SetPackingInstance = Static<typeof instanceSchema>;

export const worthOf = ({ values }: SetPackingInstance, set: number): number => values?.[set] ?? 1;

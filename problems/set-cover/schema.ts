/** Instances of set cover: JSON Schema, and the type that follows from it. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { setNumbers, setSystemProperties } from "../../src/modelling/set-system/schema.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("set-cover"),
    ...setSystemProperties,
    costs: setNumbers("What each set costs, 0 or more. Default: all 1."),
  },
  { ...closed, description: "A set-cover instance: elements, and sets of them with costs." },
);
export type SetCoverInstance = Static<typeof instanceSchema>;

export const costOf = ({ costs }: SetCoverInstance, set: number): number => costs?.[set] ?? 1;

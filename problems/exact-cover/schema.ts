/** Instances of exact cover: JSON Schema, and the type that follows from it. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { setNumbers, setSystemProperties } from "../../src/modelling/set-system/schema.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("exact-cover"),
    ...setSystemProperties,
    costs: setNumbers("What each set costs, 0 or more. Default: all 0, any exact cover will do."),
  },
  { ...closed, description: "An exact-cover instance: elements, and sets of them, perhaps with costs." },
);
export type ExactCoverInstance = Static<typeof instanceSchema>;

export const costOf = ({ costs }: ExactCoverInstance, set: number): number => costs?.[set] ?? 0;

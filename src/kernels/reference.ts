/** Reference kernels in plain TypeScript: the oracle for faster ones, and the fallback. One file a kernel; this is the set. */
import { createEnumeration } from "./enumerate.ts";
import { createFields } from "./fields.ts";
import { metropolisSweep } from "./metropolis.ts";
import type { Kernels } from "./types.ts";

export const referenceKernels: Kernels = {
  id: "reference",
  fields: createFields,
  metropolisSweep,
  enumerate: createEnumeration,
};

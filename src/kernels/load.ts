/** Which kernels a run uses. One implementation so far; the WebAssembly twin will be chosen here. */
import { referenceKernels } from "./reference.ts";
import type { Kernels } from "./types.ts";

export function loadKernels(): Kernels {
  return referenceKernels;
}

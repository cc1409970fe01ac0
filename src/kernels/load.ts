/** Which kernels a run uses: WebAssembly where the host has SIMD, else the reference. Both give the same bits on integer models. */
import { referenceKernels } from "./reference.ts";
import type { Kernels } from "./types.ts";
import { wasmKernels } from "./wasm/index.ts";
import { supportsSimd } from "./wasm/support.ts";

export function loadKernels(): Kernels {
  return supportsSimd() ? wasmKernels : referenceKernels;
}

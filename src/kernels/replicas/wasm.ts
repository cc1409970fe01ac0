/** Which vector kernel suits a system. */
import type { SpinSystem } from "../system.ts";
import { suitsColouring } from "./coloured.ts";
import { createColouredReplicas } from "./coloured-wasm.ts";
import { isDense } from "./dense.ts";
import { createDenseReplicas } from "./dense-wasm.ts";
import { formOf } from "./form.ts";
import { createByteReplicas } from "./sparse-bytes.ts";
import { createWordReplicas } from "./sparse-words.ts";
import type { Replicas, ReplicasRequest } from "./types.ts";

/** @throws {MemoryError} */
export function createReplicas(system: SpinSystem, request: ReplicasRequest): readonly Replicas[] {
  if (isDense(system)) return createDenseReplicas(system, request);
  if (request.width === 1 && suitsColouring(system)) return createColouredReplicas(system, request);
  return createSparseReplicas(system, request);
}

/** @throws {MemoryError} */
export function createSparseReplicas(system: SpinSystem, request: ReplicasRequest): readonly Replicas[] {
  const form = formOf(system);
  return form.numbers === "bytes"
    ? createByteReplicas(system, form, request)
    : createWordReplicas(system, form, request);
}

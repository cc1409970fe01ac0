/** Which form of replicas suits a system, in plain TypeScript. The forms of the twin in wasm.ts, system by system. */
import type { SpinSystem } from "../system.ts";
import { suitsColouring } from "./coloured.ts";
import { createColouredReference } from "./coloured-reference.ts";
import { isDense } from "./dense.ts";
import { createDenseReference } from "./dense-reference.ts";
import { createSparseReference } from "./sparse-reference.ts";
import type { Replicas, ReplicasRequest } from "./types.ts";

/** @throws {MemoryError} */
export function createReferenceReplicas(system: SpinSystem, request: ReplicasRequest): readonly Replicas[] {
  if (isDense(system)) return createDenseReference(system, request);
  if (request.width === 1 && suitsColouring(system)) return createColouredReference(system, request);
  return createSparseReference(system, request);
}

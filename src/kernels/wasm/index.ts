/** The kernels that run in WebAssembly with SIMD. What has no twin yet is the reference itself. */

import { createAssignmentSession } from "../assignments/wasm.ts";
import { createAttention } from "../attention/wasm.ts";
import { createWasmBifurcation } from "../bifurcation/wasm.ts";
import { createClusters } from "../clusters/wasm.ts";
import { createWasmEnumeration } from "../enumeration/wasm.ts";
import { createLabels } from "../labels/wasm.ts";
import { createLayoutSession } from "../layouts/wasm.ts";
import { createWasmMatrixProduct } from "../matrix-products/wasm.ts";
import { createOneTrees } from "../one-trees/wasm.ts";
import { createOrderingSession } from "../orderings/wasm.ts";
import { createTerms } from "../polynomials/wasm.ts";
import { createWasmProduct } from "../products/wasm.ts";
import { createWasmPlane } from "../rank-two/wasm.ts";
import { createRecall } from "../recall/wasm.ts";
import { createRecombiner } from "../recombination/wasm.ts";
import { referenceKernels } from "../reference.ts";
import { createReplicas } from "../replicas/wasm.ts";
import { createWasmResponses } from "../responses/wasm.ts";
import { createRouteSession } from "../routes/wasm.ts";
import { createRows } from "../rows/wasm.ts";
import { createTabu } from "../tabu/wasm.ts";
import { createTourSession } from "../tours/wasm.ts";
import type { Kernels } from "../types.ts";

export const wasmKernels: Kernels = {
  ...referenceKernels,
  id: "wasm",
  product: createWasmProduct,
  matrixProduct: createWasmMatrixProduct,
  responses: createWasmResponses,
  bifurcation: createWasmBifurcation,
  enumerate: createWasmEnumeration,
  replicas: createReplicas,
  clusters: createClusters,
  recombiner: createRecombiner,
  plane: createWasmPlane,
  tabu: createTabu,
  oneTrees: createOneTrees,
  layouts: createLayoutSession,
  orderings: createOrderingSession,
  assignments: createAssignmentSession,
  tours: createTourSession,
  routes: createRouteSession,
  rows: createRows,
  labels: createLabels,
  terms: createTerms,
  recall: createRecall,
  attention: createAttention,
};

/** Reference kernels in plain TypeScript: the oracle for faster ones, and the fallback. One file a kernel; this is the set. */

import { createProduct } from "../model/index.ts";
import { createReferenceAttention } from "./attention/reference.ts";
import { createBifurcation } from "./bifurcation/reference.ts";
import { createReferenceClusters } from "./clusters/reference.ts";
import { createEnumeration } from "./enumeration/reference.ts";
import { createFields } from "./fields.ts";
import { createReferenceLabels } from "./labels/reference.ts";
import { createReferenceLayout } from "./layouts/reference.ts";
import { createMatrixProduct } from "./matrix-products/reference.ts";
import { metropolisSweep } from "./metropolis.ts";
import { createReferenceOneTrees } from "./one-trees/reference.ts";
import { createReferenceOrdering } from "./orderings/reference.ts";
import { createReferenceTerms } from "./polynomials/reference.ts";
import { createPlane } from "./rank-two/reference.ts";
import { createReferenceRecall } from "./recall/reference.ts";
import { createReferenceRecombiner } from "./recombination/reference.ts";
import { createReferenceReplicas } from "./replicas/reference.ts";
import { createResponses } from "./responses/reference.ts";
import { createReferenceRoutes } from "./routes/reference.ts";
import { createReferenceRows } from "./rows/reference.ts";
import { createTabu } from "./tabu/reference.ts";
import type { Kernels } from "./types.ts";

/** All kernels in plain TypeScript: oracle of the tests, and what runs where WebAssembly SIMD is missing. */
export const referenceKernels: Kernels = {
  id: "reference",
  fields: createFields,
  metropolisSweep,
  product: createProduct,
  matrixProduct: createMatrixProduct,
  responses: createResponses,
  bifurcation: createBifurcation,
  enumerate: createEnumeration,
  replicas: createReferenceReplicas,
  clusters: createReferenceClusters,
  recombiner: (system, _memoryLimit, bonds) => createReferenceRecombiner(system, bonds),
  plane: createPlane,
  tabu: createTabu,
  oneTrees: createReferenceOneTrees,
  layouts: createReferenceLayout,
  orderings: createReferenceOrdering,
  assignments: null,
  tours: null,
  routes: createReferenceRoutes,
  rows: createReferenceRows,
  labels: createReferenceLabels,
  terms: createReferenceTerms,
  recall: createReferenceRecall,
  attention: createReferenceAttention,
};

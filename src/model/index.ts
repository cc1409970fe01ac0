/** The energy model: everything other rooms need of it. */
export { addBiases, biasAt, biasTotal, noBiases } from "./biases.ts";
export { checkModel } from "./check.ts";
export { stateToDomain, toDomain } from "./convert.ts";
export {
  type CouplingOperator,
  couplingEntries,
  couplingOperator,
  kronecker,
  type Leaf,
  leaves,
  onesGroups,
  rowSums,
  scaleCouplings,
  transposeMembers,
} from "./couplings.ts";
export { csrFromEdges } from "./edge-rows.ts";
export { energy, flipGain, localFields, quadraticForm } from "./energy.ts";
export { csrEntry, type FactorOperator, factorOperator } from "./factor.ts";
export { alongPlaces, type GridProduct, gridProduct, type KroneckerCouplings } from "./grid-product.ts";
export {
  type CsrMatrix,
  couplingBytes,
  DEFAULT_MEMORY_LIMIT,
  estimate,
  type Representation,
  requireMemory,
  toBiasArray,
  toCsr,
  toDense,
} from "./materialise.ts";
export { type Distance, distanceFunction, integerMetric } from "./metric.ts";
export { packModel, unpackModel } from "./pack.ts";
export { createProduct, type Product, productCost } from "./product.ts";
export { isIntegerModel, magnitudeBound } from "./range.ts";
export { type RowReader, rowReader } from "./rows.ts";
export { squaredSum } from "./square.ts";
export {
  cells,
  checkState,
  clippedBinary,
  compactState,
  completeSlack,
  copyState,
  expandState,
  isPermutation,
  keepsLoads,
  obeysStructure,
  sameState,
  stateDigest,
  structureOf,
} from "./state.ts";
export { isTree, readTree, type TreeCode, type TreeStructure, writeTree } from "./trees.ts";
export * from "./types.ts";

/** Pictures of energy landscapes. */
export { mergeTreeToSvg } from "./merge-tree.ts";
export { transitionsToSvg } from "./transitions.ts";

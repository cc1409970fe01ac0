/** out = W x again and again, with what one product costs: for flows, and for refusing models whose products take too long. */
import { couplingEntries, couplingOperator, leaves, onesGroups } from "./couplings.ts";
import { gridProduct } from "./grid-product.ts";
import type { Couplings, LeafCouplings } from "./types.ts";

/** Multiplies a vector with the couplings. @see createProduct */
export interface Product {
  /** out = W x, both of length n, not the same array. */
  apply(x: ArrayLike<number>, out: Float64Array): void;
  /** Multiplications of one product, about. */
  readonly cost: number;
  /** Doubles held besides the couplings. */
  readonly scratch: number;
}

/** Products W x with any couplings, again and again. */
export function createProduct(couplings: Couplings): Product {
  const grids = leaves(couplings).filter(({ couplings: part }) => isGrid(part));
  return {
    apply: couplingOperator(couplings).apply,
    cost: productCost(couplings),
    scratch: grids.reduce((sum, leaf) => sum + leaf.couplings.n, 0),
  };
}

/** Multiplications of one product W x for dense x, about. O(terms). */
export function productCost(couplings: Couplings): number {
  return leaves(couplings).reduce((sum, { couplings: part }) => sum + leafCost(part), 0);
}

function isGrid(part: LeafCouplings): boolean {
  return part.kind === "kronecker" && onesGroups(part.left, part.right) === null;
}

function leafCost(part: LeafCouplings): number {
  if (part.kind === "kronecker") return isGrid(part) ? gridProduct(part).cost : 2 * part.n;
  if (part.kind === "rank-one") return 2 * part.n;
  if (part.kind === "cliques") return 2 * part.member.length;
  if (part.kind === "bands") return part.n + 2 * part.from.length * part.size;
  return couplingEntries(part);
}

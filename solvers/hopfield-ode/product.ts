/**
 * out = W x for real x, again and again: everything that can be prepared is prepared once.
 * Kronecker terms go factor by factor, (A (x) B) x = A (x B'), with x as an items x places matrix: O(|A| places + items |B|) instead of
 * O(|A| |B|), without ever storing W. Other terms as in couplingOperator: rank-one, cliques and one-hot groups in O(members).
 */
import {
  couplingEntries,
  couplingOperator,
  type FactorOperator,
  factorOperator,
  type Leaf,
  leaves,
  onesGroups,
} from "../../src/model/index.ts";
import type { Couplings } from "../../src/model/types.ts";

export interface Product {
  /** out = W x, both of length n, not the same array. */
  apply(x: Float64Array, out: Float64Array): void;
  /** Multiplications of one product, about. */
  readonly cost: number;
  /** Doubles held besides the couplings. */
  readonly scratch: number;
}

type KroneckerLeaf = Leaf & { couplings: { kind: "kronecker" } };

export function createProduct(couplings: Couplings): Product {
  const grids: KroneckerLeaf[] = [];
  const rest: Leaf[] = [];
  for (const leaf of leaves(couplings)) {
    if (isGrid(leaf)) grids.push(leaf);
    else rest.push(leaf);
  }
  const operator = couplingOperator({ kind: "sum", n: couplings.n, terms: rest });
  const products = grids.map(gridProduct);
  return {
    apply(x, out) {
      operator.apply(x, out);
      for (const product of products) product.add(x, out);
    },
    cost:
      rest.reduce((sum, leaf) => sum + leafCost(leaf), 0) + products.reduce((sum, product) => sum + product.cost, 0),
    scratch: grids.reduce((sum, leaf) => sum + leaf.couplings.n, 0),
  };
}

function isGrid(leaf: Leaf): leaf is KroneckerLeaf {
  return leaf.couplings.kind === "kronecker" && onesGroups(leaf.couplings.left, leaf.couplings.right) === null;
}

function leafCost({ couplings: part }: Leaf): number {
  if (part.kind === "rank-one" || part.kind === "kronecker") return 2 * part.n;
  if (part.kind === "cliques") return 2 * part.member.length;
  return couplingEntries(part);
}

interface GridProduct {
  /** out += scale * ((A (x) B) + (A (x) B)') x over the variables of the term. */
  add(x: Float64Array, out: Float64Array): void;
  readonly cost: number;
}

function gridProduct({ couplings: part, scale, start }: KroneckerLeaf): GridProduct {
  const left = factorOperator(part.left);
  const right = factorOperator(part.right);
  const moved = new Float64Array(part.n);
  const passes = left.symmetric ? 1 : 2;
  return {
    add(x, out) {
      moved.fill(0);
      alongPlaces(left.n, right, false, x, start, moved);
      if (left.symmetric) {
        alongPlaces(left.n, right, true, x, start, moved); // A symmetric: A (x) (B + B') in one pass
        alongItems(left, right.n, false, scale, moved, out, start);
        return;
      }
      alongItems(left, right.n, false, scale, moved, out, start);
      moved.fill(0);
      alongPlaces(left.n, right, true, x, start, moved);
      alongItems(left, right.n, true, scale, moved, out, start);
    },
    cost: passes * couplingEntriesOf(left) * right.n + 2 * couplingEntriesOf(right) * left.n,
  };
}

function couplingEntriesOf(factor: FactorOperator): number {
  return factor.thin ? factor.n : factor.n * factor.n;
}

/** target[a, p] += sum_q B_pq x[a, q], or B' instead of B. */
function alongPlaces(
  items: number,
  right: FactorOperator,
  transposed: boolean,
  x: Float64Array,
  start: number,
  target: Float64Array,
): void {
  const m = right.n;
  for (let p = 0; p < m; p++) {
    right.forEachInRow(p, (q, value) => {
      const to = transposed ? q : p;
      const from = start + (transposed ? p : q);
      for (let a = 0; a < items; a++) target[a * m + to] += value * x[from + a * m];
    });
  }
}

/** out[start + a, .] += scale * sum_b A_ab moved[b, .], or A' instead of A. */
function alongItems(
  left: FactorOperator,
  m: number,
  transposed: boolean,
  scale: number,
  moved: Float64Array,
  out: Float64Array,
  start: number,
): void {
  for (let a = 0; a < left.n; a++) {
    left.forEachInRow(a, (b, value) => {
      addRow(scale * value, moved, (transposed ? a : b) * m, out, start + (transposed ? b : a) * m, m);
    });
  }
}

function addRow(amount: number, x: Float64Array, from: number, out: Float64Array, to: number, m: number): void {
  for (let p = 0; p < m; p++) out[to + p] += amount * x[from + p];
}

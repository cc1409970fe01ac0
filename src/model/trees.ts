/**
 * The structure `tree`, over bits: the bits say which edges of a graph form a tree, and the energy is a constant and the costs of these edges. The tree
 * holds every required vertex, or has at most `bounds` edges at each one and holds all; one of both at most is asked for.
 *
 * A tree is written as where each vertex hangs when it is looked at from the root, and which vertex comes first: what hangs below a
 * vertex comes behind it. Reading and writing take O(vertices + edges + bits).
 */
import type { Slack } from "./types.ts";

/** The structure of models whose valid states are trees of a network. */
export interface TreeStructure {
  readonly kind: "tree";
  readonly vertices: number;
  /** Edge e joins from[e] and to[e]. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** One an edge, 0 or more. */
  readonly cost: Float64Array;
  /** 1 for each vertex that the tree must hold; null for all. */
  readonly required: Int8Array | null;
  /** Most edges at each vertex, 1 or more; null for any number. */
  readonly bounds: Int32Array | null;
  readonly code: TreeCode;
  readonly penalised: boolean;
}

/** Bits, -1 for none. */
export interface TreeCode {
  /** A vertex that the tree must hold. */
  readonly root: number;
  /** By edge: 1 where from[e] hangs below to[e], and where to[e] hangs below from[e]; one bit may stand for both. */
  readonly below: Int32Array;
  readonly above: Int32Array;
  /** By vertex: 1 where the tree does not hold it. */
  readonly outside: Int32Array;
  /** Bit orders[3 k] is 1 where vertex orders[3 k + 1] comes before vertex orders[3 k + 2]. */
  readonly orders: Int32Array;
  /** Of vertices, their bound less the edges at them. Clipped binary. */
  readonly room: readonly (Slack & { readonly vertex: number })[];
  /** Bits that are 1 where all factors are (negated where `positive` says so), in an order in which they can be computed. */
  readonly products: readonly BitProduct[];
}

export interface BitProduct {
  readonly bit: number;
  readonly factors: readonly number[];
  /** One a factor; all true when left out. */
  readonly positive?: readonly boolean[];
}

/** 1 for the edges along which a vertex hangs below another. @param values of all bits of the model */
export function readTree({ from, code }: TreeStructure, values: Int8Array): Uint8Array {
  const chosen = new Uint8Array(from.length);
  for (let e = 0; e < from.length; e++) {
    const hangs = (bit: number) => bit >= 0 && values[bit] === 1;
    chosen[e] = hangs(code.below[e]) || hangs(code.above[e]) ? 1 : 0;
  }
  return chosen;
}

/** How edges look from the root. Vertices that they do not join to it are at no turn, -1. */
function lookedAtFromRoot({ vertices, from, to, code }: TreeStructure, chosen: ArrayLike<number>) {
  const around: number[][] = Array.from({ length: vertices }, () => []);
  for (let e = 0; e < from.length; e++) {
    if (chosen[e] !== 1) continue;
    around[from[e]].push(e);
    around[to[e]].push(e);
  }
  const turn = new Int32Array(vertices).fill(-1);
  const hanging = new Int32Array(vertices).fill(-1);
  const seen = [code.root];
  turn[code.root] = 0;
  for (const v of seen) {
    for (const e of around[v]) {
      const other = from[e] ^ to[e] ^ v;
      if (turn[other] >= 0) continue;
      turn[other] = seen.length;
      hanging[other] = e;
      seen.push(other);
    }
  }
  return { turn, hanging, seen, degree: around.map((edges) => edges.length) };
}

/** Writes a tree that holds the root: all bits that `code` names. @param chosen 1 for its edges */
export function writeTree(structure: TreeStructure, chosen: ArrayLike<number>, values: Int8Array): void {
  const { vertices, from, bounds, code } = structure;
  const { turn, hanging, degree } = lookedAtFromRoot(structure, chosen);
  const put = (bit: number, value: boolean) => {
    if (bit >= 0) values[bit] = value ? 1 : 0;
  };
  for (let e = 0; e < from.length; e++) {
    put(code.below[e], false);
    put(code.above[e], false);
  }
  for (let v = 0; v < vertices; v++) {
    const e = hanging[v];
    if (e >= 0) put((from[e] === v ? code.below : code.above)[e], true);
    put(code.outside[v], turn[v] < 0);
  }
  const rank = (v: number) => (turn[v] < 0 ? vertices + v : turn[v]);
  for (let k = 0; k < code.orders.length; k += 3) {
    put(code.orders[k], rank(code.orders[k + 1]) < rank(code.orders[k + 2]));
  }
  for (const { vertex, first, coefficients } of code.room) {
    let rest = Math.max(0, (bounds?.[vertex] ?? 0) - degree[vertex]);
    for (let k = coefficients.length - 1; k >= 0; k--) {
      const take = coefficients[k] <= rest;
      if (take) rest -= coefficients[k];
      put(first + k, take);
    }
  }
  for (const { bit, factors, positive } of code.products) {
    put(
      bit,
      factors.every((factor, k) => (values[factor] === 1) === (positive?.[k] ?? true)),
    );
  }
}

/** Whether chosen edges form a tree that holds what it must and keeps the bounds. */
export function isTree(structure: TreeStructure, chosen: ArrayLike<number>): boolean {
  const { vertices, required, bounds } = structure;
  const { turn, seen, degree } = lookedAtFromRoot(structure, chosen);
  let edges = 0;
  for (let e = 0; e < structure.from.length; e++) if (chosen[e] === 1) edges++;
  if (edges !== seen.length - 1) return false;
  for (let v = 0; v < vertices; v++) {
    if (turn[v] < 0 && (required === null || required[v] === 1)) return false;
    if (bounds !== null && degree[v] > bounds[v]) return false;
  }
  return true;
}

/** Of its arrays. */
export const treeBytes = ({ from, cost, required, bounds, code }: TreeStructure): number =>
  4 * from.byteLength +
  cost.byteLength +
  (required?.byteLength ?? 0) +
  (bounds?.byteLength ?? 0) +
  code.outside.byteLength +
  code.orders.byteLength;

/** The first thing that does not fit into a model of n bits, in words, or null. O(vertices + edges + bits). */
export function treeFault(structure: TreeStructure, n: number): string | null {
  const { vertices, from, to, cost, required, bounds, code } = structure;
  const isVertex = (v: number) => v >= 0 && v < vertices;
  const isBit = (bit: number) => bit >= -1 && bit < n;
  if (required !== null && bounds !== null) return "asks for both required vertices and bounds, expected one at most";
  for (const [name, values, length] of [
    ["to", to, from.length],
    ["cost", cost, from.length],
    ["code.below", code.below, from.length],
    ["code.above", code.above, from.length],
    ["code.outside", code.outside, vertices],
    ["required", required, vertices],
    ["bounds", bounds, vertices],
  ] as const) {
    if (values !== null && values.length !== length)
      return `has ${values.length} values of ${name}, expected ${length}`;
  }
  if (!isVertex(code.root) || required?.[code.root] === 0)
    return `has the root ${code.root}, expected a required vertex`;
  for (let e = 0; e < from.length; e++) {
    if (!isVertex(from[e]) || !isVertex(to[e]) || from[e] === to[e]) return `has the edge ${from[e]}, ${to[e]}`;
    if (!(cost[e] >= 0 && Number.isFinite(cost[e]))) return `has the cost ${cost[e]}, expected a number from 0`;
  }
  const pairs = code.orders.filter((_, k) => k % 3 > 0);
  if (pairs.some((v) => !isVertex(v))) return `orders vertices that are not there`;
  const room = code.room.flatMap(({ first, coefficients }) => [first, first + coefficients.length - 1]);
  const products = code.products.flatMap(({ bit, factors }) => [bit, ...factors]);
  const bits = [code.below, code.above, code.outside, code.orders.filter((_, k) => k % 3 === 0), room, products];
  const wrong = bits.flatMap((list) => Array.from(list)).find((bit) => !isBit(bit));
  return wrong === undefined ? null : `names the bit ${wrong} of ${n}`;
}

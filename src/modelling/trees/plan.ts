/**
 * What the encoding of trees decides about: where each vertex hangs, and which of two vertices comes first. The root is a required vertex of the
 * most edges. Every other vertex hangs below one neighbour, or lies outside where it may. Pairs of vertices that are in a triangle
 * of a triangulation of the network without its root have an order; what hangs below a vertex comes behind it, and no triangle goes round.
 * Edges in no triangle are on no cycle without the root: there it is enough that neither end hangs below the other twice.
 */
import type { Network } from "../../networks/network.ts";
import { type Triangulation, triangulate } from "./triangulation.ts";

/** A way to hang: the vertex above, and the edge of the network that leads to it. */
export interface Way {
  readonly parent: number;
  readonly edge: number;
}

/** What programs, structures and decoders of one instance agree on. Vertices and edges are indices into the network. */
export interface TreePlan {
  readonly network: Network;
  /** 1 for vertices that the tree must hold. */
  readonly required: Uint8Array;
  readonly root: number;
  /** By vertex: below which neighbours it may hang, none for the root. */
  readonly ways: readonly (readonly Way[])[];
  readonly triangulation: Triangulation;
  /** Edges without an order of their ends, of which neither is the root. */
  readonly bridges: readonly number[];
}

/** Triangles take most of the time of an encoding, about a second for so many: geometric networks of 500 vertices, random ones of 100. */
const MOST_TRIANGLES = 15_000;

/** Null where the network goes round in too many ways for orders. O(n^2 + triangles). @param required 1 for vertices that the tree must hold, one at least */
export function treePlan(network: Network, required: Uint8Array): TreePlan | null {
  const { n, from, to } = network;
  const root = rootOf(network, required);
  const ways: Way[][] = Array.from({ length: n }, () => []);
  const neighbours = Array.from({ length: n }, () => new Set<number>());
  for (let edge = 0; edge < from.length; edge++) {
    for (const [v, parent] of [
      [from[edge], to[edge]],
      [to[edge], from[edge]],
    ]) {
      if (v === root) continue;
      ways[v].push({ parent, edge });
      if (parent !== root) neighbours[v].add(parent);
    }
  }
  const triangulation = triangulate(neighbours, MOST_TRIANGLES);
  if (triangulation === null) return null;
  const ordered = new Set(triangulation.pairs.map(([a, b]) => Math.min(a, b) * n + Math.max(a, b)));
  const bridges = Array.from(from, (_, e) => e).filter((e) => {
    const [a, b] = [Math.min(from[e], to[e]), Math.max(from[e], to[e])];
    return a !== root && b !== root && !ordered.has(a * n + b);
  });
  return { network, required, root, ways, triangulation, bridges };
}

/** A required vertex of the most edges. */
export function rootOf({ n, from, to }: Network, required: ArrayLike<number>): number {
  const degree = new Int32Array(n);
  for (let e = 0; e < from.length; e++) {
    degree[from[e]]++;
    degree[to[e]]++;
  }
  let root = -1;
  for (let v = 0; v < n; v++) if (required[v] === 1 && !(root >= 0 && degree[v] <= degree[root])) root = v;
  return root;
}

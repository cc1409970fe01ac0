/** Graphs whose edges have costs, as columns, and with the edges at every vertex: what algorithms on trees and paths walk over. */
import { incidencesOf } from "../kernels/incidences.ts";

/** Edge e joins from[e] and to[e], different vertices of 0 .. n - 1, at cost[e], 0 or more. */
export interface Network {
  readonly n: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Float64Array;
}

/** Edge[start[v] .. start[v + 1]) are the edges at v. */
export interface LinkedNetwork extends Network {
  readonly start: Int32Array;
  readonly edge: Int32Array;
}

/** O(n + edges). */
export function linked(network: Network): LinkedNetwork {
  return { ...network, ...incidencesOf(network.n, network.from, network.to) };
}

/** The end of an edge that is not v. */
export const across = ({ from, to }: Network, edge: number, v: number): number => from[edge] ^ to[edge] ^ v;

/** Edges by rising cost, the lower index first of equals. O(m log m). */
export function risingEdges({ cost }: Network): Int32Array {
  const order = Int32Array.from(cost, (_, e) => e);
  return order.sort((e, f) => cost[e] - cost[f] || e - f);
}

/** Sum of the costs of the chosen edges, in their order. */
export function costOf({ cost }: Network, chosen: ArrayLike<number>): number {
  let total = 0;
  for (let e = 0; e < cost.length; e++) if (chosen[e] === 1) total += cost[e];
  return total;
}

/**
 * A sparse graph whose tours are searched for: every edge is free, forced into the tour or forbidden. What degrees and cycles imply is
 * drawn: two edges a node, no cycle but the tour (Little, Murty, Sweeney & Karel 1963). O(edges) a pass.
 */
import { incidencesOf } from "../kernels/incidences.ts";
import { rootOf } from "../kernels/union-find.ts";

/** Status of an edge: open, in every tour of interest, or in none. */
export const FREE = 0;
export const FORCED = 1;
export const FORBIDDEN = 2;

/** Edges by their ends, and the edges of each node as compressed rows. */
export interface TourGraph {
  readonly nodes: number;
  /** Ends and whole cost of each edge. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Float64Array;
  /** incident[start[v] .. start[v + 1]) are the edges of v. */
  readonly start: Int32Array;
  readonly incident: Int32Array;
}

/** @param from first end of each edge @param cost whole numbers. O(nodes + edges). */
export function createTourGraph(nodes: number, from: Int32Array, to: Int32Array, cost: Float64Array): TourGraph {
  const { start, edge } = incidencesOf(nodes, from, to);
  return { nodes, from, to, cost, start, incident: edge };
}

/** Completes `status`, one of the three an edge, by what it implies. False when no tour fits. */
export type Propagation = (status: Uint8Array) => boolean;

/** The function keeps arrays over nodes, and is used for one status at a time. */
export function createPropagation({ nodes, from, to, start, incident }: TourGraph): Propagation {
  const root = new Int32Array(nodes);
  const find = (v: number) => rootOf(root, v);

  /** -1: no tour; otherwise how many edges of the node were decided. */
  function decide(v: number, status: Uint8Array): number {
    let forced = 0;
    let free = 0;
    for (let k = start[v]; k < start[v + 1]; k++) {
      if (status[incident[k]] === FORCED) forced++;
      else if (status[incident[k]] === FREE) free++;
    }
    if (forced > 2 || forced + free < 2) return -1;
    if (free === 0 || (forced < 2 && forced + free > 2)) return 0;
    const verdict = forced === 2 ? FORBIDDEN : FORCED;
    for (let k = start[v]; k < start[v + 1]; k++) if (status[incident[k]] === FREE) status[incident[k]] = verdict;
    return free;
  }

  /** The same for cycles of forced edges and free edges that would close one. */
  function breakCycles(status: Uint8Array): number {
    for (let v = 0; v < nodes; v++) root[v] = v;
    let forced = 0;
    let cycle = false;
    for (let e = 0; e < from.length; e++) {
      if (status[e] !== FORCED) continue;
      forced++;
      const [a, b] = [find(from[e]), find(to[e])];
      if (a === b) cycle = true;
      root[a] = b;
    }
    if (cycle) return forced === nodes ? 0 : -1;
    let decided = 0;
    if (forced >= nodes - 1) return 0;
    for (let e = 0; e < from.length; e++) {
      if (status[e] !== FREE || find(from[e]) !== find(to[e])) continue;
      status[e] = FORBIDDEN;
      decided++;
    }
    return decided;
  }

  return (status) => {
    for (let changed = 1; changed > 0; ) {
      changed = 0;
      for (let v = 0; v < nodes; v++) {
        const decided = decide(v, status);
        if (decided < 0) return false;
        changed += decided;
      }
      const decided = breakCycles(status);
      if (decided < 0) return false;
      changed += decided;
    }
    return true;
  };
}

/**
 * Simple lower bounds of the bandwidth B and of the excess over a bandwidth K, from balls: N_r(v) vertices lie within r edges of v.
 *
 * - All of them lie within r B places of v: the farthest is at least (N_r - 1) / 2 places away, so B >= (N_r - 1) / (2 r), and the edges
 *   on the way there exceed K by at least ceil((N_r - 1) / 2) - r K in total (r = 1: half the degree; Chvatal 1970).
 * - For the vertex at the first place, whichever it is, the same holds with N_r - 1 (Caprara & Salazar-Gonzalez 2005): the least over v.
 * - Lengths up to K are there for n K - K (K + 1) / 2 edges only; of the others n - K - 1 exceed it by one, n - K - 2 by two, ...
 *
 * O(n (n + m)), or from as many vertices as 20 million steps allow.
 */
import { csrFromEdges } from "../../src/model/index.ts";
import { pairColumns } from "../../src/modelling/graph.ts";
import type { BandwidthInstance } from "./schema.ts";

const MOST_STEPS = 2e7; // a tenth of a second

type Graph = Pick<BandwidthInstance, "vertices" | "edges">;

/** What the balls of a graph say about bandwidths. */
interface Balls {
  /** No order has a smaller bandwidth. */
  readonly bandwidth: number;
  /** Total excess over bandwidth K that every order has. */
  excess(bandwidth: number): number;
}

/** Sizes of balls, by graph: the bounds are asked for again and again. */
const known = new WeakMap<Graph["edges"], Balls>();

function ballsOf(graph: Graph): Balls {
  const found = known.get(graph.edges);
  if (found !== undefined) return found;
  const { vertices: n, edges } = graph;
  const sizes = ballSizes(graph);
  // Smallest B with room for all edges: lengths 1 to B are there n - 1, n - 2, ... times.
  let room = 0;
  let counted = 0;
  while (room < edges.length) room += n - ++counted;
  const balls: Balls = {
    bandwidth: Math.max(
      counted,
      bySizes(sizes, n, (size, r, sided) => Math.ceil(size / (sided * r))),
    ),
    excess: (bandwidth) => bySizes(sizes, n, (size, r, sided) => Math.ceil(size / sided) - r * bandwidth),
  };
  known.set(edges, balls);
  return balls;
}

/** N_1(v) - 1, N_2(v) - 1, ... of one vertex after the other. */
function ballSizes({ vertices: n, edges }: Graph): number[][] {
  const { from, to, weight } = pairColumns(edges);
  const { rowStart, column } = csrFromEdges(n, from, to, weight);
  const seen = new Int32Array(n).fill(-1);
  const queue = new Int32Array(n);
  const sizes: number[][] = [];
  let steps = 0;
  for (let v = 0; v < n && steps < MOST_STEPS; v++) {
    const own: number[] = [];
    seen[v] = v;
    queue[0] = v;
    let end = 1;
    for (let at = 0; at < end; ) {
      for (const ring = end; at < ring; at++) {
        for (let k = rowStart[queue[at]]; k < rowStart[queue[at] + 1]; k++) {
          if (seen[column[k]] === v) continue;
          seen[column[k]] = v;
          queue[end++] = column[k];
        }
      }
      steps += end;
      if (at < end) own.push(end - 1);
    }
    sizes.push(own);
  }
  return sizes;
}

/** The largest value over both sides of any vertex, or over one side of the vertex where that is least. */
function bySizes(
  sizes: readonly (readonly number[])[],
  n: number,
  value: (size: number, radius: number, sides: 1 | 2) => number,
): number {
  let most = 0;
  let leastFirst = Number.POSITIVE_INFINITY;
  for (const own of sizes) {
    let first = 0;
    for (const [k, size] of own.entries()) {
      most = Math.max(most, value(size, k + 1, 2));
      first = Math.max(first, value(size, k + 1, 1));
    }
    leastFirst = Math.min(leastFirst, first);
  }
  return sizes.length === n && n > 0 ? Math.max(most, leastFirst) : most;
}

/** The bandwidth K of an instance: its own, or the largest simple lower bound. */
export function askedBandwidth(instance: BandwidthInstance): number {
  return instance.bandwidth ?? ballsOf(instance).bandwidth;
}

/** Total excess over its bandwidth that every order of the instance has. */
export function leastExcess(instance: BandwidthInstance): number {
  const asked = askedBandwidth(instance);
  return Math.max(byRoom(instance, asked), ballsOf(instance).excess(asked));
}

function byRoom({ vertices: n, edges }: Graph, bandwidth: number): number {
  let left = edges.length;
  let sum = 0;
  for (let length = 1; length < n && left > 0; length++) {
    const taken = Math.min(left, n - length);
    sum += taken * Math.max(0, length - bandwidth);
    left -= taken;
  }
  return sum;
}

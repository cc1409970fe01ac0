/**
 * Where cycles can be: what is left when vertices of degree 0 and 1 (directed: without edges in or without edges out) are taken off again and
 * again, and its connected parts, with the most vertices that any solution can keep of each. O(n log n + m).
 */
import type { FeedbackInstance } from "./schema.ts";

export interface Core {
  /** By vertex: its part, -1 outside the core. */
  readonly part: Int32Array;
  /** By part: the most vertices that can be kept. At least 1. */
  readonly keep: readonly number[];
}

export function coreOf(instance: FeedbackInstance): Core {
  const { vertices, edges, directed } = instance;
  const inside = peel(instance);
  const lists: number[][] = Array.from({ length: vertices }, () => []);
  for (const [i, j] of edges) {
    if (inside[i] === 0 || inside[j] === 0) continue;
    lists[i].push(j);
    lists[j].push(i);
  }
  const part = new Int32Array(vertices).fill(-1);
  const keep: number[] = [];
  for (let start = 0; start < vertices; start++) {
    if (inside[start] === 0 || part[start] >= 0) continue;
    const members = [start];
    part[start] = keep.length;
    for (const vertex of members) {
      for (const other of lists[vertex]) {
        if (part[other] >= 0) continue;
        part[other] = keep.length;
        members.push(other);
      }
    }
    const fewest = directed === true ? 1 : fewestRemoved(members.map((vertex) => lists[vertex].length));
    keep.push(members.length - fewest);
  }
  return { part, keep };
}

/** 1 for the vertices of the core. */
function peel({ vertices, edges, directed }: FeedbackInstance): Uint8Array {
  const lists: { to: number; into: 0 | 1 }[][] = Array.from({ length: vertices }, () => []);
  const degree = [new Int32Array(vertices), new Int32Array(vertices)]; // out, in; undirected: both in one
  const into = directed === true ? 1 : 0;
  for (const [i, j] of edges) {
    lists[i].push({ to: j, into });
    lists[j].push({ to: i, into: 0 });
    degree[0][i]++;
    degree[into][j]++;
  }
  const bare = (v: number) => (directed === true ? degree[0][v] === 0 || degree[1][v] === 0 : degree[0][v] <= 1);
  const inside = new Uint8Array(vertices).fill(1);
  const queue: number[] = [];
  const look = (v: number) => {
    if (inside[v] === 0 || !bare(v)) return;
    inside[v] = 0;
    queue.push(v);
  };
  for (let v = 0; v < vertices; v++) look(v);
  for (const v of queue) {
    for (const { to, into: side } of lists[v]) {
      degree[side][to]--;
      look(to);
    }
  }
  return inside;
}

/** A forest on s - k vertices has fewer edges: the k largest degrees, less 1 each, add up to m - s + 1 or more (Bafna, Berman, Fujito 1999). */
function fewestRemoved(degrees: number[]): number {
  const turn = degrees.sort((a, b) => b - a);
  let missing = turn.reduce((sum, degree) => sum + degree, 0) / 2 - turn.length + 1;
  let count = 0;
  while (missing > 0) missing -= turn[count++] - 1;
  return Math.max(1, count);
}

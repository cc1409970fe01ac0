/**
 * A balanced partition found quickly, as an upper bound of the least cut: vertices in breadth-first order fill one part
 * after the other; if that does not fit, the heaviest vertex goes first into the lightest part (Graham 1969). O(n log n + m)
 * and O(n parts) for the second.
 */
import type { LeafCouplings } from "../../src/model/index.ts";
import type { PairColumns } from "../../src/modelling/graph.ts";
import { type Balance, weightOf } from "./balance.ts";

/** The compressed rows that the cut is made of: who neighbours whom. */
export type Adjacency = Pick<Extract<LeafCouplings, { kind: "csr" }>, "n" | "rowStart" | "column">;

export interface ReferencePartition {
  readonly cut: number;
  readonly part: Int32Array;
}

const MOST_STEPS = 1e8; // about 0.1 s of comparisons

/** Null when neither way balances the parts; that does not prove that none does. */
export function referencePartition(graph: Adjacency, edges: PairColumns, balance: Balance): ReferencePartition | null {
  const part = fillInOrder(balance, breadthFirst(graph)) ?? heaviestFirst(balance);
  if (part === null) return null;
  let cut = 0;
  for (let e = 0; e < edges.weight.length; e++) {
    if (part[edges.from[e]] !== part[edges.to[e]]) cut += edges.weight[e];
  }
  return { cut, part };
}

/** All vertices, component by component, each from its first vertex outwards. O(n + m). */
function breadthFirst({ n, rowStart, column }: Adjacency): Int32Array {
  const order = new Int32Array(n);
  const seen = new Uint8Array(n);
  let reached = 0;
  let next = 0;
  for (let root = 0; root < n; root++) {
    if (seen[root] === 1) continue;
    seen[root] = 1;
    order[reached++] = root;
    for (; next < reached; next++) {
      const v = order[next];
      for (let k = rowStart[v]; k < rowStart[v + 1]; k++) {
        if (seen[column[k]] === 1) continue;
        seen[column[k]] = 1;
        order[reached++] = column[k];
      }
    }
  }
  return order;
}

/** Each vertex into the current part while it fits, then into the next. Null when the parts run out. */
function fillInOrder(balance: Balance, order: Int32Array): Int32Array | null {
  const part = new Int32Array(balance.n);
  let current = 0;
  let load = 0;
  for (const v of order) {
    const weight = weightOf(balance, v);
    if (load + weight > balance.capacity) {
      current++;
      load = 0;
      if (current === balance.parts || weight > balance.capacity) return null;
    }
    load += weight;
    part[v] = current;
  }
  return part;
}

function heaviestFirst(balance: Balance): Int32Array | null {
  const { n, parts, capacity } = balance;
  if (n * parts > MOST_STEPS) return null;
  const order = Int32Array.from({ length: n }, (_, v) => v);
  order.sort((u, v) => weightOf(balance, v) - weightOf(balance, u) || u - v);
  const part = new Int32Array(n);
  const load = new Float64Array(parts);
  for (const v of order) {
    let lightest = 0;
    for (let p = 1; p < parts; p++) if (load[p] < load[lightest]) lightest = p;
    load[lightest] += weightOf(balance, v);
    if (load[lightest] > capacity) return null;
    part[v] = lightest;
  }
  return part;
}

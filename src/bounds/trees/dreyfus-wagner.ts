/**
 * The cost of a Steiner tree of few terminals (Dreyfus & Wagner 1971; Erickson, Monma & Veinott 1987): for every set S of terminals but one and every
 * vertex v the cheapest tree that holds both,
 *
 *     T(S, v) = min over u of  min over parts S = A + B of  T(A, u) + T(B, u)  + way from u to v
 *
 * O(3^k n + 2^k m log n) for k + 1 terminals; 2^k n numbers.
 */
import { createHeap } from "../../networks/heap.ts";
import { across, type LinkedNetwork } from "../../networks/network.ts";

/** What it takes, in steps and bytes. @param terminals at least 1 */
export function exactTreeEffort({ n, cost }: LinkedNetwork, terminals: number): { steps: number; bytes: number } {
  const k = terminals - 1;
  return { steps: 3 ** k * n + 2 ** k * (cost.length + n) * 4, bytes: 8 * 2 ** k * n };
}

/** Steps between two pauses: about a millisecond. */
const SLICE = 300_000;

/** The least cost of a tree that holds all terminals; Infinity where there is none. Pauses on the way. */
export function* exactTree(network: LinkedNetwork, terminals: readonly number[]): Generator<void, number, void> {
  const { n, cost, start, edge } = network;
  const others = terminals.slice(1);
  if (others.length === 0) return 0;
  const sets = 2 ** others.length;
  const trees = new Float64Array(sets * n).fill(Number.POSITIVE_INFINITY);
  const heap = createHeap(n);
  others.forEach((terminal, k) => {
    trees[2 ** k * n + terminal] = 0;
  });
  let steps = 0;
  for (let set = 1; set < sets; set++) {
    const row = set * n;
    for (let part = (set - 1) & set; 2 * part > set; part = (part - 1) & set) {
      const [a, b] = [part * n, (set ^ part) * n];
      for (let v = 0; v < n; v++) {
        const both = trees[a + v] + trees[b + v];
        if (both < trees[row + v]) trees[row + v] = both;
      }
      steps += n;
      if (steps > SLICE) {
        steps = 0;
        yield;
      }
    }
    for (let v = 0; v < n; v++) if (trees[row + v] < Number.POSITIVE_INFINITY) heap.push(v, trees[row + v]);
    for (let v = heap.pop(); v >= 0; v = heap.pop()) {
      for (let k = start[v]; k < start[v + 1]; k++) {
        const other = across(network, edge[k], v);
        const length = trees[row + v] + cost[edge[k]];
        if (!(length < trees[row + other])) continue;
        trees[row + other] = length;
        heap.push(other, length);
      }
    }
    steps += 4 * (n + cost.length);
  }
  return trees[(sets - 1) * n + terminals[0]];
}

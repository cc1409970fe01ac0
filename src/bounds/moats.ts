/**
 * Directions of ascent for the weights of 1-trees, scaled by clusters. The plain subgradient changes the weight of a node by its
 * degree - 2, so a cluster of k nodes that hangs on one edge moves by 1/k of a step on average, and clustered instances take
 * thousands of steps. Here every cluster of the single-linkage hierarchy is a variable of its own: its degree is the sum of its
 * nodes' degrees - 2, and its step is as long as its moat is wide (the length at which it merges with another less the length at
 * which it became one; Juenger & Pulleyblank 1993 draw the dual of the subtour bound with such moats). A change of variables
 * pi = B y with step B B' g is a subgradient step all the same. O(n) a direction; 60 bytes a node.
 */
import { rootOf } from "../kernels/union-find.ts";

/** Moves weights by `step` times `change`, to whole numbers no larger than `largest` either way. */
export function moveWeights(weights: Float64Array, change: Float64Array, step: number, largest: number): void {
  for (let v = 0; v < weights.length; v++) {
    const weight = weights[v] + Math.floor(step * change[v] + 0.5);
    weights[v] = Math.max(-largest, Math.min(largest, weight));
  }
}

/** Scales of the clusters of one spanning tree. */
export interface Moats {
  /** Turns degrees - 2 (any blend of them), length n, into the change of weights for a step of 1, in place. */
  direct(change: Float64Array): void;
}

/** A cluster counts no more than this either way: far from the optimum one can gain edges by the hundred. 1 and 8 do much the same. */
const MOST = 4;

/**
 * From a minimum spanning tree: parent[v], -1 at the root, and the cost of that edge. Costs below 0 count as 0.
 * @param least added to the moat of every single node, in average edges of the tree: nodes in one place have none of their own
 */
export function createMoats(parent: Int32Array, key: Float64Array, least: number): Moats {
  const n = parent.length;
  const cost = key.map((value) => Math.max(0, value));
  const nodes = 2 * n - 1;
  const above = new Int32Array(nodes);
  const width = new Float64Array(nodes);
  const sum = new Float64Array(nodes);
  link();

  /** Merges clusters along the tree's edges in order of cost (Gower & Ross 1969). Cluster n + k is made by the k-th merge. */
  function link(): void {
    const edges = Int32Array.from({ length: n }, (_, v) => v).filter((v) => parent[v] >= 0);
    edges.sort((a, b) => cost[a] - cost[b] || a - b);
    const born = new Float64Array(nodes);
    const root = Int32Array.from({ length: nodes }, (_, c) => c);
    let total = 0;
    for (const [k, v] of edges.entries()) {
      born[n + k] = cost[v];
      total += cost[v];
      for (const c of [rootOf(root, v), rootOf(root, parent[v])]) {
        above[c] = n + k;
        root[c] = n + k;
        width[c] = cost[v] - born[c];
      }
    }
    for (let v = 0; v < n; v++) width[v] += (least * total) / n;
  }

  return {
    direct(change) {
      sum.fill(0, n);
      sum.set(change);
      for (let c = 0; c < nodes - 1; c++) sum[above[c]] += sum[c];
      // The whole has no moat. From there on down every cluster passes on its own step and those around it.
      sum[nodes - 1] = 0;
      for (let c = nodes - 2; c >= n; c--) {
        sum[c] = sum[above[c]] + Math.max(-MOST, Math.min(MOST, sum[c])) * width[c];
      }
      for (let v = 0; v < n; v++) change[v] = sum[above[v]] + change[v] * width[v];
    },
  };
}

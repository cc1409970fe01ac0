/** Minimum 1-trees in plain TypeScript: the oracle of the kernel, comparison by comparison, and the fallback. */
import { MemoryError } from "../../errors.ts";
import { distanceFunction } from "../../model/index.ts";
import type { EdgeCosts, EdgeLists, OneTreeRequest, OneTrees } from "./types.ts";

/** Numbers of 8 bytes and of 4 bytes a node. */
const BYTES_PER_NODE = 4 * 8 + 6 * 4;

const NOT_REACHED = -1;
const IN_TREE = -2;

/** floor(cost * scale), with the bits of the kernel. */
export function wholeCost(costs: EdgeCosts, nodes: number, scale: number): (i: number, j: number) => number {
  if (costs.kind === "table") return (i, j) => costs.values[i * nodes + j];
  const distance = distanceFunction(costs.metric, costs.coordinates, 2);
  return (i, j) => Math.floor(distance(i, j) * scale);
}

/** @throws {MemoryError} */
export function createReferenceOneTrees(request: OneTreeRequest): OneTrees {
  const { nodes: n, costs, scale, memoryLimit } = request;
  const bytes = BYTES_PER_NODE * n;
  if (bytes > memoryLimit)
    throw new MemoryError(`1-trees over ${n} nodes`, bytes, memoryLimit, "Raise the memory limit.");
  const cost = wholeCost(costs, n, scale);
  const weights = new Float64Array(n);
  const key = new Float64Array(n);
  const parent = new Int32Array(n);
  const degree = new Int32Array(n);
  const order = new Int32Array(n);
  const heap = new Int32Array(n);
  const place = new Int32Array(n);
  const outside = new Int32Array(n);
  let lists: EdgeLists = { rowStart: new Int32Array(n + 1), column: new Int32Array(0), cost: new Float64Array(0) };
  let joined = 0;
  let waiting = 0;
  let total = 0;
  let leaf = -1;
  let other = -1;

  function begin(): void {
    key.fill(Number.POSITIVE_INFINITY);
    place.fill(NOT_REACHED);
    degree.fill(0);
    key[0] = 0;
    parent[0] = -1;
    joined = 0;
    total = 0;
    leaf = -1;
    other = -1;
  }

  function rise(node: number, from: number): void {
    let k = from;
    while (k > 0 && key[heap[(k - 1) >> 1]] > key[node]) {
      heap[k] = heap[(k - 1) >> 1];
      place[heap[k]] = k;
      k = (k - 1) >> 1;
    }
    heap[k] = node;
    place[node] = k;
  }

  function pop(): number {
    const least = heap[0];
    const node = heap[--waiting];
    let k = 0;
    while (2 * k + 1 < waiting) {
      let down = 2 * k + 1;
      if (down + 1 < waiting && key[heap[down + 1]] < key[heap[down]]) down++;
      if (key[heap[down]] >= key[node]) break;
      heap[k] = heap[down];
      place[heap[k]] = k;
      k = down;
    }
    heap[k] = node;
    place[node] = k;
    place[least] = IN_TREE;
    return least;
  }

  function join(v: number): void {
    total += key[v];
    order[joined++] = v;
    if (v === 0) return;
    degree[v]++;
    degree[parent[v]]++;
  }

  function growSparse(most: number): number {
    for (let step = 0; step < most && waiting > 0; step++) {
      const v = pop();
      join(v);
      for (let e = lists.rowStart[v]; e < lists.rowStart[v + 1]; e++) {
        const w = lists.column[e];
        if (place[w] === IN_TREE) continue;
        const value = lists.cost[e] + weights[v] + weights[w];
        if (value >= key[w]) continue;
        key[w] = value;
        parent[w] = v;
        rise(w, place[w] === NOT_REACHED ? waiting++ : place[w]);
      }
    }
    return joined;
  }

  const neighbourOf = (v: number) => (v === 0 ? order[1] : parent[v]);

  function chooseLeaf(): number {
    let dearest = Number.NEGATIVE_INFINITY;
    for (let v = 0; v < n; v++) {
      if (degree[v] !== 1) continue;
      let least = Number.POSITIVE_INFINITY;
      let found = -1;
      for (let e = lists.rowStart[v]; e < lists.rowStart[v + 1]; e++) {
        const w = lists.column[e];
        const value = lists.cost[e] + weights[w];
        if (w === neighbourOf(v) || value >= least) continue;
        least = value;
        found = w;
      }
      if (least + weights[v] <= dearest) continue;
      dearest = least + weights[v];
      leaf = v;
      other = found;
    }
    return dearest;
  }

  function close(second: number): number {
    if (other < 0) return Number.POSITIVE_INFINITY;
    degree[leaf]++;
    degree[other]++;
    let sum = 0;
    for (let v = 0; v < n; v++) sum += weights[v];
    return total + second - 2 * sum;
  }

  /** Edges from the last joined node to all outside. Position of the least key, the first of equals. */
  function relax(): number {
    const v = order[joined - 1];
    let least = Number.POSITIVE_INFINITY;
    let where = 0;
    for (let k = 0; k < n - joined; k++) {
      const w = outside[k];
      const value = cost(v, w) + weights[v] + weights[w];
      if (value < key[w]) {
        key[w] = value;
        parent[w] = v;
      }
      if (key[w] < least) {
        least = key[w];
        where = k;
      }
    }
    return where;
  }

  return {
    weights,
    parent,
    key,
    order,
    degree,
    place(given) {
      lists = given;
    },
    beginSparse() {
      begin();
      heap[0] = 0;
      waiting = 1;
    },
    growSparse,
    closeSparse: () => (joined < n ? Number.POSITIVE_INFINITY : close(chooseLeaf())),
    beginDense() {
      begin();
      parent.fill(0, 1);
      for (let v = 1; v < n; v++) outside[v - 1] = v;
      join(0);
    },
    growDense(most) {
      for (let step = 0; step < most && joined < n; step++) {
        const k = relax();
        join(outside[k]);
        outside[k] = outside[n - joined];
      }
      return joined;
    },
    closeDense() {
      chooseLeaf();
      let least = Number.POSITIVE_INFINITY;
      other = -1;
      for (let w = 0; w < n; w++) {
        if (w === leaf || w === neighbourOf(leaf) || cost(leaf, w) + weights[w] >= least) continue;
        least = cost(leaf, w) + weights[w];
        other = w;
      }
      return close(least + weights[leaf]);
    },
    closing: () => [leaf, other],
  };
}

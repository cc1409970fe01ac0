/**
 * Tabu search over assignments of items to places by swaps: cost sum over places k, l of flow[k][l] distance[item k][item l],
 * plus linear[item k][k]. There is no reference twin: solvers keep a plain search for hosts without WebAssembly, whose results
 * differ.
 */
export interface AssignmentRequest {
  readonly size: number;
  /** Row-major size x size, over places. */
  readonly places: Float64Array;
  /** Row-major size x size, over items. One of the two has a zero diagonal, or both diagonals count. */
  readonly items: Float64Array;
  /** Row-major size x size, item by place. */
  readonly linear: Float64Array;
  /** Three random words of 32 bits, and a fourth. */
  readonly seed: readonly [number, number, number, number];
  readonly memoryLimit: number;
}

export interface AssignmentSession {
  /** Arithmetic is in 32-bit integers, hence exact. */
  readonly integer: boolean;
  /** Begins at this order of items; nothing is tabu. O(size^3). */
  begin(order: Int32Array): void;
  /** Makes so many swaps, each the best that is allowed. O(size^2) a swap. */
  run(iterations: number): void;
  /** Best cost since `begin`. */
  readonly best: number;
  /** The order of that cost: a view. */
  readonly bestOrder: Int32Array;
  /** Swaps made since the best. */
  readonly fruitless: number;
}

/**
 * Search over vehicle routes: customers 1 .. n in routes from node 0, the depot, and back, at most so many routes, each within the
 * capacity. Twins agree bit for bit where costs are whole numbers.
 */
export interface RouteRequest {
  readonly customers: number;
  /** Cost of going from one node to another, row-major (customers + 1)^2, node 0 the depot, diagonal 0. */
  readonly costs: Float64Array;
  readonly symmetric: boolean;
  /** Length customers + 1, whole numbers, 0 for the depot. */
  readonly demands: Float64Array;
  readonly capacity: number;
  /** Most routes, at least 1. */
  readonly vehicles: number;
  /** Customers near to each customer, nearest first: row-major (customers + 1) x width; row 0 is not read. */
  readonly neighbours: { readonly width: number; readonly node: Int32Array };
  /** Gains up to this are rounding: 0 where costs are whole numbers. */
  readonly margin: number;
  /** Four random words of 32 bits. */
  readonly seed: readonly [number, number, number, number];
  readonly memoryLimit: number;
}

/**
 * A search under way. Routes are given as a list of nodes with a 0 behind each route: 3 1 0 2 0. Customers that are not listed are
 * left out; as long as some are, the search looks for routes that take all.
 */
export interface RouteSession {
  /** Works on these routes from here on; they are the best if all customers are in. Copies them. */
  assign(routes: Int32Array): void;
  /** The next `steps` steps cool from one temperature (unit: cost) to another, geometrically. */
  cool(from: number, to: number, steps: number): void;
  /** Makes so many steps: strings of customers are removed and put back at their best places. */
  run(steps: number): void;
  /** Cost of the best routes with all customers since `assign`, Infinity while there are none. */
  readonly best: number;
  /** Those routes: a copy. */
  bestRoutes(): Int32Array;
  /** Places evaluated since the start. */
  readonly work: number;
}

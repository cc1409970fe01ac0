/**
 * Annealing over layouts of a graph on a line: cost sum over edges of weight * price(length), the length |p - q| of the places of its
 * ends. A move takes a vertex from p to q, q near the median of three of its neighbours, or near p. Where prices are the lengths the
 * vertices between close up: with cuts c_k (weight of the edges over the gap between k and k + 1) kept, the change is that of two cuts
 * and of the vertex's own edges, O(degree), and the cuts between p and q change by one sweep. Else the two vertices are exchanged,
 * O(degrees). Accepted while the change is at most temperature times an exponential variate (Kirkpatrick 1983).
 */
export interface LayoutRequest {
  readonly size: number;
  /** Compressed rows of a symmetric matrix without diagonal. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly weight: Float64Array;
  /** Price of each length from 0, length size; null where it is the length itself. */
  readonly prices: Float64Array | null;
  /** Four random words of 32 bits. */
  readonly seed: readonly [number, number, number, number];
  readonly memoryLimit: number;
}

export interface LayoutSession {
  /** The order under change, a view: order[place] = vertex. Callers write it before `begin`. */
  readonly order: Int32Array;
  /** Takes the order as it is; returns its cost. O(n + edges). */
  begin(): number;
  /** Proposes so many moves at this temperature (0: none that raises the cost); returns the change of cost. */
  anneal(moves: number, temperature: number): number;
}

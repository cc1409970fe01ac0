/**
 * Descent over orders by best insertions: all n - 1 insertions of an item are evaluated by one walk to the left and one to the right,
 * each step adding one margin (Schiavinotto & Stuetzle 2004). O(n) for the best of them, O(n) to make it.
 */
export interface OrderingRequest {
  readonly size: number;
  /** Row-major size x size: the cost of a before b less that of b before a, so margins[b][a] = -margins[a][b]. Copied. */
  readonly margins: Float64Array;
  /** Insertions must gain more than this: 0 where margins are whole numbers. */
  readonly threshold: number;
  readonly memoryLimit: number;
}

export interface OrderingSession {
  /** The order under change, a view; callers write it before `begin`. */
  readonly order: Int32Array;
  /** Sum of the margins of all pairs as they stand: twice the cost, up to a constant. O(n^2). */
  sum(): number;
  /** Begins a descent from the order as it is, first looking at the item at this place. */
  begin(place: number): void;
  /** Looks at so many items, fewer at the end, and makes the best insertion of each that gains. True at a local minimum. O(n) an item. */
  descend(items: number): boolean;
  /** Change of cost since `begin`. */
  readonly change: number;
  /** Items looked at since `begin`. */
  readonly looked: number;
}
